#!/usr/bin/env bats
# The forecast: each key of a site file is changed, and what apply -n says of
# it is compared with what BIRD says that it does, in its log.  Nobody answers
# at most of the other ends: BIRD restarts a session that is not up like one that
# is, but for a channel that goes.

load lab
load ../session-keys
load ../render/helper

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	umask 022
	lab_router edge1
	lab_router far
	lab_wire edge1 192.0.2.254/24 far 192.0.2.1/24
	printf '%s\n' 'function my_hook() { }' >hooks.conf
	install -o bird /dev/null edge1.log
	echo "log \"$LAB/edge1.log\" all;" >log.conf
	for name in p q; do
		echo "define BIRDFEED_PASSWORD_bf_bgp_oak = \"$name\";" >$name
		chmod 640 $name
	done
	(umask 077 && wg genkey >key)
	for name in edge2 edge3; do
		wg genkey | wg pubkey >$name.pub
	done
	cp log.conf bird.conf
	printf '%s\n' 'router id 7.0.0.1;' 'protocol device { }' >>bird.conf
	lab_bird edge1 "$LAB/bird.conf"
	cat >far.conf <<-'END'
	router id 192.0.2.1;
	protocol device { }
	protocol bgp edge1 {
		local 192.0.2.1 as 3000000002;
		neighbor 192.0.2.254 as 3000000001;
		ipv4 { import all; export none; };
		ipv6 { import all; export none; };
	}
	END
	lab_bird far "$LAB/far.conf"
}

setup() {
	local lacks
	lacks=$(lab_lacks)
	[ -z "$lacks" ] || skip "$lacks"
	cd "$LAB" || return
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down || true; rm -rf "$LAB"; }
}

# fragments SITE: what the renderers write.
fragments() {
	stream 'vrp|x|prefix=7.0.0.0/22|max-length=24|origin=AS3000000001' \
		'as-set|AS-FIR|members=AS3000000011' \
		'route|7.11.0.0/24|origin=AS3000000011' >records
	grep -q wireguard: "$1" && wg-render -s "$1" -r edge1 <records
	bird-render -s "$1" -r edge1 <records 2>err
}

try_apply() {
	lab_in edge1 apply -r edge1 --state-dir "$LAB/state" "$@"
}

# runs SITE: BIRD runs what this site file makes.
runs() {
	fragments "$1" >in && try_apply -s "$1" --install-only --force -q <in >out 2>&1 &&
		birdc -s "$LAB/edge1.run/bird.ctl" configure \
			"\"$LAB/state/$(readlink state/current)/bird/bird.conf\"" >out &&
		lab_wait 30 idle && { lab_wait 5 kernels_scanned || true; }
}

# apply waits for this, too: BIRD 3 crashes where a kernel protocol that has
# not scanned yet gets another filter.
kernels_scanned() {
	lab_birdc edge1 show protocols | awk '$2 == "Kernel" { print $1 }' >kernels
	while read -r kernel; do
		lab_birdc edge1 show protocols all "$kernel"
	done <kernels | awk '/Export state: *DOWN/ { exit 1 }'
}

idle() {
	birdc -s "$LAB/edge1.run/bird.ctl" configure status | grep -q 'up and running'
}

# compare WHAT OLD NEW [CHANGE]: the words of the forecast from the one site file to the
# other (CHANGE is run between them), and BIRD's.
compare() {
	local what=$1 names
	runs "$2" || { echo "$what: before: $(tail -n 2 err) $(cat out)"; return; }
	sed -n 's/^#% session \([^ ]*\) .*/\1/p' in >sessions
	[[ $what != families* ]] || lab_wait 30 lab_established edge1 bf_bgp_oak
	[ -z "${4-}" ] || "$4"
	fragments "$3" >in || { echo "$what: after: $(cat err)"; return; }
	sed -n 's/^#% session \([^ ]*\) .*/\1/p' in >>sessions
	try_apply -s "$3" -n <in >out 2>err2 || true
	sed -nE -e 's/^(session [^ ]+) (restarts|goes|comes).*/\1 \2/p' \
		-e 's/^(protocol [^ ]+) (restarts|goes).*/\1 \2/p' out | sort >said
	: >edge1.log
	runs "$3" || { echo "$what: $(tail -n 2 err) $(cat out)"; return; }
	sed -nE 's/.*(Restarting|Removing|Adding|Disabling|Enabling) protocol ([^ ]+)$/\2 \1/p' edge1.log |
		awk 'FILENAME == "sessions" { bgp[$1]; next }
		{
			word = "restarts"
			if ($2 == "Removing")
				word = "goes"
			if ($2 == "Adding")
				word = "comes"
			# A static protocol goes with the lines that made it.
			if (word == "goes" && $1 ~ /^bf_(static|route|announce|loopback|roas)/)
				next
			if ($1 in bgp)
				print "session", $1, word
			else if (word != "comes")
				print "protocol", $1, word
		}' sessions - | sort -u >did
	diff said did >difference || echo "$what: $(sed -n 's/^</said:/p; s/^>/done:/p' difference | tr '\n' ' ')"
}

old_bird() {
	bird --version 2>&1 | grep -qE 'version 2\.(0\.|1[0-7])'
}

# session KEY OTHERS VALUE: a site file with one session that has that value.
session() {
	local session="{name: oak, $2"
	[ "$1" != name ] || session="{name: $3, $2"
	[ "$1" = name ] || [ "$3" = - ] || session="$session, $1: $3"
	[ "$1" = router ] || session="$session, router: edge1"
	cat <<-END
	network: {asn: 3000000001, prefixes: [7.0.0.0/22, "3000:1::/32"]}
	registry: {kind: none}
	rpki: {static: true}
	routers:
	  edge1: {ipv4: 7.0.0.1, ipv6: "3000:1::1", hooks: [$LAB/hooks.conf], include: [$LAB/log.conf],
	    bird: {control-socket: $LAB/edge1.run/bird.ctl}}
	  edge2: {ipv4: 7.0.0.2, ipv6: "3000:1::2"}
	sessions:
	  - {name: other, router: edge1, type: peer, asn: 3000000099, neighbor: 192.0.2.99}
	  - $session}
	END
}

@test "what of a session's keys restarts what" {
	: >wrong
	while IFS='|' read -r key others before after expected; do
		# 2.0.12 and 2.17.1 take another next hop over.
		[ "$expected" != next-hop-address ] || ! old_bird || continue
		others=${others//\/etc\/birdfeed/$LAB}
		before=${before//\/etc\/birdfeed/$LAB} after=${after//\/etc\/birdfeed/$LAB}
		session "$key" "$others" "$before" >old.yaml
		session "$key" "$others" "$after" >new.yaml
		compare "$key $before $after" old.yaml new.yaml >>wrong
	done <<<"$SESSION_KEYS"
	run cat wrong
	assert_output ''
}

# What else may change: WHAT, and a sed command from the one site file to the
# other.
SITE_KEYS='router-id|s/ipv4: 7.0.0.1, /&router-id: 7.0.0.9, /
address|s/7\.0\.0\.1,/7.0.0.3,/
ipv6|s/3000:1::1"/3000:1::3"/
asn|s/asn: 3000000001/asn: 3000000009/
prefixes|s/7\.0\.0\.0\/22/&, 7.0.4.0\/22/
kernel metric|s/number: 1,/& kernel: {metric: 50},/
kernel table|s/number: 1,/& kernel: {table: 99},/
no kernel|s/number: 1,/& kernel: none,/
vrf|s/number: 1,/& kernel: {vrf: vrf9, table: 9},/
name of the device protocol|s/number: 1,/& names: {device: mydev},/
name of a kernel protocol|s/number: 1,/& names: {kernel4: krt},/
static|s|number: 1,|& static: [{prefix: 198.51.100.0/24, discard: blackhole}],|
direct|s/number: 1,/& direct: [dummy0],/
announce|s|number: 1,|& announce: [7.0.1.0/24],|
drain|s/number: 1,/& drain: true,/
hooks|s|number: 1,|& hooks: [LAB/hooks.conf],|
version|s/control-socket: [^}]*/&, version: "2.0",/
no mesh|/^mesh/d
babel|s/base-port: 51800/&, babel: {rxcost: 200}/
a link less|s/base-port: 51800/&, links: [edge1\/edge2, edge2\/edge3]/
route reflector|s/base-port: 51800/&, ibgp: [edge1]/
roas|s/static: true/static: false/
another'"'"'s router-id|/edge2:/s/ipv4: 7.0.0.2, /&router-id: 7.0.0.9, /
another'"'"'s ipv4|/edge2:/s/7\.0\.0\.2,/7.0.0.3,/
another'"'"'s ipv6|/edge2:/s/3000:1::2"/3000:1::3"/
another'"'"'s number|/edge2:/s/number: 2/number: 9/
another'"'"'s endpoint|/edge2:/s/edge2.example/other.example/
another'"'"'s drain|/edge2:/s/number: 2,/& drain: true,/
another'"'"'s kernel|/edge2:/s/number: 2,/& kernel: none,/
another'"'"'s link-local|/edge2:/,/edge3:/s/fe80::1"/fe80::2"/
another router|/edge3:/,/wireguard:/d
servers|s/static: true/&, servers: [{address: 192.0.2.200}]/
bogons|s/^rpki/bogons: {asns: {add: [64999]}}\n&/'

whole_site() {
	cat <<-END
	network: {asn: 3000000001, prefixes: [7.0.0.0/22, "3000:1::/32"]}
	registry: {kind: none}
	rpki: {static: true}
	mesh: {base-port: 51800}
	routers:
	  edge1: {number: 1, ipv4: 7.0.0.1, ipv6: "3000:1::1", endpoint: edge1.example, include: [$LAB/log.conf],
	    bird: {control-socket: $LAB/edge1.run/bird.ctl},
	    wireguard: {public-key: "$(wg pubkey <key)", private-key-file: $LAB/key, link-local: "fe80::1"}}
	  edge2: {number: 2, ipv4: 7.0.0.2, ipv6: "3000:1::2", endpoint: edge2.example,
	    wireguard: {public-key: "$(cat edge2.pub)", private-key-file: $LAB/key, link-local: "fe80::1"}}
	  edge3: {number: 3, ipv4: 7.0.0.4, ipv6: "3000:1::4", endpoint: edge3.example,
	    wireguard: {public-key: "$(cat edge3.pub)", private-key-file: $LAB/key, link-local: "fe80::1"}}
	sessions:
	  - {name: oak, router: edge1, type: upstream, asn: 3000000002, neighbor: 192.0.2.1, password-file: $LAB/p}
	  - {name: ash, router: edge1, type: peer, asn: 3000000003, neighbor: 192.0.2.2, families: mp, local-ipv6: "2001:db8::1", import-limit: 9}
	END
}

@test "what else in a site file restarts what" {
	: >wrong
	while IFS='|' read -r what change; do
		whole_site >old.yaml
		sed "${change//LAB/$LAB}" old.yaml >new.yaml
		! cmp -s old.yaml new.yaml || fail "$what: no change"
		compare "$what" old.yaml new.yaml >>wrong
		compare "$what, back" new.yaml old.yaml >>wrong
	done <<<"$SITE_KEYS"
	run cat wrong
	assert_output ''
}

@test "what another content of a file restarts" {
	whole_site >site.yaml
	: >wrong
	content() {
		echo 'define BIRDFEED_PASSWORD_bf_bgp_oak = "changed";' >p
	}
	compare password site.yaml site.yaml content >>wrong
	content() {
		echo 'define MY_OWN = 1;' >>log.conf
	}
	compare "included file" site.yaml site.yaml content >>wrong
	run cat wrong
	assert_output ''
}
