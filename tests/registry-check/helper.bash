# Helpers of registry-check's tests.

bats_load_library bats-support
bats_load_library bats-assert
bats_require_minimum_version 1.5.0
load ../verbose

# Works in a directory with a copy of the clean registry in r.
registry_setup() {
	fixtures="$TOP_SRCDIR/tests/registry-check"
	cd "$BATS_TEST_TMPDIR" || return 1
	chmod 755 "$BATS_TEST_TMPDIR"
	cp -R "$fixtures/tree" r
	chmod -R u+w r
}

# object CLASS/NAME LINE ...: writes one into r.
object() {
	local name=$1
	shift
	mkdir -p "r/data/${name%%/*}"
	printf '%s\n' "$@" >"r/data/$name"
}

# Replaces $2 by $3 in the object $1.
edit() {
	sed -i "s|$2|$3|" "r/data/$1"
}

# Runs registry-check on r.  Its streams are in out and err, its exit status
# is in $status.
judge() {
	status=0
	registry-check "$@" r >out 2>err || status=$?
}

# The check by the schemas finds these lines and no others; r/data/ is put
# before each.
assert_found() {
	judge
	assert_equal "$(cat out)" "$(printf 'r/data/%s\n' "$@")"
	assert_equal "$status" 1
	assert_equal "$(tail -n 1 err | sed 's/.*, //')" "$# findings"
}

# The same for --policy OAK-MNT.
assert_policy() {
	judge --policy OAK-MNT
	assert_equal "$(cat out)" "$(printf 'r/data/%s\n' "$@")"
	assert_equal "$status" 1
	assert_equal "$(tail -n 1 err | sed 's/.*, //')" "$# findings"
}

# Adds the objects with a fault each.
add_faults() {
	cp -R "$fixtures/faults/data" r
	chmod -R u+w r
}

# Exit 2, no findings, and $1 on standard error.
assert_stopped() {
	assert_equal "$status" 2
	assert_equal "$(cat out)" ""
	run cat err
	assert_output --partial "$1"
	assert_output --partial "stopped, the findings are not complete"
}

# An inetnum of $1/$2, from address $1 to $3, with the other lines given.
inetnum() {
	object "inetnum/$1_$2" "inetnum: $1 - $3" "cidr: $1/$2" \
	    "netname: X" "source: DEMO" "${@:4}"
}
