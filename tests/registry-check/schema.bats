#!/usr/bin/env bats
# registry-check: findings by the registry's own schemas.

setup() {
	load helper
	registry_setup
}

@test "a clean registry has no findings" {
	judge
	assert_equal "$status" 0
	assert_equal "$(cat out)" ""
	assert_equal "$(cat err)" "registry-check: 27 objects, 0 findings"
}

@test "each identifier, as the golden file has it" {
	add_faults
	judge
	assert_equal "$status" 1
	if [ -n "${UPDATE_GOLDEN-}" ]; then
		cp out "$fixtures/faults.findings"
	fi
	diff "$fixtures/faults.findings" out
	run ids "$TOP_SRCDIR/src/registry-check/schema-check.c"
	assert_output "$(sed 's/.*\[\(.*\)\]$/\1/' out |
		grep -v object-unreadable | LC_ALL=C sort -u |
		cat - <(echo object-duplicate) | LC_ALL=C sort -u)"
}

# The identifiers in the tables of the files.
ids() {
	sed -n 's/^	{ "\([a-z0-9-]*\)", .*/\1/p' "$@" | LC_ALL=C sort -u
}

@test "the manual page has each identifier, and no other" {
	local src="$TOP_SRCDIR/src/registry-check"
	ids "$src/schema-check.c" "$src"/policy-*.c >want
	echo object-unreadable >>want
	sed -n 's/^\.It Li \([a-z0-9-]*\) .*Ta.*/\1/p' \
	    "$TOP_SRCDIR/man/registry-check.1" | LC_ALL=C sort >have
	LC_ALL=C sort want | diff - have
}

@test "a tar stream gives the same findings, compressed or not" {
	add_faults
	(cd r && find data -type f | LC_ALL=C sort | tar -cf ../r.tar -T -)
	gzip -k r.tar
	judge
	sed 's,^r/,,' out >want
	for f in r.tar r.tar.gz; do
		run -1 --separate-stderr registry-check <"$f"
		assert_equal "$output" "$(cat want)"
		assert_equal "$stderr" "$(cat err)"
	done
}

@test "the findings do not depend on the number of processors" {
	for i in $(seq 300); do
		object "mntner/M$i-MNT" "mntner: M$i-MNT" "auth: none" \
		    "mnt-by: M$i-MNT" "source: NONE"
	done
	judge
	assert_equal "$(wc -l <out)" 300
	run -1 --separate-stderr taskset -c 0 registry-check r
	assert_equal "$output" "$(cat out)"
}

@test "all that the parser refuses is found" {
	object mntner/EMPTY-MNT
	object mntner/LINE-MNT 'mntner: LINE-MNT' 'no attribute'
	object mntner/TWO-MNT 'mntner: TWO-MNT' '' 'mntner: TWO-MNT'
	object mntner/PERSON-DEMO 'person: P'
	object peer/X 'peer: X'
	object aut-num/ASX 'aut-num: ASX'
	object aut-num/NONE 'aut-num:'
	object route/10.0.0.1_8 'route: 10.0.0.1/8'
	object route/2001:db8::_32 'route: 2001:db8::/32'
	object inetnum/192.0.2.9_27 'inetnum: 192.0.2.9 - 192.0.2.1'
	object inetnum/10.0.0.0_8 'inetnum: 10.0.0.0 - 10.255.255.255' \
	    'cidr: 10.0.0.0/9'
	object inetnum/11.0.0.0_8 'inetnum: 11.0.0.0 - 11.255.255.255' \
	    'cidr: 11.0.0.1/8'
	object as-block/AS2-AS1 'as-block: AS2-AS1'
	mkdir r/data/mntner/FOLDER-MNT
	ln -s DEMO-MNT r/data/mntner/LINK-MNT
	registry-parse r 2>&1 >/dev/null |
		sed -n 's,^registry-parse: r/data/\([a-z0-9-]*/[^/ ]*\)$,&,
		    s,^registry-parse: r/data/\([a-z0-9-]*/.*\),\1,p' |
		sed 's/^\([a-z0-9-]*\/[^ ]*\): .*/\1/; s/:[0-9]*:* .*//; s/:[0-9]*$//' |
		LC_ALL=C sort -u >refused
	assert_equal "$(wc -l <refused)" 15
	judge
	assert_equal "$status" 1
	while read -r file; do
		grep -qF "r/data/$file" out || fail "nothing about $file"
	done <refused
}

@test "what is no file is a finding too" {
	mkdir r/data/mntner/FOLDER-MNT
	assert_found 'mntner/FOLDER-MNT: not a regular file (expected an object) [object-unreadable]'
}

@test "references find an object by its first attribute and its file's name" {
	# Malformed otherwise, or in the wrong folder: one finding each.
	edit mntner/OAK-MNT '^auth:.*' 'nonsense'
	mv r/data/person/OAK-DEMO r/data/mntner/OAK-DEMO
	assert_found 'mntner/OAK-DEMO:1: person: the first attribute is another class'"'"'s (expected mntner) [class-mismatch]' \
	    'mntner/OAK-MNT:2: "nonsense" (expected NAME: VALUE, with a name of a-z 0-9 -) [object-syntax]'
	rm r/data/mntner/OAK-DEMO
	edit mntner/OAK-MNT '^nonsense' 'auth: x'
	assert_found 'mntner/OAK-MNT:3: admin-c: "OAK-DEMO" does not exist (expected demo.person,demo.role,str:NONE) [lookup-missing]'
}

@test "a reference may be one of several classes, or a word" {
	edit mntner/OAK-MNT OAK-DEMO DESK-DEMO
	judge
	assert_equal "$status" 0
	edit mntner/OAK-MNT DESK-DEMO NONE
	judge
	assert_equal "$status" 0
	edit mntner/OAK-MNT 'NONE$' NON
	judge
	assert_equal "$status" 1
	edit mntner/OAK-MNT 'NON$' 'NONE of them'
	judge
	assert_equal "$status" 0
}

@test "the same object in two trees is there twice" {
	mkdir -p more/data/mntner
	cp r/data/mntner/OAK-MNT more/data/mntner
	run -1 --separate-stderr registry-check r more
	assert_output 'more/data/mntner/OAK-MNT:1: mntner: the object is there again (expected one; the other is r/data/mntner/OAK-MNT) [object-duplicate]'
}

@test "user-defined attributes and comments are fine" {
	printf 'X-Any: thing\n# a comment\n' >>r/data/mntner/OAK-MNT
	judge
	assert_equal "$status" 0
}

@test "nested as-blocks: the outer one counts behind the inner one" {
	object aut-num/AS64510 'aut-num: AS64510' 'as-name: X' \
	    'mnt-by: OAK-MNT' 'source: DEMO'
	judge
	assert_equal "$status" 0
	mv r/data/aut-num/AS64510 r/data/aut-num/AS64512
	edit aut-num/AS64512 AS64510 AS64512
	assert_found 'aut-num/AS64512:1: aut-num: AS64512 is in no as-block (expected one around it) [asn-outside-block]'
}

@test "strangers' bytes come out as printable ASCII, and cut" {
	printf '%0300d: x\n' 0 >>r/data/mntner/OAK-MNT
	printf 'admin-c: \033[2J\n' >>r/data/mntner/OAK-MNT
	judge
	assert_equal "$status" 1
	run ! grep -P '[^\x20-\x7e]' out
	run grep -c '^.\{1,300\} \[[a-z-]*\]$' out
	assert_output 2
	run grep -F '"\x1b[2J" does not exist' out
	assert_success
}

# A run with one line of a schema changed stops with this message.
assert_schema_stops() {
	cp -R "$fixtures/tree" s && chmod -R u+w s
	rm -rf r && mv s r
	edit "schema/$1" "$2" "$3"
	judge
	assert_stopped "r/data/schema/$1:$4"
}

@test "a malformed schema stops the run" {
	s=ROLE-SCHEMA
	assert_schema_stops $s 'required single schema' 'required single shema' '3: key: "shema" (expected required,'
	assert_schema_stops $s 'required single schema' 'single schema' '3: key: role is not said to be required,'
	assert_schema_stops $s 'required single schema' 'required schema' '3: key: role is not said to be single or multiple'
	assert_schema_stops $s 'required single schema' 'required optional single schema' '3: key: a second "optional"'
	assert_schema_stops $s 'required single schema' 'required single lookup= schema' '3: key: "lookup=" (expected'
	assert_schema_stops $s 'role required.*' 'role required single' '1: no key with "schema"'
	assert_schema_stops $s 'single primary' 'single' '1: no primary key'
	assert_schema_stops $s 'single schema' 'single primary schema' '4: key: a second primary key'
	assert_schema_stops $s 'single primary' 'single primary schema' '4: key: a second key with "schema"'
	assert_schema_stops $s 'nic-hdl required' 'role required' '4: key: role again'
	assert_schema_stops $s 'nic-hdl required' 'Nic_Hdl required' '4: key: "Nic_Hdl" (expected a name'
	assert_schema_stops $s 'key:  .*nic-hdl.*' 'key:' '4: key: empty (expected a name'
	assert_schema_stops $s 'lookup=demo.mntner' 'lookup=demo.maintainer' '5: key: "demo.maintainer" (expected the ref of a schema'
	assert_schema_stops $s '^ref:.*' 'remarks:' '1: no ref'
	assert_schema_stops $s '^ref:.*' 'ref:' '2: ref: empty'
	assert_schema_stops $s '^ref:.*' 'ref: demo.person' '1: ref "demo.person" is not of class role'
	assert_schema_stops $s '^source:.*' 'ref: demo.role' '8: ref: more than one'
	assert_schema_stops $s '^source:.*' 'dir-name: persons' '8: dir-name: "persons" is read as the folder of class persons'
	assert_schema_stops $s '^schema:.*' 'nothing' '1: "nothing" (expected NAME: VALUE'
	assert_schema_stops $s '^schema:.*' 'mntner: X' '1: the first attribute is another class'
	assert_schema_stops $s '.*' '' '9: empty (expected an object)'
}

@test "two schemas of a class stop the run, and so do none at all" {
	cp r/data/schema/ROLE-SCHEMA r/data/schema/ROLE2-SCHEMA
	judge
	assert_stopped 'r/data/schema/ROLE2-SCHEMA:1: a second schema of demo.role'
	edit schema/ROLE2-SCHEMA 'demo.role' 'other.role'
	judge
	assert_stopped 'r/data/schema/ROLE2-SCHEMA:1: a second schema of class role'
	rm r/data/schema/*
	judge
	assert_stopped 'no schema in the registry'
}

@test "a schema of 100,000 keys, and an object of 200,000 attributes" {
	awk 'BEGIN {
		for (i = 0; i < 100000; i++) print "key: k" i " optional single"
	}' >>r/data/schema/ROLE-SCHEMA
	awk 'BEGIN {
		for (i = 0; i < 200000; i++) print "k" i % 100001 ": x"
	}' >>r/data/role/DESK-DEMO
	run -1 timeout 60 registry-check r
	assert_line --partial 'role/DESK-DEMO:100005: k100000: not in the schema of role'
	assert_line --partial 'role/DESK-DEMO:100006: k0: repeated (expected once; the first is on line 5)'
}

@test "an unreadable tree, RPSL text, a wrong call: exit 2" {
	rm -r r
	judge
	assert_stopped 'r: open:'
	printf 'mntner: A-MNT\n' >r
	judge
	assert_stopped 'r: '
	judge --policy OAK-MNT
	assert_stopped 'r: '
	for args in --strict '-t route' '-k tree' --check; do
		# shellcheck disable=SC2086
		run -2 --separate-stderr registry-check $args "$fixtures/tree"
		assert_output ""
		assert_equal "${#stderr_lines[@]}" 1
	done
	run -2 registry-check --policy
}

@test "a full disk is an error" {
	[ -c /dev/full ] || skip "no /dev/full"
	edit mntner/OAK-MNT OAK-DEMO NOBODY
	run -2 --separate-stderr bash -c 'registry-check r >/dev/full'
	edit aut-num/AS64496 'aut-num:.*' 'aut-num: ASX'
	run -2 bash -c 'registry-check --policy OAK-MNT r >/dev/full'
}

# The lines of .Dl in EXAMPLES.
@test "the man page's examples: what goes in, and what comes out" {
	cp -R r registry
	edit ../../registry/data/mntner/OAK-MNT OAK-DEMO NOBODY-DEMO
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh D/s/^\.Dl //p' \
	    "$TOP_SRCDIR/man/registry-check.1" | sed 's/DEMO-MNT/OAK-MNT/' \
	    >examples.sh
	assert_equal "$(wc -l <examples.sh)" 2
	run -0 --separate-stderr bash -e examples.sh
	assert_output 'registry/data/mntner/OAK-MNT:3: admin-c: "NOBODY-DEMO" does not exist (expected demo.person,demo.role,str:NONE) [lookup-missing]'
}

@test "BIRDFEED_DATA: the real registry has these findings and no others" {
	[ -n "${BIRDFEED_DATA-}" ] || skip "BIRDFEED_DATA is not set"
	rm -r r && mkdir r
	tar -xf "$BIRDFEED_DATA/dn42-registry.tar.xz" -C r
	judge
	assert_equal "$status" 1
	assert_equal "$(cat err)" "registry-check: 19824 objects, 12 findings"
	run sed 's,^r/data/\([a-z0-9-]*/[^ ]*: [a-z0-9-]*\): .*\[\(.*\)\]$,\2 \1,' out
	assert_output "asn-outside-block aut-num/AS0:1: aut-num
cidr-form inet6num/fd42:4242:8443:dead:1337:da7a:beef::_112:9: cidr
cidr-form inet6num/fd42:4242:8443:dead:1337:da7a:beef::_127:9: cidr
range-mismatch inetnum/172.23.161.64_27:1: inetnum
class-mismatch mntner/SAM-DN42:2: person
attribute-deprecated route-set/RS-DN42:4: members
attribute-deprecated route-set/RS-DN42:6: members
attribute-deprecated route-set/RS-DN42:8: members
attribute-deprecated route-set/RS-DN42:10: members
attribute-deprecated route-set/RS-DN42:12: members
attribute-deprecated route-set/RS-DN42:14: members
attribute-deprecated route-set/RS-DN42-NATIVE:5: members"
}
