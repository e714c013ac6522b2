#!/usr/bin/env bats
# registry-graph: path, related, links and inactive.

setup() {
	# shellcheck source=tests/registry-graph/graph.bash
	. "$TOP_SRCDIR/tests/registry-graph/graph.bash"
	graph_setup
}

@test "path: the shortest one, with the attributes, in both directions" {
	graph path mntner ASH-MNT mntner DN42-MNT records
	assert_out "mntner	ASH-MNT
domain	ash.grove	<- mnt-by
mntner	DN42-MNT	-> mnt-by"
	graph path mntner DN42-MNT mntner ASH-MNT records
	assert_out "mntner	DN42-MNT
domain	ash.grove	<- mnt-by
mntner	ASH-MNT	-> mnt-by"
	graph path aut-num AS64497 aut-num AS64498 <records
	assert_out "aut-num	AS64497
organisation	ORG-ELM	-> org
aut-num	AS64498	<- org"
	graph path aut-num AS64497 aut-num AS64497 records
	assert_out "aut-num	AS64497"
	# auth and its key.
	graph path key-cert PGPKEY-0000LIME aut-num AS64504 records
	assert_out "key-cert	PGPKEY-0000LIME
mntner	LIME-MNT	<- auth
aut-num	AS64504	<- mnt-by"
}

@test "path: none is the expected no" {
	graph path aut-num AS64496 aut-num AS64505 records
	assert_refused 1 'they do not hang together'
	# Through a set, AS0, the hub or a person of the hub no way leads.
	graph path aut-num AS64502 aut-num AS64503 records
	assert_refused 1 'they do not hang together'
	graph path aut-num AS0 aut-num AS64496 records
	assert_equal "$status" 1
	# To them one does.
	graph path aut-num AS64502 person DESK-GROVE records
	assert_equal "$status" 0
	graph path mntner GORSE-MNT as-set AS-GORSE records
	assert_equal "$status" 0
	graph path mntner GORSE-MNT aut-num AS64505 records
	assert_refused 1 'they do not hang together'
	graph --hub NOBODY-MNT path aut-num AS64502 aut-num AS64503 records
	assert_out "aut-num	AS64502
person	DESK-GROVE	-> admin-c
aut-num	AS64503	<- admin-c"
}

@test "names: in any case, with and without AS, and by nic-hdl" {
	graph path mntner oak-mnt aut-num as64496 records
	assert_out "mntner	OAK-MNT
aut-num	AS64496	<- mnt-by"
	graph path mntner OAK-MNT aut-num 64496 records
	assert_equal "$status" 0
	graph path mntner OAK-MNT person oak-grove records
	assert_equal "$status" 0
	graph links as-set AS-LEAF records
	assert_line_out "->	members	aut-num	AS64496"
	for unknown in 'mntner NOBODY-MNT' 'aut-num AS1' 'aut-num oak' 'nothing OAK-MNT' 'person Oak'; do
		# shellcheck disable=SC2086
		graph links $unknown records
		assert_refused 2 "no $unknown in the registry"
	done
}

assert_line_out() {
	grep -qxFe "$1" out || fail "$(cat out err)"
}

@test "two objects that differ in case: both are there, the exact one first" {
	with 'mntner oak-mnt mnt-by=oak-mnt source=GROVE' \
		'mntner Ash-Mnt mnt-by=Ash-Mnt source=GROVE' \
		'person A nic-hdl=A-GROVE mnt-by=oak-mnt source=GROVE' \
		'person B nic-hdl=B-GROVE mnt-by=OAK-MNT source=GROVE' >in
	graph links person A-GROVE in
	assert_out "->	mnt-by	mntner	oak-mnt"
	graph links person B-GROVE in
	assert_out "->	mnt-by	mntner	OAK-MNT"
}

@test "links: what it names, and what names it" {
	graph links mntner YEW-MNT records
	assert_out "->	admin-c	person	YEW-GROVE
->	mnt-by	mntner	YEW-MNT
<-	mnt-by	aut-num	AS64499
<-	mnt-by	aut-num	AS64500
<-	mnt-by	inetnum	192.0.2.64/28
<-	mnt-by	inetnum	192.0.2.80/28
<-	mnt-by	person	YEW-GROVE
<-	mnt-by	route	192.0.2.64/28
<-	mnt-by	route	192.0.2.80/28"
}

@test "related: all that hangs together; sets and the hub are met alone" {
	graph related aut-num AS64504 records
	assert_out "aut-num	AS64504
inetnum	192.0.2.144/28
key-cert	PGPKEY-0000LIME
mntner	LIME-MNT
person	LIME-GROVE
route	192.0.2.144/28"
	graph related aut-num AS64501 records
	assert_line_out "mntner	DN42-MNT"
	run ! grep -F AS0 out
	# A set is where it starts: then it goes on.
	graph related as-set AS-GORSE records
	assert_line_out "aut-num	AS64505"
	assert_line_out "mntner	GORSE-MNT"
}

@test "related: held by one, through one, with and without a text" {
	graph related aut-num AS64497 --held-by FIR-MNT records
	assert_out "aut-num	AS64498
inetnum	192.0.2.48/28
mntner	FIR-MNT
person	FIR-GROVE
route	192.0.2.48/28"
	graph related aut-num AS64498 --through fir-mnt records
	assert_out "aut-num	AS64498
inetnum	192.0.2.48/28
mntner	FIR-MNT
organisation	ORG-ELM
person	FIR-GROVE
route	192.0.2.48/28"
	graph related aut-num AS64497 --with ORG-ELM records
	assert_out "aut-num	AS64497
aut-num	AS64498
organisation	ORG-ELM"
	graph related aut-num AS64504 --without AS64504 --without LIME-GROVE records
	assert_out "key-cert	PGPKEY-0000LIME
route	192.0.2.144/28"
}

@test "JSON and dot" {
	local question
	for question in 'path mntner ASH-MNT mntner DN42-MNT' 'related aut-num AS64497' \
		'links mntner YEW-MNT'; do
		# shellcheck disable=SC2086
		graph -f json $question records
		assert_equal "$status" 0
		"$TOP_BUILDDIR/tests/json-check" <out
		# shellcheck disable=SC2086
		graph -f dot $question records
		assert_equal "$(head -n 1 out)" 'digraph registry {'
		assert_equal "$(tail -n 1 out)" '}'
		# shellcheck disable=SC2086
		graph -f html $question records
		assert_refused 2 '--format'
	done
	graph -f dot path mntner ASH-MNT mntner DN42-MNT records
	assert_line_out '	"domain ash.grove" -> "mntner ASH-MNT" [label="mnt-by"];'
	graph -f json path mntner ASH-MNT mntner DN42-MNT records
	run tr -d ' \n' <out
	assert_output '{"path":[{"class":"mntner","key":"ASH-MNT"},{"class":"domain","key":"ash.grove","attribute":"mnt-by","direction":"<-"},{"class":"mntner","key":"DN42-MNT","attribute":"mnt-by","direction":"->"}]}'
}

@test "strangers' bytes: quotes, newlines, no UTF-8" {
	# shellcheck disable=SC2016
	with 'mntner a"b\\$(x)\n<i>\xff mnt-by=OAK-MNT source=GROVE' >in
	graph related mntner OAK-MNT in
	assert_line_out 'mntner	a"b\\$(x)\n<i>\xff'
	graph -f dot related mntner OAK-MNT in
	grep -F '"mntner a\"b\\\\$(x)\\n<i>\\xff"' out
	graph -f json related mntner OAK-MNT in
	"$TOP_BUILDDIR/tests/json-check" <out
}

@test "a value that names nothing is reported; what the lookup allows is not" {
	graph links as-set AS-FAR records
	grep -F 'records:5: warning: as-set AS-FAR: members: "AS65551" names no object' err
	sed 's/lookup=grove.person,grove.role/&,str:NONE/' records >in
	with 'person C nic-hdl=C-GROVE mnt-by=GONE-MNT source=GROVE' \
		'role D nic-hdl=D-GROVE admin-c=NONE tech-c=GONE-GROVE mnt-by=OAK-MNT source=GROVE' >more
	sed 's/lookup=grove.person,grove.role/&,str:NONE/' more >in
	graph links as-set AS-FAR in
	grep -F 'person C-GROVE: mnt-by: "GONE-MNT" names no object' err
	grep -F 'role D-GROVE: tech-c: "GONE-GROVE" names no object' err
	run ! grep NONE err
}

@test "circles and references to itself" {
	with 'mntner A-MNT mnt-by=B-MNT source=GROVE' 'mntner B-MNT mnt-by=C-MNT source=GROVE' \
		'mntner C-MNT mnt-by=A-MNT mnt-by=C-MNT source=GROVE' >in
	graph related mntner A-MNT in
	assert_out "mntner	A-MNT
mntner	B-MNT
mntner	C-MNT"
	graph links mntner C-MNT in
	assert_out "->	mnt-by	mntner	A-MNT
->	mnt-by	mntner	C-MNT
<-	mnt-by	mntner	B-MNT"
}

@test "an object that is there twice counts once" {
	cat records records >in
	graph links mntner YEW-MNT in
	assert_equal "$(wc -l <out)" 9
	grep -F 'warning: aut-num AS64496: a second one of that key is left out' err
}

@test "input that is cut, empty, or has no schema is refused" {
	head -n 20 records >cut
	graph links mntner OAK-MNT cut
	assert_refused 2 'the stream is cut short'
	: >empty
	graph links mntner OAK-MNT empty
	assert_refused 2 'empty'
	printf '\n%%begin birdfeed-records 1\n%%end\n' >nothing
	graph links mntner OAK-MNT nothing
	assert_refused 2 'no schema in the records'
	graph links mntner OAK-MNT records nothing
	assert_equal "$status" 0
	grep -F 'nothing: warning: no object and no activity in it' err
	grep -v '^schema' records >bare
	graph links mntner OAK-MNT bare
	assert_refused 2 'no schema in the records'
	graph links mntner OAK-MNT none
	assert_refused 2 'none: open: No such file or directory'
	with 'schema X-SCHEMA ref=grove.x mnt-by=OAK-MNT' >bad
	graph links mntner OAK-MNT bad
	assert_refused 2 'no key with the word schema'
}

@test "inactive: the aut-nums without a sign of life" {
	active 64496 64497 64499 64501 64502 >seen
	active 64498 64502 64505 >changed
	graph inactive seen changed records
	assert_out "AS64500
AS64503
AS64504"
	assert_equal "$(tail -n 1 err)" "registry-graph: 3 inactive aut-nums; a removal would take 1 of 10 aut-nums, and leave 2 objects to be reviewed"
	graph inactive seen changed - <records
	assert_equal "$(wc -l <out)" 3
	cat records seen changed >all
	graph inactive <all
	assert_equal "$(wc -l <out)" 3
	graph inactive -f json seen changed records
	"$TOP_BUILDDIR/tests/json-check" <out
}

@test "inactive: activity before the cut-off does not count" {
	active 64496 64497 64498 64499 64500 64501 64502 64503 64505 >seen
	stream 'activity AS64504 last-seen=2021-01-02 source=git' >old
	graph inactive seen old records
	assert_out ''
	graph inactive -c 2023-01-01 seen old records
	assert_out AS64504
	graph inactive -c 2024-05-06 seen old records
	assert_out AS64504
	graph inactive -c 2024-05-07 seen old records
	assert_refused 2 'not one active aut-num among 10 activity records'
	graph inactive -c 2999-01-01 seen old records
	assert_refused 2 '--cutoff'
}

@test "inactive mntner: no active aut-num by any chain, or none at all" {
	active 64496 64497 64499 64501 64502 64503 64505 >seen
	graph inactive mntner seen records
	# FIR hangs with ELM by an organisation, MOSS with PINE by mnt-by.
	assert_out "GORSE-MNT
LIME-MNT"
	graph inactive mntner --hub NOBODY-MNT seen records
	assert_equal "$status" 0
	echo gorse-mnt >opted
	graph inactive mntner --opt-out opted seen records
	assert_out "LIME-MNT"
}

@test "inactive: who has opted out, and what hangs together with them" {
	active 64496 64501 64502 64503 64504 64505 64499 64500 >seen
	graph inactive seen records
	assert_out "AS64497
AS64498"
	printf '# asked on the list\n\nFIR-MNT  # by mail\n' >opted
	graph inactive --opt-out opted seen records
	assert_out ''
	printf 'AS64497\n4242424242\n' >opted
	graph inactive --opt-out opted seen records
	assert_out ''
	grep -F 'opted:2: warning: 4242424242 is not in the registry' err
	echo FRI-MNT >opted
	graph inactive --opt-out opted seen records
	assert_refused 2 'opted:1: "FRI-MNT" (expected an AS number, or a mntner that the registry has)'
}

@test "inactive: an active list that is empty or tiny is refused" {
	graph inactive records
	assert_refused 2 'not one active aut-num among 0 activity records'
	active 65551 >seen
	graph inactive seen records
	assert_refused 2 'not one active aut-num among 1 activity records'
	active 64505 >seen
	graph inactive seen records
	assert_refused 2 '--most: 6 of 10 aut-nums would be removed (expected at most 20 %'
	graph inactive --most 60 seen records
	assert_equal "$(wc -l <out)" 9
	graph inactive --most 59 seen records
	assert_equal "$status" 2
	printf '\n%%begin birdfeed-records 1\n%%end\n' >seen
	graph inactive seen records
	assert_refused 2 'not one active aut-num among 0 activity records'
}

@test "inactive -f html: a page of what goes and what is left to people" {
	active 64496 64497 64498 64499 64505 >seen
	stream 'activity AS64504 last-seen=2019-01-02 source=dump.mrt' \
		'activity AS64504 last-seen=2020-03-04 source=git' >old
	graph -f html inactive -c 2023-01-01 --most 50 seen old records
	assert_equal "$status" 0
	xmllint --noout out 2>/dev/null || xmllint --html --noout out
	tr -d '\n' <out >line
	grep -F '<td>LIME-MNT</td><td>aut-num AS64504</td><td>2019-01-02</td><td>2020-03-04</td><td>listed</td>' out
	grep -F '<td>ASH-MNT</td><td>aut-num AS64501</td><td></td><td></td><td>hangs together with mntner DN42-MNT<br>aut-num AS64501 &gt; mntner ASH-MNT &gt; domain ash.grove &gt; mntner DN42-MNT</td>' out
	grep -F '<td>GORSE-MNT</td><td>mntner GORSE-MNT</td>' out
	# Sorted by maintainer.
	sed -n 's/^<tr><td>\([^<]*\).*/\1/p;/<h2>/=' out >rows
	sed '/^[0-9]/,$!d' rows | grep -v '^[0-9]' >names
	run cat names
	assert_line --index 0 GORSE-MNT
	# No text of a stranger is markup.
	with 'mntner <b>&"x mnt-by=<b>&"x source=GROVE' >in
	graph -f html inactive --most 50 seen in
	grep -F '&lt;b&gt;&amp;&quot;x' out
	run ! grep -F '<b>' out
}

@test "a full disk is an error; wrong calls" {
	run -2 sh -c 'registry-graph links mntner OAK-MNT records >/dev/full'
	assert_output --partial 'registry-graph: standard output: write: '
	run -2 registry-graph
	run -2 registry-graph nothing
	run -2 registry-graph path mntner OAK-MNT mntner
	run -2 registry-graph -f xml links mntner OAK-MNT records
	run -2 registry-graph --most 101 inactive records
	run -0 registry-graph --help
	assert_output --partial 'registry-graph(1)'
}
