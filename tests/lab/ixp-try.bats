#!/usr/bin/env bats
# examples/ixp/try: from a lease to a route in an upstream's BIRD, and back.

load lab

@test "gateway, exchange, participants and upstream on one machine" {
	local tool
	for tool in lease-serve jose openssl curl; do
		command -v $tool >/dev/null || skip "$tool is not there"
	done
	export TMPDIR=$BATS_TEST_TMPDIR
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* "$BATS_TEST_TMPDIR"
	run "$TOP_SRCDIR/examples/ixp/try" 3>&-
	assert_success
	assert_line --regexp '^2001:db8:5[0-9a-f]+::/48 of ash is at birch, and at the upstream:$'
	assert_line --partial 'one run later it is gone'
	page=${lines[-1]#The page: file://}
	# Elm has leased, and is not in the VPN; ash has nothing left.
	grep -F 'address: no machine in the VPN' "$page"
	grep -F 'not leased to anybody' "$page"
	# Nothing of it runs any more.
	for pid in "${page%/*}"/*.run/pid; do
		[ ! -e "$pid" ] || ! kill -0 "$(cat "$pid")"
	done
}
