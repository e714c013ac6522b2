#!/usr/bin/env bats
# request-store: what networks asked for, one transaction a change.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

KEY=public-key=V5UNAm85mS5yCgZ8VNLXC3mzzA3a9kd7p1PQ1S0iPWo=

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir psk
	site
}

# site [LINE ...]: a site file with these lines in its self-service.
site() {
	cat >site.yaml <<-END
		network: {asn: 64496, prefixes: [192.0.2.0/24]}
		routers:
		  fir:
		    ipv4: 192.0.2.1
		    wireguard:
		      public-key: /kwo9FjQRtgNyhMARTw9SvyvXIN7I7Lf0ICTytHjfA4=
		      private-key-file: /etc/wireguard/key
		      link-local: fe80::1
		      base-port: ${BASE_PORT:-52000}
		peering: {interface: wg-%n, protocol: ebgp_%n}
		self-service:
		  store: $PWD/store.db
		  psk-dir: $PWD/psk
	END
	printf '  %s\n' "$@" >>site.yaml
}

# store ARGUMENT ...: at a fixed time, or at $NOW.
store() {
	request-store -s site.yaml --now "${NOW:-2026-11-26T12:00:00Z}" "$@"
}

# petition NAME OPERATION TIME MNTNER ASN [FIELD ...]: one record.
petition() {
	printf 'petition\t%s\toperation=%s\tdate=2026-11-26T%sZ\tkey=ssh-ed25519 SHA256:abc\tsigned-by=%s\tasn=%s' \
		"$1" "$2" "$3" "$4" "$5"
	shift 5
	[ $# -eq 0 ] || printf '\t%s' "$@"
	echo
}

# stream: frames the records of standard input.
stream() {
	printf '\n%%begin birdfeed-records 1\n'
	cat
	printf '%%end\n'
}

put() {
	petition "$@" | stream | store put
}

# change OPERATION TIME [FIELD ...]: OAK-MNT's AS64601.
change() {
	local operation=$1 time=$2
	shift 2
	put as64601 "$operation" "$time" OAK-MNT 64601 "$@"
}

# listed: the records of the list alone.
listed() {
	store list | grep -v '^%' | grep .
}

@test "a request is created, changed and removed" {
	run change create 11:00:00 "$KEY" endpoint=oak.example:51820
	assert_success
	assert_output 'create as64601 on fir: active, id 1'
	run listed
	assert_output "request	as64601	asn=64601	router=fir	mntner=OAK-MNT	$KEY	endpoint=oak.example:51820	id=1"
	run change change 11:00:01 endpoint= mtu=1400
	assert_output 'change as64601 on fir: active, id 1'
	run listed
	assert_output "request	as64601	asn=64601	router=fir	mntner=OAK-MNT	$KEY	id=1	mtu=1400"
	run change remove 11:00:02
	assert_output 'remove as64601 on fir: removed, id 1'
	run listed
	assert_output 'leave	as64601	router=fir	at=2026-11-26T12:00:00Z'
	run store serial
	assert_output 3
	assert_equal "$(cat serial)" 3
	run store log 1
	assert_line --index 0 '2 2026-11-26T12:00:00Z change as64601 on fir: active, id 1; by OAK-MNT, ssh-ed25519 SHA256:abc'
	assert_line --index 1 --partial '3 2026-11-26T12:00:00Z remove as64601'
	assert_equal "${#lines[@]}" 2
}

@test "the store is private" {
	store list >/dev/null
	assert_equal "$(stat -c %a store.db)" 600
	change create 11:00:00 "$KEY"
	for file in store.db*; do
		assert_equal "$file $(stat -c %a "$file")" "$file 600"
	done
}

@test "a leave is listed for a week, and not beside the name come back" {
	change create 11:00:00 "$KEY"
	change remove 11:00:01
	NOW=2026-12-03T11:59:59Z run listed
	assert_output --partial 'leave	as64601'
	NOW=2026-12-03T12:00:00Z run listed
	assert_output ''
	change create 11:00:02 "$KEY"
	run listed
	refute_output --partial leave
	assert_output --partial request
}

@test "a text is good once, also a refused one" {
	change create 11:00:00 "$KEY"
	run change create 11:00:00 "$KEY"
	assert_failure 1
	assert_output --partial '[replayed]'
	run change remove 10:59:59
	assert_output --partial '[replayed]'
	run change create 11:00:05 "$KEY"
	assert_output --partial '[exists]'
	run change remove 11:00:05
	assert_output --partial '[replayed]'
	# The date outlives the peer, and is of the AS.
	change remove 11:00:06
	run change create 11:00:06 "$KEY"
	assert_output --partial '[replayed]'
	run put as64602 create 11:00:00 ELM-MNT 64602 "$KEY"
	assert_success
	# A text that only asks counts as well, and is not logged.
	run put as64602 status 11:00:01 ELM-MNT 64602
	assert_success
	run put as64602 change 11:00:01 ELM-MNT 64602 mtu=1400
	assert_output --partial '[replayed]'
	run store log
	refute_output --partial status
}

@test "an id rests, for its AS and then for all" {
	BASE_PORT=65533 site
	change create 11:00:00 "$KEY"
	change remove 11:00:01
	run put as64602 create 11:00:00 ELM-MNT 64602 "$KEY"
	assert_output 'create as64602 on fir: active, id 2'
	run put as64603 create 11:00:00 FIR-MNT 64603 "$KEY"
	assert_failure 1
	assert_output --partial 'on 2026-12-26T12:00:00Z) [ids-resting]'
	# Whose it was gets it back.
	run change create 11:00:02 "$KEY"
	assert_output --partial 'active, id 1'
	run put as64603 create 11:00:01 FIR-MNT 64603 "$KEY"
	assert_output --partial '[ids-used-up]'
	change remove 11:00:03
	NOW=2026-12-26T12:00:00Z run put as64603 create 11:00:02 FIR-MNT 64603 "$KEY"
	assert_output --partial 'active, id 1'
}

@test "the operator's peers keep their names, ids and ports" {
	mkdir peers.d
	cat >peers.d/own.yaml <<-END
		- {asn: 64601, public-key: "${KEY#*=}", id: 1}
		- {asn: 64700, public-key: "${KEY#*=}", listen-port: 52002}
	END
	run store --reserved peers.d put < <(petition as64601 create 11:00:00 OAK-MNT 64601 "$KEY" | stream)
	assert_output --partial '[peer-by-operator]'
	run store --reserved peers.d put < <(petition as64602 create 11:00:00 ELM-MNT 64602 "$KEY" | stream)
	assert_output --partial 'active, id 3'
	# One that cannot be read has a port, too.
	echo '- {asn: x}' >peers.d/bad.yaml
	run store --reserved peers.d list
	assert_failure 2
}

@test "what is refused, by its identifier" {
	run change change 11:00:00 mtu=1400
	assert_output --partial '[no-such-peer]'
	run put as64602 create 11:00:01 OAK-MNT 64601 "$KEY"
	assert_output --partial '[name]'
	run put as64601-1 create 11:00:02 OAK-MNT 64601 "$KEY"
	assert_output --partial '[name]'
	run put as646011 create 11:00:03 OAK-MNT 64601 "$KEY"
	assert_output --partial '[name]'
	run change create 11:00:04
	assert_output --partial '[public-key]'
	run change create 11:00:05 "$KEY" router=elm
	assert_output --partial '[router]'
	run change create 11:00:06 "$KEY" psk=yes
	assert_output --partial '[psk-by-text]'
	change create 11:00:07 "$KEY"
	run change change 11:00:08 public-key=
	assert_output --partial '[public-key]'
	run put as64601-2 create 11:00:09 OAK-MNT 64601 "$KEY"
	assert_output --partial '[peers-per-as]'
	run put as64601 change 11:00:00 ELM-MNT 64602 mtu=1400
	assert_output --partial '[other-as]'
	site 'blocked: [AS64601, EVIL-MNT]'
	run change change 11:00:10 mtu=1400
	assert_output --partial '[blocked]'
	run put as64603 create 11:00:00 EVIL-MNT 64603 "$KEY"
	assert_output --partial '[blocked]'
	# What is blocked is not listed, and its absence is no accident.
	run listed
	assert_output 'leave	as64601	router=fir	at=2026-11-26T12:00:00Z'
	site 'maintenance: true'
	run change change 11:00:11 mtu=1400
	assert_output --partial '[maintenance]'
	site 'changes-per-hour: 3'
	NOW=2026-11-26T14:00:00Z change change 11:00:12 mtu=1400
	NOW=2026-11-26T14:00:00Z change change 11:00:13 mtu=1401
	NOW=2026-11-26T14:00:00Z change change 11:00:14 mtu=1402
	NOW=2026-11-26T14:00:00Z run change change 11:00:15 mtu=1403
	assert_output --partial '[changes-per-hour]'
	# It fills no log either.
	run store log
	refute_output --partial '[changes-per-hour]'
	NOW=2026-11-26T15:00:01Z run change change 11:00:16 mtu=1403
	assert_success
}

@test "each refusal is in the man page's table, and no others" {
	sed -n 's/.*{ "\([a-z-]*\)", [a-z_]*, OF.*/\1/p; s/.*refused = .*"\([a-z-]*\)" : "\([a-z-]*\)";/\1\n\2/p; s/.*refused = "\([a-z-]*\)";/\1/p' \
		"$TOP_SRCDIR"/src/store/*.c | LC_ALL=C sort -u >there
	sed -n 's/^\.It Li \([a-z-]*\) Ta .*/\1/p' "$TOP_SRCDIR/man/request-store.1" |
		LC_ALL=C sort -u >said
	run diff there said
	assert_success
	assert [ "$(wc -l <said)" -ge 16 ]
}

@test "a field that cannot be is refused alone" {
	{
		petition as64601 create 11:00:00 OAK-MNT 64601 "$KEY" mtu=12
		petition as64602 create 11:00:00 ELM-MNT 64602 "$KEY"
		petition as64603 create 11:00:00 FIR-MNT 64603 "$KEY" id=7
		petition as64604 create 11:00:00 FIR-MNT 64604 "$KEY" mntner=OAK-MNT
		petition as64605 create 11:00:00 FIR-MNT 64605 "$KEY" psk-file=/etc/shadow
	} | stream >in
	run store put <in
	assert_failure 1
	assert_line 'create as64602 on fir: active, id 1'
	assert_line --partial 'mtu: "12"'
	assert_line --partial ':5: id: there'
	assert_line --partial ':6: mntner: not signed-by'
	assert_line --partial 'psk-file: not a field'
	run listed
	assert_equal "${#lines[@]}" 1
}

@test "an incomplete stream changes nothing" {
	petition as64601 create 11:00:00 OAK-MNT 64601 "$KEY" | stream | head -n 3 >cut
	run store put <cut
	assert_failure 2
	run listed
	assert_output ''
	run store log
	assert_output ''
}

@test "several peers of one AS" {
	site 'peers-per-as: 2'
	change create 11:00:00 "$KEY"
	run put as64601-2 create 11:00:01 OAK-MNT 64601 "$KEY"
	assert_output 'create as64601-2 on fir: active, id 2'
	run put as64601-3 create 11:00:02 OAK-MNT 64601 "$KEY"
	assert_output --partial '[peers-per-as]'
	sed -i 's/wg-%n/wg-as%a/' site.yaml
	run store list
	assert_failure 2
	assert_output --partial 'without %n'
}

@test "approval: pending, approved, refused" {
	site 'approval: create'
	run change create 11:00:00 "$KEY"
	assert_output 'create as64601 on fir: pending, id 1'
	run listed
	assert_output ''
	run store --state pending list
	assert_output --partial 'request	as64601'
	run store approve as64601
	assert_output 'approve as64601 on fir: active, id 1'
	run listed
	assert_output --partial 'request	as64601'
	run store approve as64601
	assert_failure 1
	assert_output --partial '[not-pending]'
	put as64602 create 11:00:00 ELM-MNT 64602 "$KEY"
	run store refuse as64602 'no contact'
	assert_output 'refuse as64602 on fir: refused, id 2'
	# Nobody used its port.
	run put as64603 create 11:00:00 FIR-MNT 64603 "$KEY"
	assert_output --partial 'pending, id 2'
	run store refuse as64699
	assert_failure 1
	assert_output --partial '[no-such-peer]'
}

@test "block takes down what is there; unblock brings nothing back" {
	change create 11:00:00 "$KEY"
	put as64602 create 11:00:00 OAK-MNT 64602 "$KEY"
	put as64603 create 11:00:00 ELM-MNT 64603 "$KEY"
	run store block OAK-MNT 'floods'
	assert_output 'block OAK-MNT: 2 removed'
	run listed
	assert_line --index 0 --partial 'request	as64603'
	assert_line --index 1 --partial 'leave	as64601'
	assert_line --index 2 --partial 'leave	as64602'
	run change create 11:00:01 "$KEY"
	assert_output --partial 'blocked: floods [blocked]'
	store block 64603
	run put as64603 create 11:00:02 ELM-MNT 64603 "$KEY"
	assert_output --partial '[blocked]'
	store unblock as64603
	store unblock OAK-MNT
	run store unblock OAK-MNT
	assert_failure 1
	run listed
	refute_output --partial request
	run change create 11:00:02 "$KEY"
	assert_success
}

@test "import keeps ids; what is unused below the highest rests" {
	{
		printf 'request\tas64601\tasn=64601\tmntner=OAK-MNT\t%s\tid=2\n' "$KEY"
		printf 'request\tas64602\tasn=64602\tmntner=ELM-MNT\t%s\tid=4\n' "$KEY"
	} | stream >in
	run store import <in
	assert_success
	assert_output 'import: 2 peers'
	run store import <in
	assert_failure 2
	run listed
	assert_line --index 0 --partial 'id=2'
	assert_line --index 1 --partial 'id=4'
	run put as64603 create 11:00:00 FIR-MNT 64603 "$KEY"
	assert_output --partial 'active, id 5'
	NOW=2026-12-26T12:00:00Z run put as64604 create 11:00:00 FIR-MNT 64604 "$KEY"
	assert_output --partial 'active, id 1'
}

@test "import: a preshared key is made, or the one that is there is kept" {
	(umask 077 && head -c 32 /dev/urandom | base64 >psk/as64602)
	cp psk/as64602 kept
	for as in '1 OAK' '2 ELM' '3 FIR'; do
		printf 'request\tas6460%s\tasn=6460%s\tmntner=%s-MNT\t%s\tid=%s\tpsk=%s\n' \
			${as% *} ${as% *} ${as#* } "$KEY" ${as% *} \
			"$([ "${as% *}" = 3 ] && echo no || echo yes)"
	done | stream >in
	run store import <in
	assert_success
	run ls psk
	assert_output $'as64601\nas64602'
	cmp kept psk/as64602
	run stat -c '%a %s' psk/as64601
	assert_output '600 45'
}

@test "import: a double id or a peer that cannot be: nothing at all" {
	{
		printf 'request\tas64601\tasn=64601\tmntner=OAK-MNT\t%s\tid=2\n' "$KEY"
		printf 'request\tas64602\tasn=64602\tmntner=ELM-MNT\t%s\tid=2\n' "$KEY"
	} | stream >in
	run store import <in
	assert_failure 2
	assert_output --partial 'as64602: as64601 has this name or id'
	run listed
	assert_output ''
	sed -i 's/\(as64602.*\)id=2/\1mtu=7/' in
	run store import <in
	assert_failure 2
	run listed
	assert_output ''
}

@test "backup: a copy that is a store" {
	change create 11:00:00 "$KEY"
	echo old >copy.db
	run store backup copy.db
	assert_success
	run store --store copy.db list
	assert_output --partial 'as64601'
	refute [ -e copy.db.new ]
	run store backup /nowhere/copy.db
	assert_failure 2
}

@test "wrong calls, and output that cannot be written" {
	run -2 request-store -s site.yaml aprove oak
	assert_output 'request-store: aprove: not a verb (did you mean approve?); see request-store -h'
	run -2 request-store -s site.yaml --now yesterday serial
	assert_output --partial '--now: "yesterday" (expected a time such as 2026-11-26T20:01:02Z'
	run -0 request-store -s site.yaml --now 1764188462 serial
	run -2 request-store -s site.yaml approve
	assert_output 'request-store: approve: something is missing; see request-store -h'
	run -2 request-store -s site.yaml approve oak elm
	assert_output 'request-store: approve: too much behind it; see request-store -h'
	for call in '' nonsense approve 'put x' 'refuse a b c' 'log x' \
	    'block x_y' '--state gone list'; do
		# shellcheck disable=SC2086 # words
		run store $call </dev/null
		assert_failure 2
		assert_equal "${#lines[@]}" 1
	done
	run bash -c 'request-store -s site.yaml list >/dev/full'
	assert_failure 2
}

@test "another program's file, a newer one, a directory: left alone" {
	command -v sqlite3 >/dev/null || skip "no sqlite3"
	sqlite3 other.db 'CREATE TABLE t (x); INSERT INTO t VALUES (1)'
	sha256sum other.db >sum
	run store --store other.db list
	assert_failure 2
	assert_output --partial "another program's database"
	sha256sum -c sum
	store list >/dev/null
	sqlite3 store.db 'PRAGMA user_version = 99'
	run store list
	assert_failure 2
	assert_output --partial 'a newer birdfeed'
	run store --store /tmp list
	assert_failure 2
	echo 'not a database, but a text of some length' >text
	run store --store text list
	assert_failure 2
}

@test "each older version opens, and keeps every row" {
	command -v sqlite3 >/dev/null || skip "no sqlite3"
	local sql
	for sql in "$TOP_SRCDIR"/tests/request-store/version-*.sql; do
		rm -f store.db*
		sqlite3 store.db <"$sql" >/dev/null
		run listed
		assert_success
		assert_line --index 0 "request	as64601	asn=64601	router=fir	mntner=OAK-MNT	$KEY	endpoint=oak.example:51820	id=1"
		assert_line --index 1 --partial 'leave	as64602'
		run store log
		assert_equal "${#lines[@]}" 3
		run change change 11:00:00 mtu=1400
		assert_output --partial '[replayed]'
		run put as64603 create 11:30:00 FIR-MNT 64603 "$KEY"
		assert_output --partial 'id 3'
	done
}

@test "a locked store: waited for, and then an error" {
	command -v sqlite3 >/dev/null || skip "no sqlite3"
	change create 11:00:00 "$KEY"
	mkfifo hold held
	sqlite3 store.db <hold >held 2>/dev/null &
	local holder=$!
	exec 8>hold 9<held
	printf 'BEGIN IMMEDIATE;\nSELECT 1;\n' >&8
	read -r -u 9
	run store --wait 0 put < <(petition as64602 create 11:00:00 ELM-MNT 64602 "$KEY" | stream)
	assert_failure 2
	assert_output --partial 'locked'
	# Who only reads is not kept waiting.
	run listed
	assert_success
	printf 'ROLLBACK;\n' >&8
	exec 8>&- 9<&-
	wait "$holder"
	run put as64602 create 11:00:01 ELM-MNT 64602 "$KEY"
	assert_success
}

@test "a hundred at once: each is made, each id is given once" {
	local i
	for i in $(seq 100); do
		petition as$((65000 + i)) create 11:00:00 "M$i-MNT" $((65000 + i)) \
			"$KEY" | stream | store put --wait 100 >"out.$i" 2>&1 &
	done
	wait
	cat out.* >all
	assert_equal "$(grep -c 'active, id' all)" 100
	assert_equal "$(listed | grep -o 'id=[0-9]*' | sort -u | wc -l)" 100
	assert_equal "$(store log | wc -l)" 100
	assert_equal "$(store serial) $(cat serial)" "100 100"
}

@test "killed at each system call: all of a change, or nothing" {
	local kill=$TOP_BUILDDIR/tests/kill-at n=1 done=0 none=0 status
	[ -x "$kill" ] || skip "no kill-at"
	grep -q __asan "$TOP_BUILDDIR/request-store" && skip "too slow with sanitizers"
	change create 11:00:00 "$KEY"
	mkdir keep
	cp store.db serial keep
	petition as64602 create 11:00:00 ELM-MNT 64602 "$KEY" | stream >in
	while :; do
		rm -f store.db* serial
		cp keep/* .
		status=0
		"$kill" $n request-store -s site.yaml --now 2026-11-26T12:00:00Z \
			put <in >out 2>&1 || status=$?
		[ $status -ne 99 ] || break
		assert_equal $status 137
		case $(store serial)$(listed | grep -c as64602)$(store log | wc -l) in
		101) none=$((none + 1)) ;;
		212) done=$((done + 1)) ;;
		*) fail "call $n: half done: $(store log) $(listed)" ;;
		esac
		n=$((n + 1))
	done
	assert [ $n -gt 60 ]
	assert [ $none -gt 20 ]
	assert [ $done -gt 3 ]
}

# killed COMMAND ...: at every third system call, on the store in keep; CHECK
# looks at what is left.
killed() {
	local kill=$TOP_BUILDDIR/tests/kill-at n=1 status
	[ -x "$kill" ] || skip "no kill-at"
	grep -q __asan "$TOP_BUILDDIR/request-store" && skip "too slow with sanitizers"
	while :; do
		rm -rf store.db* serial psk
		cp -R keep/. .
		status=0
		"$kill" $n "$@" <in >out 2>&1 || status=$?
		[ $status -ne 99 ] || break
		assert_equal $status 137
		check || fail "call $n: half done: $(store log) $(listed)"
		n=$((n + 3))
	done
	assert [ $n -gt 60 ]
}

# keep: the store as it is now.
keep() {
	mkdir -p keep
	cp -R store.db psk keep
	[ ! -e serial ] || cp serial keep
}

@test "an import that is killed: all of it, or nothing" {
	local i
	store list >/dev/null
	keep
	for i in 1 2 3; do
		printf 'request\tas%s\tasn=%s\tmntner=M-MNT\t%s\tid=%s\n' \
			$((64600 + i)) $((64600 + i)) "$KEY" $((i * 3))
	done | stream >in
	check() {
		case $(listed | wc -l)$(store log | wc -l)$(store serial) in
		000 | 331) ;;
		*) return 1 ;;
		esac
	}
	killed request-store -s site.yaml --now 2026-11-26T12:00:00Z import
	run store import <in
	assert_failure
}

@test "a block that is killed: everybody is down and stays so, or nobody" {
	change create 11:00:00 "$KEY"
	put as64603 create 11:00:00 OAK-MNT 64603 "$KEY"
	put as64602 create 11:00:00 ELM-MNT 64602 "$KEY"
	keep
	: >in
	check() {
		case $(listed | grep -c '^request')$(listed | grep -c '^leave')$(store log | grep -c ' block ') in
		300 | 123) ;;
		*) return 1 ;;
		esac
	}
	killed request-store -s site.yaml --now 2026-11-26T12:00:00Z \
		block OAK-MNT why
	run change create 11:40:00 "$KEY"
	assert_output --partial '[blocked]'
}

@test "a preshared key: no active peer is ever without it" {
	[ -x "$TOP_BUILDDIR/tests/request-store/psk" ] || skip "no cmocka"
	store list >/dev/null
	keep
	: >in
	check() {
		! listed | grep -q 'psk=yes' || {
			[ "$(stat -c '%a %s' psk/as64601)" = '600 45' ] || return 1
		}
	}
	killed "$TOP_BUILDDIR/tests/request-store/psk" create "$PWD"
	listed | grep -q 'psk=yes'
	keep
	killed "$TOP_BUILDDIR/tests/request-store/psk" remove "$PWD"
	run listed
	refute_output --partial 'psk=yes'
	assert_equal "$(ls -A psk)" ''
}

@test "killed at each system call while the store is made" {
	local kill=$TOP_BUILDDIR/tests/kill-at n=1 status
	[ -x "$kill" ] || skip "no kill-at"
	grep -q __asan "$TOP_BUILDDIR/request-store" && skip "too slow with sanitizers"
	while :; do
		rm -f store.db*
		status=0
		"$kill" $n request-store -s site.yaml list >out 2>&1 || status=$?
		[ $status -ne 99 ] || break
		run store list
		assert_success
		n=$((n + 1))
	done
	assert [ $n -gt 60 ]
}

@test "no room: an error, and the store as it was" {
	change create 11:00:00 "$KEY"
	store backup before.db
	run listed
	local before=$output i
	for i in $(seq 40); do
		petition as$((65000 + i)) create 11:00:00 FIR-MNT $((65000 + i)) "$KEY"
	done | stream >in
	site 'changes-per-hour: 1000'
	# SIGXFSZ ignored, a write beyond the limit is an error as on a full disk.
	run bash -c "trap '' XFSZ; ulimit -f 40; request-store -s site.yaml put <in"
	assert_failure 2
	run store list
	assert_success
	# What was reported is there, and nothing half.
	local made
	made=$(listed | grep -c '^request')
	assert_equal "$(store log | wc -l)" "$made"
	assert_equal "$(listed | grep as64601)" "$before"
	run store put <in
	assert_equal "$(listed | grep -c '^request')" 41
}

@test "no room on a file system: an error, and the store as it was" {
	[ "$(id -u)" -eq 0 ] || skip "not root"
	mkdir small
	sed -i "s|$PWD/|&small/|" site.yaml
	local status=0
	petition as64601 create 11:00:00 OAK-MNT 64601 "$KEY" | stream >one
	petition as64602 create 11:00:00 ELM-MNT 64602 "$KEY" | stream >two
	unshare -m sh -euc '
		mount -t tmpfs -o size=400k tmpfs small 2>/dev/null || exit 77
		put() {
			request-store -s site.yaml --now 2026-11-26T12:00:00Z put
		}
		put <one >said
		dd if=/dev/zero of=small/fill bs=1k 2>/dev/null || true
		! put <two 2>said
		grep "No space left" said
		rm small/fill
		request-store -s site.yaml list >list
		[ "$(grep -c ^request list)" -eq 1 ]
		put <two
		request-store -s site.yaml list
	' >out 2>&1 || status=$?
	[ $status -ne 77 ] || skip "no tmpfs"
	run cat out
	assert_output --partial as64602
	assert_equal $status 0
}
