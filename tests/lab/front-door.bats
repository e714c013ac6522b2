#!/usr/bin/env bats
# From nothing to a router that runs, by birdfeed(1) alone: init, two peers,
# doctor and what it says, run -n, run, status.

load lab

teardown() {
	lab_down
	[ -z "${LAB-}" ] || rm -rf "$LAB"
}

# A host with a BIRD as a distribution starts it, and nothing else.
a_host() {
	export BIRDFEED_SHARE=$TOP_SRCDIR/examples LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	mkdir etc-bird
	printf 'router id 192.0.2.1;\nprotocol device {}\n' >etc-bird/bird.conf
	echo 'nameserver 192.0.2.53' >resolv.conf
	lab_router host
	lab_in host mount -t tmpfs tmpfs /etc/sysctl.d
	lab_in host mount --bind etc-bird /etc/bird
	lab_in host mount --bind resolv.conf "$(readlink -f /etc/resolv.conf)"
	lab_router isp
	lab_wire host 192.0.2.1/24 isp 192.0.2.254/24
	lab_in host ip addr add 2001:db8::1/64 dev wire-isp nodad
	lab_in host ip route add default via 192.0.2.254
	lab_in host ip route add default via 2001:db8::fe dev wire-isp
	lab_bird host /etc/bird/bird.conf
	lab_wait 10 lab_birdc host show status
}

door() {
	lab_in host birdfeed -C net "$@"
}

peer() {
	cat >"net/peers.d/$1.yaml" <<-END
		asn: $1
		public-key: $(wg genkey | wg pubkey)
		endpoint: 192.0.2.254:$2
		link-local: fe80::$2
		id: $3
	END
}

@test "init, two peers, doctor, run -n, run, status" {
	a_host
	lab_in host birdfeed init dn42 net --asn 4242429001 --router ams1 \
		--prefixes 172.23.240.0/27,fd5a:7e1d:1::/48 \
		--endpoint 192.0.2.1 </dev/null
	sed -i -e "s|/var/lib/birdfeed|$LAB/state|" \
		-e "s|^    wireguard:|    bird: {control-socket: $LAB/host.run/bird.ctl}\n&|" \
		net/site.yaml
	cp -R "$TOP_SRCDIR/examples/dn42/registry" net/registry
	peer 4242429002 9002 1
	peer 4242429003 9003 2

	run door doctor
	assert_failure 1
	assert_line --regexp '^WRONG +addresses '
	assert_line --regexp '^[?] +bird-file .*after the first birdfeed run'
	grep -E '^WRONG +(forwarding|rp-filter|new-interfaces|addresses) ' \
		<<<"$output" | sed 's/.*): //' >mend
	lab_in host sh -e mend

	run door run -n
	assert_failure 1
	assert_output --partial '+ListenPort = 52001'
	[ ! -e state ]

	run door run
	assert_success
	assert_line '$ ./pipeline'
	run lab_in host wg show interfaces
	assert_output --partial wg-as4242429002
	assert_output --partial wg-as4242429003

	echo "include \"$LAB/state/current/bird/bird.conf\";" >etc-bird/bird.conf
	run door doctor
	refute_output --partial WRONG
	assert_success
	assert_line --regexp '^ok +bird-file '
	assert_line --regexp '^ok +udp-ports .*UDP 52001 52002'

	run door run -v
	assert_success
	assert_line 'apply: unchanged'
	run door status
	assert_success
	assert_output --partial '$ peer-status -s site.yaml'
	assert_output --partial 4242429002
}
