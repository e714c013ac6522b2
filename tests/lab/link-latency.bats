#!/usr/bin/env bats
# oak has two links to elm and two to fir, of 12, 52, 95 and 600 ms and some
# jitter; the last one does not answer ping.  Each gets its true class, keeps
# it for a simulated day, and changes it once when its path changes.  None is
# so short that a busy machine's own delay could be another class.

load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	cat >site.yaml <<-'END'
	network: {asn: 4242429001, prefixes: [172.23.240.0/27]}
	routers:
	  oak:
	    ipv4: 172.23.240.1
	    ipv6: fd5a:7e1d:1::1
	    wireguard:
	      public-key: W6S7qlcJVUxSgb3AybN87Sb1zh0T/KTS60MjLN0mxEU=
	      private-key-file: /etc/wireguard/private.key
	      link-local: fe80::1
	END
	{
		printf '\n%%begin birdfeed-records 1\n'
		for asn in 2 3; do
			printf 'aut-num\tAS424242900%s\tmnt-by=A-MNT\n' $asn
		done
		printf 'prefix-rule\t1/ipv4\taction=permit\tprefix=0.0.0.0/0\tmin=8\tmax=32\n'
		printf 'prefix-rule\t1/ipv6\taction=permit\tprefix=fd00::/8\tmin=44\tmax=64\n'
		printf 'vrp\t172.23.241.0/27-29-AS4242429002\tprefix=172.23.241.0/27\tmax-length=29\torigin=AS4242429002\n'
		printf '%%end\n'
	} >registry
	for name in oak elm fir; do
		lab_router $name
		{
			echo "router id 192.0.2.$((++number));"
			echo "protocol device {}"
		} >$name.conf
	done
	# The kernel forgets its least time after a second, not five minutes.
	lab_in oak sysctl -qw net.ipv4.tcp_min_rtt_wlen=1
	link elm 2 a "12 15"
	link elm 2 b "52 15"	# the border is at 55
	link fir 3 a "95 15"
	link fir 3 b "600 15 noping"
	for name in oak elm fir; do
		lab_bird $name "$LAB/$name.conf"
	done
	for name in elm_a elm_b fir_a fir_b; do
		lab_wait 30 lab_established oak $name
	done
	pipeline
}

# link NAME N LETTER WIRE: one from oak to NAME, which is AS 424242900N.
link() {
	local name=$1 n=$2 letter=$3 at=$1-$3
	echo "$4" >"$at.wire"
	nice -n -20 "$TOP_BUILDDIR/tests/lab/delay" "$(cat oak.pid)" "$at" \
		"$(cat "$name.pid")" "oak-$letter" "$at.wire" 3>&- &
	echo $! >>delays
	lab_wait 10 lab_in "$name" ip link show "oak-$letter"
	lab_wait 10 lab_in oak ip link show "$at"
	lab_in oak ip link set "$at" addrgenmode none
	lab_in oak ip addr add fe80::1/64 dev "$at" nodad
	lab_in oak ip link set "$at" up
	lab_in "$name" ip link set "oak-$letter" addrgenmode none
	lab_in "$name" ip addr add "fe80::$n/64" dev "oak-$letter" nodad
	lab_in "$name" ip link set "oak-$letter" up
	session "${name}_$letter" 1 "$n" "$at" >>oak.conf
	session "oak_$letter" "$n" 1 "oak-$letter" >>"$name.conf"
	cat >>peers.yaml <<-END
	- {name: $at, asn: 424242900$n, router: oak, tunnel: none, interface: $at, protocol: ${name}_$letter, link-local: fe80::$n}
	END
}

session() {
	cat <<-END
	protocol bgp $1 {
		local as 424242900$2;
		neighbor fe80::$3%'$4' as 424242900$3;
		hold time 3;
		ipv6 { import all; export none; };
	}
	END
}

# pipeline: what is rendered now, to fragments and records.
pipeline() {
	{
		cat registry
		[ ! -e memory ] ||
			lab_in oak link-latency -s site.yaml --memory memory judge
	} | peer-validate -q -s site.yaml peers.yaml >records
	bird-render -q -s site.yaml --only peers,filters <records >fragments
}

# rounds FROM TO: as the timer does it, but faster.
rounds() {
	local i
	for ((i = $1; i <= $2; i++)); do
		lab_in oak link-latency -v -s site.yaml --memory memory \
			--records records --now $((1700000000 + i * 300)) \
			sample 2>err || return
		sleep 0.12
	done
}

classes() {
	link-latency -s site.yaml --memory memory judge |
		awk -F '\t' '$1 == "latency" { print $2, $4, $5 }'
}

teardown_file() {
	[ -n "${LAB-}" ] || return 0
	# shellcheck disable=SC2046 # a list of pids
	kill $(cat "$LAB/delays") 2>/dev/null || true
	lab_down
	rm -rf "$LAB"
}

setup() {
	local lacks
	lacks=$(lab_lacks)
	[ -z "$lacks" ] || skip "$lacks"
	cd "$LAB" || return
}

@test "after an hour each link has its true class, without a ping" {
	run lab_in oak ping -c 1 -W 1 fe80::2%elm-a
	assert_success
	run lab_in oak ping -c 1 -W 1 fe80::3%fir-b
	assert_failure
	sleep 3
	rounds 1 12
	run cat err
	assert_line "link-latency: 4 of 4 links measured"
	link-latency -s site.yaml --memory memory judge -f table >&3
	run classes
	assert_line --partial "elm-a class=3 "
	assert_line --partial "elm-b class=4 "
	assert_line --partial "fir-a class=5 "
	assert_line --partial "fir-b class=7 "
}

@test "for a day nothing of it changes, and no line of the configuration" {
	classes >before
	pipeline
	mv fragments fragments.before
	grep -q 'bf_import6_l7_' fragments.before
	rounds 13 300
	classes | diff before -
	pipeline
	cmp fragments.before fragments
}

@test "another path changes one class, once, after some six hours" {
	echo "250 15" >fir-a.wire
	sleep 15	# TCP's smoothed time follows
	rounds 301 370
	classes | diff before -
	rounds 371 390
	link-latency -s site.yaml --memory memory judge -f table >&3
	run diff before <(classes)
	assert_line --regexp '^> fir-a class=6 '
	[ "$(grep -c '^>' <<<"$output")" -eq 1 ]
	classes >after
	rounds 391 600
	classes | diff after -
}

@test "a session that is down gives no sample, and keeps its class" {
	birdc -s "$LAB/oak.run/bird.ctl" disable elm_b
	rounds 601 612
	run cat err
	assert_output "link-latency: 3 of 4 links measured"
	classes | diff after -
	run lab_in oak link-latency -s site.yaml --records records targets
	assert_success
	assert_output "fe80::2%elm-b"
	lab_in oak link-latency -s site.yaml --memory memory judge \
		--explain elm-b | grep -q 'no sample for 12 rounds'
}
