# What the tests of registry-graph share.
# shellcheck shell=bash

# Into a directory of its own, with the grove's records in file records.
graph_setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	cd "$BATS_TEST_TMPDIR" || return 1
	registry-parse "$TOP_SRCDIR/tests/registry-graph/tree" >records 2>/dev/null
}

# graph ARGUMENT...: runs registry-graph; its streams are in out and err.
graph() {
	status=0
	registry-graph "$@" >out 2>err || status=$?
}

# assert_out TEXT: done, and out is that.
assert_out() {
	[ "$status" -eq 0 ] || fail "$(cat err)"
	assert_equal "$(cat out)" "$1"
}

# Exit $1, nothing on standard output, and $2 on standard error.
assert_refused() {
	assert_equal "$status" "$1"
	assert_equal "$(cat out)" ''
	run cat err
	assert_output --partial "$2"
}

# stream RECORD...: a complete stream of these; a space is a TAB.
stream() {
	printf '\n%%begin birdfeed-records 1\n'
	printf '%s\n' "$@" | tr ' ' '\t'
	echo %end
}

# active ASN...: activity records of these.
active() {
	# shellcheck disable=SC2046
	stream $(printf 'activity_AS%s_last-seen=2024-05-06_source=dump.mrt\n' "$@") |
		tr _ '\t'
}

# with EXTRA...: the grove's records and these.
with() {
	cat records
	stream "$@"
}

# shuffled: the stream on standard input with its records in another order.
shuffled() {
	awk '/^%begin/ { print; next } /^%end/ { exit } NF { print | "sort -R" }'
	echo %end
}
