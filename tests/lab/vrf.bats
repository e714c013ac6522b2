#!/usr/bin/env bats
# A router in a VRF: its session is there, and so are the routes it learns; the
# main table knows nothing of them.

load lab
load ../render/helper

# no_vrf: why there can be none here; nothing when there can.
no_vrf() {
	unshare -n ip link add vrf-try type vrf table 42 2>/dev/null ||
		echo "this kernel has no VRF devices (CONFIG_NET_VRF)"
}

setup_file() {
	[ -z "$(lab_lacks)" ] && [ -z "$(no_vrf)" ] || return 0
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	lab_router yew
	lab_router alder
	lab_wire yew 192.0.2.1/24 alder 192.0.2.2/24
	lab_in yew ip link add vrf-dn42 type vrf table 42
	lab_in yew ip link set vrf-dn42 up
	lab_in yew ip link set wire-alder master vrf-dn42
	cat >site.yaml <<-'END'
	network: {asn: 4242428001, prefixes: [172.31.1.0/26]}
	routers:
	  yew:
	    router-id: 192.0.2.99
	    kernel: {table: 42, vrf: vrf-dn42}
	    static: [{prefix: 172.31.1.8/29, interface: wire-alder}]
	END
	{
		echo '%begin birdfeed-records 1'
		echo 'prefix-rule|1/ipv4|action=permit|prefix=172.31.0.0/16|min=21|max=29'
		echo 'vrp|172.31.2.0/27-29-AS4242428101|prefix=172.31.2.0/27|max-length=29|origin=AS4242428101|source=TEST'
		echo 'peer|alder|asn=4242428101|router=yew|ipv4=192.0.2.1/192.0.2.2|families=ipv4|tunnel=none|interface=wire-alder|protocol=alder|import-limit=9'
		echo %end
	} | tr '|' '\t' | bird-render -s site.yaml | unfold .
	cat >alder.conf <<-'END'
	router id 192.0.2.2;
	protocol device {}
	protocol static { ipv4; route 172.31.2.0/27 unreachable; }
	protocol bgp yew {
		local as 4242428101;
		neighbor 192.0.2.1 as 4242428001;
		ipv4 { import all; export where source = RTS_STATIC; };
	}
	END
	chmod -R a+rX .
	lab_bird yew "$LAB/bird/bird.conf"
	lab_bird alder "$LAB/alder.conf"
}

setup() {
	local lacks
	lacks=$(lab_lacks)
	[ -z "$lacks" ] || skip "$lacks"
	[ -n "${LAB-}" ] || skip "$(no_vrf)"
	cd "$LAB" || return
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down || true; rm -rf "$LAB"; }
}

# routes TABLE: what BIRD gave the kernel there.
routes() {
	lab_in yew ip route show table "$1" proto bird
}

in_vrf() {
	routes 42 | grep -q "^$1"
}

@test "the session comes up inside the VRF" {
	lab_wait 60 lab_established yew alder_v4
	run lab_birdc yew show protocols all alder_v4
	assert_output --regexp 'VRF: +vrf-dn42'
}

@test "what it learns, and a static route, go to the VRF's table alone" {
	lab_wait 30 in_vrf 172.31.2.0/27
	lab_wait 30 in_vrf 172.31.1.8/29
	run routes main
	assert_output ''
}
