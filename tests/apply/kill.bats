# apply: killed at each system call, and every error of the disk at each of
# them.  Needs no root; the errors need strace.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
load helper

# What looks for leaks is itself a tracer, and there can be only one.
traced_asan=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0

# These tests are about system calls and not about memory, and sanitizers
# make them ten times as slow: then it is every fifth call, and said.
setup_file() {
	export EVERY=1
	if grep -qa __asan_init "$TOP_BUILDDIR/apply"; then
		EVERY=5
		echo "# built with sanitizers: every ${EVERY}th call" >&3
	fi
}

# with_secret NAME: a bird set of that name, with a copy of that secret.
with_secret() {
	local copy
	copy=copy/$(printf %s "$T/secret-$1" | b2sum -l 256 | cut -c 1-16)
	echo "$1" >"$T/secret-$1"
	bird_set 2 "$1" | sed '$d'
	printf '#%% file bird/%s 0640\n#%% copy %s\n#%% end bird 3\n' \
		"$copy" "$T/secret-$1"
}

# Two generations, the old one current; sets OLD, NEW and the new one's id.
two_generations() {
	with_secret old >"$T/old"
	with_secret new >"$T/new"
	live <"$T/new" >/dev/null 2>&1
	NEW=$(installed)
	NEW_ID=$(readlink "$STATE/current")
	live <"$T/old" >/dev/null 2>&1
	OLD=$(installed)
	rm -rf "${STATE:?}/$NEW_ID"
}

# mixed: when BIRD has been told, it was told of what is current.
mixed() {
	[ "$(bird_runs)" != "$(readlink "$STATE/current")" ]
}

# converges STEP: the next run, with an eye on what STEP left, comes to the
# new generation; and another one back to the old, to begin anew.
converges() {
	live --force <"$T/new" >"$T/out" 2>&1 || fail "$1: $(cat "$T/out")"
	[ "$(installed)" = "$NEW" ] || fail "$1: $(installed)"
	[ -z "${BIRD_PID:-}" ] || ! mixed || fail "$1: BIRD runs another"
	! compgen -G "$STATE/.tmp-*" || fail "$1: temporary files"
	[ "$(cut -d ' ' -f 1 "$STATE/journal")" = confirmed ] ||
		fail "$1: $(cat "$STATE/journal")"
	live <"$T/old" >/dev/null 2>&1
	rm -rf "${STATE:?}/$NEW_ID"
}

# All there is, and all that BIRD was told: where that is as it was, there
# is nothing to converge.
everything() {
	find "$STATE" -printf '%p %m %s %T@\n' | sort
	wc -c <"$T/bird.log"
}

# killed_at_each [-a]: at each system call of a run.
killed_at_each() {
	local n=0 now before
	two_generations
	before=$(everything)
	while :; do
		n=$((n + EVERY))
		STATUS=0
		ASAN_OPTIONS=$traced_asan "$TOP_BUILDDIR/tests/kill-at" \
		    "$@" "$n" apply -s "$T/site.yaml" --state-dir "$STATE" \
		    <"$T/new" >"$T/out" 2>&1 3>&- || STATUS=$?
		[ "$STATUS" = 137 ] || break
		[ "$(everything)" != "$before" ] || continue
		now=$(installed)
		[ "$now" = "$OLD" ] || [ "$now" = "$NEW" ] ||
			fail "call $n: $now"
		# Without -a the guardian has been at work.
		if [ $# -eq 0 ] && [ -n "${BIRD_PID:-}" ] && mixed; then
			fail "call $n: BIRD runs $(bird_runs); $(cat "$T/out")"
		fi
		converges "call $n"
		before=$(everything)
	done
	assert_equal "$STATUS" 99
	assert [ "$n" -gt 200 ]
	assert_equal "$(installed)" "$NEW"
}

@test "kill -9 at each system call: old or new, and BIRD runs the same" {
	start_bird ok
	killed_at_each
}

@test "kill -9 of apply and its guardian, at each: the next run converges" {
	start_bird ok
	killed_at_each -a
}

# calls_of CALL: the numbers of apply's own calls of that name, without the
# ones that only write to standard output and error.
calls_of() {
	local pid
	ASAN_OPTIONS=$traced_asan strace -f -o "$T/strace" -e "trace=$1" \
	    apply -s "$T/site.yaml" --state-dir "$STATE" <"$T/new" \
	    >/dev/null 2>&1 3>&-
	pid=$(tail -n 1 "$T/strace" | cut -d ' ' -f 1)	# the last to end
	awk -v pid="$pid" -v call="$1(" '
		$1 == pid && index($2, call) == 1 && ++n && \
		    $2 !~ /^write\([12],/ { print n }' "$T/strace"
	converges "counting $1"
}

# said STATUS: there is a line that says which.
said() {
	case $1 in
	0 | 1) return ;;
	2) grep -q '^apply: ' "$T/err" ;;
	3) grep -q '^apply: rolled back to ' "$T/err" ;;
	127) grep -q 'error while loading' "$T/err" ;;
	esac
}

# fault_at_each ERROR CALL ...: with that error from each of these calls, by
# apply and whatever it starts, the tree is the old or the new one, as the
# exit status says, and the next run converges.
fault_at_each() {
	local error=$1 call n calls i points=0
	shift
	strace -o /dev/null true || skip "no strace here"
	two_generations
	for call in "$@"; do
		calls=$(calls_of "$call")
		i=0
		for n in $calls; do
			# The first one always.
			[ $((i++ % EVERY)) = 0 ] || continue
			points=$((points + 1))
			STATUS=0
			ASAN_OPTIONS=$traced_asan strace -f -o "$T/strace" \
			    -e "trace=$call" \
			    -e "inject=$call:error=$error:when=$n" \
			    apply -s "$T/site.yaml" --state-dir "$STATE" \
			    <"$T/new" >"$T/out" 2>"$T/err" 3>&- || STATUS=$?
			case $STATUS/$(installed) in
			0/"$NEW" | 2/"$OLD" | 3/"$OLD") ;;
			127/"$OLD") ;;	# the dynamic linker's
			# A sanitizer that could not read its options.
			1/*) grep -q LeakSanitizer "$T/err" || fail "$call $n" ;;
			*) fail "$call $n: $STATUS, $(installed), $(cat \
			    "$T/strace" "$T/err")" ;;
			esac
			said "$STATUS" || fail "$call $n: $(cat "$T/err")"
			converges "$call $n"
		done
	done
	# Not every user and machine makes all of these calls.
	assert [ "$points" -ge "$#" ]
}

@test "no space, no inodes, at each: old or new, and the next run converges" {
	fault_at_each ENOSPC openat write mkdirat symlinkat renameat renameat2
}

@test "EIO at each write, fsync and close: the same" {
	fault_at_each EIO write fsync syncfs close
}

@test "EIO at each other call for files: the same" {
	fault_at_each EIO openat read mkdirat fchmod fchown fchmodat \
	    renameat renameat2 symlinkat readlinkat utimensat getdents64
}

@test "no memory, processes, descriptors: the same" {
	start_bird ok
	fault_at_each EAGAIN clone pipe2 socket connect sendto flock
}

@test "a read-only file system: the same" {
	fault_at_each EROFS openat mkdirat symlinkat renameat renameat2 \
	    unlinkat utimensat
}

@test "what fsync refused is not asked for again, and not used" {
	strace -o /dev/null true || skip "no strace here"
	two_generations
	for call in fsync syncfs; do
		# Each file descriptor's number of calls, and its name.
		STATUS=0
		ASAN_OPTIONS=$traced_asan strace -f -y -o "$T/strace" \
		    -e "trace=fsync,syncfs,renameat,renameat2" \
		    -e "inject=$call:error=EIO:when=1" \
		    apply -s "$T/site.yaml" --state-dir "$STATE" \
		    <"$T/new" >/dev/null 2>&1 || STATUS=$?
		assert_equal "$STATUS" 2
		name=$(sed -n 's|.*sync([0-9]*<\(.*\)>.*INJECTED.*|\1|p;
		    s|.*syncfs([0-9]*<\(.*\)>.*INJECTED.*|\1|p' "$T/strace" |
		    head -n 1)
		assert [ -n "$name" ]
		run grep -c "sync.*<$name>" "$T/strace"
		assert_output 1
		run grep "renameat.*\"${name##*/}\"" "$T/strace"
		assert_output ""
		assert_equal "$(installed)" "$OLD"
		converges "$call"
	done
}

@test "an unchanged run makes no call that could write" {
	strace -o /dev/null true || skip "no strace here"
	start_bird ok
	with_secret a >"$T/a"
	live <"$T/a"
	ASAN_OPTIONS=$traced_asan strace -f -o "$T/strace" apply -s "$T/site.yaml" \
	    --state-dir "$STATE" <"$T/a"
	run grep -E 'O_(WRONLY|RDWR|CREAT)|^[0-9]+ +(rename|link|symlink|unlink|mkdir|chmod|fchmod|chown|fchown|utimens|ftruncate|fsync|syncfs|fork|clone|vfork)' \
	    "$T/strace"
	assert_output ""
	run grep -c 'sendto.*"eval' "$T/strace"
	assert_output 1
}
