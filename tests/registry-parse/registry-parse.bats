#!/usr/bin/env bats
# registry-parse: trees and tar streams in, records out.

load ../verbose

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	fixtures="$TOP_SRCDIR/tests/registry"
	cd "$BATS_TEST_TMPDIR" || return 1
	# An unprivileged user has to get here too.
	chmod 755 "$BATS_TEST_TMPDIR"
}

# A registry r with one good object and no filter.
small_tree() {
	mkdir -p r/data/mntner
	object mntner/A-MNT 'mntner: A-MNT' 'source: DEMO'
}

# object CLASS/NAME LINE ...: writes one into r.
object() {
	local name=$1
	shift
	mkdir -p "r/data/${name%%/*}"
	printf '%s\n' "$@" >"r/data/$name"
}

# The whole and nothing but: framed, ended, and as many records as $1.
assert_complete() {
	[ "$(head -n 1 out)" = "" ]
	[ "$(sed -n 2p out)" = "%begin birdfeed-records 1" ]
	[ "$(tail -n 1 out)" = "%end" ]
	[ "$(grep -c -v -e '^%' -e '^$' out)" -eq "$1" ]
}

# Stopped: exit 2, no %end, and $1 on standard error.
assert_stopped() {
	assert_equal "$status" 2
	run grep -c '^%end' out
	assert_output 0
	run cat err
	assert_output --partial "$1"
	assert_output --partial "stopped, the output is not complete"
}

# Runs registry-parse; its streams are in out and err, its exit in $status.
parse() {
	status=0
	registry-parse "$@" >out 2>err || status=$?
}

# Runs it as a user whom file modes bind.
parse_unprivileged() {
	local as=()
	if [ "$(id -u)" -eq 0 ]; then
		command -v setpriv >/dev/null || skip "no setpriv"
		as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
		"${as[@]}" test -x "$(type -P registry-parse)" -a -r r ||
		    skip "the unprivileged user does not get here"
	fi
	status=0
	"${as[@]}" registry-parse "$@" >out 2>err || status=$?
}

# r as git would put it into an archive.
tar_of_tree() {
	(cd r && find data -type f | LC_ALL=C sort | tar -c -T - "$@")
}

# The prefix of number $1 in large_tree, with $2 for its slash.
large_prefix() {
	printf '10.%d.%d.0%s24' $(($1 / 200)) $(($1 % 200)) "$2"
}

# 1,000 objects in two folders, some of them bad, and rules.
large_tree() {
	local i
	mkdir -p r/data/route r/data/mntner
	for i in $(seq 500); do
		printf 'route: %s\norigin: AS%d\n' "$(large_prefix "$i" /)" \
		    $((64512 + i)) >"r/data/route/$(large_prefix "$i" _)"
		printf 'mntner: M%d-MNT\nsource: DEMO\n' "$i" \
		    >"r/data/mntner/M$i-MNT"
	done
	for i in 70 71 140 350 490; do
		echo "no attribute" >>"r/data/mntner/M$i-MNT"
		echo "origin: none" >>"r/data/route/$(large_prefix "$i" _)"
	done
	echo "1 permit 10.0.0.0/8 8 24" >r/data/filter.txt
}

teardown() {
	# bats itself has to be able to remove it, when it is not root.
	chmod -R u+rwX "$BATS_TEST_TMPDIR"
}

@test "a tree becomes the golden records, with the golden messages" {
	cd "$fixtures"
	run --separate-stderr registry-parse tree
	assert_success
	assert_equal "$output" "$(cat tree.records)"
	assert_equal "$stderr" "$(cat tree.messages)"
}

@test "the data directory itself is a registry too, and so is a / at the end" {
	cd "$fixtures"
	run --separate-stderr registry-parse tree/data
	assert_success
	assert_equal "$output" "$(cat tree.records)"
	assert_equal "$stderr" "$(cat tree.messages)"
	run --separate-stderr registry-parse tree/
	assert_equal "$stderr" "$(cat tree.messages)"
}

@test "a tar stream gives the same bytes, compressed or not" {
	ln -s "$fixtures/tree" r
	tar_of_tree >r.tar
	gzip -k r.tar
	xz -k r.tar
	bzip2 -k r.tar 2>/dev/null || cp r.tar r.tar.bz2
	zstd -q r.tar 2>/dev/null || cp r.tar r.tar.zst
	for f in r.tar r.tar.gz r.tar.xz r.tar.bz2 r.tar.zst; do
		parse <"$f"
		assert_equal "$status" 0
		cmp out "$fixtures/tree.records"
		sed 's,tree/,,' "$fixtures/tree.messages" | cmp - err
		parse "$f"
		cmp out "$fixtures/tree.records"
		sed "s,tree/,$f:," "$fixtures/tree.messages" | cmp - err
	done
}

@test "a prefix before data/ in the archive, and ./, change nothing" {
	ln -s "$fixtures/tree" r
	tar_of_tree --transform 's,^,registry-1/,' >r.tar
	parse - <r.tar
	assert_equal "$status" 0
	cmp out "$fixtures/tree.records"
	tar_of_tree --transform 's,^,./,' >r.tar
	parse - <r.tar
	cmp out "$fixtures/tree.records"
}

@test "git archive gives the same bytes, and says how old they are" {
	command -v git >/dev/null || skip "no git"
	cp -r "$fixtures/tree" r
	chmod -R u+w r
	cd r
	git init -q .
	git add -A
	git -c user.name=demo -c user.email=demo@example.org commit -qm x
	git archive HEAD data | registry-parse >../out
	[ "$(grep -c '^revision' ../out)" -eq 1 ]
	sed -i '/^revision/d' ../out
	cmp ../out "$fixtures/tree.records"
}

@test "every record is one line of class, key and name=value" {
	run grep -c -v -E \
	    -e '^[a-z0-9-]+	[^	]+(	[a-z0-9-]+=[^	]*)*$' -e '^%' -e '^$' \
	    "$fixtures/tree.records"
	assert_output 0
}

@test "one CPU or two: the same bytes, on both streams" {
	command -v taskset >/dev/null || skip "no taskset"
	taskset -c 0,1 true 2>/dev/null || skip "one CPU"
	large_tree
	for cpus in 0 0,1; do
		for run in 1 2 3; do
			taskset -c "$cpus" registry-parse -v r \
			    >"out-$cpus-$run" 2>"err-$cpus-$run"
			cmp "out-$cpus-$run" out-0-1
			cmp "err-$cpus-$run" err-0-1
		done
	done
	cp out-0-1 out
	assert_complete $((500 + 495 + 1 + 500))
	run grep -c 'mntner.*no attribute' err-0-1
	assert_output 5
	tar_of_tree | registry-parse 2>/dev/null | cmp - out
}

@test "one CPU or two: the same order of large objects too" {
	command -v taskset >/dev/null || skip "no taskset"
	taskset -c 0,1 true 2>/dev/null || skip "one CPU"
	small_tree
	head -c 60000 /dev/zero | tr '\0' x >text
	for i in $(seq 100 299); do
		{ printf 'mntner: %d\nremarks: ' "$i"; cat text; } \
		    >"r/data/mntner/$i"
	done
	for cpus in 0 0,1 0,1 0,1; do
		taskset -c "$cpus" registry-parse r >out 2>/dev/null
		assert_complete 201
		run sh -c 'cut -f 2 out | sed "1,2d;\$d"'
		assert_equal "$output" "$(seq 100 299; echo A-MNT)"
	done
}

@test "an unreadable file among many stops the run, with the records before it" {
	large_tree
	chmod 0 r/data/mntner/M350-MNT
	parse_unprivileged r
	cp out out-1
	assert_stopped "r/data/mntner/M350-MNT: Permission denied"
	run grep -c 'M490-MNT' out
	assert_output 0
}

@test "a file that vanishes while the directory is read stops the run" {
	command -v strace >/dev/null || skip "no strace"
	small_tree
	object mntner/Z-MNT 'mntner: Z-MNT'
	# The last that is opened; no threads on one CPU.
	traced=(strace -qq -o trace -e trace=openat)
	export ASAN_OPTIONS=detect_leaks=0
	# An injected error is a call without a number, outside every wall.
	unset BIRDFEED_WALLS
	taskset -c 0 "${traced[@]}" registry-parse r >out 2>err ||
	    skip "strace does not work here"
	last=$(wc -l <trace)
	tail -n 1 trace | grep -F '"Z-MNT"'
	status=0
	taskset -c 0 "${traced[@]}" -e "inject=openat:error=ENOENT:when=$last" \
	    registry-parse r >out 2>err || status=$?
	assert_stopped "r/data/mntner/Z-MNT: No such file or directory"
}

@test "an unreadable folder stops the run" {
	small_tree
	object person/P 'person: P'
	chmod 0 r/data/person
	parse_unprivileged r
	assert_stopped "r/data/person/: open: Permission denied"
}

@test "an unreadable filter stops the run" {
	small_tree
	echo '1 permit 10.0.0.0/8 8 24' >r/data/filter.txt
	chmod 0 r/data/filter.txt
	parse_unprivileged r
	assert_stopped "r/data/filter.txt: Permission denied"
}

@test "a missing directory" {
	parse nowhere
	assert_stopped "nowhere: open: No such file or directory"
}

@test "a directory without data/" {
	mkdir -p r/doc
	parse r
	assert_stopped "r: no data/ in it"
}

@test "data/ without anything in it" {
	mkdir -p r/data
	parse r
	assert_stopped "r: no registry in data/"
}

@test "data that is a link is not followed" {
	small_tree
	mkdir s
	ln -s ../r/data s/data
	parse s
	assert_stopped "s/data/: open:"
}

@test "empty standard input" {
	parse </dev/null
	assert_stopped "-: empty"
}

@test "an archive without data/" {
	mkdir doc
	echo 'mntner: A-MNT' >doc/A-MNT
	tar -c doc >r.tar
	parse <r.tar
	assert_stopped "-: no data/ in it"
}

@test "junk and broken compression on standard input" {
	printf 'A mntner\nsource: DEMO\n' >junk
	parse <junk
	assert_stopped "-: not a registry tree, a tar stream nor RPSL text"
	parse junk
	assert_stopped "junk: not a registry tree, a tar stream nor RPSL text"
	small_tree
	tar -c -C r data | gzip | head -c 150 >junk
	parse <junk
	assert_stopped "truncated gzip input"
}

@test "a truncated archive is none, wherever it was cut" {
	ln -s "$fixtures/tree" r
	for format in gnu pax ustar; do
		tar_of_tree --format=$format -b 1 >r.tar
		size=$(stat -c %s r.tar)
		[ "$size" -gt 20000 ]
		for cut in $(seq 512 512 $((size - 512))) \
		    $(seq 100 5120 $((size - 512))); do
			head -c "$cut" r.tar >cut.tar
			parse cut.tar
			assert_equal "$cut $status" "$cut 2"
			run -1 grep '^%end' out
		done
		parse r.tar
		assert_equal "$status" 0
	done
}

@test "a compressed archive that was cut is none either" {
	ln -s "$fixtures/tree" r
	tar_of_tree | gzip >r.tar.gz
	tar_of_tree | xz >r.tar.xz
	for f in r.tar.gz r.tar.xz; do
		size=$(stat -c %s "$f")
		for cut in $(seq 1 97 $((size - 1))) $((size - 1)); do
			head -c "$cut" "$f" >cut
			parse cut
			assert_equal "$f $cut $status" "$f $cut 2"
			run -1 grep '^%end' out
		done
	done
}

@test "something behind the archive's end" {
	small_tree
	tar -c -C r data >r.tar
	cat r.tar r.tar >two.tar
	parse two.tar
	assert_stopped "two.tar: the archive does not end as one does"
}

@test "two registries in one archive" {
	small_tree
	cp -r r s
	tar -c r s >two.tar
	parse two.tar
	assert_stopped "a second data/ in one archive"
}

@test "names that lead out of the archive, links and FIFOs are left out" {
	small_tree
	ln -s A-MNT r/data/mntner/LINK
	ln r/data/mntner/A-MNT r/data/mntner/Z-HARD
	mkfifo r/data/mntner/FIFO
	mkdir r/data/mntner/FOLDER
	echo 'mntner: DEEP' >r/data/mntner/FOLDER/DEEP
	echo 'mntner: OUT-MNT' >OUT-MNT
	(cd r && tar -P -c --transform 's,^\.\./OUT-MNT,../data/mntner/O,' \
	    data/mntner/[A-Z]* ../OUT-MNT "$PWD/../OUT-MNT") >r.tar
	parse r.tar
	assert_equal "$status" 0
	assert_complete 1
	for name in LINK Z-HARD FIFO FOLDER/; do
		grep -F "r.tar:data/mntner/$name: not a regular file" err
	done
	grep -F "r.tar:data/mntner/FOLDER/DEEP: in a folder of a folder" err
	grep -F "r.tar:../data/mntner/O: a name that leads out" err
	[ "$(grep -c 'a name that leads out' err)" -eq 2 ]
	grep -F ' 7 refused' err
}

@test "a link, a FIFO or a directory in an object's place is left out" {
	small_tree
	ln -s A-MNT r/data/mntner/LINK
	mkfifo r/data/mntner/FIFO
	mkdir r/data/mntner/FOLDER
	status=0
	timeout 10 registry-parse -v r >out 2>err || status=$?
	assert_equal "$status" 0
	assert_complete 1
	for name in LINK FIFO FOLDER; do
		grep -F "r/data/mntner/$name: not a regular file" err
	done
	grep -F ' 3 refused' err
}

@test "a class that is a link or a file stops the run" {
	small_tree
	ln -s mntner r/data/person
	parse r
	assert_stopped "r/data/person/: open:"
	tar -c -C r data >r.tar
	parse r.tar
	assert_stopped "r.tar:data/person: not a folder"
	parse -t mntner r
	assert_equal "$status" 0
}

@test "a filter that is a link stops the run" {
	small_tree
	echo '1 permit 10.0.0.0/8 8 24' >filter
	ln -s ../../filter r/data/filter.txt
	parse r
	assert_stopped "r/data/filter.txt: not a regular file"
	tar -c -C r data >r.tar
	parse r.tar
	assert_stopped "r.tar:data/filter.txt: not a regular file"
}

@test "dot files are skipped, other files in data/ ignored" {
	small_tree
	mkdir r/data/.git r/data/mntner/.hidden
	touch r/data/mntner/.gitkeep r/data/README r/data/.git/mntner
	parse -v r
	assert_equal "$status" 0
	assert_complete 1
	grep -F "r/data/README: ignored" err
	[ "$(wc -l <err)" -eq 3 ]
	tar -c -C r data >r.tar
	parse r.tar
	assert_complete 1
	[ "$(grep -c -v -e 'no filter.txt' -e ' objects, ' -e ': ignored' err)" -eq 0 ]
}

@test "birdfeed's own classes are refused, in any folder" {
	small_tree
	# As the manual lists them: a class that is not reserved fails here.
	own=$(sed -n '/^\.Sh CLASSES/,/^\.Sh TOOLS/s/^\.It Ic \([^ ]*\) Ar .*/\1/p' \
	    "$TOP_SRCDIR/man/birdfeed-records.5")
	[ "$(wc -w <<<"$own")" -ge 6 ]
	for class in $own; do
		object "$class/X" '# first' "$class: X" 'origin: AS64512'
		object "mntner/$class" "$class: X"
	done
	parse r
	assert_equal "$status" 0
	assert_complete 1
	for class in $own; do
		grep -F "r/data/$class/X:2: $class: a class of birdfeed's" err
		grep -F "r/data/mntner/$class:1: $class: a class of" err
	done
}

@test "names that are hostile to a terminal or a log are escaped" {
	small_tree
	name=$(printf 'A\nregistry-parse: fine\033[31m\377')
	echo 'junk' >"r/data/mntner/$name"
	parse r
	assert_equal "$status" 0
	grep -F 'r/data/mntner/A\x0aregistry-parse: fine\x1b[31m\xff:1: ' err
	[ "$(wc -l <err)" -eq 3 ]
	tar -c -C r data | registry-parse 2>err >out
	grep -F 'data/mntner/A\x0aregistry-parse: fine\x1b[31m\xff:1: ' err
}

@test "an object over 4 MiB is left out, one of 4 MiB is not" {
	small_tree
	{ printf 'mntner: HUGE\nx: '; head -c 5242880 /dev/zero |
	    tr '\0' x; } >r/data/mntner/HUGE
	{ printf 'mntner: LARGE\nx: '; head -c $((4194304 - 18)) /dev/zero |
	    tr '\0' y; echo; } >r/data/mntner/LARGE
	[ "$(stat -c %s r/data/mntner/LARGE)" -eq 4194304 ]
	parse r
	assert_equal "$status" 0
	assert_complete 2
	grep -F "r/data/mntner/HUGE: over 4 MiB" err
	mv out out-tree
	tar_of_tree | registry-parse >out 2>err
	cmp out out-tree
	grep -F "data/mntner/HUGE: over 4 MiB" err
}

@test "NUL and Latin-1 bytes are escaped, UTF-8 is not" {
	small_tree
	printf 'mntner: B-MNT\nremarks: a\0b \351 \303\251 \177\\\n' \
	    >r/data/mntner/B-MNT
	parse r
	assert_equal "$status" 0
	grep -F "$(printf 'remarks=a\\x00b \\xe9 \303\251 \\x7f\\\\')" out
}

@test "returns before newlines do not count" {
	small_tree
	printf '\r\nmntner:  A-MNT \r\nremarks: a\r\n  b\r\n\r\n' \
	    >r/data/mntner/A-MNT
	parse r
	assert_equal "$status" 0
	grep -x "$(printf 'mntner\tA-MNT\tremarks=a\\\\nb')" out
}

@test "a last line without its newline counts" {
	small_tree
	printf 'mntner: A-MNT\nsource: LAST' >r/data/mntner/A-MNT
	parse r
	grep -x "$(printf 'mntner\tA-MNT\tsource=LAST')" out
}

@test "white space at the end is no continuation, in the middle it is" {
	small_tree
	printf 'mntner: A-MNT\nremarks: a\n \nsource: X\n  \n\t\n' \
	    >r/data/mntner/A-MNT
	parse r
	grep -x "$(printf 'mntner\tA-MNT\tremarks=a\\\\n\tsource=X')" out
}

@test "each malformed object is left out alone, with its line" {
	small_tree
	object mntner/01 'mntner: 01' '' 'source: DEMO'
	object mntner/02 'mntner: 02' 'no colon'
	object mntner/03 '  leading: space'
	object mntner/04 'mntner:'
	object mntner/05 'mntner: 05' 'under_score: y'
	object mntner/06 '# only a comment'
	: >r/data/mntner/07
	object aut-num/08 'aut-num: ASX'
	object as-block/09 'as-block: AS2-AS1'
	object as-block/10 'as-block: AS2'
	object route/11 'route: fd00::/8'
	object route6/12 'route6: 10.0.0.0/8'
	object inetnum/13 'inetnum: fd00::-fd00::1'
	object inetnum/10.0.0.0-10.0.0.2 'inetnum: 10.0.0.0 - 10.0.0.2' \
	    'cidr: 10.0.0.0/30'
	object inet6num/15 'inet6num: fd00::'
	object inetnum/16 'inetnum: 10.0.0.1/24'
	object mntner/17 'mntner: 17' '' '  continued'
	parse r
	assert_equal "$status" 0
	assert_complete 1
	for at in mntner/01:3 mntner/02:2 mntner/03:1 mntner/04:1 \
	    mntner/05:2 mntner/06:2 mntner/07:1 aut-num/08:1 as-block/09:1 \
	    as-block/10:1 route/11:1 route6/12:1 inetnum/13:1 \
	    inetnum/10.0.0.0-10.0.0.2:2 inet6num/15:1 inetnum/16:1 mntner/17:3; do
		grep "^registry-parse: r/data/$at: " err
	done
	grep -F ' 17 refused' err
}

@test "an object in a file of another name is refused, of each class" {
	small_tree
	object aut-num/AS64496 'aut-num: AS64511' 'mnt-by: MALLET-MNT'
	object aut-num/as64497 'aut-num: as64497'
	object as-block/AS64496-AS64511 'as-block: AS64496 - AS64500'
	object mntner/ELM-MNT 'mntner: OAK-MNT'
	object dns/elm.example 'domain: oak.example'
	object person/ELM-DEMO 'person: Elm' 'nic-hdl: OAK-DEMO'
	object role/ELM-DEMO 'role: Elm' 'nic-hdl: OAK-DEMO'
	object inetnum/192.0.2.0_24 'inetnum: 192.0.2.0 - 192.0.2.127'
	object inet6num/2001:db8::_32 'inet6num: 2001:db8::/48'
	object route/192.0.2.0_24 'route: 192.0.2.0/25'
	object route6/2001:db8::_32 'route6: 2001:db8::/48'
	parse r
	assert_equal "$status" 0
	assert_complete 1
	grep -xF 'registry-parse: r/data/aut-num/AS64496:1: aut-num: "AS64511" is not the file'"'"'s name (expected AS64496)' err
	grep -xF 'registry-parse: r/data/person/ELM-DEMO:2: nic-hdl: "OAK-DEMO" is not the file'"'"'s name (expected ELM-DEMO)' err
	grep -F ' 11 refused' err
	sed 's,r/data,data,' err >want
	tar_of_tree | registry-parse 2>err >out
	assert_complete 1
	diff <(grep -v ', ' want | LC_ALL=C sort) <(grep -v ', ' err | LC_ALL=C sort)
}

@test "a file's name may spell a prefix and white space its own way" {
	object inet6num/2001:DB8:0::_48 'inet6num: 2001:db8:: - 2001:db8:0:ffff:ffff:ffff:ffff:ffff'
	object as-block/AS64496-AS64511 'as-block: AS64496 - AS64511'
	object inetnum/192.0.2.1-192.0.2.6 'inetnum: 192.0.2.1 - 192.0.2.6'
	object organisation/ORG-ELM 'organisation: ORG-ELM'
	object person/ELM-DEMO 'person: Elm' 'nic-hdl: ELM-DEMO'
	object unheard-of/any 'unheard-of: thing'
	parse r
	assert_equal "$status" 0
	assert_complete 6
}

@test "a key that comes twice: the second object is refused, with its routes" {
	object inet6num/2001:db8:0::_48 'inet6num: 2001:db8::/48'
	object inet6num/2001:db8::_48 'inet6num: 2001:db8::/48' 'netname: B'
	object aut-num/AS64496 'aut-num: AS64496' 'mnt-by: A-MNT'
	object route/192.0.2.0_24 'route: 192.0.2.0/24' 'origin: AS64496'
	echo '1 permit 192.0.2.0/24 24 24' >r/data/filter.txt
	mkdir -p s/data/aut-num s/data/route
	printf 'aut-num: AS64496\nmnt-by: MALLET-MNT\n' >s/data/aut-num/AS64496
	printf 'route: 192.0.2.0/24\norigin: AS64511\n' \
	    >s/data/route/192.0.2.0_24
	parse r s
	assert_equal "$status" 0
	assert_complete 5
	run ! grep -e MALLET -e AS64511 -e netname=B out
	grep -xF 'registry-parse: s/data/aut-num/AS64496:1: AS64496 is there again (expected one; the other is r/data/aut-num/AS64496:1)' err
	grep -F ' 3 refused' err
	# -t vrp alone knows it, too.
	parse -t vrp r s
	assert_complete 1
	run ! grep AS64511 out
	# An archive may have one file twice.
	tar --hard-dereference -cf r.tar -C r data/aut-num data/aut-num
	parse --strict r.tar
	assert_equal "$status" 1
	grep -F 'r.tar:data/aut-num/AS64496:1: AS64496 is there again' err
}

@test "--check and --check-policy: one line says which tool does that now" {
	for args in --check '--check-policy' '--check-policy OAK-MNT' \
	    --check-policy=OAK-MNT; do
		# shellcheck disable=SC2086
		run -2 --separate-stderr registry-parse $args "$fixtures/tree"
		assert_output ""
		assert_equal "${#stderr_lines[@]}" 1
		[[ $stderr == *'registry-check('* ]]
	done
}

@test "--strict: a refusal means exit 1 and no %end" {
	small_tree
	parse --strict r
	assert_equal "$status" 0
	assert_complete 1
	object mntner/BAD 'bad'
	parse --strict r
	assert_equal "$status" 1
	run -1 grep '^%end' out
	run cat err
	assert_line --partial "r/data/mntner/BAD:1: "
	assert_line --partial "--strict: the output is not complete"
}

@test "a missing ROA is a warning, which --strict lets pass" {
	object route/10.0.0.0_24 'route: 10.0.0.0/24' 'origin: AS64512'
	: >r/data/filter.txt
	parse --strict r
	assert_equal "$status" 0
	grep -F "r/data/route/10.0.0.0_24:1: warning: no ROA: no rule" err
}

@test "a tree without a filter: no rules, no ROAs, a warning" {
	object route/10.0.0.0_24 'route: 10.0.0.0/24' 'origin: AS64512'
	parse r
	assert_equal "$status" 0
	assert_complete 1
	grep -F "warning: no filter.txt and no filter6.txt" err
}

@test "a filter line that is none stops the run, with its line" {
	small_tree
	while read -r line; do
		printf '# one\n%s\n' "$line" >r/data/filter.txt
		parse r
		assert_stopped "r/data/filter.txt:2: "
	done <<-'END'
		permit 10.0.0.0/8 8 24
		1 allow 10.0.0.0/8 8 24
		1 permit 10.0.0.1/8 8 24
		1 permit fd00::/8 8 24
		1 permit 10.0.0.0/8 8 33
		1 permit 10.0.0.0/8 25 24
		1 permit 10.0.0.0/8 8
		1 permit 10.0.0.0/8 8 24 more
		-1 permit 10.0.0.0/8 8 24
		4294967296 permit 10.0.0.0/8 8 24
	END
	printf '1 permit 10.0.0.0/8 8 24\n01 deny 10.0.0.0/8 8 24\n' \
	    >r/data/filter.txt
	parse r
	assert_stopped "r/data/filter.txt:2: number: 1 again"
	tar_of_tree >r.tar
	parse r.tar
	assert_stopped "r.tar:data/filter.txt:2: number: 1 again"
}

@test "the rule with the lowest number decides, not the longest prefix" {
	cat >filter <<-'END'
		30 permit 10.0.0.0/8 8 30
		20 permit 10.1.0.0/16 8 24
		40 deny 10.1.1.0/24 8 32
		10 deny 10.2.0.0/16 8 32
	END
	object route/10.1.0.0_20 'route: 10.1.0.0/20' 'origin: AS1'
	object route/10.1.1.0_24 'route: 10.1.1.0/24' 'origin: AS2'
	object route/10.2.0.0_16 'route: 10.2.0.0/16' 'origin: AS3'
	object route/10.3.0.0_16 'route: 10.3.0.0/16' 'origin: AS4'
	object route/10.2.0.0_15 'route: 10.2.0.0/15' 'origin: AS5'
	object route/11.0.0.0_8 'route: 11.0.0.0/8' 'origin: AS6'
	object route/10.0.0.0_30 'route: 10.0.0.0/30' 'max-length: 31' 'origin: AS7'
	object route/10.0.0.4_30 'route: 10.0.0.4/30' 'max-length: 29' 'origin: AS8'
	object route/10.0.0.8_30 'route: 10.0.0.8/30' 'max-length: x' 'origin: AS9'
	object route/10.0.0.12_30 'route: 10.0.0.12/30'
	cp filter r/data/filter.txt
	parse -t vrp r
	assert_equal "$status" 0
	run cut -f 2 out
	assert_equal "$output" "
%begin birdfeed-records 1
10.0.0.0/30-30-AS7
10.1.0.0/20-24-AS1
10.1.1.0/24-24-AS2
10.2.0.0/15-30-AS5
10.3.0.0/16-30-AS4
%end"
	for at in 10.2.0.0_16:1 11.0.0.0_8:1 10.0.0.4_30:2 10.0.0.8_30:2 \
	    10.0.0.12_30:1; do
		grep "^registry-parse: r/data/route/$at: .*no ROA: " err
	done
	[ "$(grep -c 'no ROA' err)" -eq 5 ]
}

@test "ROAs are sorted by value: family, address, length, max-length, AS" {
	printf '1 permit 0.0.0.0/0 0 32\n' >f4
	printf '1 permit ::/0 0 128\n' >f6
	object route/10.0.0.0_8 'route: 10.0.0.0/8' 'origin: AS10' 'origin: AS9'
	object route/9.0.0.0_9 'route: 9.0.0.0/9' 'origin: AS1'
	object route/9.0.0.0_8 'route: 9.0.0.0/8' 'max-length: 9' 'origin: AS2'
	object route/8.0.0.0_8 'route: 8.0.0.0/8' 'max-length: 8' 'origin: AS3'
	object route6/fd00::_8 'route6: fd00::/8' 'origin: AS1'
	object route6/0::_8 'route6: 0::/8' 'origin: AS1'
	cp f4 r/data/filter.txt
	cp f6 r/data/filter6.txt
	parse -t vrp r
	run cut -f 2 out
	assert_equal "$output" "
%begin birdfeed-records 1
8.0.0.0/8-8-AS3
9.0.0.0/8-9-AS2
9.0.0.0/9-32-AS1
10.0.0.0/8-32-AS9
10.0.0.0/8-32-AS10
::/8-128-AS1
fd00::/8-128-AS1
%end"
}

@test "-t prints the classes it names, and vrp needs no other" {
	cd "$fixtures"
	run --separate-stderr registry-parse -t aut-num,domain -t mntner tree
	assert_success
	assert_equal "$output" "$(grep -E -e '^$' -e '^%' \
	    -e '^(aut-num|domain|mntner)	' tree.records)"
	for class in vrp prefix-rule route6 none; do
		run --separate-stderr registry-parse -t $class tree
		assert_success
		assert_equal "$output" \
		    "$(grep -E -e '^$' -e '^%' -e "^$class	" tree.records)"
		run --separate-stderr registry-parse -t $class \
		    < <(tar -c tree)
		assert_success
		assert_equal "$(LC_ALL=C sort <<<"$output")" "$(grep -E \
		    -e '^$' -e '^%' -e "^$class	" tree.records |
		    LC_ALL=C sort)"
	done
}

@test "-t leaves what it does not need alone" {
	small_tree
	object person/P 'bad'
	object route/R 'bad'
	echo bad >r/data/filter.txt
	parse -t mntner r
	assert_equal "$status" 0
	assert_complete 1
	[ "$(wc -l <err)" -eq 1 ]
	parse -t prefix-rule r
	assert_stopped "filter.txt:1"
}

@test "two trees are read as one registry" {
	object route/10.0.0.0_24 'route: 10.0.0.0/24' 'origin: AS64512'
	mv r s
	small_tree
	echo '1 permit 10.0.0.0/8 8 24' >r/data/filter.txt
	tar_of_tree >r.tar
	parse s r.tar
	assert_equal "$status" 0
	assert_complete 4
	run cut -f 1,2 out
	assert_line "$(printf 'vrp\t10.0.0.0/24-24-AS64512')"
	parse s r.tar r
	assert_stopped "number: 1 again"
}

@test "folders come in git's order, files bytewise" {
	object route/10.0.0.0_8 'route: 10.0.0.0/8'
	object route-set/A 'route-set: A'
	object route6/fd00::_8 'route6: fd00::/8'
	for name in b B 10 9 -; do
		object "mntner/$name" "mntner: $name"
	done
	parse r
	run cut -f 1,2 out
	assert_equal "$output" "
%begin birdfeed-records 1
mntner	-
mntner	10
mntner	9
mntner	B
mntner	b
route-set	A
route	10.0.0.0/8
route6	fd00::/8
%end"
}

# Runs a command with no descriptors but the three: make's jobserver and bats
# leave it any number of others.
of_three_descriptors() (
	for way in /proc/"$BASHPID"/fd/*; do
		[ "${way##*/}" -le 2 ] || eval "exec ${way##*/}>&-"
	done
	exec "$@"
)

@test "few descriptors are enough, and too few an error" {
	small_tree
	for i in $(seq 200); do
		object "mntner/N$i-MNT" "mntner: N$i-MNT" 'source: DEMO'
	done
	registry-parse r >all
	of_three_descriptors prlimit --nofile=12 registry-parse r >out
	cmp all out
	status=0
	of_three_descriptors prlimit --nofile=5 registry-parse r >out 2>err ||
		status=$?
	assert_stopped 'Too many open files'
}

@test "a full disk is an error" {
	[ -c /dev/full ] || skip "no /dev/full"
	cd "$fixtures"
	for option in tree -h -V; do
		run -2 sh -c 'registry-parse "$1" >/dev/full' sh "$option"
		assert_output --partial "standard output: write: No space"
	done
	run -2 sh -c 'tar -c tree | registry-parse >/dev/full'
	assert_output --partial "standard output: write: No space"
}

@test "-h, -V, and calls that are wrong" {
	run --separate-stderr registry-parse -h
	assert_success
	assert_output --partial "usage: registry-parse"
	assert_equal "$stderr" ""
	run --separate-stderr registry-parse -V
	assert_success
	assert_output --regexp '^birdfeed registry-parse [0-9.]+$'
	for wrong in -x --nothing --str=1 "-t A_B" "-t a,,b" -t; do
		# shellcheck disable=SC2086
		run --separate-stderr registry-parse $wrong
		assert_equal "$status" 2
		assert_output ""
		[ "${#stderr_lines[@]}" -eq 1 ]
	done
}

# What stands behind .Dl and between .Bd and .Ed in EXAMPLES.
examples() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/p' \
	    "$TOP_SRCDIR/man/registry-parse.1" |
	    sed -n -e 's/^\.Dl //p' -e '/^\.Bd/,/^\.Ed/{/^\./d;p}' |
	    sed 's/\\e/\\/g; s/\\(aq/'"'"'/g; s/\\-/-/g; s/\\&//g'
}

@test "the man page's examples work" {
	command -v git >/dev/null || skip "no git"
	cp -r "$fixtures/tree" registry
	chmod -R u+w registry
	git -C registry init -q .
	git -C registry add -A
	git -C registry -c user.name=demo -c user.email=demo@example.org \
	    commit -qm x
	tar -c -C registry data | xz >registry.tar.xz
	printf 'route: 192.0.2.0/24\norigin: AS64496\n\n' >radb.db
	gzip -c radb.db >ripe.db.gz
	xz -c radb.db >more.xz
	printf 'route: 192.0.2.0/24\norigin: AS64496\n\n' >radb.db
	gzip -c radb.db >ripe.db.gz
	xz -c radb.db >more.xz
	examples >examples.sh
	[ "$(wc -l <examples.sh)" -ge 5 ]
	run bash -o pipefail -e examples.sh
	assert_success
	assert_line --partial "vrp	"
}

# clone: the small tree as a repository with one commit, made in 2025.
clone() {
	command -v git >/dev/null || skip "no git"
	small_tree
	export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 HOME=/
	export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org \
		GIT_COMMITTER_NAME=c GIT_COMMITTER_EMAIL=c@example.org
	export GIT_AUTHOR_DATE=2024-01-01T00:00:00Z \
		GIT_COMMITTER_DATE=2025-11-20T11:04:56+01:00
	git init -q r
	git -C r add data
	git -C r commit -q -m one
}

@test "git's archive of a commit says how old the registry is" {
	clone
	git -C r archive HEAD data >r.tar
	parse r.tar
	assert_complete 2
	run -0 grep '^revision' out
	assert_output $'revision\t2025-11-20T10:04:56Z'
	for form in "archive HEAD" "archive --prefix=registry/ HEAD" \
	    "archive --format=tar.gz HEAD"; do
		# shellcheck disable=SC2086 # words
		git -C r $form >r.tar
		parse -t revision <r.tar
		run -0 grep -c $'^revision\t2025-11-20T10:04:56Z$' out
		assert_output 1
		assert_complete 1
	done
	# As before where nobody asks for it.
	parse -t mntner r.tar
	assert_complete 1
}

@test "an archive of something else does not" {
	clone
	# A tree has the time of now, and tar(1) those of the files.
	git -C r archive --prefix=data/ HEAD:data >r.tar
	parse r.tar
	assert_complete 1
	for format in gnu pax ustar; do
		tar --format=$format -c -C r data >r.tar
		parse r.tar
		assert_complete 1
	done
	tar --format=pax --pax-option=globexthdr.name=pax_global_header,comment=0123456789012345678901234567890123456789 \
		-c -C r data >r.tar
	touch -d 2020-01-01 r/data/mntner
	tar --format=pax --pax-option=globexthdr.name=pax_global_header,comment=0123456789012345678901234567890123456789 \
		-c -C r data >r.tar
	parse r.tar
	assert_complete 1
}

@test "--as-of says it of a tree, and the oldest of several counts" {
	clone
	parse --as-of "$(git -C r log -1 --format=%cI)" r
	assert_complete 2
	run -0 grep '^revision' out
	assert_output $'revision\t2025-11-20T10:04:56Z'
	git -C r archive HEAD >r.tar
	parse -t revision --as-of 2026-01-01T00:00:00Z r.tar
	run -0 grep '^revision' out
	assert_output $'revision\t2025-11-20T10:04:56Z'
	parse -t revision --as-of 2020-01-01T00:00:00Z r.tar
	run -0 grep '^revision' out
	assert_output $'revision\t2020-01-01T00:00:00Z'
	for bad in 2026-01-01 yesterday 1960-01-01T00:00:00Z ''; do
		run -2 --separate-stderr registry-parse --as-of "$bad" r
		assert_output ""
		[ "${#stderr_lines[@]}" -eq 1 ]
	done
}
