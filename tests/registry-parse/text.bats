#!/usr/bin/env bats
# registry-parse: RPSL text in, records out.

load ../verbose

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	cd "$BATS_TEST_TMPDIR" || return 1
}

# Runs registry-parse; its streams are in out and err, its exit in $status.
parse() {
	status=0
	registry-parse "$@" >out 2>err || status=$?
}

# Complete, with just these records.
assert_records() {
	assert_equal "$status" 0
	assert_equal "$(cat out)" "$(printf '\n%%begin birdfeed-records 1'
	    printf '\n%s' "$@" '%end')"
}

# Stopped: exit 2, no %end, and $1 on standard error.
assert_stopped() {
	assert_equal "$status" 2
	run -1 grep '^%end' out
	run cat err
	assert_output --partial "$1"
	assert_output --partial "stopped, the output is not complete"
}

# A text that starts as the published ones do.
small_text() {
	printf '%s\n' '#' '# a header' '% another' '' 'mntner: A-MNT' \
	    'source: DEMO' '' '' 'route: 192.0.2.0/24' 'origin: AS64496' \
	    'source: DEMO' ''
}
small=('mntner	A-MNT	source=DEMO'
	'route	192.0.2.0/24	origin=AS64496	source=DEMO')

# N objects of a few lines each, the same every time.
many() {
	awk -v n="$1" 'BEGIN {
		for (i = 0; i < n; i++) {
			printf "%s: K%d\nremarks: %d\n", i % 3 ? "person" : "role", i, i
			for (j = 0; j < i % 7; j++)
				print (j % 2 ? " more" : "remarks:\tline") " " j
			print ""
		}
	}'
}

@test "a text: from standard input, as -, and as a file" {
	small_text >text
	parse <text
	assert_records "${small[@]}"
	assert_equal "$(cat err)" \
	    "registry-parse: 2 objects, 0 rules, 0 ROAs, 0 refused"
	parse - <text
	assert_records "${small[@]}"
	parse text
	assert_records "${small[@]}"
	small_text | cat | registry-parse | cmp - out
}

@test "a compressed text gives the same bytes" {
	small_text >text
	gzip -k text
	xz -k text
	bzip2 -k text 2>/dev/null || cp text text.bz2
	zstd -q text 2>/dev/null || cp text text.zst
	for f in text.gz text.xz text.bz2 text.zst; do
		parse "$f"
		assert_records "${small[@]}"
		parse <"$f"
		assert_records "${small[@]}"
	done
	# Two of them in a row are one, as gzip has it.
	cat text.gz text.gz >two.gz
	parse two.gz
	assert_records "${small[@]}" "${small[@]}"
}

@test "a text that is compressed twice, or a thousandfold, is refused" {
	small_text | gzip -c | gzip -c >twice
	parse twice
	assert_stopped "twice: compressed more than once (expected once)"
	small_text | gzip -c | xz -c >twice
	parse twice
	assert_stopped "twice: compressed more than once (expected once)"
	# Many equal objects, which gzip makes 300 times smaller.
	yes "$(printf 'mntner: A-MNT\nremarks: x\n\n')" | sed 's/^m/\nm/' |
		head -c 100000000 | gzip -c >bomb
	parse bomb
	assert_stopped "expands to more than 200 times its size"
	run -1 grep '^%end' out
}

@test "a compressed text that was cut is none" {
	many 20000 >text
	gzip -k text
	xz -k text
	for f in text.gz text.xz; do
		size=$(stat -c %s "$f")
		for cut in 1 10 100 $((size / 2)) $((size - 9)) $((size - 1)); do
			head -c "$cut" "$f" >cut
			parse cut
			assert_equal "$f $cut $status" "$f $cut 2"
			run -1 grep '^%end' out
		done
	done
}

@test "a text whose last line has no newline is cut short" {
	printf 'mntner: A-MNT\n\nmntner: B-MNT\nsource: DE' >text
	parse text
	assert_stopped "text:4: the text ends within a line"
	parse <text
	assert_stopped "-:4: the text ends within a line"
	gzip -c text | registry-parse >out 2>err && false
	grep -F "ends within a line" err
	printf 'mntner: A-MNT\n\nmntner: B-MNT\nsource: DE\n' >text
	parse text
	assert_records 'mntner	A-MNT' 'mntner	B-MNT	source=DE'
}

@test "a file without an object is an empty registry; a pipe is a dead stage" {
	: >text
	printf '# only\n%% comments\n\n' >comments
	gzip -c </dev/null >text.gz
	printf 'mntner: A-MNT\n' >other
	for file in text comments text.gz; do
		parse "$file"
		assert_records
		run cat err
		assert_line "registry-parse: $file: warning: no object in it: an empty registry"
		parse "$file" other
		assert_records 'mntner	A-MNT'
	done
	# Said without -v, too.
	run -0 --separate-stderr command registry-parse text
	assert_equal "${stderr%%$'\n'*}" "registry-parse: text: warning: no object in it: an empty registry"
	parse <text
	assert_stopped "-: empty"
	parse <comments
	assert_stopped "-: no object in it"
	parse <(cat comments)
	assert_stopped "no object in it"
	parse <(:)
	assert_stopped "no object in it"
	parse -k tar text
	assert_stopped "text: empty"
}

@test "what is neither a tree, a tar file nor text" {
	for junk in 'Hello world' '<html>' '{"a": 1}' 'under_score: 1'; do
		printf '%s\n' "$junk" >junk
		parse junk
		assert_stopped "junk: not a registry tree, a tar stream nor"
	done
}

@test "-k forces the kind" {
	small_text >text
	mkdir -p r/data/mntner
	echo 'mntner: T-MNT' >r/data/mntner/T-MNT
	tar -c -C r data >r.tar
	parse -k text text
	assert_records "${small[@]}"
	parse -k tar text
	assert_stopped "text: not a registry tree"
	parse -k tree text
	assert_stopped "text: not a directory"
	parse -k text r
	assert_stopped "r: a directory"
	parse -k tar r
	assert_stopped "r: a directory"
	parse -k tree -t mntner r
	assert_records 'mntner	T-MNT'
	parse -k tar -t mntner r.tar
	assert_records 'mntner	T-MNT'
	printf 'Hello world\n\nmntner: A-MNT\n' >junk
	parse -k text junk
	assert_records 'mntner	A-MNT'
	grep -F 'junk:1: "hello world" ' err
	for wrong in '' Text json; do
		run -2 registry-parse -k "$wrong" text
		assert_output --partial '(expected tree, tar or text)'
	done
}

@test "several sources are read in their order, of any kind" {
	small_text >text
	mkdir -p r/data/route
	printf 'route: 198.51.100.0/24\norigin: AS64497\n' >r/data/route/198.51.100.0_24
	echo '1 permit 0.0.0.0/0 0 24' >r/data/filter.txt
	gzip -c text >text.gz
	# The tree's rules make no ROAs of a text's routes.
	parse text r text.gz
	assert_equal "$(cut -f 1,2 out)" "
%begin birdfeed-records 1
mntner	A-MNT
route	192.0.2.0/24
route	198.51.100.0/24
mntner	A-MNT
route	192.0.2.0/24
prefix-rule	1/ipv4
vrp	198.51.100.0/24-24-AS64497
%end"
	tar -c -C r data | registry-parse -t route text - text.gz >out
	assert_equal "$(cut -f 2 out | sed '1,2d;$d' | paste -s -d ' ')" \
	    "192.0.2.0/24 198.51.100.0/24 192.0.2.0/24"
}

@test "a text alone gives no rules and no ROAs, which is said when they are asked for" {
	small_text >text
	parse text
	assert_equal "$(wc -l <err)" 1
	parse -t vrp text
	assert_records
	grep -F "warning: no filter.txt and no filter6.txt" err
}

@test "continuations: space, tab, +, empty ones, comments between" {
	printf '%s\n' 'person: Jo' 'address: one' ' two' '	three' '+four' \
	    '+' '# not five' '% nor this' '+   six' 'remarks:' '  x' >text
	parse text
	assert_records \
	    'person	Jo	address=one\ntwo\nthree\nfour\n\nsix	remarks=\nx'
}

@test "a value that starts below its name, or is wrapped, is one value" {
	cat >text <<-'END'
		route:
		    192.0.2.0/24
		origin:

		+   AS64496
		max-length:
		+ 25
		mnt-by:
		    A-MNT,
		    B-MNT
		source:
		    DEMO
		remarks:
		    free text keeps its lines

		inetnum: 192.0.2.0
		+    - 192.0.2.255
		netname:
		    DEMO

		aut-num:
		    AS64496
		mnt-by: A-MNT

		mntner: A-MNT
		auth: ssh-ed25519
		    AAAA
		auth:
		    pgp-fingerprint
		    0123
	END
	awk 'NR == 4 { print " "; next } { print }' text >wrapped
	parse wrapped
	assert_records \
	    'route	192.0.2.0/24	origin=AS64496	max-length=25	mnt-by=A-MNT,\nB-MNT	source=DEMO	remarks=\nfree text keeps its lines' \
	    'inetnum	192.0.2.0/24	netname=DEMO' \
	    'aut-num	AS64496	mnt-by=A-MNT' \
	    'mntner	A-MNT	auth=ssh-ed25519 AAAA	auth=pgp-fingerprint 0123'
}

@test "a journal of changes is refused: what it deletes would be records" {
	for journal in '%START Version: 3 DEMO 1-2||ADD 1||DEL 2||route: 192.0.3.0/24|origin: AS64496||%END DEMO|' \
	    'aut-num: AS64496|as-name: A||DEL 7||route: 192.0.3.0/24|origin: AS64496|'; do
		tr '|' '\n' <<<"$journal" >journal
		run -2 --separate-stderr registry-parse journal
		refute_output --partial 192.0.3.0
		refute_output --partial '%end'
		grep -q '^registry-parse: journal:[0-9]*: a journal of changes (expected the objects of a registry)$' <<<"$stderr"
	done
}

@test "comments at a line's end, where RPSL has them and nowhere else" {
	cat >text <<-'END'
		route: 192.0.2.0/24 # the route
		descr: C# is not a comment
		origin: AS64496# one
		member-of: # sets
		    RS-A, # a
		    # alone
		    RS-B
		remarks: # of the year
		mnt-by: A-MNT # the owner
		x-own: a # b
		source: DEMO # Filtered

		mntner: A-MNT
		auth: SSO # Filtered
		auth: MD5-PW # Filtered
		certif: a#b
		 # c
		address: Flat #7
		admin-c: A1-DEMO #
		source: DEMO
	END
	parse text
	assert_records \
	    'route	192.0.2.0/24	descr=C# is not a comment	origin=AS64496	member-of=RS-A,\nRS-B	remarks=# of the year	mnt-by=A-MNT	x-own=a # b	source=DEMO' \
	    'mntner	A-MNT	auth=SSO # Filtered	auth=MD5-PW # Filtered	certif=a#b\n# c	address=Flat #7	admin-c=A1-DEMO	source=DEMO'
}

@test "in a tree, a value is what stands there" {
	mkdir -p r/data/mntner
	printf 'mntner: A-MNT\nadmin-c: A # b\n' >r/data/mntner/A-MNT
	parse -t mntner r
	assert_records 'mntner	A-MNT	admin-c=A # b'
}

@test "several origins, upper case, CR LF, Latin-1, NUL" {
	printf 'Route:192.0.2.0/24\r\nORIGIN: AS64496\r\norigin: as64497\r\n\r\n' >text
	printf 'person: J\351r\364me \303\251\r\nremarks: a\0b\r\n\r\n\r\nrole: R\r\n' >>text
	# A NUL that early makes it look like a tar file.
	parse text
	assert_stopped "text: not a registry tree"
	parse -k text text
	assert_records 'route	192.0.2.0/24	origin=AS64496	origin=as64497' \
	    "$(printf 'person\tJ\\xe9r\\xf4me \303\251\tremarks=a\\x00b')" \
	    'role	R'
}

@test "keys are canonical, and classes that nobody knows are kept" {
	printf '%s\n' 'inetnum: 192.0.2.0 - 192.0.2.255' '' \
	    'inetnum: 192.0.2.0-192.0.2.5' '' 'inet6num: 2001:0DB8::/32' '' \
	    'aut-num: as64496' '' 'as-block: AS64496 - AS64511' '' \
	    'route6: 2001:db8:0::/48' '' 'irt: IRT-DEMO' '' \
	    'inet-rtr: rtr.example.net' >text
	parse text
	assert_records 'inetnum	192.0.2.0/24' \
	    'inetnum	192.0.2.0 - 192.0.2.5' 'inet6num	2001:db8::/32' \
	    'aut-num	AS64496' 'as-block	AS64496-AS64511' \
	    'route6	2001:db8::/48' 'irt	IRT-DEMO' \
	    'inet-rtr	rtr.example.net'
}

@test "malformed objects are left out alone, with file and line" {
	printf '%s\n' 'mntner: A-MNT' 'no colon' 'source: X' '' \
	    'route: 192.0.2.1/24' '' '  leading: space' 'mntner: B' '' \
	    'mntner:' '' 'peer: X' 'asn: 1' '' 'mntner: C-MNT' '' \
	    'aut-num: ASX' >text
	parse text
	assert_records 'mntner	C-MNT'
	for at in 2 5 7 10 12 17; do
		grep "^registry-parse: text:$at: " err
	done
	assert_equal "$(wc -l <err)" 7
	grep -F ' 6 refused' err
	parse --strict text
	assert_equal "$status" 1
	run -1 grep '^%end' out
}

@test "birdfeed's own classes are refused" {
	for class in prefix-rule vrp source request peer participant; do
		printf '%s: X\n\nmntner: A\n' "$class" >text
		parse text
		assert_records 'mntner	A'
		grep -F "text:1: $class: a class of birdfeed's own" err
	done
}

@test "-t skips the others, malformed or not, and keeps the lines' numbers" {
	{ small_text; printf 'person: X\nbad\n\n'; small_text
	    printf 'route: 192.0.2.1/24\n'; } >text
	parse -t route,irt text
	assert_records "${small[1]}" "${small[1]}"
	grep -F "text:28: route: " err
	assert_equal "$(wc -l <err)" 2
}

@test "many objects: the order, the lines and the bytes of one CPU and of two" {
	# Objects that end on every place of a chunk, and a bad one now and then.
	many 60000 | awk '{ print } NR % 9973 == 0 { print "bad line" }' >text
	[ "$(stat -c %s text)" -gt 2000000 ]
	awk 'BEGIN { RS = ""; FS = "\n" } /bad line/ { bad++; next } { n++ }
	    END { print n, bad }' text >expected
	parse text
	assert_equal "$status" 0
	read -r good bad <expected
	[ "$bad" -gt 10 ]
	grep -F "registry-parse: $good objects, 0 rules, 0 ROAs, $bad refused" err
	sed -n 's/^registry-parse: text:\([0-9]*\): .*/\1/p' err >lines
	cmp lines <(grep -n 'bad line' text | cut -d : -f 1 | while read -r n; do
	    # A bad line makes one message, unless the object had one before it.
	    echo "$n"; done)
	mv out out-1
	mv err err-1
	for cpu in 0 0,1; do
		taskset -c "$cpu" true 2>/dev/null || continue
		taskset -c "$cpu" registry-parse -v text >out 2>err
		cmp out out-1
		cmp err err-1
		# In pieces of any size.
		dd if=text bs=777 2>/dev/null |
		    taskset -c "$cpu" registry-parse >out 2>err
		cmp out out-1
	done
	parse -t role text
	grep '^role' out-1 | cmp - <(grep '^role' out)
}

@test "an object over 4 MiB is left out, one of 4 MiB is not" {
	{ small_text; printf 'mntner: '; head -c 5242880 /dev/zero | tr '\0' x
	    printf '\n\n'; small_text; } >text
	parse text
	assert_records "${small[@]}" "${small[@]}"
	grep -F "text:13: over 4 MiB" err
	{ small_text; printf 'mntner: '; head -c $((4194304 - 10)) /dev/zero |
	    tr '\0' x; printf '\n\nbad\n'; } >text
	parse text
	assert_equal "$(grep -c '^mntner' out)" 2
	grep -F "text:15: " err
	# The last one, and one that has many lines.
	{ small_text; yes 'remarks: a line of the object' | head -c 9000000
	    echo; } >text
	parse text
	assert_records "${small[@]}"
	grep -F "text:13: over 4 MiB" err
	{ printf 'person: X\n'; yes 'remarks: a line of the object' |
	    head -n 300000; printf '\r\n\nbad\n'; } >text
	parse text
	assert_records
	grep -F "text:1: over 4 MiB" err
	grep -F "text:300004: " err
	# One that was cut.
	{ small_text; printf 'mntner: '; head -c 9000000 /dev/zero |
	    tr '\0' x; } >text
	parse text
	assert_stopped "text:13: the text ends within a line"
}

# Runs registry-parse -t NONE on standard input; its peak memory in KiB.
peak() {
	command time -f %M -o peak registry-parse -v "$@" >out 2>err
	cat peak
}

@test "bounded memory: a line of 100 MB, a million attributes, 10 million objects" {
	command -v time >/dev/null && [ -x /usr/bin/time ] || skip "no time(1)"
	nm -D "$(type -P registry-parse)" | grep -q asan && skip "under ASan"
	{ printf 'remarks: '; head -c 100000000 /dev/zero | tr '\0' x
	    printf '\n\nmntner: A\n'; } | peak >/dev/null
	[ "$(cat peak)" -lt 24576 ]
	status=0
	assert_records 'mntner	A'
	{ printf 'mntner: M\n'; yes 'a:' | head -n 1000000; } | peak >/dev/null
	[ "$(cat peak)" -lt 32768 ]
	[ "$(grep -o '	a=' out | wc -l)" -eq 1000000 ]
	many 300000 | peak >/dev/null
	[ "$(cat peak)" -lt 16384 ]
	grep -F 'registry-parse: 300000 objects' err
	yes $'role: R\n' | head -n 20000000 | peak >/dev/null
	[ "$(cat peak)" -lt 16384 ]
	grep -F 'registry-parse: 10000000 objects' err
	# As many messages.
	yes $'bad\n' | head -n 500000 | peak -k text >/dev/null
	[ "$(cat peak)" -lt 32768 ]
	grep -F ' 250000 refused' err
}

@test "a full disk is an error" {
	[ -c /dev/full ] || skip "no /dev/full"
	small_text >text
	run -2 sh -c 'registry-parse text >/dev/full'
	assert_output --partial "standard output: write: No space"
}

@test "a file that is a FIFO is read as a stream" {
	mkfifo fifo
	small_text >fifo &
	parse fifo
	assert_records "${small[@]}"
}
