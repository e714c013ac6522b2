# apply: what it says to BIRD, and what it makes of the answers.  BIRD is a
# stand-in, and so are programs; needs no root.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
load helper

@test "BIRD is not running: installed, said, 0" {
	run live < <(bird_set 2)
	assert_success
	assert_line --partial "BIRD is not running"
	refute [ "$(installed)" = nothing ]
	run live < <(bird_set 2)
	assert_success
	assert_output ""
}

@test "BIRD is configured once, and not at all when nothing changed" {
	start_bird ok
	bird_set 2 | live
	run cat "$T/bird.log"
	id=$(readlink "$STATE/current")
	assert_output "$(cat <<-E
	eval BIRDFEED_GENERATION
	configure status
	configure check
	configure check "$STATE/$id/bird/bird.conf"
	configure status
	show protocols
	configure "$STATE/$id/bird/bird.conf"
	configure status
	eval BIRDFEED_GENERATION
	show protocols
	eval BIRDFEED_GENERATION
	eval BIRDFEED_GENERATION
	E
	)"
	: >"$T/bird.log"
	run live < <(bird_set 2)
	assert_success
	assert_output ""
	run tail -n 1 "$T/bird.log"
	assert_output "eval BIRDFEED_GENERATION"
	run grep -c configure "$T/bird.log"
	assert_output 0
}

@test "BIRD that takes its time is waited for" {
	start_bird slow
	run live < <(bird_set 2)
	assert_success
	run grep -c "configure status" "$T/bird.log"
	assert_output 6
}

@test "BIRD that runs something else is configured again" {
	start_bird ok
	bird_set 2 | live
	kill "$BIRD_PID"
	wait "$BIRD_PID" || true
	start_bird ok
	run --separate-stderr live < <(bird_set 2)
	assert_success
	assert_output "bird runs another configuration than the installed one"
}

@test "a file edited by hand: BIRD is told nothing, until --force" {
	start_bird ok
	bird_set 2 | live
	echo "# mine" >>"$STATE/current/bird/peers.conf"
	BEFORE=$(installed)
	: >"$T/bird.log"
	for line in '' other; do
		run live < <(bird_set 2 $line)
		expect_refused "peers.conf is not as apply installed it (edited"
	done
	run cat "$T/bird.log"
	assert_output "$(printf 'eval BIRDFEED_GENERATION\n%.0s' 1 2)"
	# It may be what BIRD runs, so it is configured anew.
	run live --force < <(bird_set 2)
	assert_success
	assert_line "bird/peers.conf repaired"
	grep -q '^configure "' "$T/bird.log"
}

@test "BIRD that would not load it: 2, nothing changes" {
	bird_set 2 | install site
	BEFORE=$(installed)
	start_bird bad
	run live < <(bird_set 2 other)
	expect_refused "BIRD refuses: /x:1:1 does not load"
}

@test "BIRD that refuses it in the end: 2, nothing changes" {
	bird_set 2 | install site
	BEFORE=$(installed)
	start_bird refuse
	run live < <(bird_set 2 other)
	expect_refused "BIRD refuses: /x:1:1 no, thanks"
	run grep -c '^configure "' "$T/bird.log"
	assert_output 1
}

@test "BIRD that took something else: rolled back, 3" {
	bird_set 2 | install site
	BEFORE=$(installed)
	start_bird lie
	run live < <(bird_set 2 other)
	assert_equal "$status" 3
	assert_output --partial "rolled back"
	assert_equal "$(installed)" "$BEFORE"
	run tail -n 2 "$T/bird.log"
	assert_line --index 0 \
	    "configure \"$STATE/$(readlink "$STATE/current")/bird/bird.conf\""
	assert_line --index 1 "configure status"
}

@test "BIRD that dies half-way: 5, both paths named" {
	bird_set 2 | install site
	BEFORE=$(installed)
	start_bird die
	run live < <(bird_set 2 other)
	assert_equal "$status" 5
	assert_output --regexp "BIRD may run $STATE/[0-9a-f]{64} or $STATE/[0-9a-f]{64}"
	assert_equal "$(installed)" "$BEFORE"
}

@test "somebody else's pending undo is respected" {
	bird_set 2 | install site
	BEFORE=$(installed)
	start_bird undo
	run live < <(bird_set 2 other)
	expect_refused "has an undo pending"
	run grep -c '^configure "' "$T/bird.log"
	assert_output 0
}

@test "BIRD that never greets: 2 within its ten seconds" {
	start_bird mute
	SECONDS=0
	run live < <(bird_set 2)
	assert_equal "$status" 2
	assert_output --partial "does not answer in time"
	assert [ "$SECONDS" -lt 15 ]
	assert_equal "$(installed)" nothing
}

@test "nothing that can turn on BIRD is ever sent" {
	start_bird slow
	bird_set 2 | live
	bird_set 2 other | live
	run grep -E 'timeout|undo|soft|confirm' "$T/bird.log"
	assert_failure
}

# own FILE: BIRD was started with that one, and a change is tried.
own() {
	BIRD_FILE=$1
	start_bird ok
	run live < <(bird_set 2 "$RANDOM")
	kill "$BIRD_PID"
	wait "$BIRD_PID" || true
}

@test "BIRD's own file has to follow current: that one, or its include" {
	bird_set 2 | install site
	own "$STATE/current/bird/bird.conf"
	assert_success
	refute_output --partial "own file"
	cat >"$T/own.conf" <<-E
	# One line, and /* nothing */ else:
	/* of apply's
	 */ include "$STATE/current/bird/bird.conf" ;	# its file
	E
	own "$T/own.conf"
	assert_success
	refute_output --partial "own file"
	# Another name of the same directory is the same.
	ln -s "$STATE" "$T/alias"
	echo "include \"$T/alias/current/bird/bird.conf\";" >"$T/own.conf"
	own "$T/own.conf"
	assert_success
}

@test "BIRD's own file that does not is refused, and nothing is touched" {
	bird_set 2 | install site
	BEFORE=$(installed)
	ln -s "$STATE/current/bird/bird.conf" "$T/link.conf"
	own "$T/link.conf"
	assert_output --partial "include \"$STATE/current/bird/bird.conf\""
	expect_refused "link.conf is a link"
	id=$(readlink "$STATE/current")
	own "$STATE/$id/bird/bird.conf"
	expect_refused "is not what apply installs"
	for text in "" "include" "include \"$STATE/current/bird/bird.conf\"" \
	    "include \"$STATE/$id/bird/bird.conf\";" \
	    "router id 192.0.2.1; include \"$STATE/current/bird/bird.conf\";" \
	    "include \"$STATE/current/bird/bird.conf\"; protocol device {}" \
	    "# include \"$STATE/current/bird/bird.conf\";" \
	    "/* include \"$STATE/current/bird/bird.conf\";" \
	    "include \"$T/current/bird/bird.conf\";"; do
		echo "$text" >"$T/own.conf"
		own "$T/own.conf"
		expect_refused "own.conf is not what apply installs"
	done
	run grep -c '^configure "' "$T/bird.log"
	assert_output 0
}

@test "BIRD's own file that cannot be checked is a warning" {
	bird_set 2 | install site
	for file in "$T/none.conf" bird.conf "$T/bin"; do
		own "$file"
		assert_success
		assert_output --partial "own file $file cannot be checked"
	done
	own ""
	assert_success
	assert_output --partial "does not say which file"
}

@test "the first time BIRD's own file is only a warning: it is the way back" {
	echo "router id 192.0.2.1;" >"$T/own.conf"
	own "$T/own.conf"
	assert_success
	assert_output --partial "own.conf is not what apply installs"
	BEFORE=$(installed)
	own "$T/own.conf"
	expect_refused "own.conf is not what apply installs"
}

@test "an empty ROA table is a warning, and one that is filled is none" {
	echo 'rpki: {servers: [{address: 192.0.2.7}]}' >>"$T/site.yaml"
	start_bird ok
	tables() {
		bird_set 2 "tables" | sed 's/^# tables$/&\n'"$1"'/'
	}
	run live < <(tables 'roa4 table bf_roa4;\nroa6 table bf_roa6;')
	assert_success
	assert_line "apply: warning: the ROA table bf_roa4 is empty so far (have the RTR servers answered?)"
	refute_line --partial bf_roa6
	run grep -c 'show route table' "$T/bird.log"
	assert_output 2
	# Not asked when nothing changed; and not what is no table's name.
	: >"$T/bird.log"
	run live < <(tables 'roa4 table bf_roa4;\nroa6 table bf_roa6;')
	assert_success
	assert_output ""
	run live < <(tables ' roa4 table bf_roa4;\nroa4 table x y;\nroa4 table a;b;')
	assert_success
	refute_output --partial "is empty"
	run ! grep 'show route table' "$T/bird.log"
}

@test "static ROA tables, which no server fills, are not asked for" {
	start_bird ok
	run live < <(bird_set 2 tables | sed 's/^# tables$/&\nroa4 table bf_roa4;/')
	assert_success
	refute_line --partial bf_roa4
}

@test "a BIRD that does not know the table is no reason for anything" {
	echo 'rpki: {servers: [{address: 192.0.2.7}]}' >>"$T/site.yaml"
	start_bird ok
	run live < <(bird_set 2 tables | sed 's/^# tables$/&\nroa4 table other;/')
	assert_success
	refute_output --partial "is empty"
	grep -q 'show route table other count' "$T/bird.log"
}

# babel PATTERN: a set whose Babel has one block, for that interface.
babel() {
	bird_set 20 | awk -v pattern="$1" '{ print }
		/^# 20 peers/ {
			print "# interface \"wg-int-*\" {};"
			print "protocol babel bf_babel {"
			print "\tipv6 { import all; export all; };"
			print "\tinterface -\"wg-int-not\", \"" pattern "\" { type wired; };"
			print "}"
		}'
}

@test "BIRD 3: no interface that Babel runs on is left without its block" {
	start_bird babel-3
	run live < <(babel "wg-int-par1")
	assert_failure 2
	assert_output --partial "wg-int-fra1: Babel runs on it"
	refute_output --partial "wg-int-gone"
	refute_output --partial "# write"
	assert_equal "$(bird_runs)" ""
	run live -n < <(babel "wg-int-par1")
	assert_failure 2
	run live < <(bird_set 20)
	assert_failure 2
	run live < <(babel "wg-int-*")
	assert_success
	stop_bird
	start_bird babel-2
	run live < <(babel "wg-int-par1")
	assert_success
}

@test "BIRD 3: nor on the way back, where BIRD keeps what it runs" {
	start_bird babel-2
	live < <(babel "wg-int-par1")
	before=$(readlink "$STATE/current")
	stop_bird
	start_bird babel-3-lie
	run live < <(babel "wg-int-*")
	assert_equal "$status" 5
	assert_output --partial "wg-int-fra1: Babel runs on it"
	assert_output --partial "unknown: BIRD may run"
	assert_equal "$(readlink "$STATE/current")" "$before"
	run grep -c "^configure \"$STATE/$before" "$T/bird.log"
	assert_output 0
	stop_bird
	# BIRD 2 goes back.
	start_bird babel-2-lie
	run live --force < <(babel "wg-int-*")
	assert_equal "$status" 3
	run grep -c "^configure \"$STATE/$before" "$T/bird.log"
	refute_output 0
}

@test "a gateway on no network of this host: 2, nothing changes; --force installs it" {
	start_bird ok
	bird_set 2 | live
	BEFORE=$(installed)
	sed -i -e 's/172.22.0.0.27/7.0.0.0\/22/' -e '/^apply:/d' "$T/site.yaml"
	cat >>"$T/site.yaml" <<-'E'
	registry: {kind: none}
	sessions:
	  - {name: oak, type: upstream, asn: 3000000002, neighbor: 203.0.113.2, multihop: 2, gateway: 203.0.113.99}
	E
	run live < <(bird_set 2 other)
	assert_equal "$(grep -c 'on no network' <<<"$output")" 1
	expect_refused "oak: gateway: 203.0.113.99 is on no network of this host, but BIRD needs it on one (expected an address on one, as after: ip addr add OURS peer 203.0.113.99 dev INTERFACE; --force installs it)"
	run live -n < <(bird_set 2 other)
	assert_output --partial 'on no network'
	# One that is, and what the operator knows better.
	run live --force < <(bird_set 2 other)
	assert_success
	sed -i 's/203.0.113.99/127.0.0.9/' "$T/site.yaml"
	run live < <(bird_set 2 third)
	assert_success
	refute_output --partial 'on no network'
}
