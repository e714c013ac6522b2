#!/usr/bin/env bats
# link-latency as its user runs it; what BGP connections measure is a lab's.

load ../verbose

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	cd "$BATS_TEST_TMPDIR" || return
	cat >site.yaml <<-'END'
	network: {asn: 64500, prefixes: [192.0.2.0/24]}
	registry: {kind: none}
	mesh: {links: full}
	routers:
	  ams1:
	    number: 1
	    ipv4: 192.0.2.1
	    ipv6: 2001:db8::1
	    endpoint: ams1.example
	    wireguard:
	      public-key: W6S7qlcJVUxSgb3AybN87Sb1zh0T/KTS60MjLN0mxEU=
	      private-key-file: /etc/wireguard/private.key
	      link-local: fe80::1
	  fra1:
	    number: 2
	    ipv4: 192.0.2.2
	    ipv6: 2001:db8::2
	    wireguard:
	      public-key: Lp7j/JvFF2sdrUXS+FIVxPTc25CO0KXoL63EJZjd8Ak=
	      private-key-file: /etc/wireguard/private.key
	      link-local: fe80::2
	END
	{
		printf '\n%%begin birdfeed-records 1\n'
		peer as64512 198.51.100.2
		peer as64513 198.51.100.4
		printf '%%end\n'
	} >peers
}

# peer NAME ADDRESS: as peer-validate writes one.
peer() {
	printf 'peer\t%s\tasn=%s\trouter=ams1\tipv4=198.51.100.1/%s' \
		"$1" "${1#as}" "$2"
	printf '\tfamilies=ipv4\ttunnel=none\tprotocol=ebgp_%s' "$1"
	printf '\timport-limit=100\n'
}

latency() {
	link-latency -s site.yaml -r ams1 --memory memory "$@"
}

# rounds FROM TO FPING: a round of these numbers, each measuring that.
rounds() {
	local i
	for ((i = $1; i <= $2; i++)); do
		echo "$3" | latency sample --records peers --fping \
			--now $((1700000000 + i * 300)) 2>err || return
	done
}

@test "an hour of samples makes a class, as a record" {
	rounds 1 11 "198.51.100.2 : 6.91 - 7.02"
	run cat err
	assert_output "link-latency: 1 of 3 links measured"
	run latency judge
	assert_success
	refute_output --partial latency
	rounds 12 12 "198.51.100.2 : 6.91 - 7.02"
	run latency judge
	assert_success
	assert_line --partial "%begin birdfeed-records 1"
	assert_line "latency	as64512	ms=6.91	class=2	since=1700003600	samples=12	router=ams1"
	assert_line "%end"
}

@test "judge changes nothing, and sample nothing within half a round" {
	rounds 1 12 "198.51.100.2 : 6.91"
	cp memory before
	latency judge >/dev/null
	latency judge >/dev/null
	run cmp memory before
	assert_success
	echo "198.51.100.2 : 9" | latency -v sample --records peers --fping \
		--now $((1700003600 + 149)) 2>err
	run cat err
	assert_output --partial "less than half a round ago"
	run cmp memory before
	assert_success
}

# fragments: the whole pipeline, up to what apply(8) compares.
fragments() {
	latency judge | peer-validate -q -s site.yaml -r ams1 peers.yaml \
		>records || return
	wg-render -q -s site.yaml -r ams1 <records || return
	bird-render -q -s site.yaml -r ams1 <records
}

@test "the pipeline's output stays the same over a day of jitter" {
	local i
	cat >peers.yaml <<-'END'
	asn: 64512
	router: ams1
	tunnel: none
	families: ipv4
	ipv4: 198.51.100.1/198.51.100.2
	END
	rounds 1 12 "198.51.100.2 : 6.9"
	latency judge | cut -f 1-5 >before
	fragments >fragments.before
	grep -q _l2_ fragments.before
	for ((i = 13; i < 300; i++)); do
		rounds $i $i "198.51.100.2 : $((6 + i % 2)).$((100 + i * 7919 % 900))"
	done
	run latency judge
	assert_output --partial "samples=144"
	latency judge | cut -f 1-5 | diff before -
	fragments >fragments.after
	cmp fragments.before fragments.after
}

@test "a link of the mesh is known by its interface" {
	ip link show lo >/dev/null 2>&1 || skip "no ip"
	run latency targets --records peers
	assert_success
	assert_line "fe80::2:1%wg-int-fra1"
	assert_line 198.51.100.2
	[ "${#lines[@]}" -eq 3 ]
}

@test "the table, JSON and Prometheus" {
	rounds 1 12 "198.51.100.2 : 30.5"
	rounds 13 13 "198.51.100.4 : 12"
	run latency judge -f table
	assert_success
	assert_line --regexp '^as64512 +4 +30\.5 ms +12 +- +2023-11-14T23:13:20Z$'
	assert_line --regexp '^as64513 +- +12 ms +1 +- +-$'
	run latency judge -f json
	assert_success
	assert_line --partial '"class_microseconds": 30500'
	latency judge -f json | "$TOP_BUILDDIR/tests/json-check"
	run latency judge -f prometheus
	assert_success
	assert_line 'birdfeed_link_latency_class{link="as64512"} 4'
	assert_line 'birdfeed_link_latency_median_seconds{link="as64513"} 0.012000'
	refute_line --partial 'class{link="as64513"}'
	run latency judge -f xml
	assert_failure 2
	assert_output --partial "prometheus"
}

@test "--explain says what the class depends on" {
	rounds 1 12 "198.51.100.2 : 7"
	rounds 13 13 ""
	run latency judge --explain as64512
	assert_success
	assert_line "as64512: class 2 since 2023-11-14T23:13:20Z, when the median was 7 ms"
	assert_line "the class holds from 2.295 ms to 8.395 ms"
	assert_line "it may change again in 71 rounds"
	assert_line --partial "no sample for 1 rounds"
	run latency judge --explain elm
	assert_failure 2
	assert_output --partial 'no sample of a link named "elm"'
}

@test "a memory that is cut stops judge, and sample goes on with the rest" {
	rounds 1 12 "198.51.100.2 : 7
198.51.100.4 : 30"
	head -c -20 memory >cut
	mv cut memory
	run latency judge
	assert_failure 2
	assert_output --partial "memory: is cut or damaged"
	refute_output --partial %end
	rounds 13 13 "198.51.100.4 : 30"
	run cat err
	assert_output --partial "1 links are kept"
	run latency judge
	assert_success
	assert_line --partial as64512
	sed -i 's/^birdfeed-latency 1$/birdfeed-latency 9/' memory
	run latency judge
	assert_failure 2
	assert_output --partial "no memory of this version's"
}

@test "a clock that jumps changes no class" {
	rounds 1 12 "198.51.100.2 : 7"
	echo "198.51.100.2 : 7" | latency sample --records peers --fping \
		--now 1000000 2>/dev/null
	run latency judge
	assert_line --partial "class=2"
	assert_line --partial "samples=13"
	# By the host's own clock, five minutes later.
	for at in "2000000000 1300" "2000000300 1600"; do
		# shellcheck disable=SC2086 # two words
		set -- $at
		echo "198.51.100.2 : 7" | latency -v sample --records peers \
			--fping --now "$1" --uptime "$2" 2>err
	done
	run cat err
	assert_output "link-latency: 1 of 3 links measured"
	echo "198.51.100.2 : 7" | latency -v sample --records peers --fping \
		--now 2100000000 --uptime 1900 2>err
	run cat err
	assert_output --partial "the clock was set by 99999400 seconds"
}

@test "no stream, half a stream, no fping, no connection: nothing is lost" {
	rounds 1 12 "198.51.100.2 : 7"
	cp memory before
	run latency sample </dev/null
	assert_failure 2
	head -n 3 peers >half
	run latency sample --records half
	assert_failure 2
	assert_output --partial "cut short"
	run latency sample --records peers --fping --now 1700009000 <<<"ICMP Host Unreachable"
	assert_failure 2
	assert_output --partial "no line of fping's"
	run latency sample --fping
	assert_failure 2
	assert_output --partial "--records FILE"
	run cmp memory before
	assert_success
	run latency sample --records peers --now 1700009000
	assert_success
	assert_output "link-latency: 0 of 3 links measured"
	run latency judge
	assert_line --partial "class=2"
}

@test "a wrong call, -h, -V, and a full disk" {
	run link-latency sample
	assert_failure 2
	run latency taste
	assert_failure 2
	assert_output --partial "taste: not a verb (expected one of sample, judge, targets)"
	run latency jugde
	assert_failure 2
	assert_output --partial "jugde: not a verb (expected one of sample, judge, targets; did you mean judge?)"
	run latency judge now
	assert_failure 2
	assert_output --partial '"now" is too much'
	run latency
	assert_failure 2
	run link-latency -h
	assert_success
	assert_output --partial "usage: link-latency"
	run link-latency -V
	assert_success
	rounds 1 12 "198.51.100.2 : 7"
	run sh -c "link-latency -s site.yaml -r ams1 --memory memory judge >/dev/full"
	assert_failure 2
	assert_output --partial "standard output: write"
}
