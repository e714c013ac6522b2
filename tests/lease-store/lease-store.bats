#!/usr/bin/env bats
# lease-store: who has leased what, in SQLite and in PostgreSQL.

bats_load_library bats-support
bats_load_library bats-assert
load postgresql

T0=2026-11-27T12:00:00Z

setup_file() {
	# Built without libpq, it has one kind of store.
	ldd "$TOP_BUILDDIR/lease-store" | grep -q libpq || return 0
	postgresql_start
	export PG_DIR
}

teardown_file() {
	postgresql_stop
}

# In memory where that is possible: SQLite waits for the disk at each change.
setup() {
	SCRATCH=$(mktemp -d /dev/shm/bf-lease.XXXXXX 2>/dev/null) ||
		SCRATCH=$BATS_TEST_TMPDIR
	cd "$SCRATCH" || return
	alice=$(printf alice | sha256sum | cut -d ' ' -f 1)
	bob=$(printf bob | sha256sum | cut -d ' ' -f 1)
}

teardown() {
	cd / && rm -rf "$SCRATCH"
}

# site [LINE ...]: a site file with these lines in its leases.
site() {
	cat >site.yaml <<-END
		network: {asn: 64496, prefixes: [192.0.2.0/24]}
		routers: {fir: {ipv4: 192.0.2.1}}
		leases:
		  store: /nowhere/leases.db
		  asns: [${ASNS:-4200000000-4200000009}]
		  prefixes: ${PREFIXES:-["2001:db8::/45"]}
	END
	printf '  %s\n' "$@" >>site.yaml
}

# on_each FUNCTION: runs it with an empty store of each kind.
on_each() {
	local kind
	for kind in sqlite postgresql; do
		[ $kind = sqlite ] || [ -n "$PG_DIR" ] || continue
		echo "store: $kind"
		KIND=$kind
		fresh
		"$1"
	done
}

# fresh: STORE is the place of an empty store.
fresh() {
	N=$((${N:-0} + 1))
	SCHEMA=t${BATS_TEST_NUMBER}_$N
	if [ $KIND = sqlite ]; then
		STORE=$PWD/$SCHEMA.db
	else
		STORE=$(postgresql_place "$SCHEMA")
	fi
	site "$@"
}

# store ARGUMENT ...: at a fixed time, or at $NOW.
store() {
	lease-store -s site.yaml --store "$STORE" --now "${NOW:-$T0}" "$@"
}

# sql TEXT: runs it in the store.
sql() {
	if [ $KIND = sqlite ]; then
		sqlite3 "$STORE" "$1"
	else
		postgresql_sql "$SCHEMA" "$1"
	fi
}

@test "PostgreSQL is there" {
	[ -n "$PG_DIR" ] || skip "no PostgreSQL; its store is not tested"
	lease-store --help >/dev/null
}

@test "an AS number, a lease, its renewal and its end" {
	on_each workflow
}

workflow() {
	run store asn alice
	assert_success
	assert_output AS4200000000
	run store prefix alice 5
	assert_output "2001:db8::/48 AS4200000000 $alice 2026-11-27T12:00:00Z 2026-11-27T17:00:00Z"
	run store asn bob
	assert_output AS4200000001
	run store prefix bob 24
	assert_output "2001:db8:1::/48 AS4200000001 $bob 2026-11-27T12:00:00Z 2026-11-28T12:00:00Z"
	NOW=2026-11-27T16:00:00Z run store renew alice 2001:db8::/48 5
	assert_output --partial ' 2026-11-27T12:00:00Z 2026-11-27T21:00:00Z'
	# Renewing never shortens, and the hash is as good as the name.
	NOW=2026-11-27T16:00:00Z run store renew "$alice" 2001:db8::/48 1
	assert_output --partial ' 2026-11-27T12:00:00Z 2026-11-27T21:00:00Z'
	run store list
	assert_line --index 0 --partial "2001:db8::/48 AS4200000000 $alice"
	assert_line --index 1 --partial "2001:db8:1::/48 AS4200000001 $bob"
	assert_equal "${#lines[@]}" 2
	run store list bob
	assert_equal "${#lines[@]}" 1
	run store release bob 2001:db8:1::/48
	assert_success
	assert_output ''
	run store list bob
	assert_output "- AS4200000001 $bob"
	# Over is over, also when nobody has taken it back.
	NOW=2026-11-27T20:59:59Z run store list alice
	assert_output --partial 2001:db8::/48
	NOW=2026-11-27T21:00:00Z run store list alice
	assert_output "- AS4200000000 $alice"
	NOW=2026-11-27T21:00:00Z run store renew alice 2001:db8::/48 5
	assert_failure 1
	NOW=2026-11-27T21:00:00Z run store -v expire
	assert_success
	assert_output --partial '0 leases over'
}

@test "the mappings, as the API has them, and as participant-parse takes them" {
	on_each mappings
}

mappings() {
	run store mappings
	assert_output '{"mappings": []}'
	fresh 'max-leases: 3' 'identity: email'
	store asn '"ö\'
	store asn bob --email bob@orchard.example
	store prefix bob 1
	store prefix bob 2
	store asn carol
	cat >expected <<-END
		{"mappings": [
		{"user_hash": "$(printf '"ö\\' | sha256sum | cut -d ' ' -f 1)", "user_id": "\"ö\\\\", "email": null, "asn": 4200000000, "prefixes": []},
		{"user_hash": "$bob", "user_id": "bob", "email": "bob@orchard.example", "asn": 4200000001, "prefixes": ["2001:db8::/48", "2001:db8:1::/48"]},
		{"user_hash": "$(printf carol | sha256sum | cut -d ' ' -f 1)", "user_id": "carol", "email": null, "asn": 4200000002, "prefixes": []}
		]}
	END
	store mappings >got
	diff -u expected got
	cat >ixp.yaml <<-END
		network: {asn: 64496, prefixes: [192.0.2.0/24]}
		routers: {fir: {ipv4: 192.0.2.1}}
		ixp: {local: 100.64.0.1, range: 100.64.0.0/10, via: tailscale0, pool: ["2001:db8::/32"]}
		sources:
		  headscale: {url: $PWD/nodes.json}
		  gateway: {url: $PWD/got}
	END
	cat >nodes.json <<-END
		{"nodes": [{"id": "1", "name": "b", "ipAddresses": ["100.64.0.7"],
		  "user": {"id": "1", "name": "bob", "email": "bob@orchard.example"}}]}
	END
	if [ -x "$TOP_BUILDDIR/source-fetch" ]; then
		run bash -c 'source-fetch -s ixp.yaml | participant-parse -s ixp.yaml'
		assert_output --partial 'participant	AS4200000001	address=100.64.0.7	prefix=2001:db8::/48	prefix=2001:db8:1::/48'
	fi
}

@test "what is refused: exit 1, one line, nothing changed" {
	on_each refusals
}

refusals() {
	local call
	fresh 'max-leases: 2' 'max-hours: 10'
	store asn alice
	store prefix alice 1
	store prefix alice 1
	store list >before
	while read -r call; do
		# shellcheck disable=SC2086 # words
		run store ${call%%|*}
		assert_failure 1
		assert_output "lease-store: ${call#*|}"
	done <<-END
		prefix alice 1|the user has as many leases as max-leases allows
		prefix bob 1|the user has no AS number (expected asn first)
		prefix alice 11|not 1 to 10 hours
		renew alice 2001:db8::/48 11|not 1 to 10 hours
		renew alice 2001:db8:7::/48 1|the user has no lease of this prefix
		renew bob 2001:db8::/48 1|the user has no lease of this prefix
		release bob 2001:db8::/48|the user has no lease of this prefix
		release alice 2001:db8::/47|the user has no lease of this prefix
	END
	store list >after
	diff before after
}

@test "a lower limit counts what is leased already" {
	on_each lower_limit
}

lower_limit() {
	fresh 'max-leases: 3'
	store asn alice
	store prefix alice 1
	store prefix alice 2
	store prefix alice 3
	site 'max-leases: 2'
	NOW=2026-11-27T13:00:00Z run store prefix alice 1
	assert_failure 1
	NOW=2026-11-27T14:00:00Z run store prefix alice 1
	assert_success
	NOW=2026-11-27T14:00:00Z run store prefix alice 1
	assert_failure 1
}

@test "a prefix rests for the next user, and not for its last" {
	on_each rest
}

rest() {
	PREFIXES='["2001:db8::/47"]' fresh 'rest: 10'
	store asn alice
	store asn bob
	store asn carol
	store prefix alice 1
	store release alice 2001:db8::/48
	NOW=2026-11-27T12:01:00Z run store prefix alice 1
	assert_output --partial '2001:db8::/48'
	NOW=2026-11-27T12:02:00Z store release alice 2001:db8::/48
	NOW=2026-11-27T12:03:00Z run store prefix bob 2
	assert_output --partial '2001:db8:1::/48'
	NOW=2026-11-27T14:03:00Z run store prefix carol 2
	assert_failure 1
	assert_output --partial 'the pool has nothing to give now'
	NOW=2026-11-27T22:01:59Z run store prefix carol 2
	assert_failure 1
	NOW=2026-11-27T22:02:00Z run store prefix carol 2
	assert_output --partial '2001:db8::/48'
	NOW=2026-11-28T00:02:59Z run store prefix alice 2
	assert_failure 1
	NOW=2026-11-28T00:03:00Z run store prefix alice 2
	assert_output --partial '2001:db8:1::/48'
}

@test "an AS number stays with its user until nobody used it for asn-days" {
	on_each asn_days
}

asn_days() {
	ASNS=4294967000-4294967001 fresh 'asn-days: 10' 'rest: 24'
	run store asn alice
	assert_output AS4294967000
	store asn bob
	run store asn carol
	assert_failure 1
	assert_output --partial 'the pool has nothing to give now'
	NOW=2026-12-06T12:00:00Z store prefix alice 24
	NOW=2026-12-07T12:00:00Z run store -v expire
	assert_output --partial '1 leases over, 1 AS numbers taken back'
	run store list
	assert_output "- AS4294967000 $alice"
	# It rests as well.
	NOW=2026-12-08T11:59:59Z run store asn carol
	assert_failure 1
	NOW=2026-12-08T12:00:00Z run store asn carol
	assert_output AS4294967001
	# The lease ended on the 7th.
	NOW=2026-12-17T11:59:59Z store expire
	NOW=2026-12-17T11:59:59Z run store asn alice
	assert_output AS4294967000
	NOW=2026-12-17T12:00:00Z store expire
	NOW=2026-12-17T12:00:00Z run store list
	assert_output --partial "- AS4294967001"
	assert_equal "${#lines[@]}" 1
}

@test "erased: nothing of the person stays but the hash" {
	on_each erasure
}

erasure() {
	PREFIXES='["2001:db8::/48"]' ASNS=4200000000 fresh 'identity: email' 'rest: 2'
	store asn secret-sub --email secret@orchard.example
	store prefix secret-sub 24
	NOW=2026-11-27T13:00:00Z run store -v erase secret-sub
	assert_success
	assert_output --partial erased
	run store list
	assert_output ''
	assert_equal "$(sql 'SELECT count(*), count(erased), count(sub), count(email), count(asn) FROM person')" \
		'1|1|0|0|0'
	assert_equal "$(sql 'SELECT count(*) FROM lease')" 0
	assert_equal "$(sql 'SELECT count(last_person) FROM prefix_pool')" 0
	if [ $KIND = sqlite ]; then
		run grep -l secret "$STORE"*
		assert_failure 1
	fi
	# What they had rests, also for them when they come back.
	NOW=2026-11-27T14:59:59Z run store asn secret-sub
	assert_failure 1
	NOW=2026-11-27T14:59:59Z run store erase secret-sub
	assert_success
	NOW=2026-11-27T14:59:59Z run store -v erase secret-sub
	assert_success
	assert_output --partial 'nothing to erase'
	run store erase nobody
	assert_success
	NOW=2026-11-27T15:00:00Z run store asn bob
	assert_output AS4200000000
	NOW=2026-11-27T15:00:00Z run store prefix bob 1
	assert_success
}

@test "an e-mail address is kept only where the site says so" {
	on_each identity
}

identity() {
	store asn alice --email alice@orchard.example
	run store mappings
	assert_output --partial '"email": null'
	site 'identity: email'
	store asn alice --email alice@orchard.example
	store asn alice
	run store mappings
	assert_output --partial '"email": "alice@orchard.example"'
	site 'identity: none'
	store asn alice
	run store mappings
	assert_output --partial '"email": null'
}

@test "the history is forgotten in time, and with it who is gone" {
	on_each history
}

history() {
	fresh 'history: 5' 'asn-days: 1'
	store asn alice
	store prefix alice 1
	NOW=2026-11-29T12:00:00Z store expire
	assert_equal "$(sql 'SELECT count(*) FROM lease'):$(sql 'SELECT count(*) FROM person')" 1:1
	NOW=2026-12-02T12:59:59Z store expire
	assert_equal "$(sql 'SELECT count(*) FROM lease')" 1
	NOW=2026-12-02T13:00:00Z run store -v expire
	assert_output --partial '1 old leases forgotten'
	assert_equal "$(sql 'SELECT count(*) FROM lease'):$(sql 'SELECT count(*) FROM person')" 0:0
}

@test "the pools follow the site file; what is leased stays until its end" {
	on_each pools
}

# new_pools: a store that others may share keeps its own until it is told.
new_pools() {
	local before
	[ $KIND = postgresql ] || return 0
	before=$(sql 'SELECT * FROM prefix_pool'; sql 'SELECT * FROM asn_pool')
	run store list
	assert_failure 2
	assert_output --partial 'it has other pools than the site file'
	assert_equal "${#lines[@]}" 1
	assert_equal "$(sql 'SELECT * FROM prefix_pool'; sql 'SELECT * FROM asn_pool')" "$before"
	NOW=2026-11-27T14:00:00Z store --new-pools list >/dev/null
}

pools() {
	PREFIXES='["2001:db8::/47"]' ASNS=4200000000 fresh 'rest: 2'
	store asn alice
	store prefix alice 10
	PREFIXES='["2001:db8::/44"]' ASNS=4200000001 site 'rest: 2' 'prefix-length: 45'
	new_pools
	run store list
	assert_line --partial "2001:db8::/48 AS4200000000"
	run store renew alice 2001:db8::/48 20
	assert_failure 1
	run store asn bob
	assert_output AS4200000001
	# The new 2001:db8::/45 has alice's lease in it.
	run store prefix bob 1
	assert_output --partial '2001:db8:8::/45'
	store release bob 2001:db8:8::/45
	store release alice 2001:db8::/48
	run store prefix alice 1
	assert_failure 1
	NOW=2026-11-27T14:00:00Z run store prefix alice 1
	assert_output --partial '2001:db8::/45'
	# What was never used leaves nothing behind.
	assert_equal "$(sql 'SELECT count(*) FROM prefix_pool')" 3
	ASNS=4200000000-4200000009 site
	new_pools
	NOW=2026-11-27T14:00:00Z store list >/dev/null
	assert_equal "$(sql 'SELECT count(*) FROM prefix_pool'):$(sql 'SELECT count(*) FROM asn_pool')" 10:10
}

@test "IPv4 leases" {
	on_each ipv4
}

ipv4() {
	PREFIXES='[192.0.2.0/28, 198.51.100.0/29]' fresh 'max-leases: 9' 'rest: 0'
	store asn alice
	store prefix alice 1
	store prefix alice 1
	store prefix alice 1
	run store list
	assert_line --index 0 --partial '192.0.2.0/29 '
	assert_line --index 1 --partial '192.0.2.8/29 '
	assert_line --index 2 --partial '198.51.100.0/29 '
	run store prefix alice 1
	assert_failure 1
}

@test "the database itself refuses what must never be" {
	command -v sqlite3 >/dev/null || skip "no sqlite3"
	on_each constraints
}

constraints() {
	local time=1800000000 insert columns values first
	PREFIXES='["2001:db8::/47"]' fresh 'max-leases: 2'
	store asn alice
	store asn bob
	store prefix alice 5
	store release alice 2001:db8::/48
	store prefix alice 5
	first=$(sql "SELECT first FROM prefix_pool WHERE prefix = '2001:db8::/48'")
	sql 'SELECT * FROM lease' >before
	at() {
		[ $KIND = sqlite ] && echo "$1" || echo "to_timestamp($1)"
	}
	if [ $KIND = sqlite ]; then
		columns=', first, last' values=", '$first', '$first'"
	fi
	insert="INSERT INTO lease (person, prefix, slot, slots, start, ends$columns) SELECT id, '2001:db8::/48'"
	# Two holders of a prefix; one in the past, too.
	run sql "$insert, 0, 2, $(at $((time - 9))), $(at $time)$values FROM person WHERE hash = '$bob'"
	assert_failure
	run sql "$insert, 0, 2, $(at 1795780000), $(at 1795780801)$values FROM person WHERE hash = '$bob'"
	assert_failure
	# A slot twice, and one beyond the limit.
	insert=${insert/db8::/db8:1::}
	values=${values//8000000/8000100}
	run sql "$insert, 0, 2, $(at $time), $(at $((time + 9)))$values FROM person WHERE hash = '$alice'"
	assert_failure
	run sql "$insert, 2, 2, $(at $time), $(at $((time + 9)))$values FROM person WHERE hash = '$alice'"
	assert_failure
	# It outlives its end, or ends before it began.
	run sql "UPDATE lease SET released = $(at $time) WHERE released IS NULL"
	assert_failure
	run sql "$insert, 1, 2, $(at $time), $(at $time)$values FROM person WHERE hash = '$alice'"
	assert_failure
	# History is not rewritten.
	run sql "UPDATE lease SET ends = $(at $time) WHERE released IS NOT NULL"
	assert_failure
	run sql "UPDATE lease SET person = person + 1 WHERE released IS NULL"
	assert_failure
	run sql "DELETE FROM lease WHERE released IS NULL"
	assert_failure
	# An AS number of two users, two of one, and none with a lease.
	run sql "UPDATE person SET asn = 4200000000 WHERE hash = '$bob'"
	assert_failure
	run sql "INSERT INTO person (hash, asn, used) VALUES ('$alice', 4200000005, $(at $time))"
	assert_failure
	run sql "UPDATE person SET asn = NULL WHERE hash = '$alice'"
	assert_failure
	run sql "INSERT INTO person (hash, used) VALUES ('x', $(at $time))"
	assert_failure
	sql 'SELECT * FROM lease' >after
	diff before after
	# The same statements with right values.
	sql "$insert, 1, 2, $(at $time), $(at $((time + 9)))$values FROM person WHERE hash = '$alice'"
}

@test "200 users ask for the last ten prefixes at once: ten get one" {
	on_each rush
}

rush() {
	local i
	PREFIXES='["2001:db8::/45", "2001:db8:10::/47"]' \
		ASNS=4200000000-4200000499 fresh
	for i in $(seq 200); do
		store --wait 300 asn "user $i" >"asn.$i" 2>&1 &
	done
	wait
	assert_equal "$(cat asn.* | sort -u | grep -c '^AS42000000..$\|^AS42000001..$')" 200
	for i in $(seq 200); do
		{
			local status=0
			store --wait 300 prefix "user $i" 1 >"out.$i" 2>&1 ||
				status=$?
			echo "$status" >"status.$i"
		} &
	done
	wait
	assert_equal "$(cat status.* | sort | uniq -c | tr -s ' \n' ' ')" ' 10 0 190 1 '
	assert_equal "$(cat out.* | grep -c 'the pool has nothing to give now')" 190
	assert_equal "$(cat out.* | grep -o '^2001[^ ]*' | sort -u | wc -l)" 10
	assert_equal "$(cat out.* | grep -o '^2001[^ ]* [^ ]* [^ ]*' | cut -d ' ' -f 3 | sort -u | wc -l)" 10
	assert_equal "$(store list | grep -c ^2001)" 10
	rm -f asn.* out.* status.*
}

@test "one user asks twenty times at once: one AS number, and the limit holds" {
	on_each impatient
}

impatient() {
	local i
	fresh 'max-leases: 3'
	for i in $(seq 20); do
		store --wait 300 asn alice >"asn.$i" 2>&1 &
	done
	wait
	assert_equal "$(cat asn.* | sort | uniq -c | tr -s ' ')" ' 20 AS4200000000'
	for i in $(seq 20); do
		store --wait 300 prefix alice 1 >"out.$i" 2>&1 &
	done
	wait
	assert_equal "$(cat out.* | grep -c '^2001')" 3
	assert_equal "$(cat out.* | grep -c 'as many leases')" 17
	rm -f asn.* out.*
}

@test "a year of random requests holds every invariant, the same in both" {
	local year=$TOP_BUILDDIR/tests/lease-store/year seed
	for seed in 1 2 3; do
		"$year" "$PWD/year$seed.db" 1500 $seed >"sqlite.$seed"
		[ "$(grep -c 'expire: [1-9]' "sqlite.$seed")" -gt 3 ]
		[ -n "$PG_DIR" ] || continue
		"$year" "$(postgresql_place year$seed)" 1500 $seed >"postgresql.$seed"
		cmp "sqlite.$seed" "postgresql.$seed"
	done
}

# first_call WHAT ARGUMENT ...: the number of lease-store's first system call
# that names WHAT.  Those before it read the site file.
first_call() {
	local what=$1 n=
	shift
	if command -v strace >/dev/null; then
		strace -s 256 -o trace lease-store -s site.yaml --now "$T0" "$@" \
			>/dev/null 2>&1 || true
		n=$(sed 1d trace | grep -n -F -m 1 "$what" | cut -d : -f 1)
	fi
	echo "${n:-1}"
}

@test "a server that is started again is no error, and nothing is lost" {
	[ -n "$PG_DIR" ] || skip "no PostgreSQL"
	local year=$TOP_BUILDDIR/tests/lease-store/year pid
	"$year" "$PWD/restart.db" 2400 4 >expected
	: >got
	"$year" "$(postgresql_place restart)" 2400 4 >got 3>&- &
	pid=$!
	for ((i = 0; i < 2; i++)); do
		until [ "$(wc -c <got)" -gt $((4096 * i)) ]; do
			sleep 0.05
		done
		# In the middle of its work, but of no transaction: nobody could
		# say what became of a COMMIT.
		kill -STOP $pid
		while server_works; do
			kill -CONT $pid
			sleep 0.01
			kill -STOP $pid
		done
		postgresql_restart
		kill -CONT $pid
	done
	wait $pid
	cmp expected got
}

# server_works: a transaction of birdfeed's is open in the server.
server_works() {
	[ "$(postgresql_sql public "SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle' AND application_name = 'birdfeed'")" -gt 0 ]
}

@test "a deadlock, and a prefix that somebody else has got: tried again" {
	[ -n "$PG_DIR" ] || skip "no PostgreSQL"
	local i
	KIND=postgresql
	fresh
	store asn alice
	store asn bob
	# Another session takes the first prefix, without the triggers.
	mkfifo hold
	PGOPTIONS="-c search_path=$SCHEMA" "$(postgresql_bin)/psql" -X -A -t -q \
		-h "$PG_DIR" -U birdfeed postgres <hold >held 2>&1 3>&- &
	exec 8>hold
	# The server looks for a deadlock once, three seconds after lease-store
	# began to wait; so the other session waits there, and not in this shell.
	cat >&8 <<-SQL
		SET session_replication_role = replica;
		SET deadlock_timeout = '60s';
		BEGIN;
		INSERT INTO lease (person, prefix, slot, slots, start, ends)
			SELECT id, '2001:db8::/48', 0, 1, '$T0', timestamptz '$T0' + '1 hour'
			FROM person WHERE hash = '$bob';
		SELECT 'it has it';
		DO \$\$ BEGIN
			WHILE NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted) LOOP
				PERFORM pg_sleep(0.01);
			END LOOP;
		END \$\$;
		UPDATE prefix_pool SET free_since = NULL WHERE prefix = '2001:db8::/48';
		COMMIT;
	SQL
	exec 8>&-
	until grep -q 'it has it' held; do
		sleep 0.05
	done
	store --wait 60 prefix alice 1 >out 2>&1 3>&-
	wait
	run cat out
	assert_output --partial '2001:db8:1::/48 AS4200000000'
	assert_equal "$(sql 'SELECT count(*) FROM lease')" 2
	grep -q 'deadlock detected' "$PG_DIR/log"
	# A prefix that the pool has and a lease, too: six times, and no more.
	store release alice 2001:db8:1::/48
	sql "UPDATE prefix_pool SET free_since = 'epoch', last_person = NULL WHERE prefix = '2001:db8::/48'; UPDATE prefix_pool SET last_person = NULL"
	i=$(grep -c 'conflicting key value violates exclusion' "$PG_DIR/log" || true)
	run store prefix alice 1
	assert_failure 2
	assert_output --partial 'conflicting key value'
	assert_equal "$(($(grep -c 'conflicting key value violates exclusion' "$PG_DIR/log") - i))" 6
	assert_equal "$(store list alice)" "- AS4200000000 $alice"
}

@test "killed at each system call: all of a change, or nothing" {
	local kill=$TOP_BUILDDIR/tests/kill-at
	[ -x "$kill" ] || skip "no kill-at"
	grep -q __asan "$TOP_BUILDDIR/lease-store" && skip "too slow with sanitizers"
	on_each kills
}

kills() {
	local n first done=0 none=0 status state
	state='SELECT (SELECT count(*) FROM lease) * 10 + count(*) FROM prefix_pool WHERE free_since IS NULL'
	PREFIXES='["2001:db8::/47"]' fresh 'rest: 0'
	store asn alice >/dev/null
	mkdir -p keep
	[ $KIND = postgresql ] || cp "$STORE"* keep
	n=$(first_call "$([ $KIND = sqlite ] && echo "$STORE" || echo .s.PGSQL)" \
		--store "$STORE" list)
	first=$n
	while :; do
		status=0
		"$kill" $n lease-store -s site.yaml --store "$STORE" \
			--now "$T0" prefix alice 5 >out 2>&1 || status=$?
		[ $status -ne 99 ] || break
		assert_equal $status 137
		# The server may not have seen yet that the client is gone.
		case $(store --wait 60 asn alice):$(store list | grep -c '^2001')$(sql "$state") in
		AS4200000000:00) none=$((none + 1)) ;;
		AS4200000000:111) done=$((done + 1)) ;;
		*) fail "call $n: half done: $(store list)" ;;
		esac
		if [ $KIND = sqlite ]; then
			rm -f "$STORE"*
			cp keep/* .
		else
			sql "TRUNCATE lease CASCADE; UPDATE prefix_pool SET free_since = 'epoch'"
		fi
		n=$((n + 1))
	done
	assert [ $((n - first)) -gt 60 ]
	assert [ $none -gt 20 ]
	assert [ $done -gt 3 ]
}

@test "killed at each system call while the store is made" {
	local kill=$TOP_BUILDDIR/tests/kill-at n first status
	[ -x "$kill" ] || skip "no kill-at"
	grep -q __asan "$TOP_BUILDDIR/lease-store" && skip "too slow with sanitizers"
	KIND=sqlite
	PREFIXES='["2001:db8::/47"]' ASNS=4200000000 fresh
	n=$(first_call "$STORE" --store "$STORE" list)
	first=$n
	while :; do
		rm -f "$STORE"*
		status=0
		"$kill" $n lease-store -s site.yaml --store "$STORE" list \
			>out 2>&1 || status=$?
		[ $status -ne 99 ] || break
		run store asn alice
		assert_output AS4200000000
		run store prefix alice 1
		assert_success
		n=$((n + 1))
	done
	assert [ $((n - first)) -gt 60 ]
}

@test "the mappings are one statement" {
	[ -n "$PG_DIR" ] || skip "no PostgreSQL"
	KIND=postgresql
	fresh
	store asn alice
	store asn bob
	store list >/dev/null
	postgresql_sql public "SELECT 'here it begins'" >/dev/null
	store mappings >/dev/null
	# What opening the store takes, and that one.
	sed '1,/here it begins/d' "$PG_DIR/data/log" >statements || true
	[ -s statements ] || sed '1,/here it begins/d' "$PG_DIR/log" >statements
	run grep -c 'FROM person' statements
	assert_output 1
	run grep -c 'BEGIN\|UPDATE\|INSERT\|CREATE' statements
	assert_output 0
}

# hook: a roa-hook that writes its call to "called", and fails where "fail" is.
hook() {
	cat >hook <<-END
		#!/bin/sh
		echo "\$*" >>$PWD/called
		! [ -e $PWD/fail ]
	END
	chmod +x hook
	rm -f called fail
	fresh "roa-hook: $PWD/hook" 'rest: 0' "$@"
}

@test "a ROA is created, removed, and removed again until it is gone" {
	on_each roas
}

roas() {
	PREFIXES='["2001:db8::/48"]' hook
	store asn alice
	store asn bob
	store prefix alice 1
	run store rpki bob 2001:db8::/48 on
	assert_failure 1
	assert [ ! -e called ]
	run store rpki alice 2001:db8::/48 on
	assert_success
	assert_output --partial 'T13:00:00Z rpki'
	run store list
	assert_output --partial 'T13:00:00Z rpki'
	run store rpki alice 2001:db8::/48 off
	refute_output --partial rpki
	store rpki alice 2001:db8::/48 on
	store expire
	assert_equal "$(cat called)" "$(printf '%s 2001:db8::/48 AS4200000000\n' on off on)"
	# The lease is over and the program fails: nobody else gets the prefix.
	rm called
	touch fail
	NOW=2026-11-27T13:00:00Z run store expire
	assert_failure 2
	assert_output --partial '2001:db8::/48: warning: the ROA for AS4200000000 is not off'
	NOW=2026-11-27T13:00:00Z run store prefix bob 1
	assert_failure 1
	rm fail
	NOW=2026-11-27T13:00:00Z run store expire
	assert_success
	NOW=2026-11-27T13:00:00Z run store expire
	assert_success
	NOW=2026-11-27T13:00:00Z run store prefix bob 1
	assert_success
	assert_equal "$(cat called)" "$(printf '%s 2001:db8::/48 AS4200000000\n' off off)"
	# What cannot be created is not promised, and is cleared away.
	rm called
	touch fail
	NOW=2026-11-27T13:00:00Z run store rpki bob 2001:db8::/48 on
	assert_failure 2
	NOW=2026-11-27T13:00:00Z run store list bob
	refute_output --partial rpki
	rm fail
	NOW=2026-11-27T13:00:00Z run store erase bob
	NOW=2026-11-27T13:00:00Z run store expire
	assert_success
	assert_equal "$(cat called)" "$(printf '%s 2001:db8::/48 AS4200000001\n' on off)"
	PREFIXES='["2001:db8::/48"]' site
	run store rpki bob 2001:db8::/48 on
	assert_failure 2
	assert_output --partial 'roa-hook: missing'
}

@test "wrong calls, wrong sites, and output that cannot be written" {
	local call
	KIND=sqlite
	fresh
	while read -r call; do
		eval "run store $call"
		assert_failure 2
		assert_equal "$call: ${#lines[@]}" "$call: 1"
	done <<-'END'

		nonsense
		asn
		asn a b
		asn ''
		asn $'a\nb'
		asn $'\xff'
		prefix alice
		prefix alice x
		prefix alice 0
		renew alice 2001:db8::1/48 1
		rpki alice 2001:db8::/48 maybe
		--now yesterday list
		--store postgresql://ada:secret@localhost/x list
		--store 'postgresql://localhost/x?password=secret' list
		--store /nowhere/x.db list
		--store "postgresql:///x?host=$PWD" list
	END
	run bash -c "lease-store -s site.yaml --store '$STORE' mappings >/dev/full"
	assert_failure 2
	grep -v -A9 leases site.yaml | head -n 2 >none.yaml
	run lease-store -s none.yaml list
	assert_failure 2
	assert_output --partial 'leases: missing'
}

@test "pools that cannot be are refused with their line" {
	local wrong
	KIND=sqlite
	fresh
	while IFS='|' read -r asns prefixes more wrong; do
		ASNS=$asns PREFIXES=$prefixes site "$more"
		run store list
		assert_failure 2
		assert_output --partial "site.yaml:"
		assert_output --partial "$wrong"
	done <<-'END'
		64496-64500|["2001:db8::/46"]|rest: 1|AS64496 in the pool
		65000-65535|["2001:db8::/46"]|rest: 1|AS65535 in the pool
		64500-64510, 64510-64520|["2001:db8::/46"]|rest: 1|two ranges overlap
		4200000000-4202000000|["2001:db8::/46"]|rest: 1|at most 1000000
		4200000000|["2001:db8::/46", 192.0.2.0/24]|rest: 1|expected one family
		4200000000|["2001:db8::/46", "2001:db8:1::/48"]|rest: 1|two prefixes overlap
		4200000000|["2001:db8::/46"]|prefix-length: 45|does not fit
		4200000000|["2001:db8::/29"]|rest: 1|at most 262144
		4200000000|[]|rest: 1|expected them here
	END
	PREFIXES='[]' site
	echo 'ixp: {local: 100.64.0.1, range: 100.64.0.0/10, via: tailscale0, pool: ["2001:db8:77::/48"]}' >>site.yaml
	store asn alice
	run store prefix alice 1
	assert_output --partial '2001:db8:77::/48'
}

@test "another program's file, a newer store, and no server: left alone" {
	command -v sqlite3 >/dev/null || skip "no sqlite3"
	KIND=sqlite
	fresh
	sqlite3 other.db 'CREATE TABLE t (x); INSERT INTO t VALUES (1)'
	sha256sum other.db >sum
	run store --store "$PWD/other.db" list
	assert_failure 2
	assert_output --partial "another program's database"
	sha256sum -c sum
	store list
	assert_equal "$(stat -c %a "$STORE")" 600
	sqlite3 "$STORE" 'PRAGMA user_version = 99'
	run store list
	assert_failure 2
	assert_output --partial 'a newer birdfeed'
	[ -n "$PG_DIR" ] || return 0
	KIND=postgresql
	fresh
	store list
	sql 'INSERT INTO birdfeed_leases VALUES (99)'
	run store list
	assert_failure 2
	assert_output --partial 'a newer birdfeed'
	assert_equal "${#lines[@]}" 1
}

@test "a role that may not create tables can use those that are there" {
	[ -n "$PG_DIR" ] || skip "no PostgreSQL"
	KIND=postgresql
	fresh
	store asn alice
	sql "CREATE ROLE $SCHEMA LOGIN; GRANT USAGE ON SCHEMA $SCHEMA TO $SCHEMA; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA $SCHEMA TO $SCHEMA"
	STORE=${STORE/user=birdfeed/user=$SCHEMA}
	run store prefix alice 1
	assert_success
	run store erase alice
	assert_success
	run store expire
	assert_success
	run store list
	assert_output ''
}

@test "each older version opens, and keeps every row" {
	command -v sqlite3 >/dev/null || skip "no sqlite3"
	on_each older
}

older() {
	local sql version=0
	for sql in "$TOP_SRCDIR"/tests/lease-store/version-*."$KIND".sql; do
		fresh 'max-leases: 2' 'identity: email'
		if [ $KIND = sqlite ]; then
			sqlite3 "$STORE" <"$sql" >/dev/null
		else
			sql "DROP SCHEMA $SCHEMA"
			sed "s/bfdump/$SCHEMA/g" "$sql" >load.sql
			postgresql_sql public "$(<load.sql)" >/dev/null
		fi
		run store list
		assert_success
		assert_line --index 0 "2001:db8::/48 AS4200000000 $alice 2026-11-27T12:00:00Z 2026-11-27T13:00:00Z rpki"
		assert_line --index 1 "- AS4200000001 $bob"
		assert_equal "${#lines[@]}" 2
		run store mappings
		assert_output --partial '"user_id": "alice", "email": "alice@orchard.example"'
		assert_equal "$(sql 'SELECT count(*) FROM lease'):$(sql 'SELECT count(erased) FROM person')" 2:1
		# What rests goes on resting.
		run store prefix bob 1
		assert_output --partial '2001:db8:1::/48'
		version=$((version + 1))
	done
	assert [ $version -ge 1 ]
}
