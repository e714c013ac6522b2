# What the tests of peer-validate, wg-render and bird-render share.
#
# Each folder here is a site: its site file and its peers.  registry.records
# is the registry of all of them.  tests/golden holds, for each, the peer
# records that peer-validate makes, and the fragments that the renderers make
# of those.  UPDATE_GOLDEN=1 writes the golden files anew; peer-validate's
# first, then the others', then look at git diff.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

RENDER=$TOP_SRCDIR/tests/render
GOLDEN=$TOP_SRCDIR/tests/golden
TAB=$(printf '\t')

# golden NAME: is standard input the golden file?
golden() {
	local actual=$BATS_TEST_TMPDIR/golden-$1
	cat >"$actual"
	if [ -n "${UPDATE_GOLDEN:-}" ]; then
		cp "$actual" "$GOLDEN/$1"
	fi
	diff -u "$GOLDEN/$1" "$actual"
}

# records SITE: the registry and the site's peers, as the renderers read them.
records() {
	sed '$d' "$RENDER/registry.records"
	cat "$GOLDEN/$1.peers"
	echo %end
}

# stream LINE...: a complete stream; "|" stands for a TAB.
stream() {
	echo '%begin birdfeed-records 1'
	printf '%s\n' "$@" | tr '|' '\t'
	echo %end
}

# shuffled: standard input with its records in another order, the same at
# each run.
shuffled() {
	local all=$BATS_TEST_TMPDIR/unshuffled
	cat >"$all"
	echo '%begin birdfeed-records 1'
	grep -v -e '^%' -e '^$' "$all" |
		shuf --random-source="$RENDER/registry.records"
	echo %end
}

# unfold DIRECTORY: writes the files of a fragment stream there; what would
# be a copy includes its source.
unfold() {
	awk -v dir="$1" '
	/^#% file / {
		if (out) close(out)
		out = dir "/" $3
		folder = out
		sub("/[^/]*$", "", folder)
		system("mkdir -p " folder)
		printf "" >out
		next
	}
	/^#% copy / { print "include \"" $3 "\";" >out }
	/^#% / { next }
	{ print >out }'
}

# every_tenth COMMAND...: the command on standard input cut at each tenth
# byte exits 2, and what it prints ($output) is shown to refute_closed.
every_tenth() {
	local whole=$BATS_TEST_TMPDIR/whole size at
	cat >"$whole"
	size=$(stat -c %s "$whole")
	[ "$size" -gt 100 ]
	for ((at = 0; at < size; at += 10)); do
		head -c "$at" "$whole" >"$whole.cut"
		run "$@" <"$whole.cut"
		[ "$status" -eq 2 ] || fail "status $status when cut at $at"
		refute_closed
	done
}

# No line of $output says that the output is complete.
refute_closed() {
	refute_line '%end'
	refute_line --partial '#% end'
}

# As somebody whom file modes bind; the files must be in reach.
unprivileged() {
	if [ "$(id -u)" -eq 0 ]; then
		command -v setpriv >/dev/null || skip "no setpriv"
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}

# The bats directory for that somebody; skips where it cannot be reached.
reachable() {
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_TEST_TMPDIR" 2>/dev/null || :
	cp "$TOP_BUILDDIR/$1" "$BATS_TEST_TMPDIR/$1"
	unprivileged test -x "$BATS_TEST_TMPDIR/$1" ||
		skip "another user cannot reach $BATS_TEST_TMPDIR"
}

# example PAGE NUMBER: that display of a man page's EXAMPLES, as one types it.
example() {
	awk -v wanted="$2" '
	/^\.Sh / { in_examples = $2 == "EXAMPLES" }
	/^\.Ed/ { in_display = 0 }
	in_display && n == wanted { gsub(/\\e/, "\\"); print }
	in_examples && /^\.Bd / { in_display = 1; n++ }
	' "$TOP_SRCDIR/man/$1"
}
