#!/usr/bin/env bats
# A router of the public internet between real neighbours: of every rule of
# its policy one route that must come in and one that must not, and what each
# neighbour gets.  What is not documentation here is invented where nobody
# is: see tests/bird-render/edge.bats.

load lab

# In the words of BIRD 2, whichever BIRD it is.
lab_birdc() {
	local name=$1
	shift
	birdc -r -s "$LAB/$name.run/bird.ctl" "$@" |
		sed 's/^\tbgp_path:/\tBGP.as_path:/; s/^\tbgp_\([a-z_]*\):/\tBGP.\1:/'
}

edge=3000000001

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	local number=1
	for name in edge1 oak ash elm rs1 lime fir view far vine; do
		lab_router $name
		lab_lan $name 192.0.2.$number/24
		lab_in $name ip addr add 2001:db8::$number/64 dev lan0 nodad
		number=$((number + 1))
	done
	lab_in edge1 ip addr add 7.0.0.1/32 dev lo
	lab_in edge1 ip addr add 3000:1::1/128 dev lo
	lab_in far ip addr add 198.51.100.9/32 dev lo
	routes
	oak=$(neighbor 3000000002 192.0.2.2 password=1 ttl=1 routes=oak)
	oak_six=$(neighbor 3000000002 2001:db8::2 routes=oak_six)
	ash=$(neighbor 3000000003 192.0.2.3 routes=ash)
	far=$(neighbor 3000000009 198.51.100.9 multihop=2 routes=far)
	elm=$(neighbor 3000000004 192.0.2.4 rs=1 routes=elm)
	vine=$(neighbor 3000000014 192.0.2.10 routes=vine)
	rs1=$(neighbor 3000000020 192.0.2.5 rs=1 routes=rs1)
	lime=$(neighbor 3000000005 192.0.2.6 routes=lime)
	view=$(neighbor 3000000030 2001:db8::8 multihop=5 mp=1 routes=view)
	site
	config oak "$oak" "$oak_six"
	config ash "$ash"
	config far "$far"
	config elm "$elm"
	config vine "$vine"
	config rs1 "$rs1"
	config lime "$lime"
	config view "$view"
	bird-render -s site.yaml --remote fir <records >fir.conf
	sed -i "s|^router id .*|router id 192.0.2.7;|" fir.conf
	install_edge
	for name in oak ash far elm vine rs1 lime fir view; do
		lab_bird $name "$LAB/$name.conf"
	done
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

site() {
	cat >site.yaml <<-END
	network: {asn: $edge, prefixes: [7.0.0.0/22, "3000:1::/32"]}
	registry: {kind: none}
	rpki: {static: true}
	routers:
	  edge1: {ipv4: 7.0.0.1, ipv6: "3000:1::1", include: [$LAB/local.conf],
	    announce: [7.0.2.0/24], static: [{prefix: 7.0.3.0/25, discard: unreachable}]}
	sessions:
	  - {name: oak, type: upstream, asn: 3000000002, neighbor: 192.0.2.2, local: 192.0.2.1,
	     password-file: $LAB/password.conf, ttl-security: true, default-route: true,
	     blackhole: true, prepend: 2, med: 10}
	  - {name: oak-six, type: upstream, asn: 3000000002, neighbor: "2001:db8::2"}
	  - {name: ash, type: peer, asn: 3000000003, neighbor: 192.0.2.3}
	  - {name: far, type: upstream, asn: 3000000009, neighbor: 198.51.100.9, multihop: 2, gateway: 192.0.2.9, local: 192.0.2.1}
	  - {name: elm, type: peer, asn: 3000000004, neighbor: 192.0.2.4, drain: true}
	  - {name: vine, type: peer, asn: 3000000014, neighbor: 192.0.2.10, prefixes: []}
	  - {name: rs1, type: route-server, asn: 3000000020, neighbor: 192.0.2.5}
	  - {name: lime, type: downstream, asn: 3000000005, neighbor: 192.0.2.6, as-set: AS-LIME, blackhole: true}
	  - {name: fir, type: downstream, asn: 3000000011, neighbor: 192.0.2.7, local: 192.0.2.1,
	     prefixes: [7.11.0.0/20, 7.12.0.0/16], more-specifics: true, default-route: true, import-limit: 4}
	  - {name: view, type: collector, asn: 3000000030, neighbor: "2001:db8::8", multihop: 5, families: mp}
	END
	{
		echo '%begin birdfeed-records 1'
		printf '%s\n' 'as-set|AS-LIME|members=AS3000000005, AS3000000006' \
			'route|7.5.0.0/23|origin=AS3000000005' \
			'route|7.6.0.0/24|origin=AS3000000006' \
			'route|7.7.0.0/24|origin=AS3000000007' \
			'vrp|x|prefix=7.30.0.0/16|max-length=17|origin=AS3000000002' \
			'vrp|y|prefix=3000:30::/32|max-length=33|origin=AS3000000002' |
			tr '|' '\t'
		echo %end
	} >records
	echo 'define BIRDFEED_PASSWORD_bf_bgp_oak = "sesame";' >password.conf
	chgrp bird password.conf
	chmod 640 password.conf
	# A path that came from inside, as it were.
	cat >local.conf <<-'END'
	protocol static lab_inside {
		ipv4;
		route 7.0.2.0/24 unreachable { bgp_path.prepend(64512); bgp_path.prepend(4200000001); };
	}
	END
	chmod 644 password.conf local.conf
}

# install_edge: the router's BIRD, which also keeps what it rejects.
install_edge() {
	mkdir -p copy && chmod 755 copy
	bird-render -s site.yaml <records | awk '
	/^#% file / { out = $3; sub("bird/", "", out); printf "" >out; next }
	/^#% copy / { while ((getline line <$3) > 0) print line >out; next }
	/^#% / { next }
	{ print >out }' || return
	mv bird.conf edge1.conf
	find copy -type f -exec chmod 644 {} +
	# Not where nothing is taken anyway.
	sed -i 's/^\t\timport filter .*/\t\timport keep filtered on;\n&/' \
		sessions.conf
	lab_bird edge1 "$LAB/edge1.conf"
}

# Each neighbour's routes: PREFIX, and the statements that make its path and
# attributes; BIRD puts the neighbour's own AS before the path.
routes() {
	path() {	# ASN ...: from the first to the origin
		local asn text=
		for asn; do
			text="bgp_path.prepend($asn); $text"
		done
		echo "$text"
	}
	many() {
		local i
		for ((i = 0; i < $1; i++)); do
			echo -n 'bgp_path.prepend(3000000077); '
		done
	}
	{
		echo '7.20.0.0/16'
		echo '0.0.0.0/0'
		echo '7.0.0.0/22'
		echo '7.0.1.0/24'
		echo '7.0.0.0/8'
		echo '6.0.0.0/7'
		echo '7.21.1.0/24'
		echo '7.21.2.0/25'
		for net in 0.1.2 10.0.0 100.64.0 100.127.255 127.0.0 \
		    169.254.1 172.16.0 172.31.255 192.0.0 192.0.2 192.88.99 \
		    192.168.1 198.18.0 198.19.255 198.51.100 203.0.113 \
		    224.0.1 240.0.0 255.255.255; do
			echo "$net.0/24"
		done
		# The nearest neighbours of bogons.
		for net in 9.255.255 11.0.0 100.63.255 100.128.0 172.15.255 \
		    172.32.0 192.0.1 198.17.255 198.20.0 223.255.255; do
			echo "$net.0/24"
		done
		number=0
		for asn in 64495 131072 4199999999 3000000040 174; do
			echo "7.22.$number.0/24 $(path $asn)"
			number=$((number + 1))
		done
		number=0
		for asn in 23456 64496 64511 64512 65534 65535 65536 65551 \
		    65552 131071 4200000000 4294967294 4294967295; do
			echo "7.23.$number.0/24 $(path $asn 3000000040)"
			number=$((number + 1))
		done
		echo "7.24.1.0/24 $(many 63)"
		echo "7.24.2.0/24 $(many 64)"
		echo '7.30.0.0/16'
		echo '7.30.128.0/18'
		echo "7.30.0.0/17 $(path 3000000040)"
		echo '7.31.0.0/16 bgp_community.add((65535, 0));'
		echo "7.32.0.0/16 bgp_large_community.add(($edge, 3, 2)); bgp_community.add((65535, 666));"
	} >oak
	cat >oak_six <<-'END'
	3000:20::/32
	::/0
	3000:1:2::/48
	3001::/16
	3002::/15
	3000:21:1::/48
	3000:21:2::/49
	3000:30::/32
	3000:30::/34
	4000::/16
	1000::/16
	fc00:1::/32
	2001::/32
	2001:2::/48
	2001:10::/28
	2001:20::/28
	2001:db8:5::/48
	2002:102::/32
	3ffe:1::/32
	3fff:1::/32
	END
	sed -i 's/3fff:1::/3fff::/' oak_six
	{
		echo '7.40.0.0/16'
		echo "7.41.0.0/16 $(path 3000000041 174)"
		echo '7.42.0.0/16'
		echo '7.43.0.0/16 bgp_community.add((65535, 666));'
		echo '0.0.0.0/0'
	} >ash
	printf '%s\n' 7.20.0.0/16 0.0.0.0/0 >far
	{
		echo "7.50.0.0/16 $(path 3000000004)"
		echo "7.51.0.0/16 $(path 3000000044)"
	} >elm
	echo 7.55.0.0/16 >vine
	{
		echo "7.60.0.0/16 $(path 3000000061)"
		echo "7.61.0.0/16 $(path 3000000061 3356 3000000062)"
		echo '7.62.0.0/16'
	} >rs1
	{
		echo '7.5.0.0/23'
		echo "7.6.0.0/24 $(path 3000000006)"
		echo '7.5.0.0/24'
		echo '7.7.0.0/24'
		echo "7.5.2.0/24 $(path 3000000006)"
		echo "7.5.1.1/32 bgp_community.add((65535, 666));"
		echo "7.5.1.2/32"
		echo "7.7.0.1/32 bgp_community.add((65535, 666));"
		echo "7.5.1.3/32 bgp_community.add((65535, 666)); $(path 3000000040)"
		echo "7.5.1.4/31 bgp_community.add((65535, 666));"
	} >lime
	echo 7.90.0.0/16 >view
}

# neighbor ASN ADDRESS [KEY=VALUE ...]: a session with the edge, as text.
neighbor() {
	local asn=$1 address=$2 family=4 us=192.0.2.1
	local password='' ttl='' multihop='' rs='' mp='' routes=''
	shift 2
	local "$@"
	[[ $address != *:* ]] || { family=6 us=2001:db8::1; }
	cat <<-END
	protocol static ${routes}_routes {
		ipv$([ "$routes" = view ] && echo 4 || echo $family);
	$(sed 's/^\([^ ]*\) *\(.*\)/\troute \1 unreachable { \2 };/' "$routes")
	}
	protocol bgp $routes {
		local $address as $asn;
		neighbor $us as $edge;
		${password:+password \"sesame\";}
		${ttl:+ttl security on;}
		${multihop:+multihop $multihop;}
		${rs:+rs client;}
		ipv$family {
			${mp:+add paths rx;}
			import all;
			export filter {
				if proto != "${routes}_routes" then reject;
				# In the route itself BIRD 3 leaves it out.
				if net = 7.42.0.0/16 then bgp_next_hop = 192.0.2.2;
				accept;
			};
		};
	$(if [ -n "$mp" ]; then printf '\tipv4 {\n\t\textended next hop on;\n\t\tadd paths rx;\n\t\timport all;\n\t\texport where proto = "%s_routes";\n\t};' "$routes"; fi)
	}
	END
}

# config NAME SESSION ...: that router's bird.conf.
config() {
	local name=$1
	shift
	{
		echo "router id $(lab_in "$name" ip -4 -o addr show lan0 |
			sed 's|.*inet \([0-9.]*\)/.*|\1|;q');"
		echo 'protocol device { }'
		printf '%s\n' "$@"
	} >"$LAB/$name.conf"
}

# route SESSION PREFIX [filtered]: what the edge has of it.
route() {
	lab_birdc edge1 show route "$2" "${@:3}" all protocol "bf_bgp_$1"
}

accepted() {
	is_in() { route "$@" | grep -q 'BGP.as_path'; }
	lab_wait 20 is_in "$1" "$2" || fail "$2 of $1 is not in"
}

rejected() {
	is_filtered() { route "$@" filtered | grep -q 'BGP.as_path'; }
	lab_wait 20 is_filtered "$1" "$2" || fail "$2 of $1 was not rejected"
	run route "$1" "$2"
	refute_output --partial 'BGP.as_path'
}

# gets ROUTER SESSION PREFIX: the neighbour's routes from us.
gets() {
	has() { lab_birdc "$1" show route "$3" all protocol "$2" | grep -q as_path; }
	lab_wait 20 has "$@" || fail "$1 did not get $3"
}

got_not() {
	run lab_birdc "$1" show route "$3" all protocol "$2"
	refute_output --partial as_path
}

@test "all sessions come up: with a password, GTSM, over a gateway, by --remote" {
	for name in oak oak_six ash far elm vine rs1 lime fir view; do
		lab_wait 30 lab_established edge1 bf_bgp_$name || {
			lab_birdc edge1 show protocols all bf_bgp_$name
			fail "$name is down"
		}
	done
	run lab_in edge1 ip route show 198.51.100.9
	assert_output --partial 'via 192.0.2.9 dev lan0'
}

@test "roles are told, and the other side's is the mirror of ours" {
	run lab_birdc edge1 show protocols all bf_bgp_fir
	assert_output --partial 'Role: provider'
	assert_output --partial 'Role: customer'
	run lab_birdc edge1 show protocols all bf_bgp_rs1
	assert_output --partial 'Role: rs_client'
}

@test "a plain route is in, with its preference and its mark" {
	marked() {
		accepted "$1" "$2"
		run route "$1" "$2"
		assert_output --partial "BGP.local_pref: $3"
		assert_output --partial "BGP.large_community: ($edge, 3, $4)"
	}
	marked oak 7.20.0.0/16 100 4
	marked oak_six 3000:20::/32 100 4
	marked ash 7.40.0.0/16 120 3
	marked rs1 7.60.0.0/16 110 3
	marked lime 7.5.0.0/23 130 2
}

@test "our own prefixes and their parts are nobody else's" {
	rejected oak 7.0.0.0/22
	rejected oak 7.0.1.0/24
	rejected oak_six 3000:1:2::/48
}

@test "neither too short nor too long" {
	accepted oak 7.0.0.0/8
	rejected oak 6.0.0.0/7
	accepted oak 7.21.1.0/24
	rejected oak 7.21.2.0/25
	accepted oak_six 3001::/16
	rejected oak_six 3002::/15
	accepted oak_six 3000:21:1::/48
	rejected oak_six 3000:21:2::/49
}

@test "every bogon is rejected, and what lies beside it is not" {
	for net in 0.1.2 10.0.0 100.64.0 100.127.255 127.0.0 \
	    169.254.1 172.16.0 172.31.255 192.0.0 192.0.2 192.88.99 \
	    192.168.1 198.18.0 198.19.255 198.51.100 203.0.113 \
	    224.0.1 240.0.0 255.255.255; do
		# Some of them BIRD itself does not take from the wire, or
		# does not send.
		run route oak $net.0/24
		refute_output --partial as_path
	done
	for net in 10.0.0 100.64.0 100.127.255 169.254.1 172.16.0 172.31.255 \
	    192.0.2 192.168.1 198.18.0 198.51.100 203.0.113; do
		rejected oak $net.0/24
	done
	for net in 9.255.255 11.0.0 100.63.255 100.128.0 172.15.255 \
	    172.32.0 192.0.1 198.17.255 198.20.0 223.255.255; do
		accepted oak $net.0/24
	done
	for net in 4000::/16 1000::/16 fc00:1::/32 2001::/32 2001:2::/48 \
	    2001:10::/28 2001:20::/28 2001:db8:5::/48 2002:102::/32 \
	    3ffe:1::/32 3fff::/32; do
		rejected oak_six $net
	done
}

@test "the default route, only from the upstream that is asked for it" {
	accepted oak 0.0.0.0/0
	rejected far 0.0.0.0/0
	rejected ash 0.0.0.0/0
	rejected oak_six ::/0
}

@test "AS numbers that are nobody's, and their neighbours" {
	for number in 0 1 2 3; do
		accepted oak 7.22.$number.0/24
	done
	for number in $(seq 0 12); do
		rejected oak 7.23.$number.0/24
	done
}

@test "a path of 64 is in, one of 65 is not, and one of none neither" {
	accepted oak 7.24.1.0/24
	rejected oak 7.24.2.0/24
	rejected rs1 7.62.0.0/16
}

@test "what a ROA forbids is rejected; valid and unknown are in" {
	accepted oak 7.30.0.0/16
	rejected oak 7.30.128.0/18
	rejected oak 7.30.0.0/17
	accepted oak 7.20.0.0/16
	accepted oak_six 3000:30::/32
	rejected oak_six 3000:30::/34
}

@test "networks without transit: in an upstream's path, in nobody else's" {
	accepted oak 7.22.4.0/24
	rejected ash 7.41.0.0/16
	rejected rs1 7.61.0.0/16
}

@test "a peer's next hop is the peer" {
	accepted ash 7.40.0.0/16
	rejected ash 7.42.0.0/16
}

@test "the first AS is the neighbour, but for a route server" {
	accepted elm 7.50.0.0/16
	accepted rs1 7.60.0.0/16
	# BIRD itself refuses it, before any filter.
	run route elm 7.51.0.0/16
	refute_output --partial as_path
	run lab_birdc edge1 show route 7.51.0.0/16
	refute_output --partial as_path
}

@test "a downstream's list: prefixes, no parts of them, and their origins" {
	accepted lime 7.5.0.0/23
	accepted lime 7.6.0.0/24
	rejected lime 7.5.0.0/24
	rejected lime 7.7.0.0/24
	rejected lime 7.5.2.0/24
}

@test "an empty list permits nothing" {
	rejected vine 7.55.0.0/16
}

@test "a blackhole: a host of the downstream's own that asks for it, no other" {
	accepted lime 7.5.1.1/32
	run route lime 7.5.1.1/32
	assert_output --partial blackhole
	in_kernel() { lab_in edge1 ip route show 7.5.1.1/32 | grep -q ^blackhole; }
	lab_wait 30 in_kernel
	rejected lime 7.5.1.2/32
	rejected lime 7.7.0.1/32
	rejected lime 7.5.1.3/32
	rejected lime 7.5.1.4/31
	# And what is no granted one does not look like one.
	accepted ash 7.43.0.0/16
	run route ash 7.43.0.0/16
	refute_output --partial '(65535,666)'
	accepted oak 7.32.0.0/16
	run route oak 7.32.0.0/16
	refute_output --partial '(65535,666)'
}

@test "who leaves gracefully is the last choice" {
	accepted oak 7.31.0.0/16
	run route oak 7.31.0.0/16
	assert_output --partial 'BGP.local_pref: 0'
	# And a session that we drain, both ways.
	run route elm 7.50.0.0/16
	assert_output --partial 'BGP.local_pref: 0'
	gets elm elm 7.0.0.0/22
	run lab_birdc elm show route 7.0.0.0/22 all protocol elm
	assert_output --partial '(65535,0)'
}

@test "nobody writes themselves in as our customer" {
	accepted oak 7.32.0.0/16
	run route oak 7.32.0.0/16
	assert_output --partial "BGP.large_community: ($edge, 3, 4)"
	got_not ash ash 7.32.0.0/16
}

@test "upstreams, peers and route servers get ours and our customers'" {
	for session in 'oak oak' 'ash ash' 'rs1 rs1' 'far far'; do
		for prefix in 7.0.0.0/22 7.5.0.0/23 7.6.0.0/24; do
			gets $session $prefix
		done
		for prefix in 7.40.0.0/16 7.60.0.0/16 7.20.0.0/16 7.22.0.0/24 \
		    0.0.0.0/0 7.0.3.0/25; do
			got_not $session $prefix
		done
	done
	gets oak oak_six 3000:1::/32
}

@test "the path that they see: prepended, without private numbers, a MED, no marks" {
	gets oak oak 7.5.0.0/23
	run lab_birdc oak show route 7.5.0.0/23 all protocol oak
	assert_output --partial "BGP.as_path: $edge $edge $edge 3000000005"
	assert_output --partial 'BGP.med: 10'
	refute_output --partial large_community
	gets ash ash 7.0.2.0/24
	run lab_birdc ash show route 7.0.2.0/24 all protocol ash
	assert_line --regexp "BGP.as_path: $edge\$"
	run lab_birdc ash show route 7.5.0.0/23 all protocol ash
	assert_line --regexp "BGP.as_path: $edge 3000000005\$"
	refute_output --partial BGP.med
}

@test "a blackhole goes on to the upstream that takes them, and to no other" {
	gets oak oak 7.5.1.1/32
	run lab_birdc oak show route 7.5.1.1/32 all protocol oak
	assert_output --partial '(65535,666)'
	for session in 'ash ash' 'far far' 'rs1 rs1' 'fir bf_bgp_as3000000001'; do
		got_not $session 7.5.1.1/32
	done
}

@test "downstreams get the whole table, and the default route where asked" {
	for prefix in 7.0.0.0/22 7.20.0.0/16 7.40.0.0/16 7.60.0.0/16; do
		gets lime lime $prefix
		gets fir bf_bgp_as3000000001 $prefix
	done
	got_not lime lime 0.0.0.0/0
	gets fir bf_bgp_as3000000001 0.0.0.0/0
	run lab_birdc lime show route 7.20.0.0/16 all protocol lime
	refute_output --partial large_community
}

@test "what --remote prints announces the downstream's own" {
	accepted fir 7.11.0.0/20
	accepted fir 7.12.0.0/16
}

@test "a collector sees every path, with its marks, and says nothing" {
	two() {
		[ "$(lab_birdc view show route 7.20.0.0/16 all protocol view |
			grep -c as_path)" -eq 2 ]
	}
	lab_wait 20 two
	for prefix in 7.0.0.0/22 7.5.0.0/23 7.40.0.0/16 3000:1::/32 3000:20::/32; do
		gets view view $prefix
	done
	run lab_birdc view show route 7.20.0.0/16 all protocol view
	assert_output --partial "($edge, 3, 4)"
	got_not view view 7.0.3.0/25	# ours, and too long for anybody
	for what in '' filtered; do
		run lab_birdc edge1 show route 7.90.0.0/16 $what
		refute_output --partial as_path
	done
	run lab_birdc edge1 show protocols all bf_bgp_view
	assert_output --partial 'Import updates:'
}

@test "beyond its limit a session is restarted, and the others are not" {
	established() { lab_birdc edge1 show protocols "bf_bgp_$1" | grep -q Established; }
	limited() {
		lab_birdc edge1 show protocols all bf_bgp_fir |
			grep -q 'limit exceeded'
	}
	sed -i 's|^define BF_ANNOUNCED4 = \[|& 7.11.1.0/24, 7.11.2.0/24, 7.11.3.0/24,|' "$LAB/fir.conf"
	sed -i 's|^\troute 7.11.0.0/20 unreachable;|&\n\troute 7.11.1.0/24 unreachable;\n\troute 7.11.2.0/24 unreachable;|' "$LAB/fir.conf"
	birdc -s "$LAB/fir.run/bird.ctl" configure
	accepted fir 7.11.1.0/24	# more specific, and permitted here
	accepted fir 7.11.2.0/24
	established fir
	sed -i 's|^\troute 7.11.0.0/20 unreachable;|&\n\troute 7.11.3.0/24 unreachable;|' "$LAB/fir.conf"
	birdc -s "$LAB/fir.run/bird.ctl" configure
	lab_wait 20 limited
	run established fir
	assert_failure
	established oak
}
