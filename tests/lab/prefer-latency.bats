#!/usr/bin/env bats
# Two routers of one mesh have a link each to elm, and prefer-latency: both go
# by way of the one whose link is of the better class, and never each by way
# of the other, whatever the classes are and become.

load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	for name in ams1 fra1 elm; do
		lab_router $name
		lab_in $name sh -c '
			echo 1 >/proc/sys/net/ipv4/ip_forward
			echo 0 >/proc/sys/net/ipv4/conf/all/rp_filter
			echo 0 >/proc/sys/net/ipv4/conf/default/rp_filter'
	done
	lab_wire ams1 192.0.2.1/24 fra1 192.0.2.2/24
	lab_wire ams1 198.51.100.1/30 elm 198.51.100.2/30
	lab_wire fra1 198.51.100.5/30 elm 198.51.100.6/30
	lab_in elm ip addr add 172.23.245.1/32 dev lo
	lab_in elm ip route add 172.23.240.1 via 198.51.100.1
	lab_in elm ip route add 172.23.240.2 via 198.51.100.5
	{
		cat <<-'END'
		network: {asn: 4242429001, prefixes: [172.23.240.0/27, "fd5a:7e1d:1::/48"]}
		peering: {prefer-latency: true}
		mesh: {links: full}
		routers:
		END
		number=0
		for name in ams1 fra1; do
			number=$((number + 1))
			(umask 077 && wg genkey >"$name.key")
			lab_in $name ip addr add 172.23.240.$number/32 dev lo
			lab_in $name ip addr add fd5a:7e1d:1::$number/128 dev lo
			cat <<-END
			  $name:
			    number: $number
			    ipv4: 172.23.240.$number
			    ipv6: fd5a:7e1d:1::$number
			    endpoint: 192.0.2.$number
			    bird: {control-socket: $LAB/$name.run/bird.ctl}
			    wireguard:
			      public-key: $(wg pubkey <"$name.key")
			      private-key-file: $LAB/$name.key
			      link-local: fe80::9001
			END
		done
	} >site.yaml
	cat >peers.yaml <<-'END'
	- {asn: 4242429006, router: ams1, tunnel: none, interface: wire-elm, families: ipv4, ipv4: 198.51.100.1/198.51.100.2}
	- {asn: 4242429006, router: fra1, tunnel: none, interface: wire-elm, families: ipv4, ipv4: 198.51.100.5/198.51.100.6}
	END
	registry-parse -q "$TOP_SRCDIR/examples/dn42/registry" >registry
	cat >elm.conf <<-'END'
	router id 172.23.245.1;
	protocol device {}
	protocol static { ipv4; route 172.23.245.0/27 unreachable; }
	template bgp ours {
		local as 4242429006;
		ipv4 { import none; export where source = RTS_STATIC; };
	}
	protocol bgp ams1 from ours { neighbor 198.51.100.1 as 4242429001; }
	protocol bgp fra1 from ours { neighbor 198.51.100.5 as 4242429001; }
	END
	lab_bird elm "$LAB/elm.conf"
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

# measured ROUTER MS CLASS: as link-latency there prints it.
measured() {
	printf '\n%%begin birdfeed-records 1\nlatency\tas4242429006\tms=%s' "$2"
	printf '\tclass=%s\tsince=1700000000\tsamples=144\trouter=%s\n%%end\n' \
		"$3" "$1"
}

# install AMS1 FRA1: both routers, with these classes ("MS CLASS").
install_both() {
	cd "$LAB" || return
	# shellcheck disable=SC2086 # two words each
	{ cat registry; measured ams1 $1; measured fra1 $2; } |
		peer-validate -q -s site.yaml peers.yaml >records
	for name in ams1 fra1; do
		{
			wg-render -q -s site.yaml -r $name <records
			bird-render -q -s site.yaml -r $name <records
		} | lab_in $name apply -s site.yaml -r $name \
			--state-dir "$LAB/$name.state"
	done
}

# goes ROUTER INTERFACE: elm is there, for that router's kernel.
goes() {
	lab_in "$1" ip route get 172.23.245.1 | grep -q " dev $2 "
}

# Where a packet to elm goes, from each of the two; and that it arrives.
paths() {
	lab_wait 60 goes ams1 "$1"
	lab_wait 60 goes fra1 "$2"
	lab_wait 10 lab_in ams1 ping -c 1 -W 1 -I 172.23.240.1 172.23.245.1
	lab_wait 10 lab_in fra1 ping -c 1 -W 1 -I 172.23.240.2 172.23.245.1
}

@test "both go by way of the better class" {
	install_both "30 4" "5 2"
	for name in ams1 fra1; do
		lab_bird $name "$LAB/$name.state/current/bird/bird.conf"
	done
	lab_wait 60 lab_established ams1 bf_ibgp_fra1
	paths wg-int-fra1 wire-elm
	run lab_birdc ams1 show route 172.23.245.0/27 all primary
	assert_output --partial "BGP.local_pref: 107"
	assert_output --partial "(64511,2)"
}

@test "and by way of the other one when the classes change" {
	install_both "5 2" "30 4"
	paths wire-elm wg-int-ams1
}

@test "with the same class each goes its own way" {
	install_both "12 3" "12 3"
	paths wire-elm wire-elm
	run lab_birdc ams1 show route 172.23.245.0/27 all primary
	assert_output --partial "BGP.local_pref: 106"
}

@test "a class that only one of them knows counts for both" {
	cd "$LAB"
	{ cat registry; measured fra1 200 6; } |
		peer-validate -q -s site.yaml peers.yaml >records
	bird-render -q -s site.yaml -r ams1 <records | grep -q bf_import4_l0
	install_both "200 6" "3000 9"
	paths wire-elm wg-int-ams1
}
