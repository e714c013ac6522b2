#!/usr/bin/env bats
# peeringdb-parse: what PeeringDB says of networks, and what bird-render and
# source-fetch make of it.

bats_load_library bats-support
bats_load_library bats-assert

http="$TOP_BUILDDIR/tests/http/server"

setup() {
	bats_require_minimum_version 1.5.0
	cd "$BATS_TEST_TMPDIR" || return 1
	chmod 755 .
	pids=()
	# As https://www.peeringdb.com/api/net answers.
	cat >net.json <<-'END'
		{"data": [
		{"id": 20, "org_id": 8, "name": "Lime \u00e9", "asn": 3000000012,
		 "irr_as_set": "RIPE::AS-LIME, as-lime-two", "info_prefixes4": 120, "info_prefixes6": 30,
		 "info_never_via_route_servers": false, "notes": "a\tb\nc", "poc_set": [{"role": "NOC"}]},
		{"id": 7, "asn": 3000000003, "irr_as_set": "AS3000000003:AS-ASH@RADB", "info_prefixes4": 0, "info_prefixes6": null},
		{"id": 9, "asn": 4200000000, "irr_as_set": "", "info_prefixes4": 5, "info_prefixes6": 5}
		], "meta": {}}
	END
}

teardown() {
	[ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
}

parse() {
	status=0
	peeringdb-parse "$@" >out 2>err || status=$?
}

# refused TEXT: exit 2, no complete stream, one line with TEXT.
refused() {
	assert_equal "$status" 2
	run ! grep -q '^%end' out
	run cat err
	assert_equal "${#lines[@]}" 1
	assert_output --partial "$1"
}

@test "net records, from JSON and from a source record" {
	parse -v <net.json
	assert_equal "$status" 0
	assert_equal "$(grep -v '^peeringdb-parse: walls: ' err)" \
		'peeringdb-parse: 3 networks, 0 values left out'
	sed 's/\t/|/g' out >got
	cat >expected <<-'END'

		%begin birdfeed-records 1
		net|AS3000000003|as-set=RADB::AS3000000003:AS-ASH
		net|AS3000000012|as-set=RIPE::AS-LIME|as-set=AS-LIME-TWO|prefixes4=120|prefixes6=30
		net|AS4200000000|prefixes4=5|prefixes6=5
		%end
	END
	diff -u expected got
	cat >site.yaml <<-END
		network: {asn: 3000000001}
		registry: {kind: none}
		routers: {edge1: {ipv4: 7.0.0.1}}
		sources: {peeringdb: {url: "file://$PWD/net.json"}, other: {url: "file://$PWD/net.json"}}
	END
	source-fetch -s site.yaml >records
	parse <records
	assert_equal "$status" 0
	assert_equal "$(grep -c '^source' out)" 1
	diff <(grep '^net' out) <(grep '^net' <(peeringdb-parse <net.json))
	parse other <records
	assert_equal "$status" 0
	grep -q $'^source\tpeeringdb' out
	parse nobody <records
	refused 'source: no record of the source nobody (did source-fetch fail?)'
}

@test "values that are wrong are left out, and said under -v and --strict" {
	cat >net.json <<-'END'
		{"data": [
		{"asn": 3000000003, "irr_as_set": "AS-ASH rs-ash; ASH AS-SET: ::AS-X", "info_prefixes4": -1, "info_prefixes6": 10000001},
		{"asn": "3000000004"}, {"asn": 0}, {"name": "no number"}, {"asn": 3000000005, "irr_as_set": 5, "info_prefixes4": "many"}
		]}
	END
	parse <net.json
	assert_equal "$status" 0
	[ ! -s err ]
	assert_equal "$(grep '^net' out | tr '\t' '|')" 'net|AS3000000003|as-set=AS-ASH|as-set=RS-ASH
net|AS3000000005'
	parse -v <net.json
	run cat err
	assert_line 'peeringdb-parse: -: data[0].irr_as_set: AS3000000003: "ASH" (expected an as-set such as AS-NAME, AS64496:AS-NAME or RIPE::AS-NAME, or a route-set such as RS-NAME, at most 64 long)'
	assert_line 'peeringdb-parse: -: data[0].info_prefixes4: AS3000000003: out of range (expected 0 .. 10000000)'
	assert_line 'peeringdb-parse: -: data[0].info_prefixes6: AS3000000003: out of range (expected 0 .. 10000000)'
	assert_line 'peeringdb-parse: -: data[1].asn: no AS number (expected an integer, 1 .. 4294967295)'
	assert_line 'peeringdb-parse: -: data[4].info_prefixes4: AS3000000005: expected an integer, or null'
	assert_line 'peeringdb-parse: 2 networks, 10 values left out'
	parse --strict <net.json
	assert_equal "$status" 1
	run ! grep -q '^%end' out
}

@test "bad documents: one line, and no complete stream" {
	parse </dev/null
	refused '-: empty (expected records, or JSON)'
	while IFS='|' read -r json text; do
		printf '%s' "$json" >bad.json
		parse <bad.json
		refused "$text"
	done <<-'END'
		{"data": []}|data: no network in it (expected one; does PeeringDB know these AS numbers?)
		{"data": [{"asn": 3000000003}, {"asn": 3000000003}]}|net: AS3000000003 is there twice
		{"data": [{"asn": 3000000003|line 1:
		{"message": "Request was throttled. Expected available in 22 seconds."}|data: missing (expected an array)
		{"data": {"asn": 5}}|data: an object (expected an array)
		{"data": [5]}|data: all 1 items have another shape
		[{"asn": 5}]|-: neither (expected records, or JSON as PeeringDB answers it)
		<html>|-: neither (expected records
	END
	printf '\n%%begin birdfeed-records 1\nnet\tAS5\n%%end\n' >bad
	parse <bad
	refused 'a net in the input (expected none: they are made here alone)'
	run -2 bash -c 'peeringdb-parse <net.json >/dev/full'
	assert_output --partial 'No space left on device'
}

# bird KEYS [LINE ...]: the configuration of a peer elm with these keys, and
# with these lines of records.
bird() {
	local keys=$1
	shift
	cat >site.yaml <<-END
		network: {asn: 3000000001, prefixes: [7.0.0.0/22]}
		registry: {kind: none}
		peering: {import-limit: 700}
		routers: {edge1: {ipv4: 7.0.0.1, ipv6: "3000:1::1"}}
		sessions:
		  - {name: elm, type: peer, asn: 3000000012, neighbor: 192.0.2.12, families: mp, $keys}
	END
	{
		printf '\n%%begin birdfeed-records 1\n'
		printf '%s\n' "$@" | tr '|' '\t'
		printf '%%end\n'
	} >in
	status=0
	bird-render -s site.yaml <in >out 2>err || status=$?
}

@test "import-limit: peeringdb" {
	bird 'import-limit: peeringdb' 'net|AS3000000012|prefixes4=120|prefixes6=30'
	[ "$status" -eq 0 ] || { cat err; false; }
	run grep 'import limit' out
	assert_line --index 0 --partial 'import limit 120 action restart'
	assert_line --index 1 --partial 'import limit 30 action restart'
	bird 'import-limit: {ipv4: 50, ipv6: peeringdb}, action: block' 'net|AS3000000012|prefixes6=30'
	run grep 'import limit' out
	assert_line --index 0 --partial 'import limit 50 action block'
	assert_line --index 1 --partial 'import limit 30 action block'
	# PeeringDB has no number: the site's default, which only warns.
	bird 'import-limit: peeringdb' 'net|AS3000000012|prefixes4=120'
	assert_equal "$status" 0
	run grep 'import limit' out
	assert_line --index 0 --partial 'import limit 120 action restart'
	assert_line --index 1 --partial 'import limit 700 action warn'
	run cat err
	assert_line 'bird-render: site.yaml:6: elm: warning: import-limit: PeeringDB has no number of IPv6 prefixes of AS3000000012; 700 assumed, beyond which BIRD only warns (expected a number here)'
}

@test "a network that is missing: what is live stays" {
	bird 'import-limit: peeringdb' 'net|AS3000000013|prefixes4=120'
	assert_equal "$status" 2
	run cat err
	assert_line 'bird-render: site.yaml:6: elm: import-limit: no net record of AS3000000012 (is it on PeeringDB?)'
	run ! grep -q '^#% end' out
	bird 'import-limit: peeringdb' 'as-set|AS-X'
	assert_equal "$status" 2
	run cat err
	assert_line --partial 'no net record of AS3000000012 (did peeringdb-parse fail?)'
	bird 'as-set: peeringdb' 'net|AS3000000012|prefixes4=5'
	assert_equal "$status" 2
	run cat err
	assert_line 'bird-render: site.yaml:6: elm: as-set: PeeringDB knows no set of AS3000000012 (expected its name here)'
	bird 'as-set: peeringdb' 'net|AS3000000012|as-set=AS-LIME'
	assert_equal "$status" 2
	run cat err
	assert_line --partial 'as-set: no as-set record of this name'
	sed -i '/^peering:/d' site.yaml
	run -2 bird-render -s site.yaml --no-records
	assert_output --partial 'as-set: needs the records of an IRR (expected a record stream, and no --no-records)'
	bird 'receive-limit: peeringdb'
	assert_equal "$status" 2
	bird 'import-limit: peeringdb' 'net|AS3000000012|prefixes4=0'
	assert_equal "$status" 2
	run cat err
	assert_line --partial 'prefixes4: "0" (expected a decimal number, 1 .. 10000000)'
}

@test "PeeringDB limits how often it is asked: the answer before stands in" {
	[ -x "$http" ] || skip "the test server is not built (no OpenSSL)"
	local i port
	mkdir root
	cp net.json root/
	"$http" root 3>&- 2>>server.log &
	pids+=($!)
	for ((i = 0; i < 200; i++)); do
		[ ! -s root/.port ] || break
		sleep 0.05
	done
	port=$(cat root/.port)
	cat >site.yaml <<-END
		network: {asn: 3000000001}
		registry: {kind: none}
		routers: {edge1: {ipv4: 7.0.0.1}}
		sources: {peeringdb: {url: "http://127.0.0.1:$port/net.json",
		  allow-http: true, timeout: 2, max-stale: 3600}}
	END
	source-fetch -s site.yaml --cache cache | peeringdb-parse >good
	echo /status=429/retry-after=60 >root/.fault
	source-fetch -s site.yaml --cache cache 2>err | peeringdb-parse >out
	diff good out
	run cat err
	assert_line --partial 'peeringdb: warning: HTTP status 429'
	rm cache/peeringdb
	run -2 source-fetch -s site.yaml --cache cache
	assert_output --partial 'peeringdb: HTTP status 429'
	parse </dev/null
	assert_equal "$status" 2
}
