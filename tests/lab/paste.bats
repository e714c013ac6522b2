#!/usr/bin/env bats
# What wg-render prints, given to those who read it: the other side's files
# to wg(8) and wg-quick(8), and networkd's to systemd-networkd(8).

load lab
load ../render/helper

NETWORKD=/lib/systemd/systemd-networkd

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	lab_router alder
	cd "$LAB" || return
	# Names do not resolve here.
	sed 's/endpoint: yew.example.net/endpoint: 192.0.2.1/' \
		"$RENDER/full/site.yaml" >site.yaml
	records full >records
	for file in private.key preshared.key; do
		(umask 077 && wg genkey >"$LAB/$file")
		lab_in alder cp "$LAB/$file" /etc/wireguard/
	done
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

# pasted NAME: the other side has put it where it is told to.
pasted() {
	cd "$LAB"
	wg-render -s site.yaml -r yew --remote "$1" <records >wg-as4242428001.conf
	chmod 600 wg-as4242428001.conf
	lab_in alder cp wg-as4242428001.conf /etc/wireguard/
}

@test "the other side's, whole, passes wg setconf after wg-quick strip" {
	for name in alder birch birch-2 as4242428105; do
		pasted $name
		wg-quick strip ./wg-as4242428001.conf >stripped
		lab_in alder wireguard-go wgtest 3>&-
		run lab_in alder wg setconf wgtest stripped
		assert_success
		assert_output ''
		run lab_in alder wg show wgtest peers
		assert_output 'epv3nCaiLwkfL/89hFdZLuCuoYZfA4YAVzhmyJpBcxI='
		lab_in alder ip link del wgtest
	done
}

@test "wg-quick brings each up, with its addresses, MTU and keys" {
	for name in alder birch birch-2 as4242428105; do
		pasted $name
		lab_in alder env WG_QUICK_USERSPACE_IMPLEMENTATION=wireguard-go \
			wg-quick up wg-as4242428001 3>&-
		run lab_in alder wg show wg-as4242428001 private-key
		assert_output "$(cat "$LAB/private.key")"
		run lab_in alder wg show wg-as4242428001 preshared-keys
		if [ $name = alder ]; then
			assert_output --partial "$(cat "$LAB/preshared.key")"
		else
			assert_output --partial '(none)'
		fi
		run lab_in alder ip addr show wg-as4242428001
		assert_output --partial "mtu $([ $name = alder ] && echo 1412 || echo 1420) "
		for fact in $(sed -n 's/^PostUp = ip addr add dev %i \([^/]*\).* peer \([^ ]*\).*/\1,\2/p' \
		    wg-as4242428001.conf); do
			assert_output --partial "${fact%,*} peer ${fact#*,}"
		done
		lab_in alder wg-quick down wg-as4242428001
	done
}

# networkd FOLDER: networkd's words about the files there, on an interface
# wg-x of another kind, and then the addresses it gave that.  It stops by
# itself as soon as they are there.
networkd() {
	# shellcheck disable=SC2016 # for the inner shell
	unshare -m -n sh -ec '
		mount -t tmpfs tmpfs /run
		mount -t sysfs -o ro sysfs /sys	# so that it waits for no udev
		mount -t tmpfs tmpfs /etc/systemd
		chmod 755 /etc/systemd /run
		mkdir -p /run/systemd/system /etc/systemd/network
		cp "$1"/* /etc/systemd/network
		chgrp systemd-network /etc/systemd/network/*
		chmod 750 /etc/systemd/network
		chgrp systemd-network /etc/systemd/network
		chmod 640 /etc/systemd/network/*
		ip link add wg-x type veth peer name other
		ip link set other up
		SYSTEMD_LOG_TARGET=console SYSTEMD_LOG_LEVEL=info "$2" >"$3" 2>&1 &
		pid=$!
		for i in $(seq 100); do
			[ "$(ip -o addr show wg-x | wc -l)" -lt 3 ] || break
			sleep 0.1
		done
		kill "$pid"
		wait "$pid" || :
		ip -o addr show wg-x' sh "$1" "$NETWORKD" "$LAB/words" 3>&-
	# What a kernel without WireGuard, and the veth, make it say.
	grep -v -e 'netdev could not be created: Operation not supported$' \
		-e 'wrong KIND' -e 'Could not process new link message for netdev' \
		-e 'netdev exists, using existing' -e 'Enumeration completed' \
		-e '^wg-x: ' -e '^other: ' -e '^veth' "$LAB/words" >"$LAB/complaints" || :
}

@test "networkd takes every file without a word, and gives the addresses" {
	[ -x "$NETWORKD" ] || skip "no systemd-networkd"
	cd "$LAB"
	# Its user reads the keys.
	install -d -m 755 keys
	install -m 640 -g systemd-network private.key keys/private.key
	install -m 640 -g systemd-network preshared.key keys/alder.psk
	sed -i "s|/etc/wireguard/|$LAB/keys/|" site.yaml records
	mkdir networkd
	wg-render -s site.yaml -r yew -f networkd <records >set
	unfold . <set
	assert_equal "$(find networkd -type f | wc -l)" 8
	# alder's addresses go to the interface that is there.
	sed -i 's/^Name=.*/Name=wg-x/' networkd/50-birdfeed-dn42-alder.network
	run networkd "$LAB/networkd"
	assert_success
	assert_output --partial 'fe80::1:8101 peer fe80::8101/128'
	assert_output --partial '172.31.1.1 peer 172.31.101.1/32'
	assert_output --partial 'fd10:8001::1 peer fd10:8101::1/128'
	assert_equal "${#lines[@]}" 3
	run cat complaints
	assert_output ''
}

@test "and says what is wrong with one that is" {
	[ -x "$NETWORKD" ] || skip "no systemd-networkd"
	cd "$LAB"
	echo 'Colour=blue' >>networkd/50-birdfeed-dn42-alder.network
	run networkd "$LAB/networkd"
	run cat complaints
	assert_line --partial "Unknown key 'Colour' in section [Address]"
}
