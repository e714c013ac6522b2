#!/usr/bin/env bats
# iBGP without a mesh: three routers on a LAN, with loopbacks that static routes
# (or an operator's IGP) carry, and one of them reflects.

load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	{
		echo 'network: {asn: 3000000001, prefixes: [7.0.0.0/22, "3000:1::/32"]}'
		echo 'registry: {kind: none}'
		echo 'ibgp: [edge2]'
		echo 'routers:'
		for i in 1 2 3; do
			echo "  edge$i: {ipv4: 7.0.0.$i, ipv6: \"3000:1::$i\", static: ["
			for j in 1 2 3; do
				[ $i = $j ] || echo "    {prefix: 7.0.0.$j/32, via: 10.0.0.$j}, {prefix: \"3000:1::$j/128\", via: \"fd00::$j\"},"
			done
			echo '    ]}'
		done
		echo 'sessions:'
		echo '  - {name: oak, router: edge1, type: upstream, asn: 3000000002, neighbor: 192.0.2.2, families: mp}'
	} | sed 'N; s/,\n    \]/]/; P; D' >site.yaml
	for i in 1 2 3; do
		lab_router edge$i
		lab_lan edge$i 10.0.0.$i/24 fd00::$i/64
		lab_in edge$i ip addr add 7.0.0.$i/32 dev lo
		lab_in edge$i ip addr add 3000:1::$i/128 dev lo
	done
	lab_router oak
	lab_wire edge1 192.0.2.1/24 oak 192.0.2.2/24
	for i in 1 2 3; do
		mkdir edge$i.d
		bird-render -s site.yaml -r edge$i --no-records 2>edge$i.err |
			awk -v dir=edge$i.d '
			/^#% file / { out = $3; sub("bird/", "", out); out = dir "/" out; printf "" >out; next }
			/^#% / { next }
			{ print >out }'
		chmod -R a+rX edge$i.d
		lab_bird edge$i "$LAB/edge$i.d/bird.conf"
	done
	cat >oak.conf <<-'END'
	router id 192.0.2.2;
	protocol device { }
	protocol static { ipv4; route 7.20.0.0/16 unreachable; }
	protocol static { ipv6; route 3000:20::/32 unreachable; }
	protocol bgp edge_us {
		local 192.0.2.2 as 3000000002;
		neighbor 192.0.2.1 as 3000000001;
		ipv4 { import all; export all; };
		ipv6 { import all; export all; next hop address 2001:db8::2; };
	}
	END
	chmod 644 oak.conf
	lab_in edge1 ip addr add 2001:db8::1/64 dev wire-oak nodad
	lab_bird oak "$LAB/oak.conf"
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

# through ROUTER PREFIX ADDRESS: its route there goes to that address.
through() {
	cd "$LAB" || return
	lab_birdc "$1" show route "$2" primary | grep -q "via $3 on"
}

@test "the sessions with the reflector come up, and there are no others" {
	cd "$LAB" || return
	for i in 1 3; do
		lab_wait 40 lab_established edge$i bf_bgp_ibgp_edge2 ||
			fail "edge$i: $(cat edge$i.err; lab_birdc edge$i show protocols all bf_bgp_ibgp_edge2)"
	done
	run lab_birdc edge3 show protocols
	refute_output --partial edge1
}

@test "what edge1 learns is at edge3, through edge1, in both families" {
	lab_wait 40 lab_established edge1 bf_bgp_oak
	lab_wait 30 through edge3 7.20.0.0/16 10.0.0.1 ||
		fail "$(lab_birdc edge3 show route all 7.20.0.0/16)"
	lab_wait 30 through edge3 3000:20::/32 fd00::1 ||
		fail "$(lab_birdc edge3 show route all 3000:20::/32)"
	run lab_in edge3 ip route show 7.20.0.0/16
	assert_output --partial 'via 10.0.0.1'
	run lab_birdc edge3 show route all 7.20.0.0/16
	assert_output --partial 'originator_id'
}
