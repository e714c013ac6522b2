#!/usr/bin/env bats
# Participants who run birdfeed themselves: carol only receives, alice has one
# prefix, bob several.  What they hear is in a kernel table of its own, which
# packets from their prefixes use and the machine's own packets do not.

load exchange

bats_require_minimum_version 1.5.0

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	exchange_up
	site_of_exchange >ixp.yaml
	cat >>ixp.yaml <<-END
	sources: {}
	END
	sed -i -e "s|^ixp: {|&participants: [{name: alice, asn: $ALICE, ipv4: 100.64.0.10, prefixes: '2001:db8:5b::/48'}, {name: bob, asn: $BOB, ipv4: 100.64.0.11, prefixes: ['2001:db8:5c::/48', '2001:db8:5d::/48', 198.51.100.0/24]}, {name: carol, asn: $CAROL, ipv4: 100.101.7.3}], |" \
		-e '/^sources/d' ixp.yaml
}

teardown_file() {
	exchange_down
}

# router NAME ASN ADDRESS PREFIXES [KERNEL]: that participant's site file.
router() {
	cat >"$LAB/$1.yaml" <<-END
	network: {asn: $2, prefixes: [$4]}
	registry: {kind: none}
	rpki: {static: false}
	ixp: {role: participant, asn: 64511, range: 100.64.0.0/10, via: lan0, servers: [{name: ixp, address: 100.64.0.1}]}
	routers:
	  $1: {router-id: $3, bird: {control-socket: $LAB/$1.run/bird.ctl}${5:+, kernel: $5}}
	apply: {state-dir: $LAB/$1.state}
	END
}

# install NAME: its pipeline.
install_member() {
	bird-render -s "$LAB/$1.yaml" --no-records </dev/null >"$LAB/fragments"
	lab_in "$1" apply -s "$LAB/$1.yaml" <"$LAB/fragments" 3>&-
}

@test "one, several and no prefixes: each router is installed and hears the others" {
	router alice $ALICE 100.64.0.10 '"2001:db8:5b::/48"'
	router bob $BOB 100.64.0.11 '"2001:db8:5c::/48", "2001:db8:5d::/48", 198.51.100.0/24'
	router carol $CAROL 100.101.7.3 ''
	participant-parse -s ixp.yaml --no-records >records
	bird-render -s ixp.yaml <records >fragments
	run lab_in ixp apply -s ixp.yaml <fragments
	assert_success
	lab_bird ixp state/current/bird/bird.conf
	for name in alice bob carol; do
		run install_member $name
		assert_success
		lab_bird $name "$name.state/current/bird/bird.conf"
	done
	for prefix in 2001:db8:5b::/48 2001:db8:5c::/48 2001:db8:5d::/48 198.51.100.0/24; do
		lab_wait 60 has carol $prefix
	done
	lab_wait 30 has bob 2001:db8:5b::/48
	lab_wait 30 has alice 2001:db8:5d::/48
	run ! has alice 2001:db8:61::/48
}

# in_table NAME TABLE PREFIX
in_table() {
	lab_in "$1" ip -6 route show table "$2" "$3" | grep -q 'dev lan0'
}

@test "what they hear is in a table of its own, and the main one is as it was" {
	for name in alice carol; do
		lab_wait 30 in_table $name 4242 2001:db8:5c::/48
		run lab_in $name ip -6 route show table main 2001:db8::/32
		assert_output ''
		run lab_in $name ip -6 route show table main 2001:db8:5c::/48
		assert_output ''
	done
}

@test "packets from a prefix of theirs use it, and the machine's own do not" {
	run lab_in alice ip -6 rule
	assert_output --partial 'from 2001:db8:5b::/48 lookup 4242'
	lab_in alice ip -6 addr add 2001:db8:5b::1/128 dev lo
	run lab_in alice ip -6 route get 2001:db8:5c::1 from 2001:db8:5b::1
	assert_output --partial 'dev lan0'
	# The machine has another way out, which stays the one that it uses.
	lab_in alice ip -6 route add default via fe80::99 dev lan0
	run lab_in alice ip -6 route get 2001:db8:5c::1
	assert_output --partial 'via fe80::99'
	run lab_in alice ip -6 route get 2001:db8:5c::1 from 2001:db8:5b::1
	assert_output --partial 'table 4242'
}

@test "the host's own table, and none: as the site file says" {
	router carol $CAROL 100.101.7.3 '' '{table: 254}'
	run install_member carol
	assert_success
	lab_wait 30 in_table carol main 2001:db8:5c::/48
	router carol $CAROL 100.101.7.3 '' none
	run install_member carol
	assert_success
	emptied() {
		! in_table carol main 2001:db8:5c::/48 &&
			! in_table carol 4242 2001:db8:5c::/48
	}
	lab_wait 30 emptied
	has carol 2001:db8:5c::/48
}
