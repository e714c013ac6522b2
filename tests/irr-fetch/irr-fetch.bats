#!/usr/bin/env bats
# irr-fetch: what the sessions of a site name, from an IRRd server that goes
# wrong as a test wants it (tests/irr/server.c), and that bgpq4 understands.

bats_load_library bats-support
bats_load_library bats-assert

server="$TOP_BUILDDIR/tests/irr/server"

setup() {
	bats_require_minimum_version 1.5.0
	[ -x "$server" ] || skip "the test server is not built"
	cd "$BATS_TEST_TMPDIR" || return 1
	chmod 755 .
	pids=()
	mkdir irr
}

teardown() {
	[ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
}

# serve: a server of irr/db; its port in $port.
serve() {
	local i
	"$server" irr 3>&- 2>>server.log &
	pids+=($!)
	for ((i = 0; i < 200; i++)); do
		[ ! -s irr/.port ] || break
		sleep 0.05
	done
	port=$(cat irr/.port)
}

# small: a server with one set in two registries.
small() {
	cat >irr/db <<-'END'
		set RIPE AS-LIME AS3000000012 AS-OAK AS3000000011:AS-SUB AS-GONE
		set RADB AS-LIME AS3000000013 AS-OAK
		set RADB AS-OAK AS3000000014 AS-LIME
		set RIPE AS3000000011:AS-SUB AS3000000015
		set RIPE RS-LIME 7.20.0.0/22^23-24 RS-MORE 3000:20::/32
		set RADB RS-MORE 7.21.0.0/24
		set RIPE AS-NOBODY
		route RIPE 7.12.1.0/24 AS3000000012
		route RADB 7.12.3.0/24 AS3000000012
		route RADB 7.12.3.0/24 AS3000000012
		route RADB 3000:12::/32 AS3000000012
		route RADB 7.13.0.0/24 AS3000000013
		route RIPE 7.14.0.0/24 AS3000000014
		route RIPE 7.15.0.0/24 AS3000000015
		route RIPE 7.16.0.0/24 AS3000000016
	END
	serve
}

# site IRR SESSION ...: a site with these keys of irr, and these sessions.
site() {
	local irr=$1
	shift
	cat >site.yaml <<-END
		network: {asn: 3000000001, prefixes: [7.0.0.0/22]}
		registry: {kind: none}
		peering: {import-limit: 100}
		irr: {server: 127.0.0.1, port: $port${irr:+, $irr}}
		routers: {edge1: {ipv4: 7.0.0.1, ipv6: "3000:1::1"}}
		sessions:
	END
	printf '  - {%s}\n' "$@" >>site.yaml
}

FIR='name: fir, type: downstream, asn: 3000000011, neighbor: 192.0.2.11'

fetch() {
	status=0
	irr-fetch -s site.yaml --cache cache "$@" >out 2>err || status=$?
}

# assert_failed TEXT: exit 2, no complete stream, and one line that has TEXT.
assert_failed() {
	assert_equal "$status" 2
	run ! grep -q '^%end' out
	run cat err
	assert_equal "${#lines[@]}" 1
	assert_output --partial "$1"
}

@test "records: sets, loops, sources, and the routes of all AS numbers" {
	small
	site '' "$FIR, families: mp, as-set: AS-LIME" \
		'name: elm, type: peer, asn: 3000000016, neighbor: 192.0.2.16, as-set: ["RADB::AS-LIME", RS-LIME]'
	fetch -v
	[ "$status" -eq 0 ] || { cat err; false; }
	run grep -v '^irr-fetch: walls: ' err
	assert_output 'irr-fetch: 3 sets, 2 AS numbers'
	sed 's/\t/|/g' out >got
	cat >expected <<-'END'

		%begin birdfeed-records 1
		as-set|AS-LIME|members=AS3000000012, AS3000000014, AS3000000015
		as-set|AS-LIME|members=AS3000000012, AS3000000013, AS3000000014, AS3000000015|source=RADB
		route-set|RS-LIME|mp-members=7.20.0.0/22^23-24, 7.21.0.0/24, 3000:20::/32
		route|7.12.1.0/24|origin=AS3000000012
		route|7.12.3.0/24|origin=AS3000000012
		route|7.13.0.0/24|origin=AS3000000013
		route|7.14.0.0/24|origin=AS3000000014
		route|7.15.0.0/24|origin=AS3000000015
		route|7.16.0.0/24|origin=AS3000000016
		route6|3000:12::/32|origin=AS3000000012
		%end
	END
	diff -u expected got
	# What a set without a source is, does not depend on other sessions.
	bird-render -s site.yaml <out >bird 2>err
	run sed -n '/^define BF_PREFIXES4_fir/,/;/p' bird
	refute_output --partial 7.13.0.0
	run sed -n '/^define BF_PREFIXES4_elm/,/;/p' bird
	assert_output --partial 7.13.0.0
	assert_output --partial '7.20.0.0/22{23,24}'
}

@test "questions: sources are selected, all that is known is asked at once" {
	small
	site 'sources: [RADB, RIPE]' "$FIR, as-set: AS-LIME" \
		'name: elm, type: downstream, asn: 3000000016, neighbor: 192.0.2.16, asns: [3000000014]' \
		'name: yew, type: downstream, asn: 3000000017, neighbor: 192.0.2.17, asns: [3000000018], prefixes: [7.17.0.0/24]'
	fetch
	assert_equal "$status" 0
	grep -v '^!n' irr/.log >asked
	cat >expected <<-'END'
		!!
		!sRADB,RIPE
		!iAS-LIME,1
		!gAS3000000011
		!gAS3000000013
		!gAS3000000014
		!gAS3000000016
		!q
	END
	diff -u expected asked
	# Nothing is named: nothing is asked, and no server is needed.
	: >irr/.log
	site '' 'name: oak, type: upstream, asn: 3000000002, neighbor: 192.0.2.2'
	sed -i '/^irr:/d' site.yaml
	fetch
	assert_equal "$status" 0
	assert_equal "$(tail -n 1 out)" %end
	[ ! -s irr/.log ]
	site '' "$FIR, asns: [3000000012]"
	sed -i '/^irr:/d' site.yaml
	fetch
	assert_failed 'irr-fetch: site.yaml: irr: missing (expected the server to ask)'
}

# forest: 50 sets in two registries, with loops, holes and names below names.
# No two prefixes are neighbours: nothing can be aggregated.
forest() {
	awk 'function random(n) { seed = (seed * 69069 + 1) % 4294967296; return int(seed / 65536) % n }
	function as(i) { return sprintf("AS30000%05d", i) }
	function name(i) { return i % 7 == 0 ? as(1000 + i) ":AS-S" i : "AS-S" i }
	BEGIN {
		seed = 20261127
		for (i = 0; i < 50; i++)
			for (source = 0; source < 2; source++) {
				if (source != i % 2 && i % 3 != 0)
					continue
				line = "set " (source ? "RADB" : "RIPE") " " name(i)
				for (j = random(6); j > 0; j--)
					line = line " " as(2000 + random(150))
				for (j = random(4); j > 0; j--)
					line = line " " name(random(50))
				if (i % 10 == 0)
					line = line " AS-NOWHERE " name(i)
				print line
			}
		for (i = 0; i < 400; i++) {
			who = as(random(3) == 0 ? 1000 + random(50) : 2000 + random(150))
			source = random(2) ? "RADB" : "RIPE"
			print "route " source " 7." i % 200 + 4 "." 2 * random(100) + 1 ".0/24 " who
			printf "route %s 3000:%x:%x::/48 %s\n", source, i + 1, 2 * random(9999) + 1, who
		}
	}' >irr/db
	serve
	awk 'BEGIN {
		for (i = 0; i < 50; i++) {
			name = i % 7 == 0 ? sprintf("AS30000%05d:AS-S%d", 1000 + i, i) : "AS-S" i
			if (i % 5 == 0)
				name = (i % 2 ? "RADB" : "RIPE") "::" name
			printf "name: s%d, type: downstream, asn: 30000%05d, neighbor: 192.0.2.%d, families: mp, as-set: \"%s\"\n",
				i, 1000 + i, i + 10, name
		}
	}' >sessions
	mapfile -t sessions <sessions
	site '' "${sessions[@]}"
}

@test "bgpq4 has the same prefix lists of 50 sets" {
	command -v bgpq4 >/dev/null || skip "bgpq4 is not installed"
	local i family set all=0
	forest
	fetch
	[ "$status" -eq 0 ] || { cat err; false; }
	bird-render -s site.yaml <out >bird 2>err
	for ((i = 0; i < 50; i++)); do
		set=$(sed -n "s/.*name: s$i,.*as-set: \"\(.*\)\"}/\1/p" site.yaml)
		for family in 4 6; do
			sed -n "/^define BF_PREFIXES${family}_s$i = /,/\];/p" bird |
				grep -o '[0-9a-f:.]*/[0-9{},]*' | sed 's/,$//' | sort >ours
			bgpq4 -h "127.0.0.1:$port" "-$family" -b -l x "$set" \
				"AS$((3000001000 + i))" 2>said |
				grep -o '[0-9a-f:.]*/[0-9]*' | sort -u >theirs || [ ! -s said ]
			diff ours theirs || fail "$set in IPv$family"
			all=$((all + $(wc -l <ours)))
		done
	done
	[ "$all" -gt 3000 ]
}

@test "bad servers: one line each, and no complete stream" {
	small
	while IFS='|' read -r fault keys text; do
		site "$keys" "$FIR, families: mp, as-set: AS-LIME"
		echo "$fault" >irr/.fault
		fetch
		assert_failed "$text"
	done <<-END
		slow|timeout: 1, retries: 0|127.0.0.1:$port: no answer to !iAS-LIME,1 in 1 s (timeout)
		trickle|timeout: 1, retries: 0|in 1 s (timeout)
		cut|retries: 0|it closed the connection before it had answered
		error||AS-LIME (site.yaml:7): !iAS-LIME,1: F the database is being rebuilt
		unknown||AS-LIME (site.yaml:7): !iAS-LIME,1: D, no such set
		several||AS-LIME (site.yaml:7): !iAS-LIME,1: E, several sets
		garbage||"HTTP/1.1 400 Bad Request\\x0d" (expected an answer of IRRd: A, C, D, E or F)
		endless||(expected an answer of IRRd: A, C, D, E or F)
		huge||an answer of 1073741824 bytes (expected at most 64 MiB, max-size)
		short||no C after the 19 bytes of an answer
		before||there are more answers than questions (which is whose cannot be known)
		after||more came than was asked for (which answer is whose cannot be known)
		family||!gAS3000000011: "2001:db8::/32" (expected an IPv4 prefix)
		words||!gAS3000000011: "192.0.2.0/99" (expected an IPv4 prefix)
		nonsense||AS-LIME (site.yaml:7): "so" (expected an AS number or a set)
	END
	# Nothing of that is a configuration.
	bird-render -s site.yaml <out >bird 2>err && false
	run ! grep -q '^#% end' bird
	site 'sources: [RIPE, ARIN]' "$FIR, as-set: AS-LIME"
	rm irr/.fault
	fetch
	assert_failed '!sRIPE,ARIN: F One or more selected sources are unavailable. (does the server have these sources?)'
	site '' "$FIR, as-set: [AS-LIME, AS-GONE]"
	fetch
	assert_failed 'AS-GONE (site.yaml:7): !iAS-GONE,1: D, no such set'
	kill "${pids[@]}"
	wait "${pids[@]}" || true
	site 'retries: 0' "$FIR, as-set: AS-LIME"
	fetch
	assert_failed "127.0.0.1:$port: Connection refused"
}

@test "bad servers: many answers are too much together, in little memory" {
	small
	local sets='' i
	for ((i = 0; i < 60; i++)); do
		sets="$sets${sets:+, }AS-X$i"
	done
	site 'max-size: 1' "$FIR, as-set: [$sets]"
	echo sum >irr/.fault
	fetch
	assert_failed 'over 1 MiB (max-size)'
	site '' "$FIR, as-set: AS-LIME"
	echo huge >irr/.fault
	# Not under sanitizers, which need terabytes of addresses.
	if ! grep -q 'fsanitize=address' "$TOP_BUILDDIR/config.log"; then
		(ulimit -v 65536; irr-fetch -s site.yaml --cache cache) >out 2>err || status=$?
		assert_failed 'an answer of 1073741824 bytes'
	fi
}

@test "failures that may pass are tried again" {
	small
	site '' "$FIR, as-set: AS-LIME"
	echo cut:2 >irr/.fault
	fetch
	[ "$status" -eq 0 ] || { cat err; false; }
	assert_equal "$(grep -c '^!!$' irr/.log)" 3
	echo cut >irr/.fault
	fetch
	assert_failed 'before it had answered, after 3 tries'
	# What an operator has to mend is not.
	: >irr/.log
	echo unknown >irr/.fault
	fetch
	assert_failed 'no such set'
	assert_equal "$(grep -c '^!!$' irr/.log)" 1
}

@test "the last good answer stands in, as long as max-stale says, for the same questions" {
	small
	site 'max-stale: 3600, retries: 0' "$FIR, as-set: AS-LIME"
	fetch
	assert_equal "$status" 0
	cp out good
	for fault in error unknown cut huge; do
		echo $fault >irr/.fault
		fetch
		assert_equal "$status" 0
		diff good out
		run grep -c 'stands in (.* s old, max-stale is 3600 s)' err
		assert_output 1
	done
	touch -d '2 hours ago' cache/irr
	fetch
	assert_failed 'is too old (max-stale is 3600 s)'
	touch cache/irr
	site 'max-stale: 3600, retries: 0' "$FIR, as-set: [AS-LIME, AS-NOBODY]"
	fetch
	assert_failed 'an answer of 1073741824 bytes'
	# A damaged entry is no answer.
	site 'max-stale: 3600, retries: 0' "$FIR, as-set: AS-LIME"
	sed -i 's/7.12.1/7.99.1/' cache/irr
	fetch
	assert_equal "$status" 2
	run cat err
	assert_line --partial 'cache: irr: warning: not what was kept'
	rm irr/.fault
	fetch
	assert_equal "$status" 0
	diff good out
}

@test "a set without members, and as-set: peeringdb" {
	small
	site '' "$FIR, as-set: AS-NOBODY"
	fetch
	assert_equal "$status" 0
	grep -q $'^as-set\tAS-NOBODY$' out
	site '' "$FIR, as-set: peeringdb"
	printf '\n%%begin birdfeed-records 1\nnet\tAS3000000011\tas-set=RIPE::AS-LIME\taut-num\n%%end\n' >bad
	printf '\n%%begin birdfeed-records 1\nnet\tAS3000000011\tas-set=RIPE::AS-LIME\nvrp\tx\ty=1\n%%end\n' >nets
	fetch <nets
	[ "$status" -eq 0 ] || { cat err; false; }
	grep -q $'^as-set\tAS-LIME\tmembers=AS3000000012, AS3000000014, AS3000000015\tsource=RIPE$' out
	grep -q $'^net\tAS3000000011\tas-set=RIPE::AS-LIME$' out
	grep -q $'^vrp\tx\ty=1$' out
	grep -v '^vrp' out | bird-render -s site.yaml >bird 2>err
	run sed -n '/^define BF_PREFIXES4_fir/,/;/p' bird
	assert_output --partial 7.14.0.0/24
	printf '\n%%begin birdfeed-records 1\nnet\tAS3000000012\tas-set=AS-LIME\n%%end\n' >nets
	fetch <nets
	assert_failed 'site.yaml:7: as-set: fir: PeeringDB has no record of AS3000000011 (expected one, or its name here)'
	printf '\n%%begin birdfeed-records 1\nnet\tAS3000000011\n%%end\n' >nets
	fetch <nets
	assert_failed 'fir: PeeringDB knows no set of AS3000000011'
	fetch </dev/null
	assert_equal "$status" 2
	run cat err
	assert_output --partial 'A session has as-set: peeringdb, which needs net records'
}

@test "range operators after sets stay, for bird-render" {
	cat >irr/db <<-'END'
		set RIPE RS-FIR RS-A^24 AS3000000012^+ 7.11.0.0/24
		set RADB RS-A 7.40.0.0/22
		route RADB 7.12.0.0/23 AS3000000012
	END
	serve
	site '' "$FIR, as-set: \"RIPE::RS-FIR\""
	fetch
	[ "$status" -eq 0 ] || { cat err; false; }
	grep -q $'^route-set\tRS-FIR\tmembers=AS3000000012\tmp-members=RS-A^24, AS3000000012^+, 7.11.0.0/24\tsource=RIPE$' out
	grep -q $'^route-set\tRS-A\tmp-members=7.40.0.0/22$' out
	bird-render -s site.yaml <out 2>err | sed -n '/^define BF_PREFIXES4_fir/,/;/p' | tr -d '\n\t' >got
	assert_equal "$(cat got)" 'define BF_PREFIXES4_fir = [7.11.0.0/24,7.12.0.0/23{23,24},7.40.0.0/22{24,24}];'
}

@test "a full disk, and a cache that others can write" {
	small
	site '' "$FIR, as-set: AS-LIME"
	run -2 bash -c 'irr-fetch -s site.yaml --cache cache >/dev/full'
	assert_output --partial 'No space left on device'
	chmod 777 cache
	fetch
	assert_equal "$status" 2
	run cat err
	assert_output --partial cache
}

@test "without --cache it keeps the answer below the state directory, beside source-fetch's" {
	small
	site '' "$FIR, as-set: AS-LIME"
	echo "apply: {state-dir: $PWD/state}" >>site.yaml
	mkdir state state/sources
	irr-fetch -s site.yaml >out 2>err
	[ -s state/irr/irr ]
	run cat err
	refute_output --partial cache
}
