#!/usr/bin/env bats
# registry-parse --check and --check-policy: findings about a registry.

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	fixtures="$TOP_SRCDIR/tests/registry-check"
	cd "$BATS_TEST_TMPDIR" || return 1
	chmod 755 "$BATS_TEST_TMPDIR"
	cp -R "$fixtures/tree" r
	chmod -R u+w r
}

# object CLASS/NAME LINE ...: writes one into r.
object() {
	local name=$1
	shift
	mkdir -p "r/data/${name%%/*}"
	printf '%s\n' "$@" >"r/data/$name"
}

# Replaces $2 by $3 in the object $1.
edit() {
	sed -i "s|$2|$3|" "r/data/$1"
}

# Runs registry-parse on r; its streams are in out and err, its exit in
# $status.
judge() {
	status=0
	registry-parse "$@" r >out 2>err || status=$?
}

# --check finds these lines, and nothing else; r/data/ is put before each.
assert_found() {
	judge --check
	assert_equal "$(cat out)" "$(printf 'r/data/%s\n' "$@")"
	assert_equal "$status" 1
	assert_equal "$(tail -n 1 err | sed 's/.*, //')" "$# findings"
}

# The same of --check-policy OAK-MNT.
assert_policy() {
	judge --check-policy OAK-MNT
	assert_equal "$(cat out)" "$(printf 'r/data/%s\n' "$@")"
	assert_equal "$status" 1
	assert_equal "$(tail -n 1 err | sed 's/.*, //')" "$# findings"
}

# Adds the objects with a fault each.
add_faults() {
	cp -R "$fixtures/faults/data" r
	chmod -R u+w r
}

# Exit 2, no findings, and $1 on standard error.
assert_stopped() {
	assert_equal "$status" 2
	assert_equal "$(cat out)" ""
	run cat err
	assert_output --partial "$1"
	assert_output --partial "stopped, the findings are not complete"
}

# An inetnum of $1/$2, from address $1 to $3, with the other lines given.
inetnum() {
	object "inetnum/$1_$2" "inetnum: $1 - $3" "cidr: $1/$2" \
	    "netname: X" "source: DEMO" "${@:4}"
}

@test "a clean registry has no findings" {
	judge --check
	assert_equal "$status" 0
	assert_equal "$(cat out)" ""
	assert_equal "$(cat err)" "registry-parse: 27 objects, 0 findings"
}

@test "each identifier of --check, as the golden file has it" {
	add_faults
	judge --check
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
	    "$TOP_SRCDIR/man/registry-parse.1" | LC_ALL=C sort >have
	LC_ALL=C sort want | diff - have
}

@test "a tar stream gives the same findings, compressed or not" {
	add_faults
	(cd r && find data -type f | LC_ALL=C sort | tar -cf ../r.tar -T -)
	gzip -k r.tar
	judge --check
	sed 's,^r/,,' out >want
	for f in r.tar r.tar.gz; do
		run -1 --separate-stderr registry-parse --check <"$f"
		assert_equal "$output" "$(cat want)"
		assert_equal "$stderr" "$(cat err)"
	done
}

@test "the findings do not depend on the number of processors" {
	for i in $(seq 300); do
		object "mntner/M$i-MNT" "mntner: M$i-MNT" "auth: none" \
		    "mnt-by: M$i-MNT" "source: NONE"
	done
	judge --check
	assert_equal "$(wc -l <out)" 300
	run -1 --separate-stderr taskset -c 0 registry-parse --check r
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
	judge --check
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
	judge --check
	assert_equal "$status" 0
	edit mntner/OAK-MNT DESK-DEMO NONE
	judge --check
	assert_equal "$status" 0
	edit mntner/OAK-MNT 'NONE$' NON
	judge --check
	assert_equal "$status" 1
	edit mntner/OAK-MNT 'NON$' 'NONE of them'
	judge --check
	assert_equal "$status" 0
}

@test "the same object in two trees is there twice" {
	mkdir -p more/data/mntner
	cp r/data/mntner/OAK-MNT more/data/mntner
	run -1 --separate-stderr registry-parse --check r more
	assert_output 'more/data/mntner/OAK-MNT:1: mntner: the object is there again (expected one; the other is r/data/mntner/OAK-MNT) [object-duplicate]'
}

@test "user-defined attributes and comments are fine" {
	printf 'X-Any: thing\n# a comment\n' >>r/data/mntner/OAK-MNT
	judge --check
	assert_equal "$status" 0
}

@test "nested as-blocks: the outer one counts behind the inner one" {
	object aut-num/AS64510 'aut-num: AS64510' 'as-name: X' \
	    'mnt-by: OAK-MNT' 'source: DEMO'
	judge --check
	assert_equal "$status" 0
	mv r/data/aut-num/AS64510 r/data/aut-num/AS64512
	edit aut-num/AS64512 AS64510 AS64512
	assert_found 'aut-num/AS64512:1: aut-num: AS64512 is in no as-block (expected one around it) [asn-outside-block]'
}

@test "strangers' bytes come out as printable ASCII, and cut" {
	printf '%0300d: x\n' 0 >>r/data/mntner/OAK-MNT
	printf 'admin-c: \033[2J\n' >>r/data/mntner/OAK-MNT
	judge --check
	assert_equal "$status" 1
	run ! grep -P '[^\x20-\x7e]' out
	run grep -c '^.\{1,300\} \[[a-z-]*\]$' out
	assert_output 2
	run grep -F '"\x1b[2J" does not exist' out
	assert_success
}

# --check with one line of a schema changed stops with this message.
assert_schema_stops() {
	cp -R "$fixtures/tree" s && chmod -R u+w s
	rm -rf r && mv s r
	edit "schema/$1" "$2" "$3"
	judge --check
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
	judge --check
	assert_stopped 'r/data/schema/ROLE2-SCHEMA:1: a second schema of demo.role'
	edit schema/ROLE2-SCHEMA 'demo.role' 'other.role'
	judge --check
	assert_stopped 'r/data/schema/ROLE2-SCHEMA:1: a second schema of class role'
	rm r/data/schema/*
	judge --check
	assert_stopped 'no schema in the registry'
}

@test "a schema of 100,000 keys, and an object of 200,000 attributes" {
	awk 'BEGIN {
		for (i = 0; i < 100000; i++) print "key: k" i " optional single"
	}' >>r/data/schema/ROLE-SCHEMA
	awk 'BEGIN {
		for (i = 0; i < 200000; i++) print "k" i % 100001 ": x"
	}' >>r/data/role/DESK-DEMO
	run -1 timeout 60 registry-parse --check r
	assert_line --partial 'role/DESK-DEMO:100005: k100000: not in the schema of role'
	assert_line --partial 'role/DESK-DEMO:100006: k0: repeated (expected once; the first is on line 5)'
}

@test "an unreadable tree, text in RPSL, a wrong call: exit 2" {
	rm -r r
	judge --check
	assert_stopped 'r: open:'
	printf 'mntner: A-MNT\n' >r
	judge --check
	assert_stopped 'r: '
	judge --check-policy OAK-MNT
	assert_stopped 'r: '
	for args in '--check --strict' '--check -t route' \
	    '--check --check-policy A' '--check-policy A -t route'; do
		# shellcheck disable=SC2086
		run -2 --separate-stderr registry-parse $args "$fixtures/tree"
		assert_output ""
		assert_equal "${#stderr_lines[@]}" 1
	done
	run -2 registry-parse --check-policy
}

@test "a full disk is an error" {
	[ -c /dev/full ] || skip "no /dev/full"
	edit mntner/OAK-MNT OAK-DEMO NOBODY
	run -2 --separate-stderr bash -c 'registry-parse --check r >/dev/full'
	edit aut-num/AS64496 'aut-num:.*' 'aut-num: ASX'
	run -2 bash -c 'registry-parse --check-policy OAK-MNT r >/dev/full'
}

# The lines behind .Dl in EXAMPLES that call --check.
@test "the man page's examples: what goes in, and what comes out" {
	cp -R r registry
	edit ../../registry/data/mntner/OAK-MNT OAK-DEMO NOBODY-DEMO
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh D/s/^\.Dl \(.*--check.*\)/\1/p' \
	    "$TOP_SRCDIR/man/registry-parse.1" | sed 's/DEMO-MNT/OAK-MNT/' \
	    >examples.sh
	assert_equal "$(wc -l <examples.sh)" 2
	run -0 --separate-stderr bash -e examples.sh
	assert_output 'registry/data/mntner/OAK-MNT:3: admin-c: "NOBODY-DEMO" does not exist (expected demo.person,demo.role,str:NONE) [lookup-missing]'
}

@test "policy: a new user's share has no findings" {
	judge --check-policy OAK-MNT
	assert_equal "$status" 0
	assert_equal "$(cat out)" ""
	assert_equal "$(cat err)" "registry-parse: 1 AS numbers, 64 IPv4 addresses, 65536 IPv6 networks of /64, 2 routes, 0 findings"
}

@test "policy: nobody of that name is exit 2" {
	judge --check-policy ASH-MNT
	assert_stopped '--check-policy: no mntner "ASH-MNT" in the registry'
	# A mntner, not a file of that name.
	object mntner/OAK-DEMO 'person: Oak' 'nic-hdl: OAK-DEMO' \
	    'mnt-by: OAK-MNT' 'source: DEMO'
	judge --check-policy OAK-DEMO
	assert_stopped 'no mntner "OAK-DEMO"'
}

@test "policy limit-asn: two AS numbers" {
	object aut-num/AS64497 'aut-num: AS64497' 'mnt-by: DEMO-MNT' \
	    'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: aut-num: 2 AS numbers (expected at most 1 for a new user) [limit-asn]'
}

@test "policy limit-ipv4: above a /26 wants a justification, a /24 consensus" {
	inetnum 192.0.2.8 29 192.0.2.15 'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: inetnum: 72 addresses (expected at most 64, a /26, for a new user) [limit-ipv4]' \
	    'mntner/OAK-MNT:1: inetnum: 72 addresses (expected a justification above 64, a /26) [size-justification]'
	rm r/data/inetnum/192.0.2.8_29
	inetnum 192.0.2.128 25 192.0.2.255 'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: inetnum: 192 addresses (expected at most 64, a /26, for a new user) [limit-ipv4]' \
	    'mntner/OAK-MNT:1: inetnum: 192 addresses (expected a justification above 64, a /26) [size-justification]'
	inetnum 192.0.2.0 26 192.0.2.63 'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: inetnum: 256 addresses (expected at most 64, a /26, for a new user) [limit-ipv4]' \
	    'mntner/OAK-MNT:1: inetnum: 256 addresses (expected consensus on the mailing list from 256 on, a /24) [size-consensus]'
}

@test "policy: what lies in what is theirs is counted once" {
	inetnum 192.0.2.64 27 192.0.2.95 'mnt-by: OAK-MNT'
	inetnum 192.0.2.64 28 192.0.2.79 'mnt-by: OAK-MNT'
	judge --check-policy OAK-MNT
	assert_equal "$status" 0
	run cat err
	assert_output --partial ' 64 IPv4 addresses'
}

@test "policy limit-ipv6: more than a /48 in total" {
	object inet6num/2001:db8:2::_64 'cidr: x'
	object inet6num/2001:db8:2::_64 \
	    'inet6num: 2001:db8:2:: - 2001:db8:2:0:ffff:ffff:ffff:ffff' \
	    'cidr: 2001:db8:2::/64' 'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: inet6num: 65537 networks of /64 (expected at most 65536, a /48, for a new user) [limit-ipv6]'
	object inet6num/::_0 'inet6num: ::/0' 'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: inet6num: at least 18446744073709551615 networks of /64 (expected at most 65536, a /48, for a new user) [limit-ipv6]'
}

@test "policy prefix-small: longer than /29 and /64" {
	object route/192.0.2.64_29 'route: 192.0.2.64/29' 'origin: AS64496' \
	    'mnt-by: OAK-MNT'
	object route/192.0.2.64_30 'route: 192.0.2.64/30' 'origin: AS64496' \
	    'mnt-by: OAK-MNT'
	object route6/2001:db8:1::_65 'route6: 2001:db8:1::/65' \
	    'origin: AS64496' 'mnt-by: OAK-MNT'
	inetnum 192.0.2.72 30 192.0.2.75 'mnt-by: OAK-MNT'
	assert_policy 'inetnum/192.0.2.72_30:1: inetnum: 192.0.2.72/30 is smaller than what is routed (expected at most /29) [prefix-small]' \
	    'route/192.0.2.64_30:1: route: 192.0.2.64/30 is smaller than what is routed (expected at most /29) [prefix-small]' \
	    'route6/2001:db8:1::_65:1: route6: 2001:db8:1::/65 is smaller than what is routed (expected at most /64) [prefix-small]'
}

@test "policy route-uncovered: nothing around it, or a block to take from" {
	object route/198.51.100.0_24 'route: 198.51.100.0/24' \
	    'origin: AS64496' 'mnt-by: OAK-MNT'
	object route/192.0.2.0_27 'route: 192.0.2.0/27' 'origin: AS64496' \
	    'mnt-by: OAK-MNT'
	assert_policy 'route/192.0.2.0_27:1: route: no inetnum around 192.0.2.0/27 but the block 192.0.2.0/24 (expected one assigned from it) [route-uncovered]' \
	    'route/198.51.100.0_24:1: route: no inetnum around 198.51.100.0/24 (expected one) [route-uncovered]'
	# Somebody who may have routes there is covered by the block.
	rm r/data/route/198.51.100.0_24
	printf 'mnt-routes: OAK-MNT\n' >>r/data/inetnum/192.0.2.0_24
	judge --check-policy OAK-MNT
	assert_equal "$status" 0
}

@test "policy route-max-length: shorter than the prefix, or no number" {
	edit route/192.0.2.64_26 'max-length:.*' 'max-length: 25'
	assert_policy 'route/192.0.2.64_26:3: max-length: 25 is shorter than 192.0.2.64/26 (expected 26 to 32) [route-max-length]'
	edit route/192.0.2.64_26 'max-length:.*' 'max-length: 33'
	judge --check-policy OAK-MNT
	run cat out
	assert_output --partial 'route/192.0.2.64_26:3: max-length: '
	assert_output --partial '[route-max-length]'
	edit route/192.0.2.64_26 'max-length:.*' 'max-length: 26'
	judge --check-policy OAK-MNT
	assert_equal "$status" 0
}

@test "policy route-origin: no aut-num, or no AS number; each origin counts" {
	printf 'origin: AS64511\norigin: OAK\n' >>r/data/route/192.0.2.64_26
	assert_policy 'route/192.0.2.64_26:6: origin: AS64511 has no aut-num object (expected one) [route-origin]' \
	    'route/192.0.2.64_26:7: origin: "OAK" (expected an AS number, 0 .. 4294967295) [route-origin]'
}

@test "policy overlap: in another's assignment, and the same prefix twice" {
	edit inetnum/192.0.2.64_26 'OAK-MNT' 'DEMO-MNT'
	inetnum 192.0.2.64 27 192.0.2.95 'mnt-by: OAK-MNT'
	assert_policy 'inetnum/192.0.2.64_27:1: inetnum: 192.0.2.64/27 lies in 192.0.2.64/26 of DEMO-MNT (expected no assignment of another maintainer) [overlap]' \
	    'route/192.0.2.64_26:1: route: 192.0.2.64/26 lies in 192.0.2.64/26 of DEMO-MNT (expected no assignment of another maintainer) [overlap]'
	rm r/data/inetnum/192.0.2.64_26
	edit inetnum/192.0.2.64_27 '.*' '&'
	object inetnum/again 'inetnum: 192.0.2.64/27' 'status: ALLOCATED' \
	    'mnt-by: DEMO-MNT'
	rm r/data/route/192.0.2.64_26
	assert_policy 'inetnum/192.0.2.64_27:1: inetnum: 192.0.2.64/27 lies in 192.0.2.64/27 of DEMO-MNT (expected no assignment of another maintainer) [overlap]'
}

@test "policy: a parent block around it, or leave to be there, is no overlap" {
	edit inetnum/192.0.2.0_24 '^policy:.*' ''
	sed -i '/^$/d' r/data/inetnum/192.0.2.0_24
	judge --check-policy OAK-MNT	# it is ALLOCATED
	assert_equal "$status" 0
	edit inetnum/192.0.2.0_24 ALLOCATED ASSIGNED
	assert_policy 'inetnum/192.0.2.64_26:1: inetnum: 192.0.2.64/26 lies in 192.0.2.0/24 of DEMO-MNT (expected no assignment of another maintainer) [overlap]'
	printf 'mnt-lower: OAK-MNT\n' >>r/data/inetnum/192.0.2.0_24
	judge --check-policy OAK-MNT
	assert_equal "$status" 0
	# The other way round: what another has in ours is ours to give.
	inetnum 192.0.2.64 27 192.0.2.95 'mnt-by: DEMO-MNT'
	judge --check-policy OAK-MNT
	assert_equal "$status" 0
}

@test "policy object-malformed: theirs and left out of the figures" {
	edit inetnum/192.0.2.64_26 '^cidr:.*' 'cidr: 192.0.2.64/27'
	edit inetnum/192.0.2.0_24 '^cidr:.*' 'nonsense'
	edit aut-num/AS64496 '^x-note:.*' 'nonsense'
	printf 'mnt-by: OAK-MNT\n' >r/data/aut-num/AS64497
	object inetnum/range 'inetnum: 198.51.100.1 - 198.51.100.6' \
	    'mnt-by: OAK-MNT'
	judge --check-policy OAK-MNT
	run cat out
	assert_line 'r/data/inetnum/192.0.2.64_26:2: cidr: 192.0.2.64/27 is not the range (expected 192.0.2.64/26) [object-malformed]'
	assert_line 'r/data/aut-num/AS64497:1: mnt-by: the first attribute is another class'"'"'s (expected aut-num) [object-malformed]'
	assert_line 'r/data/inetnum/range:1: inetnum: not a prefix (expected the range of one) [object-malformed]'
	run cat err
	assert_output --partial ' 0 IPv4 addresses'
}

@test "BIRDFEED_DATA: the real registry has these findings and no others" {
	[ -n "${BIRDFEED_DATA-}" ] || skip "BIRDFEED_DATA is not set"
	rm -r r && mkdir r
	tar -xf "$BIRDFEED_DATA/dn42-registry.tar.xz" -C r
	judge --check
	assert_equal "$status" 1
	assert_equal "$(cat err)" "registry-parse: 19824 objects, 12 findings"
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

@test "BIRDFEED_DATA: what some maintainers hold, by the policy" {
	[ -n "${BIRDFEED_DATA-}" ] || skip "BIRDFEED_DATA is not set"
	tar=$BIRDFEED_DATA/dn42-registry.tar.xz
	run -0 registry-parse --check-policy HCARTIAUX-MNT "$tar"
	run -1 --separate-stderr registry-parse --check-policy SAM-MNT "$tar"
	assert_equal "$(sed 's/.*\[//' <<<"$output")" 'object-malformed]
route-uncovered]'
	run -1 --separate-stderr registry-parse --check-policy GURUCAMP-GB-MNT "$tar"
	assert_equal "$(sed 's/.*\[//' <<<"$output")" 'limit-ipv4]
limit-ipv6]
size-consensus]'
}
