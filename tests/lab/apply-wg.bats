#!/usr/bin/env bats
# apply in a lab: ip(8) and wg(8) fail at each command of a change that has
# everything, with real tunnels, which have to be as they were.
# shellcheck disable=SC2154 # status is run's

bats_require_minimum_version 1.5.0
load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	(umask 077 && wg genkey >"$LAB/private.key")
	lab_router oak
	cat >"$LAB/site.yaml" <<-E
	network: {asn: 64512, prefixes: [172.22.0.0/27]}
	routers:
	  oak:
	    router-id: 192.0.2.1
	    bird: {control-socket: $LAB/oak.run/bird.ctl}
	    wireguard:
	      public-key: $(wg pubkey <"$LAB/private.key")
	      private-key-file: $LAB/private.key
	      link-local: fe80::1
	apply: {state-dir: $LAB/state}
	E
	{
		head_of_all
		tunnel wg-gone 52000 1420 fe80::2
		tunnel wg-one 52001 1420 fe80::2
		tunnel wg-same 52003 1420 fe80::2
		echo "#% end wireguard 3"
	} >"$LAB/old"
	{
		head_of_all
		tunnel wg-new 52004 1420 fe80::2
		tunnel wg-one 52002 1380 fe80::3
		tunnel wg-same 52003 1420 fe80::2
		echo "#% end wireguard 3"
	} >"$LAB/new"
	# The real ones, but for the one command whose number is in "fail".
	mkdir "$LAB/bin"
	for name in ip wg; do
		cat >"$LAB/bin/$name" <<-E
		#!/bin/sh
		if [ "\$1" != show ]; then
			echo "$name \$*" >>"$LAB/commands"
			[ "\$(wc -l <"$LAB/commands")" != "\$(cat "$LAB/fail")" ] ||
				{ echo "$name: no, not this time" >&2; exit 2; }
		fi
		exec $(command -v "$name") "\$@"
		E
		chmod 755 "$LAB/bin/$name"
	done
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

head_of_all() {
	cat <<-E
	#% begin bird 1
	#% file bird/bird.conf 0640
	#% count peer 3
	router id 192.0.2.1;
	protocol device {}
	#% end bird 1
	#% begin wireguard 1
	E
}

# tunnel NAME PORT MTU PEER-ADDRESS
tunnel() {
	cat <<-E
	#% file wireguard/$1.conf 0600
	[Interface]
	ListenPort = $2
	PostUp = wg set %i private-key $LAB/private.key
	PostUp = ip addr add dev %i fe80::1/128 peer $4/128
	MTU = $3
	Table = off

	[Peer]
	PublicKey = $(printf 'a-peers-public-key-for-a-lab-only' |
	    head -c 32 | base64)
	AllowedIPs = 172.16.0.0/12, fe80::/10
	PersistentKeepalive = off
	E
}

# oak N [OPTION ...] <FRAGMENTS: apply, whose Nth command fails.
oak() {
	echo "$1" >"$LAB/fail"
	: >"$LAB/commands"
	shift
	lab_in oak env PATH="$LAB/bin:$PATH" apply -s "$LAB/site.yaml" "$@"
}

# Everything about the tunnels, but the handshakes that never come.
tunnels() {
	lab_in oak wg show all dump
	lab_in oak ip -o -d addr show | grep ' wg-'
	lab_in oak ip -o link show | grep ' wg-'
	lab_in oak ip -6 route show | grep ' wg-'
}

@test "whichever command fails: rolled back, and no tunnel is different" {
	oak 0 <"$LAB/old"
	tunnels | sort >"$LAB/before"
	# Without the first one, an interface of the kernel's, it does with
	# wireguard-go's.
	for n in $(seq 2 100); do
		run oak "$n" --force <"$LAB/new"
		[ "$status" -ne 0 ] || break
		assert_equal "$status" 3
		assert_output --partial "no, not this time"
		assert_output --partial "rolled back to"
		tunnels | sort >"$LAB/after"
		run diff "$LAB/before" "$LAB/after"
		assert_success
	done
	# The last one was the one that takes the old one down, which by then
	# is only said.
	assert [ "$n" -gt 8 ]
	assert_output --partial "(it stays, and is yours to remove)"
	run lab_in oak ip link show wg-gone
	assert_success
	lab_in oak ip link del wg-gone
	run oak 0 <"$LAB/new"
	assert_success
	assert_output ""
}
