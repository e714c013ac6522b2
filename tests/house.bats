#!/usr/bin/env bats
# The house: includes name their shelf, arrows go down only, no two modules
# depend on each other, no file name is in two folders, and each tool has a wall.

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	cd "$BATS_TEST_TMPDIR" || return
}

# includes SRC: FILE<TAB>INCLUDED for each include of a file of ours.
includes() {
	(cd "$1" && find . -name '*.[ch]' -exec awk '
		/^[ \t]*#[ \t]*include[ \t]*"/ {
			split($0, part, "\"")
			print substr(FILENAME, 3) "\t" part[2]
		}' {} + | LC_ALL=C sort)
}

paths() {
	includes "$1" | awk -v ask=path -f "$TOP_SRCDIR/tests/house.awk"
}

arrows() {
	includes "$1" | awk -v ask=arrow -f "$TOP_SRCDIR/tests/house.awk"
}

# circles SRC: what tsort says of modules that depend on each other; x.c and
# x.h are one module.
circles() {
	includes "$1" | awk -v ask=edge -f "$TOP_SRCDIR/tests/house.awk" |
		LC_ALL=C sort -u >edges
	LC_ALL=C tsort edges 2>&1 >sorted | sed 's/^tsort: //' || true
}

# names SRC: names that files in two folders have, with and without .c or .h.
names() {
	(cd "$1" && find . -type f | sed -n 's|^\./||; s|\.[ch]$||p' |
		LC_ALL=C sort -u | awk -F / '
		$2 == "main" || $2 == "options" { next }
		$2 in folder { print folder[$2] "/" $2 " " $0 }
		{ folder[$2] = $1 }')
}

# strangers LOWER...: symbols that the nm(1) output on standard input uses, and
# neither it nor the nm output of the files LOWER defines.  What the compiler
# itself brings along does not count.
strangers() {
	awk '
	{ name = $NF; sub(/@.*/, "", name) }
	FILENAME != "-" && NF == 3 { known[name] = 1 }
	FILENAME == "-" && NF == 3 { known[name] = 1 }
	FILENAME == "-" && NF == 2 && $1 == "U" { used[name] = 1 }
	END {
		for (name in used)
			if (!(name in known) && name !~ \
			    /^(_GLOBAL_OFFSET_TABLE_|__(a|ub|t)?san_|__sanitizer_|__gcov|__[a-z]+[sdt]i[0-9]$)/)
				print name
	}' "$@" - | LC_ALL=C sort
}

@test "an include names its folder" {
	run paths "$TOP_SRCDIR/src"
	assert_output ''
}

@test "an include goes to a lower shelf, and never into another tool" {
	run arrows "$TOP_SRCDIR/src"
	assert_output ''
}

@test "no two modules depend on each other" {
	run circles "$TOP_SRCDIR/src"
	assert_output ''
	[ "$(wc -l <sorted)" -gt 100 ]
}

@test "no file name is in two folders" {
	run names "$TOP_SRCDIR/src"
	assert_output ''
}

@test "a shelf uses symbols of lower shelves and of libraries only" {
	command -v nm >/dev/null || skip "no nm"
	command -v ldd >/dev/null || skip "no ldd"
	local tool shelf lower
	# What the libraries define that the tools are linked with.
	for tool in registry-parse peer-validate peer-status apply lease-store \
	    source-fetch; do
		[ ! -e "$TOP_BUILDDIR/$tool" ] ||
			ldd "$TOP_BUILDDIR/$tool"
	done | grep -o '/[^ ]*' | sort -u | while read -r lib; do
		nm -D "$lib"
	done >libraries
	[ "$(wc -l <libraries)" -gt 1000 ] || skip "no shared libraries"
	for shelf in base stream site host render rpsl store; do
		: >$shelf
		[ ! -e "$TOP_BUILDDIR/lib$shelf.a" ] ||
			nm "$TOP_BUILDDIR/lib$shelf.a" >$shelf
	done
	while read -r shelf lower; do
		run strangers libraries $lower <$shelf
		assert_equal "$shelf: $output" "$shelf: "
	done <<-END
		base
		stream base
		site stream base
		host stream base
		render host site stream base
		rpsl host site stream base
		store host site stream base
	END
}

# tree: a made-up source tree without a fault.
tree() {
	mkdir -p src/base src/stream src/site src/host src/render src/tool \
		src/other
	touch src/base/buf.h src/stream/line.h src/site/site.h src/host/run.h \
		src/render/mark.h src/tool/main.c src/tool/local.mk \
		src/other/main.c src/other/local.mk src/other/thing.h
	echo '#include "base/buf.h"' >src/base/buf.c
	echo '#include "stream/line.h"' >src/site/site.c
	echo '#include "site/site.h"' >src/render/mark.c
	printf '#include <stdio.h>\n\n#include "render/mark.h"\n' \
		>src/tool/main.c
}

@test "the checks find nothing in a tree without a fault" {
	tree
	for check in paths arrows circles names; do
		run $check src
		assert_equal "$check: $output" "$check: "
	done
}

@test "the checks find each fault in a made-up tree" {
	tree
	echo '#include "buf.h"' >src/base/near.c
	run paths src
	assert_output 'base/near.c includes "buf.h"'

	echo '# include "stream/line.h"' >src/base/up.c
	echo '#include "host/run.h"' >src/site/side.c
	echo '#include "other/thing.h"' >src/tool/reach.h
	echo '#include "tool/reach.h"' >src/render/knows.c
	run arrows src
	assert_output - <<-'END'
		base/up.c includes "stream/line.h"
		render/knows.c includes "tool/reach.h"
		site/side.c includes "host/run.h"
		tool/reach.h includes "other/thing.h"
	END

	# A circle of three, two arrows of which are in .c files.
	echo '#include "other/two.h"' >src/other/one.c
	echo '#include "other/three.h"' >src/other/two.h
	echo '#include "other/one.h"' >src/other/three.c
	run circles src
	assert_line --partial 'loop'
	for module in one two three; do
		assert_line "other/$module"
	done

	touch src/tool/thing.c src/tool/options.c src/other/options.c
	run names src
	assert_output 'other/thing tool/thing'
}

@test "the check of symbols finds one of a higher shelf" {
	cat >low <<-'END'
		0000000000000000 T low_one
		                 U memcpy
	END
	echo '0000000000000000 T memcpy@@GLIBC_2.14' >libraries
	cat >shelf <<-'END'

		here.o:
		0000000000000000 T here_one
		                 U high_one
		                 U low_one
		                 U memcpy
		                 U here_two
		                 U _GLOBAL_OFFSET_TABLE_
		there.o:
		0000000000000000 t quiet
		0000000000000000 T here_two
	END
	run strangers libraries low <shelf
	assert_output high_one
}

# The lines of FOLDER's tools that read a record stream or write a record
# themselves.  Only rpsl/object-reader.c may: it writes a registry's classes.
by_hand() {
	(cd "$1" && grep -rnE --include='*.[ch]' --exclude-dir=stream \
	    --exclude-dir=site 'recordin|record_(start|finish)\(' . |
	    grep -v '^\./rpsl/object-reader\.c:')
}

@test "only a class's own file writes its records, and one loop reads them" {
	run by_hand "$TOP_SRCDIR/src"
	assert_output ""

	mkdir -p src/stream src/site src/tool
	echo 'recordin_next(&in, &line)' | tee src/stream/a.c >src/tool/a.c
	echo 'record_start(line, "vrp", 3, key, n);' |
	    tee src/site/b.c >src/tool/b.c
	run by_hand src
	assert_line --partial 'tool/a.c:1:'
	assert_line --partial 'tool/b.c:1:'
	assert_equal "${#lines[@]}" 2
}

# Walls (HACKING: Give a tool its wall).
# wall_rows: the names of wall.c's rows; wall_none: those without a wall.
wall_rows() {
	sed -n 's/^\t{ "\([a-z][^"]*\)",.*/\1/p' "$TOP_SRCDIR/src/base/wall.c"
}
wall_none() {
	sed -n 's/^\t{ "\([a-z-]*\)", 0, ".*/\1/p' "$TOP_SRCDIR/src/base/wall.c"
}

# tools_without SRC: tools that have no row, and tools with one that never go
# behind it.
tools_without() {
	local main tool
	for main in "$1"/*/main.c; do
		tool=${main%/main.c} tool=${tool##*/}
		if ! wall_rows | grep -qxF -e "$tool"; then
			echo "$tool: no row in src/base/wall.c"
		elif ! wall_none | grep -qxF -e "$tool" &&
		    ! grep -qE 'wall_in(_filter\(|\("'"$tool"'")' "${main%/*}"/*.c; then
			echo "$tool: never calls wall_in()"
		fi
	done
}

@test "each tool has a row, or a reason, and goes behind its wall" {
	run tools_without "$TOP_SRCDIR/src"
	assert_output ''
	[ "$(wall_rows | wc -l)" -gt 15 ]
	mkdir -p src/new src/roa-json src/apply
	touch src/new/main.c src/roa-json/main.c src/apply/main.c
	run tools_without src
	assert_output - <<-END
		new: no row in src/base/wall.c
		roa-json: never calls wall_in()
	END
}

# Parsers (HACKING: Give a parser its fuzz target).
# parsers SRC: the files below it with a public function that parses.
parsers() {
	find "$1" -name '*.c' ! -name options.c | LC_ALL=C sort | xargs awk '
		/^[a-z0-9_]+_(parse|read|take|split|decode)(_[a-z0-9_]+)?\(/ &&
		    before !~ /^static/ { print FILENAME }
		{ before = $0 }' | uniq
}

# parsers_without TABLE SRC: files that no row of TABLE names, and rows with a
# target that is not there.
parsers_without() {
	local file pattern targets row
	for file in $(cd "$2/.." && parsers src); do
		row=
		while read -r pattern targets; do
			# shellcheck disable=SC2053 # a pattern
			[[ $pattern == '#'* || $file != $pattern ]] || {
				row=$targets
				break
			}
		done <"$1"
		[ -n "$row" ] || echo "$file: no row in tests/fuzz/parsers"
	done
	grep -v '^#' "$1" | while read -r pattern targets; do
		[[ $targets != -* ]] || continue
		for row in $targets; do
			[ -e "$TOP_SRCDIR/tests/fuzz/fuzz-$row.c" ] &&
			    [ -d "$TOP_SRCDIR/tests/fuzz/$row" ] &&
			    [ -s "$TOP_SRCDIR/tests/fuzz/$row.dict" ] ||
				echo "$pattern: no target $row"
		done
	done
}

@test "each file that parses has a fuzz target, with a corpus and a dictionary" {
	local table=$TOP_SRCDIR/tests/fuzz/parsers
	run parsers_without "$table" "$TOP_SRCDIR/src"
	assert_output ''
	[ "$(cd "$TOP_SRCDIR" && parsers src | wc -l)" -gt 100 ]
	# Each target is built, and stands in the table.
	for target in "$TOP_SRCDIR"/tests/fuzz/fuzz-*.c; do
		target=${target##*/fuzz-} target=${target%.c}
		grep -qE "^FUZZ_(ALWAYS|TARGETS)|^	" "$TOP_SRCDIR/tests/fuzz/local.mk"
		grep -qE "[[:blank:]]$target( |\$)" "$table" ||
			fail "$target: in no row of tests/fuzz/parsers"
		grep -q "tests_fuzz_replay_${target}_SOURCES" \
			"$TOP_SRCDIR/tests/fuzz/local.mk" ||
			fail "$target: not in tests/fuzz/local.mk"
	done
	mkdir -p src/new
	printf 'bool\nthing_parse(struct thing *t)\n' >src/new/thing.c
	printf 'static bool\nthing_parse(struct thing *t)\n' >src/new/other.c
	printf 'src/old.c  none\n' >table
	run parsers_without table src
	assert_output - <<-END
		src/new/thing.c: no row in tests/fuzz/parsers
		src/old.c: no target none
	END
}
