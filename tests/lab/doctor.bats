#!/usr/bin/env bats
# birdfeed doctor asks a real kernel and a real firewall; and the commands that
# it prints mend what it found.

load lab

teardown() {
	lab_down
}

# A router of dn42 on a host that nobody has prepared, with a firewall that
# lets nothing in.
unprepared() {
	export BIRDFEED_SHARE=$TOP_SRCDIR/examples LAB=$BATS_TEST_TMPDIR
	cd "$LAB" || return
	lab_router host
	lab_in host mount -t tmpfs tmpfs /etc/sysctl.d
	birdfeed init dn42 net --asn 4242429001 --router ams1 \
		--prefixes 172.23.240.0/27,fd5a:7e1d:1::/48 </dev/null 2>/dev/null
	cp net/peers.d/SAMPLE net/peers.d/alder.yaml
	lab_in host ip link add wg-as4242429002 type veth \
		peer name other
	lab_in host ip link set wg-as4242429002 up
	for name in all default wg-as4242429002; do
		lab_in host sysctl -qw "net.ipv4.conf.$name.rp_filter=1"
	done
	lab_in host sysctl -qw net.ipv4.ip_forward=0 \
		net.ipv6.conf.all.forwarding=0 net.ipv6.conf.default.disable_ipv6=1
	lab_in host nft -f - <<-'END'
		table inet filter {
			chain input {
				type filter hook input priority 0; policy drop;
				ct state vmap { established : accept, related : accept, invalid : drop }
				iif lo accept
				meta l4proto { icmp, ipv6-icmp } accept
				tcp dport 22 counter accept comment "ssh, from anywhere"
				jump later
			}
			chain later {
				udp dport { 53, 67-68 } accept
				reject
			}
			chain forward {
				type filter hook forward priority 0; policy drop;
			}
		}
	END
}

# rows STATE: the names of the checks that end so.
rows() {
	awk -v state="$1" '$1 == state { print $2 }' doctor | sort -u
}

doctor() {
	lab_in host birdfeed -C net doctor >doctor 2>err || return
}

@test "what is wrong on a host is found, and the printed commands mend it" {
	unprepared
	run doctor
	assert_failure 1
	for name in forwarding rp-filter new-interfaces addresses udp-ports \
	    bgp-port transit; do
		rows WRONG | grep -qx "$name" || fail "$name: $(cat doctor)"
	done
	# The firewall's rule for each port stands in front of the rest.
	grep -E '^WRONG +(forwarding|rp-filter|new-interfaces|addresses|udp-ports|bgp-port|transit) ' \
		doctor | sed 's/.*): //' >mend
	[ "$(wc -l <mend)" -ge 7 ]
	cp -R "$TOP_SRCDIR/examples/dn42/registry" net/registry
	# apply says the same where it matters.
	run lab_in host birdfeed -C net run -n --state-dir "$LAB/state"
	assert_line --partial 'ip_forward is 0: this host forwards nothing (birdfeed doctor)'
	assert_line --partial 'expected 0 or 2; birdfeed doctor'
	lab_in host sh -e mend
	run lab_in host birdfeed -C net run -n --state-dir "$LAB/state"
	refute_output --partial 'birdfeed doctor'
	doctor || true
	for name in forwarding rp-filter new-interfaces addresses udp-ports \
	    bgp-port transit; do
		rows ok | grep -qx "$name" || fail "$name: $(cat doctor)"
		! rows WRONG | grep -qx "$name" || fail "$name: $(cat doctor)"
	done
	# And the values are the kernel's.
	assert_equal "$(lab_in host cat /proc/sys/net/ipv4/ip_forward)" 1
	lab_in host ip -o addr show | grep -q 'inet 172.23.240.1/32'
}

# seen STATE NAME TEXT: the doctor's line of that check.
seen() {
	doctor || true
	grep -qE "^$1 +$2 .*$3" doctor || fail "$1 $2 $3: $(cat doctor)"
}

# both NAME TEXT: the row is WRONG; what it prints mends it.
both() {
	seen WRONG "$1" "$2"
	sed -n "s/^WRONG  *$1 .*): //p" doctor | head -n 1 >mend
	lab_in host sh -e mend >/dev/null
	seen ok "$1" ''
}

# hide PROGRAM: as if it was not installed.
hide() {
	local path
	path=$(readlink -f "$(command -v "$1")")
	lab_in host mount --bind /dev/null "$path"
	seen WRONG "$2" "$3"
	lab_in host umount "$path"
}

@test "the rest of the host: BIRD, its file and socket, ways, names, time" {
	unprepared
	mkdir etc-bird
	echo 'router id 192.0.2.1; protocol device {}' >etc-bird/bird.conf
	echo 'nameserver 172.20.0.53' >resolv.conf
	lab_in host mount --bind etc-bird /etc/bird
	lab_in host mount --bind resolv.conf "$(readlink -f /etc/resolv.conf)"
	lab_in host nft flush ruleset
	sed -i -e "s|/var/lib/birdfeed|$LAB/state|" \
		-e "s|^    wireguard:|    bird: {user: nosuchuser, control-socket: $LAB/host.run/bird.ctl}\n&|" \
		net/site.yaml
	sed -i 's/^endpoint:.*/endpoint: 192.0.2.9:52901/' net/peers.d/alder.yaml

	seen WRONG bird-user 'no user nosuchuser'
	sed -i 's/user: nosuchuser, //' net/site.yaml
	seen ok bird-user ''

	seen WRONG bird-socket 'no socket'
	# BIRD's own user goes in here.
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* "$LAB"
	lab_bird host /etc/bird/bird.conf
	lab_wait 10 lab_birdc host show status
	chmod 666 host.run/bird.ctl
	both bird-socket 'has the mode 666'

	seen '\?' bird-file 'after the first birdfeed run'
	mkdir -p state/current
	seen WRONG bird-file 'not what apply installs'
	echo "include \"$LAB/state/current/bird/bird.conf\";" >etc-bird/bird.conf
	seen ok bird-file ''

	seen WRONG endpoint-family 'no way to any peer'
	lab_in host ip link add out0 type veth peer name out1
	lab_in host ip link set out0 up
	lab_in host ip link set out1 up
	lab_in host ip addr add 192.0.2.1/24 dev out0
	lab_in host ip route add default via 192.0.2.254
	seen WRONG endpoint-family 'only ipv4'
	seen ok router-advertisements 'no default route'
	lab_in host sysctl -qw net.ipv6.conf.out0.disable_ipv6=0 \
		net.ipv6.conf.out0.accept_ra=1
	lab_in host ip -6 addr add 2001:db8::2/64 dev out0 nodad
	lab_in host ip -6 route add default via 2001:db8::1 dev out0 proto ra
	seen ok endpoint-family both
	both router-advertisements 'goes when the host forwards'

	both resolver 'all resolvers are inside of dn42'

	seen WRONG registry 'there is no registry'
	mkdir -p net/registry/.git
	touch -d '4 days ago' net/registry/.git/FETCH_HEAD
	seen WRONG registry '96 hours ago'
	touch net/registry/.git/FETCH_HEAD
	seen ok registry ''

	touch -d tomorrow net/site.yaml
	seen WRONG clock 'behind the date of site.yaml'
	touch net/site.yaml
	seen "[?o]k* *" clock ""

	seen ok programs ''
	hide bird programs 'no bird'
	hide wg programs 'no wg'
	# Where the kernel has no WireGuard of its own.
	seen ok wireguard ''
	! grep -q wireguard-go doctor ||
		hide wireguard-go wireguard 'the kernel has no WireGuard'
}
