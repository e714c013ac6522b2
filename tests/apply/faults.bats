# apply: what goes wrong half-way.  Like tests/apply/apply.bats it needs no root,
# no BIRD, no WireGuard; what fails or kills it at each step needs strace.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
load helper

# journal: its state, and for whom: "pending 0123..."
journal() {
	cut -d ' ' -f 1,2 "$STATE/journal"
}

# pending ID FROM [NOTE]: an apply died at it.
pending() {
	echo "pending $1 $2 2026-01-01T00:00:00Z${3:+ $3}" >"$STATE/journal"
}

# id TEXT: of the generation of bird_set 2 TEXT, which is installed.
install_id() {
	bird_set 2 "$1" | install site >/dev/null 2>&1
	readlink "$STATE/current"
}

@test "the journal says what was confirmed, after what" {
	a=$(install_id a)
	run cat "$STATE/journal"
	assert_output --regexp "^confirmed $a - 20[-0-9]+T[0-9:]+Z\$"
	b=$(install_id b)
	run cat "$STATE/journal"
	assert_output --regexp "^confirmed $b $a 20[-0-9]+T[0-9:]+Z\$"
	assert_equal "$(stat -c %a "$STATE/journal")" 600
}

@test "a journal that is not apply's is refused" {
	a=$(install_id a)
	BEFORE=$(installed)
	for line in "" x "pending x - t" "pending $a" "pending $a - " \
	    "begun $a - t" "confirmed $a x t"; do
		echo "$line" >"$STATE/journal"
		run install site < <(bird_set 3)
		expect_refused "journal: not apply's"
	done
	printf 'confirmed %s - t' "$a" >"$STATE/journal"
	run install site < <(bird_set 3)
	expect_refused "journal: not apply's"
	rm "$STATE/journal"
	ln -s current "$STATE/journal"
	run install site < <(bird_set 3)
	expect_refused "journal: not apply's"
}

@test "died before the commit: back to current, then on" {
	a=$(install_id a)
	b=$(install_id b)
	ln -sfn "$a" "$STATE/current"
	start_bird ok
	bird_set 2 b | live	# BIRD runs b
	ln -sfn "$a" "$STATE/current"
	pending "$b" "$a"
	: >"$T/bird.log"
	run live < <(bird_set 2 a)
	assert_success
	assert_output --partial "died half-way: going back"
	run grep '^configure "' "$T/bird.log"
	assert_output "configure \"$STATE/$a/bird/bird.conf\""
	assert_equal "$(journal)" "undone $b"
	assert_equal "$(readlink "$STATE/current")" "$a"
	# And when something new is wanted, that comes behind it.
	pending "$b" "$a"
	run live < <(bird_set 2 c)
	assert_success
	run cat "$STATE/current/bird/bird.conf"
	assert_output --partial "# c"
}

@test "died behind the commit: finished" {
	a=$(install_id a)
	b=$(install_id b)
	pending "$b" "$a"
	start_bird ok
	run live < <(bird_set 2 b)
	assert_success
	assert_output --partial "died half-way: finishing it"
	assert_equal "$(journal)" "confirmed $b"
}

@test "died at the first generation of all: BIRD's own file" {
	a=$(install_id a)
	start_bird ok
	bird_set 2 a | live
	rm "$STATE/current"
	pending "$a" -
	run live < <(bird_set 2 b)
	assert_success
	run grep -x configure "$T/bird.log"
	assert_success
}

@test "what died is not settled while BIRD does not answer; --force goes on" {
	a=$(install_id a)
	b=$(install_id b)
	ln -sfn "$a" "$STATE/current"
	pending "$b" "$a"
	BEFORE=$(installed)
	start_bird undo
	run live < <(bird_set 2 c)
	expect_refused "not settled: BIRD has an undo pending"
	assert_equal "$(journal)" "pending $b"
	run live --force < <(bird_set 2 a)
	assert_output --partial "not settled"
	run ! grep '^configure "' "$T/bird.log"
}

@test "-n settles nothing, and says so" {
	a=$(install_id a)
	pending "$a" -
	run install site -n < <(bird_set 2 a)
	assert_success
	assert_output --partial "is pending"
	assert_equal "$(journal)" "pending $a"
}

@test "the generation that may run when the outcome is unknown is pending" {
	a=$(install_id a)
	start_bird die
	run live < <(bird_set 2 b)
	assert_equal "$status" 5
	run journal
	assert_output --partial "pending "
	refute_output --partial "$a"
	start_bird ok
	run live < <(bird_set 2 a)
	assert_success
	assert_output --partial "going back"
}

# refused_until_forced REASON: generation b was, and is not tried again.
refused_until_forced() {
	: >"$T/bird.log"
	run live < <(bird_set 2 b)
	expect_refused "$1"
	run live < <(bird_set 2 b)
	assert_output --partial "BIRD was configured, but runs something else"
	run ! grep '^configure "' "$T/bird.log"
	run live -n < <(bird_set 2 b)
	assert_equal "$status" 2
	assert_output --partial "$1"
	# Forced, it is tried; and something else is, anyway.
	run live --force < <(bird_set 2 b)
	assert_equal "$status" 3
	run live < <(bird_set 2 c)
	assert_equal "$status" 3
}

@test "somebody else's configure half-way: three times, then refused" {
	install_id a
	BEFORE=$(installed)
	start_bird lie
	for try in 1 2 3; do
		run live < <(bird_set 2 b)
		assert_equal "$status" 3
		run cat "$STATE/journal"
		assert_output --regexp "^undone .* try $try of 3: BIRD was conf"
	done
	run live --list
	assert_line --regexp \
	    "^! 20[^ ]* [0-9a-f]{12} undone: try 3 of 3: BIRD was configured"
	refused_until_forced "was tried 3 times and disturbed"
	# To stay is no try.
	stop_bird
	start_bird ok
	run live < <(bird_set 2 a)
	assert_success
}

@test "BIRD that dies half-way at each try: three times, then refused" {
	install_id a
	for try in 1 2 3; do
		start_bird die
		run live < <(bird_set 2 b)
		assert_equal "$status" 5
		stop_bird
		# It is settled without BIRD, and tried again.
		[ "$try" = 3 ] || grep -q "try=$try" "$STATE/journal" ||
			fail "$(cat "$STATE/journal")"
	done
	start_bird ok
	run live < <(bird_set 2 b)
	assert_equal "$status" 2
	assert_output --partial "was tried 3 times and disturbed"
	run live < <(bird_set 2 c)
	assert_success
}

@test "what was rolled back is not tried again until it changes" {
	confirm 1
	lossy lose-3
	assert_equal "$status" 3
	assert_equal "$(cut -d ' ' -f 1 "$STATE/journal")" failed
	: >"$T/bird.log"
	run live < <(bird_set 20 b)
	expect_refused "this very generation was rolled back at 20"
	run ! grep '^configure "' "$T/bird.log"
	# The way back is known all the same.
	run live --list
	assert_line --regexp "^! 20[^ ]* [0-9a-f]{12} failed: of 20 BGP"
}

# Starts the change to generation b in the background, and waits until BIRD
# is at it; sets APPLY_PID.
change_late() {
	A=$(install_id a)
	start_bird late
	bird_set 2 a | live
	bird_set 2 b >"$T/b"
	: >"$T/bird.log"
	apply -s "$T/site.yaml" --state-dir "$STATE" <"$T/b" \
	    >"$T/out" 2>&1 3>&- &
	APPLY_PID=$!
	for _ in $(seq 500); do
		! grep -q '^configure "' "$T/bird.log" || return 0
		sleep 0.01
	done
	fail "$(cat "$T/out")"
}

@test "killed while BIRD is at it: the guardian goes back" {
	change_late
	kill -9 "$APPLY_PID"
	wait "$APPLY_PID" || true
	# It holds the lock until it is through.
	run flock -n "$STATE/lock" true
	assert_failure
	flock -w 20 "$STATE/lock" true
	assert_equal "$(readlink "$STATE/current")" "$A"
	run cat "$STATE/journal"
	assert_output --regexp "^undone [0-9a-f]+ $A .* apply died\$"
	run grep '^configure "' "$T/bird.log"
	assert_line --index 1 "configure \"$STATE/$A/bird/bird.conf\""
	assert_equal "${#lines[@]}" 2
	run live < <(bird_set 2 a)
	assert_success
	assert_output ""
}

@test "SIGTERM while BIRD is at it: rolled back, and tried again" {
	change_late
	kill "$APPLY_PID"
	status=0
	wait "$APPLY_PID" || status=$?
	assert_equal "$status" 3
	run cat "$STATE/journal"
	assert_output --partial "stopped by a signal"
	run flock -n "$STATE/lock" true
	assert_success
	run live <"$T/b"
	assert_success
}

@test "no guardian is left behind" {
	start_bird ok
	bird_set 2 a | live
	run flock -n "$STATE/lock" true
	assert_success
	stand_in bird 'exit 1'
	run live < <(bird_set 2 b)
	assert_equal "$status" 2
	run flock -n "$STATE/lock" true
	assert_success
}

# confirm SECONDS: how long to wait for sessions.
confirm() {
	sed -i "s|max-removals: 20%|&, confirm: $1|" "$T/site.yaml"
}

# lossy MODE: BIRD with generation a of 20 peers, and then b; its status.
lossy() {
	start_bird "$1"
	bird_set 20 a | live >/dev/null 2>&1
	A=$(readlink "$STATE/current")
	BEFORE=$(installed)
	run --separate-stderr live < <(bird_set 20 b)
}

@test "sessions that do not come back: rolled back when they are many" {
	confirm 1
	lossy lose-3
	assert_equal "$status" 3
	assert_equal "$output" ""
	output=$stderr
	assert_output --partial "apply: ebgp_3: warning: was up, and is not"
	assert_output --partial "of 20 BGP sessions 3 did not come back"
	refute_output --partial "ebgp_4:"
	assert_equal "$(installed)" "$BEFORE"
	run tail -n 2 "$T/bird.log"
	assert_line --index 0 "configure \"$STATE/$A/bird/bird.conf\""
	run cut -d ' ' -f 1 "$STATE/journal"
	assert_output failed
}

@test "sessions that do not come back: confirmed when they are few" {
	confirm 1
	lossy lose-2	# 10 %
	assert_equal "$status" 0
	assert_equal "$output" "bird/bird.conf changed"
	output=$stderr
	assert_output --partial "apply: ebgp_2: warning: was up, and is not"
}

@test "all sessions lost, be it only one: rolled back" {
	confirm 1
	start_bird lose-1
	bird_set 1 a | live
	run live < <(bird_set 1 b)
	assert_equal "$status" 3
	assert_output --partial "of 1 BGP sessions 1 did not come back"
}

# asked FIRST LAST: in a set, networks asked for these sessions.
asked() {
	awk -v first="$1" -v last="$2" '
		/^#% session/ && ++n >= first && n <= last { $0 = $0 " requested=on" }
		{ print }'
}

@test "sessions that networks asked for: whoever takes theirs down stops nobody" {
	local mode up
	confirm 20
	# "LOST UP ASKED": of the sessions that are up, the first ones were
	# asked for.  One that is alone, two that are alone, nearly all of many,
	# all that were asked for beside one that was not.
	for mode in '1 1 1' '2 2 2' '17 18 18' '19 20 19'; do
		set -- $mode
		start_bird "lose-$1"
		bird_set "$2" a | asked 1 "$3" | live
		SECONDS=0
		run live < <(bird_set "$2" b | asked 1 "$3")
		assert_success
		assert [ "$SECONDS" -lt 10 ]
		refute_output --partial "was up, and is not"
		stop_bird
		rm -rf "$STATE"
	done
}

@test "sessions that networks asked for: all of many lost, and others' still count" {
	confirm 1
	for mode in '3 3 3' '20 20 20' '1 20 19:2' '3 20 17:4'; do
		set -- ${mode/:/ }
		start_bird "lose-$1"
		bird_set "$2" a | asked "${4:-1}" 20 | live
		run live < <(bird_set "$2" b | asked "${4:-1}" 20)
		case $mode in
		1*) assert_output --partial 'of 20 BGP sessions 1 did not' ;;
		*) assert_output --partial "sessions $1 did not come back" ;;
		esac
		assert_equal "$status" 3
		stop_bird
		rm -rf "$STATE"
	done
}

@test "requested=on restarts no session" {
	start_bird ok
	bird_set 2 a | live
	run live -n < <(bird_set 2 a | asked 1 2)
	assert_equal "$status" 1
	refute_output --partial restarts
}

@test "a lost session is said with what was expected of it" {
	confirm 1
	start_bird lose-2
	bird_set 20 a | live
	run live < <(bird_set 20 b |
	    sed 's/ebgp_1 hold-time=240/ebgp_1 hold-time=30/')
	assert_success
	assert_line --partial "ebgp_1: warning: was up, and is not after 1 seconds (it was to restart)"
	assert_line --partial "ebgp_2: warning: was up, and is not after 1 seconds (it was not to restart)"
}

@test "a session that is disabled, or goes, is not missed" {
	confirm 1
	start_bird lose-2
	bird_set 3 a | live
	run live < <(bird_set 3 b | grep -v 'session ebgp_1' |
	    sed 's/ebgp_2 hold-time=240/ebgp_2 disabled=on/')
	assert_success
	refute_output --partial "was up"
}

@test "sessions that come back are waited for, no longer" {
	SECONDS=0
	lossy blink-20
	assert_equal "$status" 0
	assert [ "$SECONDS" -lt 10 ]
	run grep -c "show protocols" "$T/bird.log"
	assert_output 6
}

@test "confirm: 0 does not look at the sessions" {
	confirm 0
	lossy lose-20
	assert_equal "$status" 0
	run ! grep "show protocols" "$T/bird.log"
}

@test "SIGTERM while sessions are waited for: rolled back at once" {
	start_bird lose-20
	bird_set 20 a | live
	BEFORE=$(installed)
	bird_set 20 b >"$T/b"
	apply -s "$T/site.yaml" --state-dir "$STATE" <"$T/b" \
	    >"$T/out" 2>&1 3>&- &
	pid=$!
	for _ in $(seq 500); do
		! grep -q '# wait for sessions' "$T/out" || break
		sleep 0.01
	done
	SECONDS=0
	kill "$pid"
	status=0
	wait "$pid" || status=$?
	assert_equal "$status" 3
	assert [ "$SECONDS" -lt 10 ]
	assert_equal "$(installed)" "$BEFORE"
}

@test "another configure before the commit, or just behind it: rolled back" {
	for mode in usurp-2 usurp-3; do
		rm -rf "$STATE"
		start_bird "$mode"
		bird_set 2 a | install site
		BEFORE=$(installed)
		run live < <(bird_set 2 b)
		assert_equal "$status" 3
		assert_output --partial "BIRD runs something else by now"
		assert_equal "$(installed)" "$BEFORE"
		kill "$BIRD_PID"
		wait "$BIRD_PID" || true
	done
}

@test "twenty at once are one configure" {
	start_bird ok
	bird_set 2 a >"$T/a"
	pids=()
	for _ in $(seq 20); do
		live <"$T/a" >/dev/null 2>&1 3>&- &
		pids+=($!)
	done
	for pid in "${pids[@]}"; do
		wait "$pid"
	done
	run grep -c '^configure "' "$T/bird.log"
	assert_output 1
}
