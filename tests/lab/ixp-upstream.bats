#!/usr/bin/env bats
# An exchange with an upstream, oak: what participants announce goes there as
# export-participants says.  Alice has a public AS number, bob a private one;
# both have IPv4 as well, and the site file names them.  Each step goes on from
# where the one before it left the network.

load exchange

bats_require_minimum_version 1.5.0

BOB=4200000001

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	exchange_up_with_upstream
}

teardown_file() {
	exchange_down
}

exchange_up_with_upstream() {
	export LAB
	LAB=$(mktemp -d /dev/shm/birdfeed-ixp-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	member ixp 100.64.0.1
	member alice 100.64.0.10
	member bob 100.64.0.11
	lab_router oak
	lab_wire ixp 192.0.2.1/24 oak 192.0.2.9/24
	cat >oak.conf <<-END
	router id 192.0.2.9;
	protocol device {}
	protocol direct { ipv4; }
	protocol static { ipv4; route 7.11.0.0/24 unreachable; }
	protocol bgp ixp {
		local 192.0.2.9 as 3000000002;
		neighbor 192.0.2.1 as 64511;
		connect delay time 1; error wait time 1, 2;
		ipv4 { import all; export where source = RTS_STATIC; };
		ipv6 { import all; export none; extended next hop; };
	}
	END
}

# site EXPORT [KEYS]: the exchange's site file, with that export-participants.
site() {
	cat >"$LAB/ixp.yaml" <<-END
	network: {asn: 64511, prefixes: ["2001:db8::/32"]}
	registry: {kind: none}
	rpki: {static: true}
	ixp:
	  local: 100.64.0.1
	  range: 100.64.0.0/10
	  via: lan0
	  pool: [$POOL]
	  export-participants: $1
	  ${2-}
	  participants:
	    - {name: alice, asn: $ALICE, ipv4: 100.64.0.10, prefixes: [$ALICES]}
	    - {name: bob, asn: $BOB, ipv4: 100.64.0.11, prefixes: [$BOBS]}
	sessions:
	  - {name: oak, type: upstream, asn: 3000000002, neighbor: 192.0.2.9, families: mp, extended-next-hop: true}
	routers:
	  ixp: {ipv4: 100.64.0.1, bird: {control-socket: $LAB/ixp.run/bird.ctl}}
	apply: {state-dir: $LAB/state, max-removals: 100%}
	END
}

POOL='"2001:db8:5a::/47", "2001:db8:5c::/47", 198.51.100.0/23'
ALICES='"2001:db8:5b::/48", "2001:db8:5c::/48", 198.51.100.0/24'
BOBS='"2001:db8:5d::/48", 198.51.101.0/24'

# vrp PREFIX ASN: what the RPKI says of a prefix.
vrp() {
	printf 'vrp\t%s-%s-AS%s\tprefix=%s\tmax-length=%s\torigin=AS%s\tsource=LAB\n' \
		"$1" "${1#*/}" "$2" "$1" "${1#*/}" "$2"
}

# run_ixp: from the site file and the VRPs in the file vrps to what runs.
run_ixp() {
	participant-parse -s "$LAB/ixp.yaml" --no-records >"$LAB/parsed"
	{ sed '/^%end/d' "$LAB/parsed"; cat "$LAB/vrps"; echo %end; } >"$LAB/records"
	bird-render -s "$LAB/ixp.yaml" <"$LAB/records" >"$LAB/fragments"
	lab_in ixp apply -s "$LAB/ixp.yaml" "$@" <"$LAB/fragments" 3>&-
}

# remote NAME ASN: the participant's own router, as --remote prints it.
remote() {
	bird-render -s "$LAB/ixp.yaml" --remote "AS$2" <"$LAB/records" >"$LAB/$1.conf"
}

# upstream PREFIX: does oak have it?  path PREFIX: its AS path there.
upstream() {
	lab_birdc oak show route "$1" | grep -q "^$1 "
}

path() {
	lab_birdc oak show route "$1" all | sed -n 's/.*\(as_path\|bgp_path\): //p'
}

gone() {
	! upstream "$1"
}

@test "participants of the site file, with IPv4, come up" {
	vrp 7.11.0.0/24 3000000002 >vrps
	site false
	run run_ixp
	assert_success
	lab_bird ixp "$LAB/state/current/bird/bird.conf"
	remote alice "$ALICE"
	remote bob "$BOB"
	for name in alice bob oak; do
		lab_bird $name "$LAB/$name.conf"
	done
	lab_wait 60 has bob 2001:db8:5b::/48
	lab_wait 60 has bob 198.51.100.0/24
	lab_wait 60 has alice 198.51.101.0/24
	lab_wait 60 upstream 2001:db8::/32
}

@test "false: nothing of the participants is announced" {
	for prefix in 2001:db8:5b::/48 198.51.100.0/24 2001:db8:5d::/48; do
		run ! upstream $prefix
	done
}

@test "true: as they are, private AS numbers stripped, and no session notices" {
	before=$(since)
	site true
	run run_ixp
	assert_success
	for prefix in 2001:db8:5b::/48 2001:db8:5c::/48 2001:db8:5d::/48 \
	    198.51.100.0/24 198.51.101.0/24; do
		lab_wait 30 upstream $prefix
	done
	lab_kept "$before" "$(since)"
	run path 2001:db8:5b::/48
	assert_output "64511 $ALICE"
	run path 2001:db8:5d::/48
	assert_output 64511
	# Our marks stay with us.
	run lab_birdc oak show route 2001:db8:5b::/48 all
	refute_output --partial '64511, 3'
	lab_wait 30 has alice 7.11.0.0/24
}

@test "the RPKI: invalid is not accepted; a private AS number counts as ours" {
	{ vrp 2001:db8:5c::/48 64999; vrp 2001:db8:5d::/48 64511; } >>vrps
	run run_ixp
	assert_success
	lab_wait 30 gone 2001:db8:5c::/48
	upstream 2001:db8:5b::/48
	upstream 2001:db8:5d::/48
	refused 2001:db8:5c::/48 100.64.0.10 13
	# And with a ROA of bob's own number, nobody could see that it is valid.
	vrp 198.51.101.0/24 $BOB >>vrps
	run run_ixp
	assert_success
	lab_wait 30 gone 198.51.101.0/24
	sed -i '2,$d' vrps
	run run_ixp
	assert_success
	lab_wait 30 upstream 2001:db8:5c::/48
}

@test "a withdrawn lease leaves the upstream within one run" {
	before=$(since)
	ALICES='"2001:db8:5b::/48", 198.51.100.0/24'
	site true
	run run_ixp
	assert_success
	lab_wait 30 gone 2001:db8:5c::/48
	lab_wait 30 no_more bob 2001:db8:5c::/48
	upstream 2001:db8:5b::/48
	lab_kept "$before" "$(since)"
	# So does everything of somebody who is no participant any more.
	sed -i '/name: bob/d' ixp.yaml
	run run_ixp
	assert_success
	for prefix in 2001:db8:5d::/48 198.51.101.0/24; do
		lab_wait 30 gone $prefix
	done
	site true
	run run_ixp
	assert_success
	lab_wait 30 upstream 2001:db8:5d::/48
}

no_more() {
	! has "$1" "$2"
}

@test "aggregate: our own prefix around the pool, and none of theirs" {
	POOL='"2001:db8:5a::/47", "2001:db8:5c::/47"' ALICES='"2001:db8:5b::/48"' \
		BOBS='"2001:db8:5d::/48"' site aggregate
	run run_ixp
	assert_success
	for prefix in 2001:db8:5b::/48 2001:db8:5d::/48 198.51.100.0/24; do
		lab_wait 30 gone $prefix
	done
	upstream 2001:db8::/32
	run path 2001:db8::/32
	assert_output 64511
	has bob 2001:db8:5b::/48
}

@test "rs-client: neither our AS nor our address is between two participants" {
	site true 'rs-client: true'
	run run_ixp
	assert_success
	assert_output --partial restart
	remote alice "$ALICE"
	remote bob "$BOB"
	for name in alice bob; do
		birdc -s "$LAB/$name.run/bird.ctl" configure >/dev/null
	done
	transparent() {
		lab_birdc bob show route 2001:db8:5b::/48 all | grep -qE "(as|bgp)_path: $ALICE$"
	}
	lab_wait 60 transparent
	run lab_birdc bob show route 2001:db8:5b::/48 all
	assert_output --partial 'next_hop: 100.64.0.10'
	assert_output --partial 'via 100.64.0.10 on lan0'
	# What comes from elsewhere has the exchange's next hop.
	lab_wait 30 has alice 7.11.0.0/24
	run lab_birdc alice show route 7.11.0.0/24 all
	assert_output --partial 'next_hop: 100.64.0.1'
	run path 2001:db8:5b::/48
	assert_output "64511 $ALICE"
}
