#!/usr/bin/env bats
# A router of a hand-made mesh moves to birdfeed: Babel and iBGP have names of
# their own there.  The other router stays as it is.  What apply -n says of them
# is what happens: Babel is made anew, the mesh is without routes for a moment,
# and both come back with the other's hand-written half.
# shellcheck disable=SC2154 # status is run's

bats_require_minimum_version 1.5.0
load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	local number=0 name
	for name in ams1 fra1; do
		number=$((number + 1))
		(umask 077 && wg genkey >"$name.key")
		lab_router "$name"
		lab_in "$name" ip addr add 172.23.240.$number/32 dev lo
		lab_in "$name" ip addr add fd5a:7e1d:1::$number/128 dev lo
		lab_in "$name" sh -c 'echo 0 >/proc/sys/net/ipv4/conf/all/rp_filter
			echo 0 >/proc/sys/net/ipv4/conf/default/rp_filter'
	done
	lab_wire ams1 192.0.2.1/24 fra1 192.0.2.2/24
	site >site.yaml
	printf '%s\n' '%begin birdfeed-records 1' \
		'aut-num AS4242429001 mnt-by=WILLOW-MNT' \
		'prefix-rule 1/ipv4 action=permit prefix=172.20.0.0/14 min=21 max=29' \
		'prefix-rule 1/ipv6 action=permit prefix=fd00::/8 min=44 max=64' \
		'vrp x prefix=172.23.240.0/27 max-length=27 origin=AS4242429001' \
		'%end' | sed '/^[avp]/s/ /\t/g' >records
	by_hand ams1 fra1 1 2
	by_hand fra1 ams1 2 1
	lab_wait 60 mesh_up int_babel ibgp_fra1
}

setup() {
	local lacks
	lacks=$(lab_lacks)
	[ -z "$lacks" ] || skip "$lacks"
	cd "$LAB" || return
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

site() {
	local number=0 name
	cat <<-'END'
	network: {asn: 4242429001, prefixes: [172.23.240.0/27, "fd5a:7e1d:1::/48"]}
	mesh: {ibgp: full}
	routers:
	END
	for name in ams1 fra1; do
		number=$((number + 1))
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
}

fragments() {
	wg-render -s site.yaml -r ams1 <records &&
		bird-render -s site.yaml -r ams1 <records 2>/dev/null
}

# by_hand NAME OTHER NUMBER NUMBER: the tunnel by wg-quick, and its bird.conf.
by_hand() {
	wg-render -s site.yaml -r "$1" <records | grep -v '^#%' |
		lab_in "$1" tee "/etc/wireguard/wg-int-$2.conf" >/dev/null
	lab_in "$1" env WG_QUICK_USERSPACE_IMPLEMENTATION=wireguard-go \
		wg-quick up "wg-int-$2" 3>&-
	cat >"$1.conf" <<-END
	router id 172.23.240.$3;
	protocol device { scan time 10; }
	protocol direct { ipv4; ipv6; interface "lo"; }
	protocol kernel { ipv4 { export where source = RTS_BABEL; }; }
	protocol kernel { ipv6 { export where source = RTS_BABEL; }; }
	protocol static { ipv6; route fd5a:7e1d:1:$3::/64 unreachable; }
	protocol babel int_babel {
		ipv4 { import all; export where source ~ [ RTS_BABEL, RTS_DEVICE ]; };
		ipv6 { import all; export where source ~ [ RTS_BABEL, RTS_DEVICE ]; };
		interface "wg-int-*" { type wired; rxcost 96; };
	}
	protocol bgp ibgp_$2 {
		local fd5a:7e1d:1::$3 as 4242429001;
		neighbor fd5a:7e1d:1::$4 as 4242429001;
		connect delay time 1; error wait time 1, 2; connect retry time 2;
		ipv4 { extended next hop on; import all; export none; };
		ipv6 { import all; export where source = RTS_STATIC; };
	}
	END
	lab_bird "$1" "$LAB/$1.conf"
}

# mesh_up BABEL IBGP: ams1 has fra1's address and its session.
mesh_up() {
	lab_birdc ams1 show route 172.23.240.2/32 | grep -q "$1" &&
		lab_established ams1 "$2" &&
		lab_in ams1 ping -c 1 -W 1 -I 172.23.240.1 172.23.240.2
}

move() {
	fragments | lab_in ams1 apply -s site.yaml -r ams1 --state-dir "$LAB/state" "$@"
}

@test "-n says that Babel and the session are made anew, and why" {
	move -n >out 2>err || [ $? -eq 1 ] || fail "$(cat err)"
	run grep -v '^[-+@ ]' out
	assert_line --regexp '^protocol int_babel goes \(.*the mesh has no routes'
	assert_line --regexp '^session ibgp_fra1 (restarts: it becomes bf_ibgp_fra1|goes)'
	refute_line --regexp '^session bf_ibgp_fra1 comes'
}

@test "it moves in, BIRD lives, and the mesh comes back" {
	lab_birdc ams1 show status >status
	run move
	assert_equal "$status: $output" "0: $output"
	lab_wait 60 mesh_up bf_babel bf_ibgp_fra1
	# To the second: BIRD works it out anew.
	lab_kept "$(grep 'Last reboot' status)" "$(lab_birdc ams1 show status | grep 'Last reboot')"
	run lab_birdc ams1 show protocols
	refute_line --regexp '^(int_babel|ibgp_fra1) '
	run move
	assert_success
	assert_output ""
}
