#!/usr/bin/env bats
# peer-status on a live exchange: three participants, one of whom announces
# what is not theirs.

load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	for name in ixp ash birch cedar; do
		lab_router "$name"
	done
	lab_lan ixp 2001:db8:ff::1/64
	lab_lan ash 2001:db8:ff::a/64
	lab_lan birch 2001:db8:ff::b/64
	lab_lan cedar 2001:db8:ff::c/64
	printf '%s\n' '%begin birdfeed-records 1' \
		'participant AS4242429051 address=2001:db8:ff::a prefix=2001:db8:5a::/48' \
		'participant AS4242429052 address=2001:db8:ff::b prefix=2001:db8:5b::/48' \
		'%end' | sed '/^p/s/ /\t/g' >"$LAB/records"
	exchange "import keep filtered on" >"$LAB/ixp.conf"
	participant ash 4242429051 a 2001:db8:5a::/48 2001:db8:5a:1::/64 \
		2001:db8:5b:77::/64 ::/0 >"$LAB/ash.conf"
	participant birch 4242429052 b 2001:db8:5b::/48 >"$LAB/birch.conf"
	participant cedar 4242429053 c >"$LAB/cedar.conf"
	for name in ixp ash birch cedar; do
		lab_bird "$name" "$LAB/$name.conf"
	done
	lab_wait 60 all_up
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

exchange() {
	cat <<-E
	router id 192.0.2.1;
	timeformat protocol iso long;
	protocol device {}
	filter leased {
		if from = 2001:db8:ff::a && net ~ [ 2001:db8:5a::/48 ] then accept;
		if from = 2001:db8:ff::b && net ~ [ 2001:db8:5b::/48 ] then accept;
		reject;
	}
	template bgp participant {
		local as 4242429050;
		connect delay time 1; error wait time 1, 2;
		ipv6 { $1; import filter leased; export all; };
	}
	protocol bgp ash from participant { neighbor 2001:db8:ff::a as 4242429051; }
	protocol bgp birch from participant { neighbor 2001:db8:ff::b as 4242429052; }
	protocol bgp cedar from participant { neighbor 2001:db8:ff::c as 4242429053; }
	E
}

# participant NAME ASN HOST PREFIX...
participant() {
	local asn=$2 id=$((0x$3))
	echo "router id 192.0.2.$id; protocol device {}"
	shift 3
	echo "protocol static { ipv6;"
	[ $# -eq 0 ] || printf 'route %s unreachable;\n' "$@"
	cat <<-E
	}
	protocol bgp exchange {
		local as $asn; neighbor 2001:db8:ff::1 as 4242429050;
		connect delay time 1; error wait time 1, 2;
		ipv6 { import all; export where source = RTS_STATIC; };
	}
	E
}

all_up() {
	lab_established ixp ash && lab_established ixp birch &&
		lab_established ixp cedar
}

status() {
	lab_in ixp peer-status --socket "$LAB/ixp.run/bird.ctl" "$@"
}

counts() {
	status -f prometheus | grep -qx "birdfeed_session_routes{session=\"$1\",peer_asn=\"$2\",family=\"ipv6\",kind=\"$3\"} $4"
}

@test "live: who is up, what came, and why three of four are rejected" {
	lab_wait 30 counts ash 4242429051 filtered 3
	lab_wait 30 counts birch 4242429052 accepted 1
	run status "$LAB/records"
	assert_success
	assert_line --regexp '^ash +Established .* 4 +1 +3 '
	assert_line --regexp '^birch +Established .* 1 +1 +0 '
	assert_line --regexp '^cedar +Established .* 0 +0 +0 '
	assert_line "ash: ::/0: rejected: a default route"
	assert_line "ash: 2001:db8:5a:1::/64: rejected: more specific than 2001:db8:5a::/48, which is leased up to /48"
	assert_line "ash: 2001:db8:5b:77::/64: rejected: leased to AS4242429052"
}

@test "live: an import table instead gives the same" {
	lab_birdc ixp show protocols all ash >"$LAB/before"
	exchange "import table on" >"$LAB/ixp.conf"
	birdc -s "$LAB/ixp.run/bird.ctl" configure
	lab_wait 60 all_up
	lab_wait 30 counts ash 4242429051 filtered 3
	run status "$LAB/records"
	assert_line --regexp '^ash +Established .* 4 +1 +3 '
	assert_line "ash: 2001:db8:5b:77::/64: rejected: leased to AS4242429052"
	refute_output --partial "2001:db8:5a::/48: rejected"
}

@test "live: asking in all formats, often, changes nothing and kills nothing" {
	since() {
		lab_birdc ixp show protocols | awk '$2 == "BGP" { print $1, $5, $6 }'
	}
	before=$(since)
	for _ in $(seq 20); do
		for format in table json prometheus html; do
			status -f $format -l 1 "$LAB/records" >/dev/null
		done
	done
	lab_kept "$before" "$(since)"
}

@test "live: a participant that leaves is down, and the history says so" {
	status --history "$LAB/history" >/dev/null
	birdc -s "$LAB/cedar.run/bird.ctl" down
	gone() {
		! lab_established ixp cedar
	}
	lab_wait 30 gone
	status --history "$LAB/history" >/dev/null
	grep -P '\tAS4242429053 [0-9a-f:]+\tdown$' "$LAB/history"
	run status --only cedar
	refute_output --partial Established
}
