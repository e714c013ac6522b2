#!/usr/bin/env bats
# A router may never cut its host off.  home is behind a provider that checks
# source addresses, and gets the whole internet through a tunnel to ams1: a
# default route, the route around the tunnel's own endpoint, and the one around
# the provider's network.  solo has no tunnel, and networks of exactly its
# prefixes' lengths.  The addresses are invented: see tests/bird-render/edge.bats.
#
# FULL_TABLE is how many other routes the provider has besides: 100,000, because
# the internet's million takes minutes.

load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	for name in isp ams1 home solo client whole; do
		lab_router "$name"
		lab_in "$name" sh -c '
			echo 1 >/proc/sys/net/ipv4/ip_forward
			echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
			for f in /proc/sys/net/ipv4/conf/*/rp_filter; do
				echo 0 >"$f"
			done'
	done
	lab_wire home 7.98.0.2/24 isp 7.98.0.1/24
	lab_wire ams1 7.99.0.2/30 isp 7.99.0.1/30
	lab_wire solo 7.96.0.2/30 isp 7.96.0.1/30
	lab_wire home 7.0.1.1/24 client 7.0.1.2/24
	lab_wire home 7.8.0.1/24 whole 7.8.0.2/24
	lab_in isp ip addr add 7.97.0.1/32 dev lo
	# The provider lets nothing in that it would not send back there.
	lab_in isp sh -c 'echo 1 >/proc/sys/net/ipv4/conf/wire-home/rp_filter'
	lab_in home ip route add default via 7.98.0.1
	lab_in ams1 ip route add default via 7.99.0.1
	lab_in client ip route add default via 7.0.1.1
	lab_in whole ip route add default via 7.8.0.1
	number=1
	for name in ams1 home; do
		(umask 077 && wg genkey >"$name.key")
		lab_in $name ip addr add 7.0.0.$number/32 dev lo
		lab_in $name ip addr add 3000:1::$number/128 dev lo
		number=$((number + 1))
	done
	site
	isp_config
	lab_bird isp "$LAB/isp.conf"
	printf '\n%%begin birdfeed-records 1\n%%end\n' >records
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

site() {
	router() {	# NAME NUMBER MORE
		cat <<-END
		  $1: {number: $2, ipv4: 7.0.0.$2, ipv6: "3000:1::$2", $3
		    bird: {control-socket: $LAB/$1.run/bird.ctl},
		    wireguard: {public-key: "$(wg pubkey <"$1.key")", private-key-file: $LAB/$1.key, link-local: "fe80::$2"}}
		END
	}
	{
		cat <<-'END'
		network: {asn: 3000000001, prefixes: [7.0.0.0/22, 7.8.0.0/24, "3000:1::/32"]}
		registry: {kind: none}
		rpki: {static: false}
		apply: {confirm: 20}
		mesh: {links: full}
		routers:
		END
		router ams1 1 'endpoint: 7.99.0.2,'
		router home 2 'direct: [wire-client, wire-whole],'
		cat <<-'END'
		sessions:
		  - {name: isp, router: ams1, type: upstream, asn: 3000000002, neighbor: 7.99.0.1, default-route: true}
		END
	} >site.yaml
	cat >solo.yaml <<-'END'
	network: {asn: 3000000004, prefixes: [7.4.0.0/23, 7.6.0.0/24, "3000:4::/48"]}
	registry: {kind: none}
	rpki: {static: false}
	routers: {solo: {router-id: 7.4.0.1}}
	sessions:
	  - {name: isp, type: upstream, asn: 3000000002, neighbor: 7.96.0.1, default-route: true}
	END
}

# Whatever a router could be lured by, one network that is there, and the rest of
# the internet.
isp_config() {
	awk -v n="${FULL_TABLE:-100000}" 'BEGIN {
		for (i = 0; i < n; i++)
			printf "route %d.%d.%d.0/24 blackhole;\n", 20 + i / 65536,
			    i / 256 % 256, i % 256
	}' >table.conf
	chmod 644 table.conf
	cat >isp.conf <<-'END'
	router id 7.97.0.1;
	protocol device {}
	protocol kernel { ipv4 { export where source = RTS_BGP; }; }
	protocol static lures {
		ipv4;
		route 0.0.0.0/0 blackhole;
		route 7.96.0.0/14 blackhole;
		route 7.97.0.0/16 blackhole;
		route 7.98.0.0/24 blackhole;
		route 7.99.0.0/16 blackhole;
		route 7.99.0.0/24 blackhole;
		include "table.conf";
	}
	template bgp customer {
		local as 3000000002;
		ipv4 { import all; export where proto = "lures"; };
	}
	protocol bgp ams1 from customer { neighbor 7.99.0.2 as 3000000001; }
	protocol bgp solo from customer { neighbor 7.96.0.2 as 3000000004; }
	END
}

install_on() {
	cd "$LAB" || return
	{
		wg-render -s site.yaml -r "$1" <records
		bird-render -s site.yaml -r "$1" <records
	} | lab_in "$1" apply -s site.yaml -r "$1" --state-dir "$LAB/$1.state"
}

reach() {	# ROUTER ADDRESS [SOURCE]: one packet there, and one back
	lab_in "$1" ping -c 1 -W 1 ${3:+-I "$3"} "$2"
}

# The host reaches its gateway, its tunnel's endpoint and the world beyond, as
# its provider lets it, and is reached from there.
home_keeps_its_way() {
	local address
	for address in 7.98.0.1 7.99.0.2 7.97.0.1; do
		lab_wait 5 reach home $address || fail "home lost $address"
		run lab_in home ip route get $address
		assert_output --partial 'dev wire-isp'
	done
	lab_wait 5 reach isp 7.98.0.2 7.97.0.1 || fail "home is not reached"
}

handshake() {	# when home's tunnel last heard of its other end
	lab_in home wg show wg-int-ams1 latest-handshakes | cut -f 2
}

has_route() {	# ROUTER PREFIX WORDS: its BIRD's route there
	lab_birdc "$1" show route "$2" | grep -q -- "$3"
}

@test "before there are routes; and then two routers are installed" {
	home_keeps_its_way
	for name in ams1 home; do
		install_on $name
		lab_bird $name "$LAB/$name.state/current/bird/bird.conf"
	done
	lab_wait 40 lab_established ams1 bf_bgp_isp
	lab_wait 40 lab_established home bf_ibgp_ams1
	run lab_in home ip rule
	assert_output --partial "20002:	from 7.0.0.0/22 lookup 4242"
}

@test "with every lure learned through the tunnel home keeps its way" {
	for prefix in 0.0.0.0/0 7.99.0.0/16 7.98.0.0/24 7.97.0.0/16; do
		lab_wait 120 has_route home $prefix wg-int-ams1 ||
			fail "home did not learn $prefix"
	done
	# Around the neighbour of ams1, and too long to be a provider's.
	run has_route home 7.99.0.0/24 unicast
	assert_failure
	lab_wait 30 sh -c 'nsenter -t $(cat "$1") -n ip route show table 4242 | grep -q ^default' - "$LAB/home.pid"
	run lab_in home ip route show table main proto bird
	assert_output ''
	home_keeps_its_way
	reach ams1 7.99.0.1
}

# table_of ROUTER: how many routes its table of BIRD's own has.
table_of() {
	lab_in "$1" ip route show table 4242 | wc -l
}

@test "a full table through the tunnel: home keeps its way" {
	full() { [ "$(table_of home)" -ge "${FULL_TABLE:-100000}" ]; }
	lab_wait 120 full || fail "$(table_of home) routes only"
	home_keeps_its_way
	run lab_in home ip route show table main proto bird
	assert_output ''
	lab_wait 30 lab_established home bf_ibgp_ams1
}

@test "home forwards for its own addresses, through the tunnel" {
	lab_wait 20 reach client 7.97.0.1
	reach home 7.97.0.1 7.0.0.2
	reach isp 7.0.1.2 7.97.0.1
}

@test "a tunnel that comes back after the routes has a newer handshake" {
	before=$(handshake)
	lab_in home ip link del wg-int-ams1
	sleep 1
	install_on home
	newer() { [ "$(handshake)" -gt "$before" ]; }
	lab_wait 30 newer
	lab_wait 30 lab_established home bf_ibgp_ams1
	lab_wait 30 has_route home 7.99.0.0/16 wg-int-ams1
	lab_wait 30 reach client 7.97.0.1
	home_keeps_its_way
	# And again, with the routes in: only the peer goes, and comes.
	before=$(handshake)
	key=$(wg pubkey <"$LAB/ams1.key")
	lab_in home wg set wg-int-ams1 peer "$key" remove
	sleep 1
	install_on home
	lab_wait 30 newer
	lab_wait 30 reach client 7.97.0.1
	home_keeps_its_way
}

@test "a second run finds nothing changed; a rule that is gone comes back" {
	run install_on home
	assert_success
	refute_output --partial 'ip -4'
	lab_in home ip -6 rule del priority 20003
	run install_on home
	assert_success
	assert_line 'rule ipv6 20003 not iif lo lookup 4242 comes'
}

@test "a whole prefix behind another router: announced, there or gone" {
	lab_wait 30 has_route ams1 7.8.0.0/24 bf_babel
	lab_wait 20 has_route isp 7.8.0.0/24 ams1
	lab_wait 20 reach isp 7.8.0.2 7.97.0.1
	lab_in home ip addr del 7.8.0.1/24 dev wire-whole
	gone() { ! has_route ams1 7.8.0.0/24 'unicast.*bf_babel'; }
	lab_wait 30 gone
	has_route isp 7.8.0.0/24 ams1
	run reach isp 7.8.0.2 7.97.0.1
	assert_failure
	lab_in home ip addr add 7.8.0.1/24 dev wire-whole
	lab_wait 40 reach isp 7.8.0.2 7.97.0.1
	has_route isp 7.8.0.0/24 ams1
}

@test "networks of exactly our prefixes' lengths, and null routes for the rest" {
	cd "$LAB"
	lab_in solo ip link add lan type veth peer name lan-end
	lab_in solo ip link set lan-end up
	lab_in solo ip addr add 7.6.0.1/24 dev lan
	lab_in solo ip addr add 3000:4::1/48 dev lan nodad
	lab_in solo ip link set lan up
	bird-render -s solo.yaml <records >fragments
	awk '/^#% file / { out = $3; sub("bird/", "", out); next }
		/^#% / { next } { print >out }' fragments
	mv bird.conf solo.conf
	lab_bird solo "$LAB/solo.conf"
	lab_wait 30 lab_established solo bf_bgp_isp
	null() { lab_in solo ip "$@" | grep -q 'unreachable.*metric 4000000000'; }
	lab_wait 20 null route show 7.6.0.0/24
	lab_wait 20 null -6 route show 3000:4::/48
	for address in 7.6.0.9 3000:4::9; do
		run lab_in solo ip route get $address
		assert_output --partial 'dev lan'
	done
	# An address that nobody has is not sent back to the provider.
	run lab_in solo ip route get 7.4.0.9
	assert_failure
	assert_output --partial 'No route to host'
	reach solo 7.96.0.1
}

@test "apply goes back when a change takes the host's way" {
	cd "$LAB"
	# A protocol of the operator's own takes the tunnel's endpoint away.
	cat >lure.conf <<-'END'
	ipv4 table lure4;
	protocol kernel lure_kernel { ipv4 { table lure4; export all; }; }
	protocol static lure_main { ipv4 { table lure4; }; route 7.99.0.2/32 unreachable; }
	END
	chmod 644 lure.conf
	cp site.yaml good.yaml
	sed -i "s|direct: \[|include: [$LAB/lure.conf], direct: [|" site.yaml
	run install_on home
	cp good.yaml site.yaml
	assert_failure 3
	assert_output --partial 'the host no longer reaches 7.99.0.2, or only through a tunnel'
	home_keeps_its_way
	run install_on home
	assert_success
}

@test "a hook with an error: refused by its file and line, and what is live stays" {
	cd "$LAB"
	cp site.yaml good.yaml
	sed -i -e "s|ipv6: \"3000:1::1\",|& hooks: [$LAB/hooks.conf],|" \
		-e 's|default-route: true|&, import-hook: my_in|' site.yaml
	echo 'function my_in() { bgp_med = 7; }' >hooks.conf
	run install_on ams1
	assert_success
	before=$(readlink ams1.state/current)
	for hook in 'bgp_med == 7' 'if net ~ MY_OWN then reject;'; do
		echo "function my_in() { $hook }" >hooks.conf
		run install_on ams1
		assert_failure 2
		assert_line --partial "$LAB/hooks.conf:1:"
		assert_equal "$(readlink ams1.state/current)" "$before"
		lab_established ams1 bf_bgp_isp
		run lab_birdc ams1 show route all protocol bf_bgp_isp 7.96.0.0/14
		assert_output --regexp '(BGP.|bgp_)med: 7'
	done
	cp good.yaml site.yaml
	install_on ams1
	home_keeps_its_way
}

# The rules of that router are those of the table that its current BIRD file
# names: all of them, and no others of ours.
rules_fit() {
	local table
	table=$(sed -n '/^protocol kernel bf_kernel4/,/^}/s/.*kernel table \(.*\);/\1/p' \
		"$LAB/lone.state/current/bird/bird.conf")
	[ "$(lab_in whole ip rule | grep -c "^[23].*lookup $table$")" -eq 4 ] &&
		[ "$(lab_in whole ip -6 rule | grep -c "^[23].*lookup $table$")" -eq 3 ] &&
		[ "$(lab_in whole ip rule | grep -c '^20001:')" -eq 1 ] &&
		[ "$(lab_in whole ip rule | grep -c '^200[0-9]*:\|^32800:')" -eq 5 ]
}

@test "killed on the way from one table to another: the rules fit" {
	[ -x "$TOP_BUILDDIR/tests/kill-at" ] || skip "not built: make check"
	cd "$LAB"
	sed -e "s/control-socket: [^}]*home[^}]*/control-socket: $(sed 's|/|\\/|g' <<<"$LAB")\/lone.ctl/" \
		-e 's/kernel: {table: [0-9]*},//' good.yaml >a.yaml
	sed 's/^  home: {/&kernel: {table: 77}, /' a.yaml >b.yaml
	for one in a b; do
		{
			wg-render -s $one.yaml -r home <records | sed '/^#% begin/,/^#% end/!d' |
				awk '/^#% begin/ { print } END { print "#% end wireguard 0" }'
			bird-render -s $one.yaml -r home <records
		} >$one
	done
	on() {
		lab_in whole "${@:2}" apply -s "$1.yaml" -r home --force \
			--state-dir "$LAB/lone.state" <"$1" >out 2>&1
	}
	on a
	rules_fit
	n=0 to=b
	while :; do
		n=$((n + 37)) status=0
		on $to "$TOP_BUILDDIR/tests/kill-at" $n || status=$?
		[ $status = 137 ] || break
		# The command that was running may have ended later.
		on a || fail "call $n: $(cat out)"
		rules_fit || fail "call $n, then a: $(lab_in whole ip rule)"
	done
	[ $n -gt 200 ]
	[ $status = 99 ] || [ $status = 0 ]
	rules_fit
}
