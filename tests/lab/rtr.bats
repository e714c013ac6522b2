#!/usr/bin/env bats
# RTR: stayrtr serves what roa-json wrote to a BIRD, in a namespace of theirs.

load lab
bats_require_minimum_version 1.5.0

port=8282

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	command -v stayrtr >/dev/null || return 0
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cp -R "$TOP_SRCDIR/examples/dn42/registry" "$LAB/registry"
	chmod -R u+w "$LAB/registry"
	# A prefix that nobody may announce.
	printf '%-20s%s\n' route: 172.23.252.0/27 origin: AS0 max-length: 32 \
		mnt-by: WILLOW-MNT source: EXAMPLE \
		>"$LAB/registry/data/route/172.23.252.0_27"
	registry-parse "$LAB/registry" >"$LAB/records"
	roa-json <"$LAB/records" >"$LAB/roas.json"
	bird_conf >"$LAB/bird.conf"
	lab_router willow
	lab_in willow stayrtr -bind "127.0.0.1:$port" -metrics.addr 127.0.0.1:9847 \
		-cache "$LAB/roas.json" -checktime=false -refresh 1 \
		>"$LAB/stayrtr.log" 2>&1 3>&- &
	lab_bird willow "$LAB/bird.conf"
}

setup() {
	local lacks
	lacks=$(lab_lacks)
	[ -z "$lacks" ] || skip "$lacks"
	command -v stayrtr >/dev/null || skip "this lab needs stayrtr"
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down || true; rm -rf "$LAB"; }
}

# A router with nothing but ROAs, and functions that say what they make of a
# route.
bird_conf() {
	cat <<END
router id 192.0.2.1;
roa4 table lab_roa4;
roa6 table lab_roa6;
protocol device {}
protocol rpki lab_rtr {
	roa4 { table lab_roa4; };
	roa6 { table lab_roa6; };
	remote 127.0.0.1 port $port;
	retry 1;
}
END
}

# The vrps of the stream, as "PREFIX MAX ASN".
wanted() {
	awk -F '\t' '$1 == "vrp" {
		split($2, part, "-"); sub("AS", "", part[3])
		print part[1], part[2], part[3] }' "$LAB/records" | LC_ALL=C sort
}

# BIRD's, in the same form; it prints PREFIX-MAX ASASN.
has() {
	lab_birdc willow show route table "lab_roa$1" |
		sed -nE 's/^([0-9a-f.:]+\/[0-9]+)-([0-9]+) +AS([0-9]+) .*/\1 \2 \3/p'
}

in_bird() {
	{ has 4; has 6; } | LC_ALL=C sort
}

has_all() {
	[ "$(in_bird)" = "$(wanted)" ]
}

# judged ROUTE ASN VALID|INVALID|UNKNOWN: what BIRD makes of it.
judged() {
	local table=lab_roa4
	[[ $1 != *:* ]] || table=lab_roa6
	run lab_birdc willow eval "roa_check($table, $1, $2) = ROA_$3"
	assert_line --partial TRUE
}

@test "BIRD has exactly the registry's ROAs" {
	[ "$(wanted | wc -l)" -ge 20 ]
	lab_wait 30 has_all || cat "$LAB/stayrtr.log"
	diff <(wanted) <(in_bird)
}

@test "a route is valid up to its max-length, from its AS" {
	judged 172.23.240.0/27 4242429001 VALID
	judged 172.23.240.0/29 4242429001 VALID
	judged 172.23.240.0/30 4242429001 INVALID
	judged 172.23.240.0/27 4242429002 INVALID
	judged 172.23.239.0/27 4242429001 UNKNOWN
	judged fd5a:7e1d:1::/48 4242429001 VALID
	judged fd5a:7e1d:1::/49 4242429001 INVALID
}

@test "under an AS0 a route is never valid" {
	wanted | grep -x '172.23.252.0/27 29 0'
	# Not from 0: no route comes from there (RFC 7607), and BIRD 3.2.3
	# would call it valid.
	for asn in 1 4242429001 4242429002 4294967295; do
		judged 172.23.252.0/27 "$asn" INVALID
	done
	judged 172.23.252.0/29 4242429001 INVALID
}

@test "a new file is served within its refresh" {
	rm "$LAB/registry/data/route/172.23.252.0_27"
	printf '%-20s%s\n' route: 172.23.253.0/27 origin: AS4242429002 \
		>"$LAB/registry/data/route/172.23.253.0_27"
	registry-parse "$LAB/registry" >"$LAB/records"
	roa-json <"$LAB/records" >"$LAB/roas.new"
	mv "$LAB/roas.new" "$LAB/roas.json"
	lab_wait 30 has_all || cat "$LAB/stayrtr.log"
	diff <(wanted) <(in_bird)
	judged 172.23.252.0/27 4242429001 UNKNOWN
	judged 172.23.253.0/27 4242429002 VALID
}

@test "what is older than a day is not served, when it says so" {
	for age in 172800 60; do
		roa-json --generated $(($(date +%s) - age)) <"$LAB/records" \
			>"$LAB/aged.json"
		lab_in willow timeout 3 stayrtr -bind 127.0.0.1:8283 \
			-metrics.addr 127.0.0.1:9848 -cache "$LAB/aged.json" \
			>"$LAB/aged.$age" 2>&1 3>&- || true
	done
	grep -i "older than 24 hours" "$LAB/aged.172800"
	run ! grep "New update" "$LAB/aged.172800"
	grep "New update" "$LAB/aged.60"
}
