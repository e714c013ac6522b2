#!/usr/bin/env bats
# registry-check --policy: findings by dn42's policy about one maintainer.

setup() {
	load helper
	registry_setup
}

@test "policy: a new user's share has no findings" {
	judge --policy OAK-MNT
	assert_equal "$status" 0
	assert_equal "$(cat out)" ""
	assert_equal "$(cat err)" "registry-check: 1 AS numbers, 64 IPv4 addresses, 65536 IPv6 networks of /64, 2 routes, 0 findings"
}

@test "policy: nobody of that name is exit 2" {
	judge --policy ASH-MNT
	assert_stopped '--policy: no mntner "ASH-MNT" in the registry'
	# A mntner, not a file of that name.
	object mntner/OAK-DEMO 'person: Oak' 'nic-hdl: OAK-DEMO' \
	    'mnt-by: OAK-MNT' 'source: DEMO'
	judge --policy OAK-DEMO
	assert_stopped 'no mntner "OAK-DEMO"'
}

@test "policy limit-asn: two AS numbers" {
	object aut-num/AS64497 'aut-num: AS64497' 'mnt-by: DEMO-MNT' \
	    'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: aut-num: 2 AS numbers (expected at most 1 for a new user) [limit-asn]'
}

@test "policy limit-ipv4: above a /26 wants a justification, a /24 consensus" {
	inetnum 192.0.2.8 29 192.0.2.15 'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: inetnum: 72 addresses (expected at most 64, a /26, for a new user) [limit-ipv4]' \
	    'mntner/OAK-MNT:1: inetnum: 72 addresses (expected a justification above 64, a /26) [size-justification]'
	rm r/data/inetnum/192.0.2.8_29
	inetnum 192.0.2.128 25 192.0.2.255 'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: inetnum: 192 addresses (expected at most 64, a /26, for a new user) [limit-ipv4]' \
	    'mntner/OAK-MNT:1: inetnum: 192 addresses (expected a justification above 64, a /26) [size-justification]'
	inetnum 192.0.2.0 26 192.0.2.63 'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: inetnum: 256 addresses (expected at most 64, a /26, for a new user) [limit-ipv4]' \
	    'mntner/OAK-MNT:1: inetnum: 256 addresses (expected consensus on the mailing list from 256 on, a /24) [size-consensus]'
}

@test "policy: what lies in what is theirs is counted once" {
	inetnum 192.0.2.64 27 192.0.2.95 'mnt-by: OAK-MNT'
	inetnum 192.0.2.64 28 192.0.2.79 'mnt-by: OAK-MNT'
	judge --policy OAK-MNT
	assert_equal "$status" 0
	run cat err
	assert_output --partial ' 64 IPv4 addresses'
}

@test "policy limit-ipv6: more than a /48 in total" {
	object inet6num/2001:db8:2::_64 'cidr: x'
	object inet6num/2001:db8:2::_64 \
	    'inet6num: 2001:db8:2:: - 2001:db8:2:0:ffff:ffff:ffff:ffff' \
	    'cidr: 2001:db8:2::/64' 'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: inet6num: 65537 networks of /64 (expected at most 65536, a /48, for a new user) [limit-ipv6]'
	object inet6num/::_0 'inet6num: ::/0' 'mnt-by: OAK-MNT'
	assert_policy 'mntner/OAK-MNT:1: inet6num: at least 18446744073709551615 networks of /64 (expected at most 65536, a /48, for a new user) [limit-ipv6]'
}

@test "policy prefix-small: longer than /29 and /64" {
	object route/192.0.2.64_29 'route: 192.0.2.64/29' 'origin: AS64496' \
	    'mnt-by: OAK-MNT'
	object route/192.0.2.64_30 'route: 192.0.2.64/30' 'origin: AS64496' \
	    'mnt-by: OAK-MNT'
	object route6/2001:db8:1::_65 'route6: 2001:db8:1::/65' \
	    'origin: AS64496' 'mnt-by: OAK-MNT'
	inetnum 192.0.2.72 30 192.0.2.75 'mnt-by: OAK-MNT'
	assert_policy 'inetnum/192.0.2.72_30:1: inetnum: 192.0.2.72/30 is smaller than what is routed (expected at most /29) [prefix-small]' \
	    'route/192.0.2.64_30:1: route: 192.0.2.64/30 is smaller than what is routed (expected at most /29) [prefix-small]' \
	    'route6/2001:db8:1::_65:1: route6: 2001:db8:1::/65 is smaller than what is routed (expected at most /64) [prefix-small]'
}

@test "policy route-uncovered: nothing around it, or a block to take from" {
	object route/198.51.100.0_24 'route: 198.51.100.0/24' \
	    'origin: AS64496' 'mnt-by: OAK-MNT'
	object route/192.0.2.0_27 'route: 192.0.2.0/27' 'origin: AS64496' \
	    'mnt-by: OAK-MNT'
	assert_policy 'route/192.0.2.0_27:1: route: no inetnum around 192.0.2.0/27 but the block 192.0.2.0/24 (expected one assigned from it) [route-uncovered]' \
	    'route/198.51.100.0_24:1: route: no inetnum around 198.51.100.0/24 (expected one) [route-uncovered]'
	# Somebody who may have routes there is covered by the block.
	rm r/data/route/198.51.100.0_24
	printf 'mnt-routes: OAK-MNT\n' >>r/data/inetnum/192.0.2.0_24
	judge --policy OAK-MNT
	assert_equal "$status" 0
}

@test "policy route-max-length: shorter than the prefix, or no number" {
	edit route/192.0.2.64_26 'max-length:.*' 'max-length: 25'
	assert_policy 'route/192.0.2.64_26:3: max-length: 25 is shorter than 192.0.2.64/26 (expected 26 to 32) [route-max-length]'
	edit route/192.0.2.64_26 'max-length:.*' 'max-length: 33'
	judge --policy OAK-MNT
	run cat out
	assert_output --partial 'route/192.0.2.64_26:3: max-length: '
	assert_output --partial '[route-max-length]'
	edit route/192.0.2.64_26 'max-length:.*' 'max-length: 26'
	judge --policy OAK-MNT
	assert_equal "$status" 0
}

@test "policy route-origin: no aut-num, or no AS number; each origin counts" {
	printf 'origin: AS64511\norigin: OAK\n' >>r/data/route/192.0.2.64_26
	assert_policy 'route/192.0.2.64_26:6: origin: AS64511 has no aut-num object (expected one) [route-origin]' \
	    'route/192.0.2.64_26:7: origin: "OAK" (expected an AS number, 0 .. 4294967295) [route-origin]'
}

@test "policy overlap: in another's assignment, and the same prefix twice" {
	edit inetnum/192.0.2.64_26 'OAK-MNT' 'DEMO-MNT'
	inetnum 192.0.2.64 27 192.0.2.95 'mnt-by: OAK-MNT'
	assert_policy 'inetnum/192.0.2.64_27:1: inetnum: 192.0.2.64/27 lies in 192.0.2.64/26 of DEMO-MNT (expected no assignment of another maintainer) [overlap]' \
	    'route/192.0.2.64_26:1: route: 192.0.2.64/26 lies in 192.0.2.64/26 of DEMO-MNT (expected no assignment of another maintainer) [overlap]'
	rm r/data/inetnum/192.0.2.64_26
	edit inetnum/192.0.2.64_27 '.*' '&'
	object inetnum/again 'inetnum: 192.0.2.64/27' 'status: ALLOCATED' \
	    'mnt-by: DEMO-MNT'
	rm r/data/route/192.0.2.64_26
	assert_policy 'inetnum/192.0.2.64_27:1: inetnum: 192.0.2.64/27 lies in 192.0.2.64/27 of DEMO-MNT (expected no assignment of another maintainer) [overlap]'
}

@test "policy: a parent block around it, or leave to be there, is no overlap" {
	edit inetnum/192.0.2.0_24 '^policy:.*' ''
	sed -i '/^$/d' r/data/inetnum/192.0.2.0_24
	judge --policy OAK-MNT	# it is ALLOCATED
	assert_equal "$status" 0
	edit inetnum/192.0.2.0_24 ALLOCATED ASSIGNED
	assert_policy 'inetnum/192.0.2.64_26:1: inetnum: 192.0.2.64/26 lies in 192.0.2.0/24 of DEMO-MNT (expected no assignment of another maintainer) [overlap]'
	printf 'mnt-lower: OAK-MNT\n' >>r/data/inetnum/192.0.2.0_24
	judge --policy OAK-MNT
	assert_equal "$status" 0
	# The other way round: what another has in ours is ours to give.
	inetnum 192.0.2.64 27 192.0.2.95 'mnt-by: DEMO-MNT'
	judge --policy OAK-MNT
	assert_equal "$status" 0
}

@test "policy object-malformed: theirs and left out of the figures" {
	edit inetnum/192.0.2.64_26 '^cidr:.*' 'cidr: 192.0.2.64/27'
	edit inetnum/192.0.2.0_24 '^cidr:.*' 'nonsense'
	edit aut-num/AS64496 '^x-note:.*' 'nonsense'
	printf 'mnt-by: OAK-MNT\n' >r/data/aut-num/AS64497
	object inetnum/range 'inetnum: 198.51.100.1 - 198.51.100.6' \
	    'mnt-by: OAK-MNT'
	judge --policy OAK-MNT
	run cat out
	assert_line 'r/data/inetnum/192.0.2.64_26:2: cidr: 192.0.2.64/27 is not the range (expected 192.0.2.64/26) [object-malformed]'
	assert_line 'r/data/aut-num/AS64497:1: mnt-by: the first attribute is another class'"'"'s (expected aut-num) [object-malformed]'
	assert_line 'r/data/inetnum/range:1: inetnum: not a prefix (expected the range of one) [object-malformed]'
	run cat err
	assert_output --partial ' 0 IPv4 addresses'
}

@test "BIRDFEED_DATA: what some maintainers hold, by the policy" {
	[ -n "${BIRDFEED_DATA-}" ] || skip "BIRDFEED_DATA is not set"
	tar=$BIRDFEED_DATA/dn42-registry.tar.xz
	run -0 registry-check --policy HCARTIAUX-MNT "$tar"
	run -1 --separate-stderr registry-check --policy SAM-MNT "$tar"
	assert_equal "$(sed 's/.*\[//' <<<"$output")" 'object-malformed]
route-uncovered]'
	run -1 --separate-stderr registry-check --policy GURUCAMP-GB-MNT "$tar"
	assert_equal "$(sed 's/.*\[//' <<<"$output")" 'limit-ipv4]
limit-ipv6]
size-consensus]'
}
