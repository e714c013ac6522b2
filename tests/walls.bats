#!/usr/bin/env bats
# The walls: each tool has one, and each holds.
# shellcheck disable=SC2154 # stderr is run's

setup() {
	bats_require_minimum_version 1.5.0
	bats_load_library bats-support
	bats_load_library bats-assert
	cd "$BATS_TEST_TMPDIR" || return
	ulimit -c 0
	try=$TOP_BUILDDIR/tests/lib/wall-try
	unset BIRDFEED_WALLS
}

# needs seccomp|Landlock: skips where there is none.
needs() {
	local said
	said=$("$try" filter nothing . 2>&1) || true
	[[ $said != *"no $1: "* ]] || skip "${said%,*}"
}

# rows: the names of wall.c's rows; none: those without a wall.
rows() {
	sed -n 's/^\t{ "\([a-z][^"]*\)",.*/\1/p' "$TOP_SRCDIR/src/base/wall.c"
}
none() {
	sed -n 's/^\t{ "\([a-z-]*\)", 0, ".*/\1/p' "$TOP_SRCDIR/src/base/wall.c"
}

# What a row leaves of wall-try's trials, behind a colon.
all_trials="open stat write empty truncate unlink inet inet6 unix netlink packet listen exec
    fork vfork thread ptrace kill code pivot"
programs="open stat write empty truncate unlink unix netlink listen exec fork vfork thread
    kill code"
left() {
	cat <<-END
		bird-render:
		guest-key:
		irr-fetch: open stat write empty unlink inet inet6 unix netlink code
		lease-serve: open stat write empty unlink inet inet6 unix netlink listen thread code
		lease-serve HOOK: $(echo $programs) inet inet6
		lease-store: open stat write empty unlink inet inet6 unix netlink thread code
		lease-store HOOK: $(echo $programs) inet inet6
		link-latency: open stat write empty unlink unix netlink code
		mrt-origins: open stat write empty unlink thread code
		participant-parse:
		peeringdb-parse:
		peer-shell: $(echo $programs)
		peer-status: $(echo $programs)
		peer-validate:
		peer-validate PEERS: open stat code
		registry-activity:
		registry-check: open stat thread code
		registry-graph: open stat code
		registry-keys: open stat write empty unlink code
		registry-parse: open stat thread code
		registry-query:
		request-store: open stat write empty unlink code
		request-verify: $(echo $programs)
		roa-json:
		site-show: open stat code
		source-fetch: open stat write empty unlink inet inet6 unix netlink thread code
		wg-render:
	END
}

@test "each row is tried here" {
	diff <(rows | grep -vxF "$(none)" | LC_ALL=C sort) \
		<(left | cut -d : -f 1 | LC_ALL=C sort)
}

@test "behind each wall, what is not left kills" {
	needs seccomp
	local row trials what
	while IFS=: read -r row trials; do
		for what in nothing $all_trials; do
			mkdir -p in
			touch in/file
			run env BIRDFEED_WALLS=kill "$try" "$row" $what in/file in
			if [[ " nothing$trials " == *" $what "* ]]; then
				assert_equal "$row $what $status" "$row $what 0"
				[ "$what" = exec ] ||
					assert_output --regexp '^ ?done$'
			else
				assert_equal "$row $what $status" \
					"$row $what 159"
			fi
		done
	done < <(left)
}

@test "a call is allowed in its forms of 32-bit machines, too" {
	local names name form
	[ -e /usr/include/seccomp-syscalls.h ] || skip "no header of libseccomp"
	names=$(sed -n '/^static const struct call calls/,/^};/p; /^static const char never/,/;$/p' \
		"$TOP_SRCDIR/src/base/wall-calls.c" |
		grep -o '"[^"]*"' | tr -d '"' | tr ' ' '\n')
	[ "$(wc -l <<<"$names")" -gt 150 ]
	for name in $names; do
		for form in "${name}32" "${name}64" "${name}_time64"; do
			grep -qx "$form" <<<"$names" ||
				! grep -qw "__SNR_$form" /usr/include/seccomp-syscalls.h ||
				fail "$name, and not $form"
		done
	done
}

@test "without BIRDFEED_WALLS=kill it is refused" {
	needs seccomp
	mkdir in
	touch in/file
	for what in open write empty unlink inet unix exec fork thread ptrace kill; do
		run --separate-stderr "$try" roa-json $what in/file in
		assert_equal "$what $status $output" \
			"$what 1 refused: Operation not permitted"
	done
	run --separate-stderr "$try" roa-json pivot in/file in
	assert_output 'refused: Function not implemented'
	for what in inet packet ptrace pivot; do
		run --separate-stderr "$try" peer-shell $what in/file in
		assert_output 'refused: Operation not permitted'
	done
	run "$try" roa-json abort in/file
	assert_equal "$status" 134
}

@test "Landlock leaves only the tool's own directories" {
	needs Landlock
	mkdir in out
	touch in/file out/file
	ln -s "$PWD/in/file" out/link
	for row in registry-parse mrt-origins registry-graph link-latency; do
		run --separate-stderr "$try" $row open out/file in
		assert_equal "$row $output" "$row refused: Permission denied"
		run --separate-stderr "$try" $row open in/file in
		assert_output 'done'
		run --separate-stderr "$try" $row open in/file in/file
		assert_output 'done'
		# A link counts as what it leads to, too.
		run --separate-stderr "$try" $row open out/link out/link
		assert_output 'done'
		run --separate-stderr "$try" $row open out/link out
		assert_output 'refused: Permission denied'
	done
	for row in mrt-origins source-fetch peer-shell request-verify; do
		for what in write empty unlink; do
			run --separate-stderr "$try" $row $what out/file in
			assert_output 'refused: Permission denied'
			run --separate-stderr "$try" $row $what in/file in
			assert_output 'done'
			touch in/file
		done
	done
	# Libraries open their own files.
	for row in source-fetch peer-shell peer-status; do
		run --separate-stderr "$try" $row open out/file in
		assert_output 'done'
	done
	# A wall without seccomp holds a filter, too.
	run --separate-stderr "$try" roa-json open in/file in
	assert_output --partial refused
}

@test "-v: one line tells what is up" {
	printf '%%begin birdfeed-records 1\nvrp\t10.0.0.0/8-8-AS1\tprefix=10.0.0.0/8\tmax-length=8\torigin=AS1\tsource=X\n%%end\n' >in
	run --separate-stderr roa-json -v <in
	assert_success
	assert_regex "${stderr_lines[0]}" \
	    '^roa-json: walls: (no )?seccomp(: .*)?, (no )?Landlock(: .*)?$'
	run --separate-stderr roa-json <in
	assert_equal "$stderr" ''
	if grep -q 'define HAVE_SECCOMP' "$TOP_BUILDDIR"/config.h 2>/dev/null; then
		refute_regex "${stderr_lines[0]}" 'built without'
	fi
}
