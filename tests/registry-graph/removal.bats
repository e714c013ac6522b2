#!/usr/bin/env bats
# registry-graph remove: what goes, what is edited, what is left to people;
# and the script that does it.

setup() {
	# shellcheck source=tests/registry-graph/graph.bash
	. "$TOP_SRCDIR/tests/registry-graph/graph.bash"
	graph_setup
}

# remove ARGUMENT...: of the grove, however many.
remove() {
	graph remove --most 100 "$@"
	[ "$status" -eq 0 ] || fail "$(cat err)"
}

# list KEY...: into file list.
list() {
	printf '%s\n' "$@" >list
}

# removed, edited, reviewed: the names of file out, a line each.
removed() {
	sed -n "s/^remove 'data\/\(.*\)'\$/\1/p" out
}
edited() {
	sed -n "s/^edit 'data\/\([^']*\)'.*/\1/p" out
}
reviewed() {
	sed -n '/^# ---- review/,$s/^# \([a-z].*: .*\)/\1/p' out
}

# repository: the grove as a git repository.
repository() {
	export HOME=$PWD GIT_CONFIG_NOSYSTEM=1
	mkdir repo
	cp -R "$TOP_SRCDIR/tests/registry-graph/tree/data" repo/data
	chmod -R u+w repo
	git -C repo init -q
	commit
}

commit() {
	git -C repo add -A
	git -C repo -c user.name=x -c user.email=x@example.com commit -qm x
}

# findings: what registry-check finds in repo, without the lines.
findings() {
	registry-check repo 2>/dev/null | sed 's/:[0-9]*: /: /' | LC_ALL=C sort
}

# The script does what it says, and registry-check finds nothing new.
assert_clean() {
	findings >before
	run sh out repo
	assert_success
	assert_output ''
	removed | LC_ALL=C sort >expected
	git -C repo diff --cached --name-only --no-renames --diff-filter=D |
		sed 's|^data/||' | LC_ALL=C sort >gone
	diff expected gone
	edited | LC_ALL=C sort >expected
	git -C repo diff --cached --name-only --no-renames --diff-filter=M |
		sed 's|^data/||' | LC_ALL=C sort >changed
	diff expected changed
	[ -z "$(git -C repo diff --name-only)" ]
	findings >after
	run comm -13 before after
	assert_output ''
}

@test "one network goes with all that is its own" {
	list AS64504
	remove aut-num list records
	run removed
	assert_output "aut-num/AS64504
inetnum/192.0.2.144_28
key-cert/PGPKEY-0000LIME
mntner/LIME-MNT
person/LIME-GROVE
route/192.0.2.144_28"
	run edited
	assert_output ''
	run reviewed
	assert_output ''
	grep -xF '# aut-num AS64504: listed' out
	grep -xF '# mntner LIME-MNT: hangs together with aut-num AS64504' out
	assert_equal "$(tail -n 1 err)" "registry-graph: 6 objects removed, 1 of 10 aut-nums among them; 0 edited; 0 to be reviewed"
}

@test "a component goes as a whole or not at all" {
	list 64499
	remove aut-num list records
	run removed
	assert_output ''
	run reviewed
	assert_output 'aut-num AS64499: hangs together with aut-num AS64500, which is not listed'
	grep -xF '#    aut-num AS64499 > person YEW-GROVE > aut-num AS64500' out
	list 64500 AS64499 64499 as64500
	remove aut-num list records
	assert_equal "$(removed | grep -c ^aut-num/)" 2
	run reviewed
	assert_output ''
}

@test "what touches the hub is for a person, with its path" {
	list 0 64501 64502 64503
	remove aut-num list records
	run removed
	assert_output ''
	run reviewed
	assert_output "aut-num AS0: is never removed
aut-num AS64501: hangs together with mntner DN42-MNT
aut-num AS64502: hangs together with mntner DN42-MNT
aut-num AS64503: hangs together with mntner DN42-MNT"
	grep -xF '#    aut-num AS64502 > person DESK-GROVE > mntner DN42-MNT' out
	graph path aut-num AS64502 mntner DN42-MNT records
	assert_equal "$(cut -f1,2 out | tr '\t\n' ' >')" 'aut-num AS64502>person DESK-GROVE>mntner DN42-MNT>'
}

@test "sets: members leave, empty ones go, those of the removed go, to a fixed point" {
	list 64496
	remove aut-num list records
	run removed
	assert_output "as-set/AS-LEAF
as-set/AS-OAK
aut-num/AS64496
inetnum/192.0.2.16_28
mntner/OAK-MNT
person/OAK-GROVE
route/192.0.2.16_28
route-set/RS-OAK"
	run edited
	assert_output "as-set/AS-FAR
as-set/AS-TWO
as-set/AS-WOOD"
	grep -xF '# as-set AS-LEAF: no member of it is left' out
	grep -xF '# as-set AS-OAK: its mnt-by names mntner OAK-MNT' out
	# A member that the registry does not have is one all the same.
	grep -A3 -F "edit 'data/as-set/AS-FAR'" out | grep -F "1 'members' 'AS64496'"
	# AS-LEAF was a member of AS-WOOD.
	grep -xF '# as-set AS-WOOD: its members names as-set AS-LEAF' out
}

@test "the script edits whole attributes, and leaves the rest as it is" {
	command -v git >/dev/null || skip "no git"
	repository
	list 64496
	remove aut-num list records
	assert_clean
	run cat repo/data/as-set/AS-TWO
	assert_output "as-set:             AS-TWO
descr:              two of them, and one
+
                    of two lines
members:            AS64497
remarks:            it's a 'quoted' name
mnt-by:             PINE-MNT
source:             GROVE"
	run grep -c members repo/data/as-set/AS-WOOD
	assert_output 1
}

@test "--subgraph: maintainers without an aut-num, and those of the hub" {
	: >list
	remove --subgraph aut-num list records
	run removed
	assert_output "as-set/AS-GORSE
mntner/GORSE-MNT
person/GORSE-GROVE"
	grep -xF '# mntner GORSE-MNT: no aut-num can be reached from mntner GORSE-MNT' out
	with 'mntner HEATH-MNT mnt-by=HEATH-MNT source=GROVE' \
		'domain heath.grove nserver=ns mnt-by=HEATH-MNT mnt-by=DN42-MNT source=GROVE' >in
	remove --subgraph aut-num list in
	assert_equal "$(removed | wc -l)" 3
	run reviewed
	assert_output 'mntner HEATH-MNT: no aut-num can be reached from it, but it hangs together with the hub'
	grep -xF '#    mntner HEATH-MNT > domain heath.grove > mntner DN42-MNT' out
	echo GORSE-MNT >opted
	remove --subgraph --opt-out opted aut-num list records
	run removed
	assert_output ''
	# Those of a maintainer that goes lose their aut-num.
	with 'mntner BRIAR-MNT mnt-by=BRIAR-MNT source=GROVE' >in
	list 64504
	remove --subgraph aut-num list in
	run removed
	assert_line mntner/BRIAR-MNT
}

@test "remove mntner: every maintainer of the component is listed, or none goes" {
	list PINE-MNT
	remove mntner list records
	run removed
	assert_output ''
	run reviewed
	assert_output 'mntner PINE-MNT: hangs together with mntner MOSS-MNT, which is not listed'
	list pine-mnt MOSS-MNT dn42-mnt
	remove mntner list records
	assert_equal "$(removed | grep -c ^mntner/)" 2
	run removed
	assert_line aut-num/AS64505
	run reviewed
	assert_output 'mntner DN42-MNT: is never removed'
	# Persons have no part in it.
	list GORSE-MNT
	remove mntner list records
	run removed
	assert_line person/GORSE-GROVE
}

@test "who has opted out stays, with all that hangs together with them" {
	list 64497 64498
	remove aut-num list records
	assert_equal "$(removed | grep -c ^aut-num/)" 2
	echo FIR-MNT >opted
	remove --opt-out opted aut-num list records
	run removed
	assert_output ''
	run reviewed
	assert_line 'aut-num AS64497: hangs together with mntner FIR-MNT, which has opted out'
	echo AS64497 >opted
	remove --opt-out opted aut-num list records
	run removed
	assert_output ''
}

@test "the order of the list and of the records does not matter" {
	list 64496 64497 64498 64499 64500 64501 64504
	remove --subgraph aut-num list records
	cp out first
	local i
	for i in 1 2 3; do
		shuffled <records >in
		sort -R list >other
		remove --subgraph aut-num other in
		run diff first out
		assert_success
	done
}

@test "JSON: the same as data" {
	list 64496 64501
	remove aut-num list records
	removed >names
	remove -f json aut-num list records
	"$TOP_BUILDDIR/tests/json-check" <out
	tr -d ' \n' <out >line
	grep -oE '"file":"data/[^"]*","why"' line | cut -d '"' -f 4 |
		sed 's|^data/||' | grep -vx aut-num/AS64501 | diff names -
	grep -F '{"attribute":"members","value":"AS64496","names":{"class":"aut-num","key":"AS64496"}}' line
	grep -F '"path":[{"class":"aut-num","key":"AS64501"},{"class":"mntner","key":"ASH-MNT"},{"class":"domain","key":"ash.grove"},{"class":"mntner","key":"DN42-MNT"}]' line
}

@test "more than --most is refused" {
	list 64499 64500 64504
	graph remove aut-num list records
	assert_refused 2 '--most: 3 of 10 aut-nums would be removed (expected at most 20 %'
	graph remove --most 30 aut-num list records
	assert_equal "$status" 0
	graph remove --most 0 aut-num list records
	assert_equal "$status" 2
	list GORSE-MNT
	graph remove --most 5 mntner list records
	assert_refused 2 '--most: 1 of 11 mntners'
	# Reviews are no removals.
	list 64501 64502 64503
	graph remove --most 0 aut-num list records
	assert_equal "$status" 0
}

@test "lists: words, duplicates, comments, other ASNs" {
	printf '# all\n\n  AS64504  # lime\r\n64504\n4242420000\n' >list
	remove aut-num list records
	grep -F 'list:5: warning: 4242420000 is not in the registry' err
	assert_equal "$(removed | grep -c ^aut-num/)" 1
	for word in lime AS-LIME 64504,64505 '64504 64505' AS99999999999 -- -1; do
		printf '64504\n%s\n' "$word" >list
		graph remove --most 100 aut-num list records
		assert_refused 2 "list:2: \"$word\" (expected an AS number)"
	done
	list NOBODY-MNT
	remove mntner list records
	grep -F 'list:1: warning: NOBODY-MNT is not in the registry' err
	graph remove aut-num nofile records
	assert_refused 2 'nofile:'
	graph remove person list records
	assert_refused 2 '"person" (expected aut-num or mntner)'
	for twice in '-' '- -' '- records -' 'list --opt-out -'; do
		# shellcheck disable=SC2086
		graph remove aut-num $twice <list
		assert_refused 2 'standard input twice'
	done
	list 64504
	remove aut-num - records <list
	assert_equal "$(removed | grep -c ^aut-num/)" 1
}

@test "names of files: quotes and newlines are quoted, what is none is refused" {
	command -v git >/dev/null || skip "no git"
	repository
	local odd
	odd='AS-it'"'"'s$(touch${IFS}pwned)`x`"y"\*'
	{
		printf '%-20s%s\n' as-set: "$odd" members: AS64504 mnt-by: PINE-MNT source: GROVE
	} >"repo/data/as-set/$odd"
	printf 'members:            AS64504\n' >>"repo/data/as-set/AS-FAR"
	commit
	registry-parse repo >in 2>/dev/null
	list 64504
	remove aut-num list in
	findings >/dev/null
	sh out repo
	[ ! -e repo/pwned ]
	[ ! -e pwned ]
	[ ! -e "repo/data/as-set/$odd" ]
	[ -e repo/data/as-set/AS-FAR ]
	with 'as-set ..\nx members=AS64504 mnt-by=PINE-MNT source=GROVE' >in
	graph remove --most 100 aut-num list in
	assert_refused 2 'as-set ..\nx: no file can have this name'
}

@test "the script does nothing unless all of it fits" {
	command -v git >/dev/null || skip "no git"
	repository
	list 64496
	remove aut-num list records
	untouched() {
		[ -z "$(git -C repo diff --cached --name-only)" ]
	}
	# Not committed.
	echo >>repo/data/person/PINE-GROVE
	run sh out repo
	assert_failure
	assert_output 'removal: data has changes that are not committed'
	untouched
	git -C repo checkout -q .
	# An edit whose attribute is there twice, or not.
	echo 'members:            AS64496' >>repo/data/as-set/AS-FAR
	commit
	run sh out repo
	assert_failure
	assert_output 'removal: data/as-set/AS-FAR: what shall go from it is not there just once'
	untouched
	sed -i /AS64496/d repo/data/as-set/AS-FAR
	commit
	run sh out repo
	assert_failure
	untouched
	# A file that is gone.
	git -C repo revert -n HEAD HEAD~1 2>/dev/null
	git -C repo rm -q data/person/OAK-GROVE
	commit
	run sh out repo
	assert_failure
	assert_output 'removal: data/person/OAK-GROVE: no such file'
	untouched
	# A shallow clone, no repository.
	git clone -q --depth 1 "file://$PWD/repo" shallow
	run sh out shallow
	assert_failure
	assert_output 'removal: a shallow clone (git fetch --unshallow)'
	cp -R "$TOP_SRCDIR/tests/registry-graph/tree" plain
	chmod -R u+w plain
	GIT_CEILING_DIRECTORIES=$PWD run sh out plain
	assert_failure
	[ -e plain/data/aut-num/AS64496 ]
}

@test "an attribute that a record has twice goes twice; one of many lines goes whole" {
	command -v git >/dev/null || skip "no git"
	repository
	printf '%-20s%s\n' as-set: AS-ODD members: AS64504 members: AS64504 \
		members: AS64505 >repo/data/as-set/AS-ODD
	printf 'MEMBERS:\tas64504 behind it\n\tgoes\n+ on\n# a comment\n  # and on\n+\n# the last\nmnt-by: PINE-MNT\nsource: GROVE\n' \
		>>repo/data/as-set/AS-ODD
	commit
	registry-parse repo >in 2>/dev/null
	list 64504
	remove aut-num list in
	run sh out repo
	assert_success
	run cat repo/data/as-set/AS-ODD
	assert_output "as-set:             AS-ODD
members:            AS64505
# the last
mnt-by: PINE-MNT
source: GROVE"
}

# The real registry, where it is there.
@test "the real snapshot: 1, 10, 100, 1,000 ASNs, all of a maintainer" {
	[ -e "${BIRDFEED_DATA-}/dn42-registry.tar.xz" ] || skip "no BIRDFEED_DATA"
	export HOME=$PWD GIT_CONFIG_NOSYSTEM=1
	local n
	mkdir repo
	tar -xf "$BIRDFEED_DATA/dn42-registry.tar.xz" -C repo
	git -C repo init -q
	commit
	registry-parse repo >in 2>/dev/null
	findings >before
	# The same choice each time.
	for n in repo/data/aut-num/*; do
		echo "${n##*/}"
	done | awk '{ print (substr($1, 3) * 7919) % 104729, $1 }' | sort -n |
		cut -d ' ' -f 2 >asns
	for n in 1 10 100 1000; do
		head -n $n asns >list
		remove --subgraph aut-num list in
		assert_clean
		git -C repo reset -q --hard
	done
	ls repo/data/mntner | awk 'NR % 40 == 0' >list
	remove mntner list in
	assert_clean
}
