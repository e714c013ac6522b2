# apply: a BIRD that hangs, dies, drops the line or answers rubbish, at each
# thing that is said to it.  It is a stand-in; needs no root.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
load helper

# The commands of a change, as tests/apply/bird.bats lists them: BIRD is told
# to configure by the seventh, and before the last one "current" moves.
LAST_BEFORE_CONFIGURE=6
LAST_BEFORE_COMMIT=11
LAST=12

# outcome_at N: what must come of it when the Nth has no answer.
outcome_at() {
	local now=$OLD_ID which=latter
	if [ "$1" -le "$LAST_BEFORE_CONFIGURE" ]; then
		assert_equal "$STATUS" 2
		assert_equal "$(installed)" "$OLD"
		assert_equal "$(bird_runs)" ""
		run cat "$STATE/journal"
		refute_output --partial pending
		return
	fi
	assert_equal "$STATUS" 5
	if [ "$1" -gt "$LAST_BEFORE_COMMIT" ]; then
		now=$NEW_ID which=former
	else
		assert_equal "$(installed)" "$OLD"
	fi
	assert_equal "$(readlink "$STATE/current")" "$now"
	# One line that says which.
	run grep -c "unknown: BIRD may run $STATE/$NEW_ID or $STATE/$OLD_ID; $STATE/current is the $which\$" "$T/err"
	assert_output 1
	run cat "$STATE/journal"
	assert_output --partial "pending $NEW_ID $OLD_ID "
}

# bad_answers WORD REASON: apply, while each of BIRD's answers in turn is of
# that kind, which is said with that reason; then the next run, with a BIRD
# that is well again.
bad_answers() {
	bird_set 2 new >"$T/new"
	bird_set 2 old >"$T/old"
	install site <"$T/new" >/dev/null 2>&1
	NEW_ID=$(readlink "$STATE/current")
	NEW=$(installed)
	for n in $(seq "$LAST"); do
		rm -rf "$STATE"
		install site <"$T/old" >/dev/null 2>&1
		OLD=$(installed)
		OLD_ID=$(readlink "$STATE/current")
		start_bird "$1-at-$n"
		STATUS=0
		shimmed fast <"$T/new" >"$T/out" 2>"$T/err" || STATUS=$?
		run cat "$T/err"
		assert_output --partial "$2"
		outcome_at "$n"
		stop_bird
		start_bird ok
		run live <"$T/new"
		assert_success
		assert_equal "$(installed)" "$NEW"
		assert_equal "$(bird_runs)" "$NEW_ID"
		stop_bird
	done
}

@test "hung behind the greeting, at each command: refused, or unknown" {
	bad_answers hang "does not answer in time"
}

@test "dead at each command: the same" {
	bad_answers die "closed its control socket"
}

@test "the line dropped within each answer: the same" {
	bad_answers drop "closed its control socket"
}

@test "garbage for each answer: the same" {
	bad_answers garbage "no reply of BIRD's"
}

@test "ten megabytes of lines for each answer: the same" {
	bad_answers flood "a reply without an end"
}

@test "ten megabytes of one line for each answer: the same" {
	bad_answers endless "a line without an end"
}

@test "byte by byte, and interrupted: nothing is different" {
	start_bird ok
	bird_set 20 a >"$T/a"
	bird_set 20 b >"$T/b"
	for words in short eintr "short eintr"; do
		run --separate-stderr shimmed "$words" <"$T/a"
		assert_success
		assert_equal "$(bird_runs)" "$(readlink "$STATE/current")"
		run --separate-stderr shimmed "$words" <"$T/a"
		assert_success
		assert_equal "$output$stderr" ""
		run --separate-stderr shimmed "$words" <"$T/b"
		assert_success
		assert_output "bird/bird.conf changed"
	done
}

@test "hung before the greeting: refused after ten seconds" {
	bird_set 2 | install site
	BEFORE=$(installed)
	start_bird mute
	run shimmed fast < <(bird_set 2 other)
	expect_refused "does not answer in time"
	# Nor when its queue of connections is full by now.
	for _ in $(seq 12); do
		run shimmed fast < <(bird_set 2 other)
		expect_refused "bird.ctl: Resource temporarily unavailable" ||
			expect_refused "does not answer in time"
	done
}

@test "a socket that nobody listens on any more: BIRD is not running" {
	start_bird ok
	kill -9 "$BIRD_PID"
	wait "$BIRD_PID" || true
	BIRD_PID=
	assert [ -S "$T/bird.ctl" ]
	run live < <(bird_set 2)
	assert_success
	assert_output --partial "BIRD is not running (nobody listens on $T/bird.ctl)"
}

@test "no permission for the socket: refused" {
	start_bird ok
	chmod 600 "$T/bird.ctl"
	bird_set 2 >"$T/in"
	if [ "$(id -u)" = 0 ]; then
		mkdir -m 755 "$STATE"
		chown 65534 "$STATE"
	else
		chmod 000 "$T/bird.ctl"
	fi
	as_nobody true
	run as_nobody "$TOP_BUILDDIR/apply" -s "$T/site.yaml" \
	    --state-dir "$STATE" <"$T/in"
	assert_equal "$status" 2
	assert_output --partial "bird.ctl: Permission denied"
	assert_equal "$(installed)" nothing
}

@test "something else in the socket's place: refused" {
	bird_set 2 >"$T/in"
	for kind in 'mkdir' 'touch' 'mkfifo'; do
		$kind "$T/bird.ctl"
		run live <"$T/in"
		# connect(2) says ECONNREFUSED of all of these.
		assert_success
		assert_output --partial "nobody listens on $T/bird.ctl"
		rm -rf "$T/bird.ctl" "$STATE"
	done
}

@test "restricted: refused, nothing changes" {
	bird_set 2 | install site
	BEFORE=$(installed)
	start_bird restricted
	run live < <(bird_set 2 other)
	expect_refused "BIRD refuses: Access restricted"
	assert_equal "$(bird_runs)" ""
}

@test "0005, queued: waited for, and nothing is said in between" {
	start_bird queue
	bird_set 2 a | live
	run live < <(bird_set 2 b)
	assert_success
	run grep -A 5 '^configure "' "$T/bird.log"
	assert_line --index 1 "configure status"
	assert_line --index 2 "configure status"
	assert_line --index 3 "configure status"
	assert_line --index 4 "configure status"
	assert_line --index 5 "eval BIRDFEED_GENERATION"
}

@test "somebody else's configure in progress is waited for" {
	start_bird busy
	run live < <(bird_set 2)
	assert_success
	run head -n 8 "$T/bird.log"
	for i in 1 2 3 4 5 6; do
		assert_line --index "$i" "configure status"
	done
	assert_line --index 7 --partial "configure check"
}
