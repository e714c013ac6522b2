#!/usr/bin/env bats
# Disagreements: what tools that read the same registry have disagreed about,
# each with an invented object, and what birdfeed makes of it.

load verbose

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	cd "$BATS_TEST_TMPDIR" || return 1
	mkdir -p r/data/route r/data/route6
}

# object CLASS/NAME LINE ...: writes one into the registry r.
object() {
	local name=$1
	shift
	printf '%s\n' "$@" >"r/data/$name"
}

# The registry's ROAs, as "PREFIX MAX ASN"; what was said is in err.
roas() {
	registry-parse r 2>err >records || return
	awk -F '\t' '$1 == "vrp" { print $3, $4, $5 }' records |
		sed 's/prefix=//; s/max-length=//; s/origin=//'
}

# The same from the JSON that RTR servers read.
json_roas() {
	roa-json <records 2>/dev/null |
		sed -n 's/.*"prefix": "\(.*\)", "maxLength": \(.*\), "asn": "\([^"]*\)".*/\1 \2 \3/p'
}

# assert_roas LINE ...: these and no others, in the records and in the JSON.
assert_roas() {
	run -0 roas
	assert_output "$(printf '%s\n' "$@")"
	[ $# -eq 0 ] || assert_equal "$(json_roas)" "$output"
}

# --- objects that the registry's own filter denies

@test "a denied object gives no ROA, and stays an object" {
	echo '1 deny 172.22.66.0/24 24 32
2 permit 172.20.0.0/14 21 29
9 deny 0.0.0.0/0 0 32' >r/data/filter.txt
	object route/172.22.66.0_25 'route: 172.22.66.0/25' 'origin: AS64512'
	object route/192.0.2.0_24 'route: 192.0.2.0/24' 'origin: AS64512'
	object route/172.22.67.0_24 'route: 172.22.67.0/24' 'origin: AS64512'
	assert_roas '172.22.67.0/24 29 AS64512'
	grep -F 'no ROA: rule 1/ipv4 denies 172.22.66.0/25' err
	grep -F 'no ROA: rule 9/ipv4 denies 192.0.2.0/24' err
	grep -F $'route\t172.22.66.0/25' records
}

@test "an object that no rule is about gives no ROA either" {
	echo '1 permit fd00::/8 44 64' >r/data/filter6.txt
	object route6/2001:db8::_32 'route6: 2001:db8::/32' 'origin: AS64512'
	object route6/fd00:db8::_48 'route6: fd00:db8::/48' 'origin: AS64512'
	# Without a rule for IPv4, IPv4 has none at all.
	object route/172.20.0.0_24 'route: 172.20.0.0/24' 'origin: AS64512'
	assert_roas 'fd00:db8::/48 64 AS64512'
}

@test "an object longer than the rule allows gives no ROA" {
	echo '1 permit 172.20.0.0/14 21 29' >r/data/filter.txt
	object route/172.20.0.0_30 'route: 172.20.0.0/30' 'origin: AS64512'
	object route/172.20.0.0_29 'route: 172.20.0.0/29' 'origin: AS64512'
	assert_roas '172.20.0.0/29 29 AS64512'
}

# --- what stands in a remark

@test "origin is not read out of a remark's continuation lines" {
	echo '1 permit 172.20.0.0/14 21 29' >r/data/filter.txt
	object route/172.20.1.0_24 'route: 172.20.1.0/24' 'remarks: this was once' \
		'           origin: AS64666' 'origin: AS64512'
	object route/172.20.2.0_24 'route: 172.20.2.0/24' 'remarks: and with a plus' \
		'+origin: AS64666' 'origin: AS64512'
	object route/172.20.3.0_24 'route: 172.20.3.0/24' 'remarks: and a tab' \
		$'\torigin: AS64666' $'\tmax-length: 25' 'origin: AS64512'
	object route/172.20.4.0_24 'route: 172.20.4.0/24' 'remarks: origin: AS64666' \
		'origin: AS64512'
	object route/172.20.5.0_24 'route: 172.20.5.0/24' 'remarks: none of its own' \
		'           origin: AS64666'
	assert_roas '172.20.1.0/24 29 AS64512' '172.20.2.0/24 29 AS64512' \
		'172.20.3.0/24 29 AS64512' '172.20.4.0/24 29 AS64512'
	grep -F 'route/172.20.5.0_24:1: origin: warning: no ROA: missing' err
	# And nobody asks in vain who may announce it.
	run -1 sh -c 'registry-query announces AS64666 <records 2>/dev/null'
	assert_output ''
}

@test "a comment is no attribute, and ends no remark" {
	echo '1 permit 172.20.0.0/14 21 29' >r/data/filter.txt
	object route/172.20.1.0_24 'route: 172.20.1.0/24' '# origin: AS64666' \
		'remarks: before' '% origin: AS64666' '  origin: AS64666' \
		'origin: AS64512'
	assert_roas '172.20.1.0/24 29 AS64512'
}

# --- duplicates

@test "a ROA stands there once, however often its object gives it" {
	echo '1 permit 172.20.0.0/14 21 28' >r/data/filter.txt
	object route/172.20.1.0_24 'route: 172.20.1.0/24' 'origin: AS64512' \
		'origin: as64512' 'origin: AS64513' 'max-length: 32'
	assert_roas '172.20.1.0/24 28 AS64512' '172.20.1.0/24 28 AS64513'
}

@test "a second object of one prefix is refused, and gives no ROA" {
	echo '1 permit 172.20.0.0/14 21 28' >r/data/filter.txt
	object route/172.20.1.0_24 'route: 172.20.1.0/24' 'origin: AS64512'
	object route/other 'route: 172.20.1.0/24' 'origin: AS64666'
	assert_roas '172.20.1.0/24 28 AS64512'
	grep -F 'r/data/route/other:1: route: "172.20.1.0/24" is not the file' err
}

@test "two streams that are joined do not double the JSON" {
	echo '1 permit 172.20.0.0/14 21 28' >r/data/filter.txt
	object route/172.20.1.0_24 'route: 172.20.1.0/24' 'origin: AS64512'
	roas >/dev/null
	cat records records | roa-json >twice
	roa-json <records | diff twice -
}

# --- the rule that decides

# The one rule is longer than the route, and starts where the route starts:
# whoever looks at the network address alone takes it.
@test "a route that is not wholly in a rule's prefix is not judged by it" {
	echo '1 deny 172.20.0.0/24 24 32
2 permit 172.20.0.0/14 21 29' >r/data/filter.txt
	object route/172.20.0.0_23 'route: 172.20.0.0/23' 'origin: AS64512'
	object route/172.20.0.0_24 'route: 172.20.0.0/24' 'origin: AS64512'
	object route/172.20.0.0_25 'route: 172.20.0.0/25' 'origin: AS64512'
	assert_roas '172.20.0.0/23 29 AS64512'
	grep -F 'rule 1/ipv4 denies 172.20.0.0/24' err
	grep -F 'rule 1/ipv4 denies 172.20.0.0/25' err
}

@test "the same the other way round: a permit is not for what is around it" {
	echo '1 permit 172.20.0.0/24 24 32
2 permit 172.16.0.0/12 12 26
9 deny 0.0.0.0/0 0 32' >r/data/filter.txt
	echo '1 permit fd00:db8::/48 48 128
9 deny ::/0 0 128' >r/data/filter6.txt
	object route/172.20.0.0_23 'route: 172.20.0.0/23' 'origin: AS64512'
	object route/172.20.0.0_24 'route: 172.20.0.0/24' 'origin: AS64512'
	object route/172.0.0.0_8 'route: 172.0.0.0/8' 'origin: AS64512'
	object route6/fd00:db8::_47 'route6: fd00:db8::/47' 'origin: AS64512'
	object route6/fd00:db8::_48 'route6: fd00:db8::/48' 'origin: AS64512'
	assert_roas '172.20.0.0/23 26 AS64512' '172.20.0.0/24 32 AS64512' \
		'fd00:db8::/48 128 AS64512'
	grep -F 'rule 9/ipv4 denies 172.0.0.0/8' err
	grep -F 'rule 9/ipv6 denies fd00:db8::/47' err
}

@test "of the rules around a route the lowest number decides, not the longest" {
	echo '1 permit 172.20.0.0/14 14 28
2 deny 172.20.0.0/24 24 32' >r/data/filter.txt
	object route/172.20.0.0_24 'route: 172.20.0.0/24' 'origin: AS64512'
	assert_roas '172.20.0.0/24 28 AS64512'
}

# --- AS0

@test "AS0 is an origin like any other, and gives a ROA" {
	echo '1 deny 172.22.66.0/24 24 32
2 permit 172.20.0.0/14 21 29' >r/data/filter.txt
	echo '1 permit fd00::/8 44 64' >r/data/filter6.txt
	object route/172.20.8.0_24 'route: 172.20.8.0/24' 'origin: AS0'
	object route/172.20.9.0_24 'route: 172.20.9.0/24' 'origin: AS0' \
		'origin: AS64512'
	object route6/fd00:db8::_48 'route6: fd00:db8::/48' 'origin: AS0' \
		'max-length: 48'
	# The filter denies it, as everything there.
	object route/172.22.66.0_24 'route: 172.22.66.0/24' 'origin: AS0'
	assert_roas '172.20.8.0/24 29 AS0' '172.20.9.0/24 29 AS0' \
		'172.20.9.0/24 29 AS64512' 'fd00:db8::/48 48 AS0'
	run -0 --separate-stderr registry-query announces AS0 <records
	assert_output $'172.20.8.0/24\t29\n172.20.9.0/24\t29\nfd00:db8::/48\t48'
}

# Also in BIRD's own words (tests/lab/rtr.bats has it over RTR).
@test "BIRD takes an AS0 from its static tables" {
	PATH=$PATH:/usr/sbin:/sbin
	command -v bird >/dev/null || skip "no bird"
	echo '1 permit 172.20.0.0/14 21 29' >r/data/filter.txt
	object route/172.20.8.0_24 'route: 172.20.8.0/24' 'origin: AS0'
	roas >/dev/null
	bird-render -s "$TOP_SRCDIR/examples/dn42/site.yaml" --only roa \
		<records 2>/dev/null | grep -v '^#%' >roa.conf
	grep -F 'route 172.20.8.0/24 max 29 as 0;' roa.conf
	echo 'router id 192.0.2.1;' | cat - roa.conf >bird.conf
	run -0 bird -p -c bird.conf
	assert_output ''
}
