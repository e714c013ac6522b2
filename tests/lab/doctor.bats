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
