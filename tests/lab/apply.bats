#!/usr/bin/env bats
# apply in a lab: oak has a real BIRD with three sessions to ash, and
# tunnels.  It changes, breaks, is killed and goes back, while the session
# that had no part in it keeps its uptime.  Each step goes on from where the
# one before it left the network.

bats_require_minimum_version 1.5.0
load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	(umask 077 && wg genkey >"$LAB/private.key")
	lab_router oak
	lab_router ash
	lab_wire oak 192.0.2.1/24 ash 192.0.2.2/24
	for n in 3 5; do
		lab_in oak ip addr add "192.0.2.$n/24" dev wire-ash
		lab_in ash ip addr add "192.0.2.$((n + 1))/24" dev wire-oak
	done
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
	apply: {state-dir: $LAB/state, confirm: 8}
	E
	{
		echo 'router id 192.0.2.2; protocol device {}'
		for n in 1 3 5; do
			session "to_$n" 64513 $((n + 1)) 64512 "$n" 240
		done
	} >"$LAB/ash.conf"
	lab_bird ash "$LAB/ash.conf"
	fragments 240 64513 1420 >"$LAB/good"
	# Two sessions that can not come up, a tunnel changed and one more.
	fragments 240 64999 1380 wg-two >"$LAB/broken"
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

# session NAME ASN HOST NEIGHBOR-ASN NEIGHBOR-HOST HOLD-TIME
session() {
	cat <<-E
	protocol bgp $1 {
		local 192.0.2.$3 as $2; neighbor 192.0.2.$5 as $4;
		hold time $6; connect delay time 1; error wait time 1, 2;
		connect retry time 2;
		ipv4 { import none; export none; };
	}
	E
}

# tunnel NAME PORT MTU
tunnel() {
	cat <<-E
	#% file wireguard/$1.conf 0600
	[Interface]
	ListenPort = $2
	PostUp = wg set %i private-key $LAB/private.key
	PostUp = ip addr add dev %i fe80::1/128 peer fe80::2/128
	MTU = $3
	Table = off

	[Peer]
	PublicKey = $(printf 'a-peers-public-key-for-a-lab-only' |
	    head -c 32 | base64)
	AllowedIPs = 172.16.0.0/12, fe80::/10
	PersistentKeepalive = off
	E
}

# fragments HOLD-TIME ASN MTU [TUNNEL]: the second and third session's
# neighbour is that AS.
fragments() {
	cat <<-E
	#% begin bird 1
	#% file bird/bird.conf 0640
	#% count peer 3
	#% session keeps hold-time=240
	#% session two hold-time=$1 asn=$2
	#% session three hold-time=$1 asn=$2
	router id 192.0.2.1;
	protocol device {}
	E
	session keeps 64512 1 64513 2 240
	session two 64512 3 "$2" 4 "$1"
	session three 64512 5 "$2" 6 "$1"
	echo "#% end bird 1"
	echo "#% begin wireguard 1"
	tunnel wg-one 52001 "$3"
	[ -z "${4-}" ] || tunnel "$4" 52002 "$3"
	echo "#% end wireguard $(($# - 2))"
}

# oak [OPTION ...] <FRAGMENTS; notes its pid.
oak() {
	# shellcheck disable=SC2016 # for the inner shell
	lab_in oak sh -c 'echo $$ >"$0.pid_" && exec "$@"' "$LAB/apply" \
		apply -s "$LAB/site.yaml" "$@"
}

since() {
	lab_birdc oak show protocols keeps | awk '$1 == "keeps" { print $5, $6 }'
}

all_up() {
	lab_established oak keeps && lab_established oak two &&
		lab_established oak three
}

# All is as the good one says, and the first session never went down.
assert_good() {
	assert_equal "$(readlink "$LAB/state/current")" "$(cat "$LAB/id")"
	run lab_in oak ip link show wg-one
	assert_output --partial " mtu 1420 "
	run lab_in oak ip link show wg-two
	assert_failure
	lab_wait 30 all_up
	lab_kept "$(cat "$LAB/since")" "$(since)"
	run oak <"$LAB/good"
	assert_success
	assert_output ""
}

# Starts the broken one, and waits until it waits for the sessions.
start_broken() {
	rm -f "$LAB/out"	# of the test before
	oak --force <"$LAB/broken" >"$LAB/out" 2>&1 3>&- &
	lab_wait 20 grep -q "wait for sessions" "$LAB/out"
	apply_pid=$(cat "$LAB/apply.pid_")
	run lab_in oak ip link show wg-two
	assert_success
}

@test "installed before BIRD runs; three sessions come up" {
	run oak <"$LAB/good"
	assert_success
	readlink "$LAB/state/current" >"$LAB/id"
	lab_bird oak "$LAB/state/current/bird/bird.conf"
	lab_wait 30 all_up
	since >"$LAB/since"
	run oak <"$LAB/good"
	assert_success
	assert_output ""
}

@test "unchanged: one dump of the tunnels, one question, nothing written" {
	run oak <"$LAB/good"
	assert_output ""
	# What looks for leaks is itself a tracer.
	ASAN_OPTIONS=detect_leaks=0 lab_in oak strace -f -o "$LAB/strace" \
		apply -s "$LAB/site.yaml" <"$LAB/good"
	run grep -c 'execve(.*/wg", \["wg", "show", "all", "dump"\]' "$LAB/strace"
	assert_output 1
	run grep -c 'execve(' "$LAB/strace"
	assert_output 2		# apply's own
	run grep -c 'sendto.*"eval BIRDFEED_GENERATION' "$LAB/strace"
	assert_output 1
	run grep -E 'open.*O_(WRONLY|RDWR|CREAT)|^[0-9]+ +(rename|link|symlink|unlink|mkdir|chmod|fchmod|chown|fchown|utimens|ftruncate|fsync|syncfs)' \
		"$LAB/strace"
	assert_output ""
}

@test "two sessions that do not come back: all of it goes back" {
	run oak <"$LAB/broken"
	assert_failure 3
	assert_output --partial "of 3 BGP sessions 2 did not come back"
	refute_output --partial "keeps:"
	assert_good
}

@test "and it is not tried again" {
	run oak <"$LAB/broken"
	assert_failure 2
	assert_output --partial "2 did not come back"
	assert_good
}

@test "apply killed: the guardian takes tunnels and BIRD back" {
	start_broken
	kill -9 "$apply_pid"
	lab_wait 30 flock -n "$LAB/state/lock" true
	run cat "$LAB/state/journal"
	assert_output --partial "undone"
	run cat "$LAB/out"
	assert_output --partial "going back"
	assert_good
}

@test "--rollback takes tunnels and sessions back as well" {
	fragments 120 64513 1380 wg-two >"$LAB/other"
	run oak <"$LAB/other"
	assert_success
	run lab_in oak ip link show wg-one
	assert_output --partial " mtu 1380 "
	lab_wait 30 all_up
	run oak --rollback
	assert_success
	assert_output --partial "tunnel wg-two goes"
	assert_output --partial "session two restarts: hold-time 120 -> 240"
	assert_good
}

@test "apply and its guardian killed: the next run takes them back" {
	start_broken
	guardian=$(pgrep -P "$apply_pid")
	kill -9 "$guardian" "$apply_pid"
	lab_wait 10 flock -n "$LAB/state/lock" true
	run lab_in oak ip link show wg-two
	assert_success
	run oak <"$LAB/good"
	assert_success
	assert_output --partial "died half-way: going back"
	assert_good
}

@test "an interface that was there before stays on the way back" {
	lab_in oak wireguard-go wg-two 3>&-
	start_broken
	guardian=$(pgrep -P "$apply_pid")
	kill -9 "$guardian" "$apply_pid"
	run oak <"$LAB/good"
	assert_success
	lab_in oak ip link show wg-two
	lab_in oak ip link del wg-two
	assert_good
}

@test "a change that restarts two sessions and keeps them is confirmed" {
	fragments 120 64513 1420 >"$LAB/good"
	run oak <"$LAB/good"
	assert_success
	assert_output --partial "session two restarts: hold-time 240 -> 120"
	all_up
	readlink "$LAB/state/current" >"$LAB/id"
	assert_good
}
