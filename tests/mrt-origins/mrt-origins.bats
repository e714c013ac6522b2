#!/usr/bin/env bats
# mrt-origins: dumps of a route collector in, activity records out.
# shellcheck disable=SC2086 # the numbers are numbers

load ../verbose

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	cd "$BATS_TEST_TMPDIR" || return 1
	here=$TOP_SRCDIR/tests/mrt-origins
	# shellcheck source=tests/mrt-origins/mrt.bash
	. "$here/mrt.bash"
	t=1700000000	# 2023-11-14
}

# origins ARGUMENT...: runs mrt-origins; its streams are in out and err.
origins() {
	status=0
	mrt-origins "$@" >out 2>err || status=$?
}

# The AS numbers in out, in one line.
found() {
	sed -n 's/^activity	AS\([0-9]*\)	.*/\1/p' out | tr '\n' ' ' |
		sed 's/ $//'
}

# assert_found "ASN ...": out is complete and has these.
assert_found() {
	[ "$status" -eq 0 ] || fail "$(cat err)"
	assert_equal "$(tail -n 1 out)" %end
	assert_equal "$(found)" "$1"
}

# Exit 2, no %end, and $1 on standard error.
assert_refused() {
	assert_equal "$status" 2
	run ! grep -x %end out
	run cat err
	assert_output --partial "$1"
}

# dumped: what bgpdump(1) says of the dump $1, as found prints it.
dumped() {
	bgpdump -m "$1" 2>/dev/null | awk -F '|' '
	$3 == "A" || $3 == "B" {
		path = $1 ~ /_AP$/ ? $8 : $7
		gsub(/\([^)]*\)|\[[^]]*\]/, "", path)
		n = split(path, part, " ")
		if (n == 0)
			next
		gsub(/[{}]/, "", part[n])
		m = split(part[n], set, ",")
		for (i = 1; i <= m; i++)
			print set[i]
	}' | sort -nu | tr '\n' ' ' | sed 's/ $//'
}

@test "a record: the AS, the day of the dump, its name" {
	bin "$(peers $t)$(rib $t 2 "$(path 4 64497 4242420001)")" >dump.mrt
	origins dump.mrt
	assert_equal "$status" 0
	assert_equal "$(cat out)" "
%begin birdfeed-records 1
activity	AS4242420001	last-seen=2023-11-14	source=dump.mrt
%end"
	assert_equal "$(cat err)" "mrt-origins: 1 dumps (0 of them in the cache), 2 records, 1 routes, 1 ASes"
}

@test "every type of record that has routes" {
	local type subtype width n=1 all=''
	for subtype in 2 3 4 5 6 8 9 10 11 12; do
		all+=$(rib $t $subtype "$(path 4 64497 $((4200000000 + n)))")
		n=$((n + 1))
	done
	for subtype in 1 2; do
		all+=$(table $t $subtype "$(path 2 64497 $((64500 + subtype)))")
	done
	for type in 16 17; do
		for subtype in 1 4 6 7 8 9 10 11; do
			case $subtype in 1 | 6 | 8 | 10) width=2 ;; *) width=4 ;; esac
			local time=''
			[ $type = 16 ] || time=00000001
			all+=$(record $t $type $subtype "$time$(session $width "$(
				update "$(path $width 64497 $((64500 + type * 10 + subtype)))" $v4)")")
		done
	done
	bin "$all" >all.mrt
	origins all.mrt
	assert_found "64501 64502 $(seq -s ' ' 64661 64671 | sed 's/64662 64663 //; s/64665 //') $(seq -s ' ' 64671 64681 | sed 's/64672 64673 //; s/64675 //; s/^64671 //') $(seq -s ' ' 4200000001 4200000010)"
}

@test "records without routes are passed over; a type that nobody knows is not" {
	bin "$(peers $t)$(record $t 13 7 00)$(record $t 11 0 0000)$(
		record $t 16 0 00)$(record $t 17 5 00)$(record $t 33 1 00)$(
		rib $t 2 "$(path 4 64497)")" >ok.mrt
	origins ok.mrt
	assert_found 64497
	for bad in "13 13" "12 3" "16 2" "5 0" "9 1" "50 0"; do
		# shellcheck disable=SC2086
		bin "$(rib $t 2 "$(path 4 64497)")$(record $t $bad 00)" >bad.mrt
		origins bad.mrt
		assert_refused "bad.mrt: record 2, at byte 43: a type of record that is not known"
	done
}

@test "the last AS of a sequence, all of a set, none of a confederation" {
	one() {
		bin "$(rib $t 2 "$(attribute 1 00)$(attribute 2 "$1")")" >one.mrt
		origins one.mrt
	}
	one "$(segment 2 4 64497 64498)$(segment 2 4 64499 64500)"
	assert_found 64500
	one "$(segment 2 4 64497)$(segment 1 4 64510 64512 64511)"
	assert_found '64510 64511 64512'
	one "$(segment 1 4 64510)$(segment 2 4 64497)"
	assert_found 64497
	one "$(segment 3 4 65001 65002)$(segment 2 4 64497)$(segment 4 4 65003)$(segment 3 4 65004)"
	assert_found 64497
	one "$(segment 3 4 65001)"
	assert_found ''
	one ''
	assert_found ''
	one "$(segment 2 4 4294967295)"
	assert_found 4294967295
}

@test "AS4_PATH counts in a table of two bytes, and as long as it fits" {
	# two AS_PATH AS4_PATH [MORE]
	two() {
		bin "$(table $t 1 "$(attribute 2 "$1")$(attribute 17 "$2")${3-}")" >two.mrt
		origins two.mrt
	}
	two "$(segment 2 2 64497 23456 23456)" "$(segment 2 4 4200000001 4200000002)"
	assert_found 4200000002
	# Longer than AS_PATH: it is of another route.
	two "$(segment 2 2 64497)" "$(segment 2 4 4200000001 4200000002)"
	assert_found 64497
	# A set counts once.
	two "$(segment 2 2 64497 23456)" "$(segment 2 4 4200000001)$(segment 1 4 4200000002 4200000003)"
	assert_found '4200000002 4200000003'
	# Aggregated by one that knows two bytes only, or by one that knows four.
	two "$(segment 2 2 64497 64498)" "$(segment 2 4 4200000001)" \
		"$(attribute 7 "fbf0c0000201")$(attribute 18 "fa56ea01c0000201")"
	assert_found 64498
	two "$(segment 2 2 64497 64498)" "$(segment 2 4 4200000001)" \
		"$(attribute 7 "5ba0c0000201")$(attribute 18 "fa56ea01c0000201")"
	assert_found 4200000001
	# In a table of four bytes it is nothing.
	bin "$(rib $t 2 "$(path 4 64497 64498)$(attribute 17 "$(segment 2 4 64499)")")" >four.mrt
	origins four.mrt
	assert_found 64498
}

@test "an UPDATE that only withdraws has no origin; MP_REACH_NLRI has" {
	local reach
	bin "$(record $t 16 4 "$(session 4 "$(update "$(path 4 64497)" '' $v4)")")" >w.mrt
	origins w.mrt
	assert_found ''
	reach=$(attribute 14 "00020110${a6}00$v6")
	bin "$(record $t 16 4 "$(session 4 "$(update "$(path 4 64497)$reach")")")" >m.mrt
	origins m.mrt
	assert_found 64497
	# An end of RIB.
	reach=$(attribute 14 "00020110${a6}00")
	bin "$(record $t 16 4 "$(session 4 "$(update "$(path 4 64497)$reach")")")" >e.mrt
	origins e.mrt
	assert_found ''
	# KEEPALIVE
	bin "$(record $t 16 4 "$(session 4 04)")" >k.mrt
	origins k.mrt
	assert_found ''
}

@test "the newest time wins, over all dumps, however many are read at once" {
	bin "$(rib $t 2 "$(path 4 64497)")" >1.mrt
	bin "$(rib $((t + 86400)) 2 "$(path 4 64497)" "$(path 4 64498)")" >2.mrt
	bin "$(rib $((t + 86400)) 2 "$(path 4 64498)")" >3.mrt
	bin "$(rib $((t - 86400)) 2 "$(path 4 64498)" "$(path 4 64499)")" >4.mrt
	for order in '1 2 3 4' '1 4 2 3' '4 2 1 3'; do
		for jobs in 1 3; do
			# shellcheck disable=SC2046
			origins --jobs $jobs $(printf '%s.mrt ' $order)
			run grep ^activity out
			assert_output "activity	AS64497	last-seen=2023-11-15	source=2.mrt
activity	AS64498	last-seen=2023-11-15	source=2.mrt
activity	AS64499	last-seen=2023-11-13	source=4.mrt"
		done
	done
}

@test "dumps of BIRD, GoBGP and FRR" {
	expect() {
		origins "$here/dumps/$1"
		assert_found "$2"
	}
	expect bird-rib-master4.mrt '64501 64510 64511 64512'
	expect bird-rib-master6.mrt '64513 4242420006'
	expect bird-updates.mrt '64510 64511 64512 64513'
	expect frr-all.mrt 64501
	expect frr-rib.mrt 64503
	expect gobgp-rib.mrt '64510 64511 64512 64513 4242420006'
	expect gobgp-updates.mrt '64501 4242420006'
}

@test "bgpdump finds the same origins in the same dumps" {
	command -v bgpdump >/dev/null || skip "no bgpdump"
	local f n=0 set
	set="$(attribute 1 00)$(attribute 2 "$(segment 2 4 64497)$(segment 1 4 64505 64506)")"
	bin "$(peers $t)$(rib $t 2 "$(path 4 64497 64498)" "$set")$(rib $t 4 "$(path 4 64497 4200000001)")" >v2.mrt
	bin "$(peers $t)$(rib $t 8 "$(path 4 64497 64498)" "$set")" >addpath.mrt
	bin "$(table $t 1 "$(path 2 64497 64498)")$(table $t 2 "$(path 2 64497 64499)")$(
		table $t 1 "$(attribute 2 "$(segment 2 2 64497 23456)")$(
		attribute 17 "$(segment 2 4 64497 4200000002)")")" >v1.mrt
	bin "$(record $t 16 1 "$(session 2 "$(update "$(path 2 64497 64498)$(attribute 3 c0000201)" $v4)")")$(
		record $t 16 4 "$(session 4 "$(update "$(path 4 64497 4200000003)$(attribute 3 c0000201)" $v4)")")" >u.mrt
	for f in v2.mrt addpath.mrt v1.mrt u.mrt "$here"/dumps/*.mrt; do
		# GoBGP's own routes are of a peer that its index does not
		# have; bgpdump aborts there.
		[[ $f != */gobgp-rib.mrt ]] || continue
		origins "$f"
		assert_equal "$f: $(found)" "$f: $(dumped "$f")"
		n=$((n + 1))
	done
	assert_equal $n 10
}

@test "compressed, in one stream or several" {
	bin "$(rib $t 2 "$(path 4 64497)")" >1.mrt
	bin "$(rib $t 2 "$(path 4 64498)")" >2.mrt
	local with
	for with in gzip bzip2 xz zstd; do
		command -v $with >/dev/null || skip "no $with"
		$with -c <1.mrt >"$with.mrt"
		origins "$with.mrt"
		assert_found 64497
		$with -c <2.mrt >>"$with.mrt"
		origins "$with.mrt"
		assert_found '64497 64498'
		# Cut within the second stream.
		head -c -5 "$with.mrt" >cut.mrt
		origins cut.mrt
		assert_refused "cut.mrt: "
	done
	# A record that begins in one stream and ends in the other.
	cat 1.mrt 2.mrt >both
	{ head -c 60 both | bzip2; tail -c +61 both | bzip2; } >parts.mrt.bz2
	origins parts.mrt.bz2
	assert_found '64497 64498'
	# Standard input, and a name for it.
	origins <parts.mrt.bz2
	assert_found '64497 64498'
	origins - <1.mrt
	assert_found 64497
	assert_equal "$(grep -c 'source=-$' out)" 1
}

@test "a directory, its directories, and nothing that is hidden" {
	mkdir -p dumps/2023/11 dumps/2024
	bin "$(rib $t 2 "$(path 4 64497)")" >dumps/2023/11/a.mrt
	bin "$(rib $t 2 "$(path 4 64498)")" >dumps/2024/b.mrt
	bin "$(rib $t 2 "$(path 4 64499)")" >"dumps/a name
of two lines.mrt"
	echo half >dumps/.b.mrt.part
	origins dumps
	assert_found '64497 64498 64499'
	grep -F 'source=a name\nof two lines.mrt' out
	# A link to a directory that the command line names, one to a dump.
	ln -s dumps link
	ln -s dumps/2024/b.mrt c.mrt
	origins link c.mrt
	assert_found '64497 64498 64499'
	# And one in a directory that leads out of it.
	mkdir farm
	ln -s "$PWD/dumps/2024/b.mrt" farm/b.mrt
	origins farm
	assert_found '64498'
	mkdir nothing
	origins nothing
	assert_refused 'no dump (is the directory empty?)'
}

@test "what is no dump is refused by its name, and all such are said" {
	mkdir dumps
	bin "$(rib $t 2 "$(path 4 64497)")" >dumps/a.mrt
	echo '<html><title>Index of /dumps</title>' >dumps/index.html
	: >dumps/empty.mrt
	mkfifo dumps/fifo
	ln -s nowhere dumps/broken
	printf 'BZh9' >dumps/z.bz2
	origins dumps
	assert_refused 'dumps/index.html: no MRT dump: its first record: a type of record that is not known'
	assert_output --partial 'dumps/empty.mrt: empty (expected an MRT dump)'
	assert_output --partial 'dumps/fifo: not a regular file (expected a dump)'
	assert_output --partial 'dumps/broken: open: No such file or directory'
	assert_output --partial 'dumps/z.bz2: '
	refute_output --partial 'a.mrt'
	run ! grep ^activity out
}

@test "a dump that is cut anywhere but between two records is refused" {
	local all at cuts=0
	bin "$(peers $t)$(rib $t 2 "$(path 4 64497)" "$(path 4 64498)")$(rib $t 8 "$(path 4 64499)")" >whole.mrt
	for f in whole.mrt "$here/dumps/bird-rib-master4.mrt" "$here/dumps/bird-updates.mrt"; do
		all=$(stat -c %s "$f")
		for ((at = 0; at < all; at += 97)); do
			head -c $at "$f" >cut.mrt
			origins cut.mrt
			# Where a record ends is no end of the world.
			[ "$status" -eq 2 ] || continue
			assert_refused 'cut.mrt: '
			cuts=$((cuts + 1))
		done
	done
	[ $cuts -gt 35 ]
}

@test "flipped bits: refused, or other numbers, and never a crash" {
	local size at bit byte refused=0
	bin "$(peers $t)$(rib $t 2 "$(path 4 64497)")$(rib $t 8 "$(path 4 64499)")$(
		table $t 1 "$(path 2 64500)")$(record $t 17 4 "00000000$(
		session 4 "$(update "$(path 4 64501)" $v4)")")" >whole.mrt
	size=$(stat -c %s whole.mrt)
	mkdir flipped
	for ((at = 0; at < size; at += 1)); do
		bit=$((at % 8))
		byte=$(od -An -tu1 -j $at -N 1 whole.mrt)
		{
			head -c $at whole.mrt
			# shellcheck disable=SC2059
			printf "\\x$(printf %02x $((byte ^ 1 << bit)))"
			tail -c +$((at + 2)) whole.mrt
		} >flipped/$at.mrt
	done
	origins flipped
	assert_equal "$status" 2
	refused=$(grep -c '^mrt-origins: flipped/[0-9]*.mrt: ' err)
	[ "$refused" -gt 40 ]
	[ "$refused" -lt "$size" ]
}

@test "lengths that lie" {
	local entry
	# 4 GiB, and a little over 16 MiB.
	bin "$(u32 $t)000d0002ffffffff" >a.mrt
	origins a.mrt
	assert_refused 'a.mrt: no MRT dump: its first record: a record over 16 MiB'
	bin "$(rib $t 2 "$(path 4 64497)")$(u32 $t)000d000201000001" >b.mrt
	origins b.mrt
	assert_refused 'b.mrt: record 2, at byte 43: a record over 16 MiB'
	# An attribute that reaches into the next entry.
	entry="0000$(u32 $t)$(counted 2 400210)"
	bin "$(record $t 13 2 "00000000${v4}0002$entry$entry")" >c.mrt
	origins c.mrt
	assert_refused 'a path attribute goes beyond the attributes'
	# Attributes that reach behind the record, entries that are too many.
	bin "$(record $t 13 2 "00000000${v4}00010000$(u32 $t)00ff400100")" >d.mrt
	origins d.mrt
	assert_refused 'the record ends in an entry'
	bin "$(record $t 13 2 "00000000${v4}ffff0000$(u32 $t)0000")" >e.mrt
	origins e.mrt
	assert_refused 'the record ends in an entry'
	bin "$(record $t 13 2 "00000000${v4}0000ff")" >f.mrt
	origins f.mrt
	assert_refused 'the record goes on behind its entries'
	# A segment that goes beyond its path, one of no AS, one of no kind.
	bin "$(rib $t 2 "$(attribute 2 0203000000fb)")" >g.mrt
	origins g.mrt
	assert_refused 'a segment goes beyond its AS path'
	bin "$(rib $t 2 "$(attribute 2 0200)")" >h.mrt
	origins h.mrt
	assert_refused 'an AS path has a segment that is none'
	bin "$(rib $t 2 "$(attribute 2 0901000000fb)")" >i.mrt
	origins i.mrt
	assert_refused 'an AS path has a segment that is none'
	# A prefix of 33 bits, a message that is longer than it says.
	bin "$(record $t 13 2 "0000000021c0000201800000")" >j.mrt
	origins j.mrt
	assert_refused 'a prefix is cut or too long'
	bin "$(record $t 16 4 "$(session 4 "$(update "$(path 4 64501)" $v4)")00")" >k.mrt
	origins k.mrt
	assert_refused 'a BGP message is not as long as it says'
	# Of two AS_PATHs the first one counts.
	bin "$(rib $t 2 "$(path 4 64497)$(path 4 64498)")" >l.mrt
	origins l.mrt
	assert_found 64497
}

@test "a cut-off leaves out who was seen before it, --all does not" {
	bin "$(rib $((t - 86400)) 2 "$(path 4 64497)")$(rib $t 2 "$(path 4 64498)")" >a.mrt
	origins -c 2023-11-14 a.mrt
	assert_found 64498
	origins -c 2023-11-15 a.mrt
	assert_found ''
	origins --cutoff 2023-11-15 --all a.mrt
	assert_found '64497 64498'
	for bad in 2999-01-01 1969-12-31 2023-02-29 2023-1-1 1700000000 2023-11-14T00:00:00Z ''; do
		origins -c "$bad" a.mrt
		assert_refused 'mrt-origins: --cutoff: '
	done
}

@test "days without a dump are reported" {
	local today day n
	today=$(date -u +%s)
	day=$((today - 30 * 86400))
	for n in 0 1 2 5 6 8 9 11; do
		bin "$(rib $((day + n * 86400)) 2 "$(path 4 64497)")" >$n.mrt
	done
	origins -c "$(date -u -d @$day +%F)" ./*.mrt
	assert_found 64497
	run cat err
	assert_line "mrt-origins: warning: no dump of $(date -u -d @$((day + 3 * 86400)) +%F) to $(date -u -d @$((day + 4 * 86400)) +%F) (2 days)"
	assert_line "mrt-origins: warning: no dump of $(date -u -d @$((day + 7 * 86400)) +%F)"
	assert_line --regexp "no dump of $(date -u -d @$((day + 12 * 86400)) +%F) to .* \((19|20) days\)"
	assert_equal "$(grep -c warning err)" 4
	# Many gaps: ten of them by their days.
	rm ./*.mrt
	mkdir dumps
	for ((n = 0; n < 30; n += 2)); do
		bin "$(rib $((day + n * 86400)) 2 "$(path 4 64497)")" >dumps/$n.mrt
	done
	origins -c "$(date -u -d @$day +%F)" dumps
	run cat err
	assert_line --regexp '^mrt-origins: warning: [56] more gaps between the dumps, [67] days together$'
	assert_equal "$(grep -c warning err)" 11
}

@test "the cache: used, not used for another file, and not when it is broken" {
	bin "$(rib $((t - 86400)) 2 "$(path 4 64497)")$(rib $t 2 "$(path 4 64498)")" >a.mrt
	bin "$(rib $t 2 "$(path 4 64499)")" >b.mrt
	touch -d @$t a.mrt b.mrt
	origins --cache cache a.mrt b.mrt
	assert_found '64497 64498 64499'
	assert_equal "$(find cache -type f | wc -l)" 2
	assert_equal "$(stat -c %a cache)" 700
	cp out first
	origins --cache cache a.mrt b.mrt
	diff first out
	grep -F '2 dumps (2 of them in the cache), 3 records, 3 routes, 3 ASes' err
	# A cut-off is not in it.
	origins --cache cache -c 2023-11-14 a.mrt b.mrt
	assert_found '64498 64499'
	grep -F '(2 of them in the cache)' err
	# By another path it is the same file.
	origins --cache cache "$PWD/../${PWD##*/}/a.mrt"
	grep -F '(1 of them in the cache)' err
	# Changed: its time, then its size.
	bin "$(rib $t 2 "$(path 4 64500)")" >b.mrt
	origins --cache cache a.mrt b.mrt
	assert_found '64497 64498 64500'
	grep -F '(1 of them in the cache)' err
	bin "$(rib $t 2 "$(path 4 64500)")$(rib $t 2 "$(path 4 64501)")" >b.mrt
	touch -d @$t b.mrt
	origins --cache cache b.mrt
	assert_found '64500 64501'
	# Cut, or not what it was: it is read again.
	local f
	for f in cache/*; do
		head -c 90 "$f" >cut
		cat cut >"$f"
	done
	origins --cache cache a.mrt b.mrt
	assert_found '64497 64498 64500 64501'
	grep -F '(0 of them in the cache)' err
	for f in cache/*; do
		sed -i 's/^origin.*/nonsense/' "$f"
	done
	origins --cache cache a.mrt b.mrt
	assert_found '64497 64498 64500 64501'
	grep -F '(0 of them in the cache)' err
	# What was refused is not kept.
	rm cache/*
	echo no >c.mrt
	origins --cache cache c.mrt
	assert_equal "$status" 2
	assert_equal "$(find cache -type f | wc -l)" 0
}

@test "a cache that cannot be written is no cache; one of others is refused" {
	bin "$(rib $t 2 "$(path 4 64497)")" >a.mrt
	: >file
	origins --cache file a.mrt
	assert_refused 'mrt-origins: file: --cache: '
	mkdir -m 777 open
	origins --cache open a.mrt
	assert_refused 'mrt-origins: open: --cache: '
}

@test "a full disk is an error" {
	bin "$(rib $t 2 "$(path 4 64497)")" >a.mrt
	run -2 sh -c 'mrt-origins a.mrt >/dev/full'
	assert_output --partial 'mrt-origins: standard output: write: '
}

@test "wrong calls" {
	run -2 mrt-origins --jobs 0 x
	run -2 mrt-origins --nosuch
	run -2 mrt-origins ''
	run -0 mrt-origins --help
	assert_output --partial 'mrt-origins(1)'
}

@test "progress, on a terminal alone" {
	command -v expect >/dev/null || skip "no expect"
	for n in 1 2 3; do
		bin "$(peers $t)$(rib $t 2 "$(path 4 6450$n)")" >$n.mrt
	done
	run -0 expect -c 'spawn -noecho sh -c {mrt-origins -v [123].mrt >out}
		expect eof
		lassign [wait] pid id error status
		exit $status'
	# It writes over itself, and ends before the summary.
	assert_output --regexp $'\rmrt-origins: 1 of 3 dumps\r.*3 of 3 dumps\r\nmrt-origins: 3 dumps'
	run -0 expect -c 'spawn -noecho sh -c {mrt-origins -q [123].mrt >out}
		expect eof'
	assert_output ''
	origins 1.mrt 2.mrt 3.mrt
	run cat -v err
	refute_output --partial ' of 3'
	refute_output --partial '^M'
}
