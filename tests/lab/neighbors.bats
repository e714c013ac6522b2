#!/usr/bin/env bats
# Neighbours as they are, between real BIRDs: private AS numbers, customers in
# our own space, the other family over a session, hooks, communities, a host
# that is dropped upstream, iBGP without a mesh; and a router with one prefix.
# Numbers are invented as in tests/bird-render/edge.bats.

load lab

# In the words of BIRD 2, whichever BIRD it is.
lab_birdc() {
	local name=$1
	shift
	birdc -r -s "$LAB/$name.run/bird.ctl" "$@" |
		sed 's/^\tbgp_path:/\tBGP.as_path:/; s/^\tbgp_\([a-z_]*\):/\tBGP.\1:/'
}

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	local number=1
	for name in edge1 host fig ash rs core; do
		lab_router $name
		lab_lan $name 192.0.2.$number/24
		lab_in $name ip addr add 2001:db8::$number/64 dev lan0 nodad
		number=$((number + 1))
	done
	lab_in edge1 ip addr add 7.0.0.1/32 dev lo
	lab_in edge1 ip addr add 3000:1::1/128 dev lo
	edge_site
	install_router edge1 site.yaml
	neighbors
	for name in host fig ash rs core; do
		lab_bird $name "$LAB/$name.conf"
	done
	student
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

edge_site() {
	cat >site.yaml <<-END
	network: {asn: 3000000001, prefixes: [7.0.0.0/22, "3000:1::/32"]}
	registry: {kind: none}
	rpki: {static: true}
	routers:
	  edge1: {ipv4: 7.0.0.1, ipv6: "3000:1::1", hooks: [$LAB/hooks.conf], blackhole: [7.0.0.9/32]}
	never-via-route-servers: [3000000055]
	transit-free: {add: [3000000066]}
	bogons: {prefixes: {add: [7.66.0.0/16]}, asns: {remove: [64496-64511]}}
	blocked: {prefixes: [7.77.0.0/16], asns: [3000000088]}
	defaults:
	  peer: {import-limit: 50}
	sessions:
	  # A hosting provider: its own AS number is a private one, and IPv6 comes over IPv4.
	  - {name: host, type: upstream, asn: 64515, neighbor: 192.0.2.2, families: mp, local-ipv6: "2001:db8::1",
	     default-route: true, blackhole: true, blackhole-communities: ["64515:666"],
	     prefer: [{community: "64515:100", local-pref: 50}, {asn: 3000000070, local-pref: 300}]}
	  # A customer in our own space, with a private AS number; one with its own.
	  - {name: fig, type: downstream, asn: 65010, neighbor: 192.0.2.3, prefixes: [7.0.2.0/24, 7.11.0.0/24], import-limit: 20,
	     import-hook: my_customer, prefer: [{community: "3000000001:1:80", local-pref: 80}]}
	  - {name: ash, type: peer, asn: 3000000003, neighbor: "2001:db8::4", families: mp,
	     announce: ["3000:1::/32"], import-hook: my_import, export-hook: my_export,
	     communities: ["64500:1", "3000000001:7:8", "rt:64500:9", {prefix: "3000:1::/32", communities: ["64500:2"]}]}
	  - {name: rs, type: route-server, asn: 3000000020, neighbor: "2001:db8::5", families: ipv4, local-ipv4: 192.0.2.1}
	  - {name: core, type: ibgp, neighbor: 192.0.2.6, local: 192.0.2.1, prefixes: [7.0.3.0/24]}
	END
	# A hook that accepts all it gets leaks nothing.
	cat >hooks.conf <<-'END'
	function my_import() { if net = 7.41.0.0/16 then reject; bgp_local_pref = 77; accept; }
	function my_customer() { if (3000000001, 1, 90) ~ bgp_large_community then bgp_community.add((64500, 90)); }
	function my_export() { bgp_med = 5; accept; }
	END
	{
		echo '%begin birdfeed-records 1'
		printf 'vrp\t%s\tprefix=%s\tmax-length=24\torigin=AS3000000001\n' \
			x 7.0.0.0/22 y 7.11.0.0/24
		echo %end
	} >records
}

# install_router NAME SITE: its BIRD, which also keeps what it rejects.
install_router() {
	render_router "$1" "$2" || return
	lab_bird "$1" "$LAB/$1.d/bird.conf"
}

# render_router NAME SITE: its files.
render_router() {
	mkdir -p "$1.d/copy"
	bird-render -s "$2" -r "$1" <records 2>"$1.err" | awk -v dir="$1.d" '
	/^#% file / { out = $3; sub("bird/", "", out); out = dir "/" out; printf "" >out; next }
	/^#% copy / { while ((getline line <$3) > 0) print line >out; next }
	/^#% / { next }
	{ print >out }' || return
	sed -i 's/^\t\timport filter .*/\t\timport keep filtered on;\n&/' \
		"$1.d/sessions.conf"
	chmod 755 "$1.d"
	chmod 755 "$1.d/copy"
	find hooks.conf "$1.d" -type f -exec chmod 644 {} +
}

# statics FAMILY LINE ...: PREFIX, and statements for its path and attributes.
statics() {
	local family=$1
	shift
	echo "protocol static routes$family { ipv$family;"
	printf '%s\n' "$@" | sed 's/^\([^ ]*\) *\(.*\)/\troute \1 unreachable { \2 };/'
	echo '}'
}

# head_of NUMBER: how each of the neighbours' files begins.
head_of() {
	echo "router id 192.0.2.$1;"
	echo 'protocol device { }'
}

# A customer says that we know it as an upstream, and asks a hook for something.
MARKED='bgp_large_community.add((3000000001, 3, 4)); bgp_large_community.add((3000000001, 1, 90));'
EXPORT4='export where proto = "routes4"'
EXPORT6='export where proto = "routes6"'

path() {	# ASN ...: from the first to the origin
	local asn text=
	for asn; do
		text="bgp_path.prepend($asn); $text"
	done
	echo "$text"
}

neighbors() {
	{
		head_of 2
		statics 4 "8.8.0.0/16 $(path 3000000040 3000000041)" 0.0.0.0/0 \
			"7.20.0.0/16 $(path 64515 64515 3000000040)" \
			"7.21.0.0/16 $(path 3000000040 64515)" \
			"7.22.0.0/16 $(path 64512)" \
			"7.23.0.0/16 $(path 64500)" "7.66.1.0/24 $(path 3000000040)" \
			"7.77.1.0/24 $(path 3000000040)" \
			"7.24.0.0/16 $(path 3000000040 3000000088)" \
			"7.25.0.0/16 $(path 3000000040) bgp_community.add((64515, 100));" \
			"7.26.0.0/16 $(path 3000000070) bgp_community.add((64515, 100));" \
			"7.27.0.0/16 $(path 3000000070) bgp_community.add((65535, 0));" \
			"7.0.2.0/24 $(path 3000000040)"
		statics 6 "3000:20::/32 $(path 3000000040)"
		# A plain BIRD: the next hop is what it gets.
		cat <<-END
		protocol bgp edge_us {
			local 192.0.2.2 as 64515;
			neighbor 192.0.2.1 as 3000000001;
			ipv4 { import all; $EXPORT4; };
			ipv6 { import all; $EXPORT6; next hop address 2001:db8::2; };
		}
		END
	} >host.conf
	{
		head_of 3
		statics 4 "7.0.2.0/24 $MARKED" 7.0.1.0/24 \
			"7.11.0.0/24 bgp_large_community.add((3000000001, 1, 80));" \
			"7.11.0.7/32 bgp_community.add((65535, 666));" 7.12.0.0/24
		cat <<-END
		protocol bgp edge_us {
			local 192.0.2.3 as 65010;
			neighbor 192.0.2.1 as 3000000001;
			ipv4 { import all; $EXPORT4; };
		}
		END
	} >fig.conf
	{
		head_of 4
		statics 4 7.40.0.0/16 7.41.0.0/16 10.1.0.0/16 7.0.1.0/24 \
			"7.43.0.0/16 $(path 3000000066)"
		statics 6 3000:40::/32
		# It has no extended next hop, as FRR and RouterOS by default.
		cat <<-END
		protocol bgp edge_us {
			local 2001:db8::4 as 3000000003;
			neighbor 2001:db8::1 as 3000000001;
			ipv4 { import all; $EXPORT4; next hop address 192.0.2.4; };
			ipv6 { import all; $EXPORT6; };
		}
		END
	} >ash.conf
	{
		head_of 5
		statics 4 "7.50.0.0/16 $(path 3000000051)" \
			"7.51.0.0/16 $(path 3000000051 3000000055)"
		cat <<-END
		protocol bgp edge_us {
			local 2001:db8::5 as 3000000020;
			neighbor 2001:db8::1 as 3000000001;
			rs client;
			ipv4 { import all; $EXPORT4; next hop address 192.0.2.5; };
		}
		END
	} >rs.conf
	{
		head_of 6
		statics 4 "7.60.0.0/16 $(path 3000000060)" 7.0.3.7/32 7.0.1.7/32
		cat <<-END
		protocol bgp edge_us {
			local 192.0.2.6 as 3000000001;
			neighbor 192.0.2.1 as 3000000001;
			direct;
			ipv4 { import all; $EXPORT4; next hop self; };
		}
		END
	} >core.conf
}

# What a student has: a VPS, and an upstream two hops away that speaks
# IPv4 and carries IPv6, with a password; one /48 on a dummy interface.
student() {
	lab_router vps
	lab_router gate
	lab_router prov
	lab_wire vps 198.51.100.7/24 gate 198.51.100.1/24
	lab_wire gate 203.0.113.2/24 prov 203.0.113.1/24
	lab_in gate sysctl -qw net.ipv4.ip_forward=1
	lab_in vps ip route add default via 198.51.100.1
	lab_in prov ip route add 198.51.100.0/24 via 203.0.113.2
	# Not every kernel has dummies.
	lab_in vps ip link add dummy0 type dummy 2>/dev/null ||
		lab_in vps ip link add dummy0 type bridge
	lab_in vps ip addr add 3000:362::1/48 dev dummy0 nodad
	lab_in vps ip link set dummy0 up
	cat >vps.yaml <<-END
	network: {asn: 3000000001, prefixes: ["3000:362::/48"]}
	registry: {kind: none}
	routers:
	  vps: {ipv6: "3000:362::1", router-id: 198.51.100.7, direct: [dummy0]}
	sessions:
	  - {name: prov, type: upstream, asn: 3000000002, neighbor: 203.0.113.1, local: 198.51.100.7, multihop: 2,
	     families: ipv6, local-ipv6: "2001:db8:7::7", password-file: $LAB/prov.password, graceful-restart: true, import: none}
	END
	echo 'define BIRDFEED_PASSWORD_bf_bgp_prov = "sesame";' >prov.password
	chgrp bird prov.password
	chmod 640 prov.password
	install_router vps vps.yaml
	cat >prov.conf <<-'END'
	router id 203.0.113.1;
	protocol device { }
	protocol static { ipv6; route 3000:98::/32 unreachable; route 3000:99::/32 unreachable; route ::/0 unreachable; }
	protocol bgp edge_us {
		local 203.0.113.1 as 3000000002;
		neighbor 198.51.100.7 as 3000000001;
		multihop 2;
		password "sesame";
		ipv6 { import all; export all; next hop address 2001:db8:9::9; };
	}
	END
	lab_bird prov "$LAB/prov.conf"
}

# route ROUTER PROTOCOL PREFIX [filtered]: what it has of it.
route() {
	lab_birdc "$1" show route "$3" "${@:4}" all protocol "$2"
}

has() { route "$@" | grep -q as_path; }
filtered() { route "$@" filtered | grep -q as_path; }

accepted() {
	lab_wait 20 has edge1 "bf_bgp_$1" "$2" || fail "$2 of $1 is not in"
}

rejected() {
	lab_wait 20 filtered edge1 "bf_bgp_$1" "$2" ||
		fail "$2 of $1 was not rejected"
	run route edge1 "bf_bgp_$1" "$2"
	refute_output --partial as_path
}

# gets ROUTER PREFIX, got_not ROUTER PREFIX: what that neighbour has of us.
gets() {
	lab_wait 20 has "$1" edge_us "$2" || fail "$1 did not get $2"
}

got_not() {
	run route "$1" edge_us "$2"
	refute_output --partial as_path
}

@test "all sessions come up" {
	for name in host fig ash rs core; do
		lab_wait 30 lab_established edge1 bf_bgp_$name || {
			lab_birdc edge1 show protocols all bf_bgp_$name
			fail "$name is down"
		}
	done
}

@test "a private AS number at the head of the path, however often; not deeper" {
	accepted host 8.8.0.0/16
	accepted host 7.20.0.0/16
	accepted host 0.0.0.0/0
	rejected host 7.21.0.0/16
	rejected host 7.22.0.0/16
	# And the site's list of bogons is the operator's.
	accepted host 7.23.0.0/16
	rejected host 7.66.1.0/24
	rejected host 7.77.1.0/24
	rejected host 7.24.0.0/16
}

@test "preferences: the last that fits, and a graceful shutdown before all" {
	prefers() {
		accepted host "$1"
		run route edge1 bf_bgp_host "$1"
		assert_output --partial "BGP.local_pref: $2"
	}
	prefers 8.8.0.0/16 100
	prefers 7.25.0.0/16 50
	prefers 7.26.0.0/16 300
	prefers 7.27.0.0/16 0
	# A customer asks for it by a large community of ours.
	accepted fig 7.11.0.0/24
	run route edge1 bf_bgp_fig 7.11.0.0/24
	assert_output --partial 'BGP.local_pref: 80'
}

@test "a customer's large communities of ours: marks are not believed, hooks see others" {
	accepted fig 7.0.2.0/24
	run route edge1 bf_bgp_fig 7.0.2.0/24
	assert_output --partial '(3000000001, 3, 2)'
	refute_output --partial '(3000000001, 3, 4)'
	assert_output --partial '(64500,90)'
	lab_wait 20 passed_on
	run lab_birdc host show route all 7.0.2.0/24
	assert_output --partial '(64500,90)'
	refute_output --partial '(3000000001,'
}
passed_on() { lab_birdc host show route 7.0.2.0/24 | grep -q edge_us; }

@test "a customer in our own space, and nobody else there" {
	accepted fig 7.0.2.0/24
	accepted fig 7.11.0.0/24	# its origin is ours in the end, for ROAs
	rejected fig 7.0.1.0/24
	rejected fig 7.12.0.0/24
	rejected fig 7.11.0.7/32
	rejected host 7.0.2.0/24
	rejected ash 7.0.1.0/24
	# Its private AS number is not seen outside.
	gets host 7.0.2.0/24
	run route host edge_us 7.0.2.0/24
	assert_line --regexp 'BGP.as_path: 3000000001$'
	gets host 7.11.0.0/24
	run route host edge_us 7.11.0.0/24
	assert_line --regexp 'BGP.as_path: 3000000001$'
}

@test "the other family: IPv6 over IPv4 and IPv4 over IPv6, with their next hops" {
	accepted host 3000:20::/32
	gets host 3000:1::/32
	run route host edge_us 3000:1::/32
	assert_output --partial 'BGP.next_hop: 2001:db8::1'
	accepted ash 7.40.0.0/16
	run route edge1 bf_bgp_ash 7.40.0.0/16
	assert_output --partial 'BGP.next_hop: 192.0.2.4'
	accepted ash 3000:40::/32
	gets rs 7.0.0.0/22
	run route rs edge_us 7.0.0.0/22
	assert_output --partial 'BGP.next_hop: 192.0.2.1'
	gets fig 7.40.0.0/16
	gets host 7.0.0.0/22
	run route host edge_us 7.0.0.0/22
	assert_output --partial 'BGP.next_hop: 192.0.2.1'
}

@test "announce, communities and hooks; a hook that accepts all leaks nothing" {
	gets ash 3000:1::/32
	run route ash edge_us 3000:1::/32
	assert_output --partial '(64500,1)'
	assert_output --partial '(64500,2)'
	assert_output --partial '(3000000001, 7, 8)'
	assert_output --partial '(rt, 64500, 9)'
	assert_output --partial 'BGP.med: 5'
	got_not ash 7.0.0.0/22
	# A customer's is not ours to keep back.
	gets ash 7.0.2.0/24
	run route ash edge_us 7.0.2.0/24
	refute_output --partial '(64500,2)'
	for prefix in 8.8.0.0/16 0.0.0.0/0 7.60.0.0/16 7.50.0.0/16; do
		got_not ash $prefix
	done
	accepted ash 7.40.0.0/16
	run route edge1 bf_bgp_ash 7.40.0.0/16
	assert_output --partial 'BGP.local_pref: 77'
	assert_output --partial '(3000000001, 3, 3)'
	for prefix in 7.41.0.0/16 10.1.0.0/16 7.43.0.0/16; do
		rejected ash $prefix
	done
}

@test "a host of ours is dropped here, and where it is asked for" {
	gets host 7.0.0.9/32
	run route host edge_us 7.0.0.9/32
	assert_output --partial '(64515,666)'
	refute_output --partial '(65535,666)'
	for name in rs ash fig; do
		got_not $name 7.0.0.9/32
	done
	in_kernel() { lab_in edge1 ip route show 7.0.0.9/32 | grep -q ^blackhole; }
	lab_wait 30 in_kernel
}

@test "a route server's path, and iBGP without a mesh" {
	accepted rs 7.50.0.0/16
	rejected rs 7.51.0.0/16
	accepted core 7.60.0.0/16
	accepted core 7.0.3.7/32
	rejected core 7.0.1.7/32
	gets core 8.8.0.0/16
	gets core 7.0.2.0/24	# ours, and a customer's
	got_not core 7.0.0.0/22
	run route core edge_us 8.8.0.0/16
	assert_output --partial 'BGP.next_hop: 192.0.2.1'
	assert_output --partial "(3000000001, 3, 4)"
	# What is inside stays inside.
	for prefix in 7.60.0.0/16 7.0.3.7/32; do
		got_not host $prefix
	done
}

@test "one prefix, one VPS: multihop, a password, IPv6 over IPv4, and no import" {
	lab_wait 30 lab_established vps bf_bgp_prov || {
		lab_birdc vps show protocols all bf_bgp_prov
		fail "the session is down"
	}
	lab_wait 20 has prov edge_us 3000:362::/48
	run route prov edge_us 3000:362::/48
	assert_line --regexp 'BGP.as_path: 3000000001$'
	assert_output --partial 'BGP.next_hop: 2001:db8:7::7'
	run lab_birdc vps show protocols all bf_bgp_prov
	assert_output --partial 'Graceful restart'
	run lab_birdc vps show route protocol bf_bgp_prov
	refute_output --partial 3000:99::
	# The host keeps its way.
	run lab_in vps ip route show default
	assert_output --partial 'via 198.51.100.1'
	run cat "$LAB/vps.err"
	refute_output --partial 'error'
}

# imported_through GATEWAY: vps has the route through it, in BIRD and in the kernel.
imported_through() {
	lab_birdc vps show route 3000:98::/32 | grep -q "via $1" &&
		lab_in vps ip -6 route show 3000:98::/32 | grep -q "via $1 "
}

@test "IPv6 over IPv4 and two hops away, with a way for each family" {
	cd "$LAB" || return
	lab_in vps ip addr add fe80::7/64 dev wire-gate nodad 2>/dev/null || true
	lab_in gate ip addr add fe80::9/64 dev wire-vps nodad
	lab_in vps ip addr add 2001:db8:8::7/64 dev wire-gate nodad
	lab_in gate ip addr add 2001:db8:8::1/64 dev wire-vps nodad
	local keys gateway
	while read -r gateway keys; do
		sed "s/import: none}/$keys}/" vps.yaml >vps2.yaml
		render_router vps vps2.yaml
		birdc -s "$LAB/vps.run/bird.ctl" configure
		lab_wait 30 imported_through "$gateway" || {
			lab_birdc vps show route all table master6
			fail "no way through $gateway"
		}
		# The next hop that the neighbour said leads nowhere.
		run lab_birdc vps show route all 3000:98::/32
		assert_output --partial 2001:db8:9::9
	done <<-'END'
		fe80::9 gateway: {ipv4: 198.51.100.1, ipv6: "fe80::9"}, interface: wire-gate
		2001:db8:8::1 gateway: {ipv4: 198.51.100.1, ipv6: "2001:db8:8::1"}
	END
	# BIRD's own way to the neighbour goes to the kernel, too.
	run lab_in vps ip route show 203.0.113.1
	assert_output --partial 'via 198.51.100.1'
}
