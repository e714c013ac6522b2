# What the tests of birdfeed(1) share.

bats_load_library bats-support
bats_load_library bats-assert

# door: the scratch directory, and a PATH in which $stubs comes first.
door() {
	cd "$BATS_TEST_TMPDIR" || return
	# BIRD's own user reads what is installed.
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* . 2>/dev/null || true
	export BIRDFEED_SHARE=$TOP_SRCDIR/examples TMPDIR=$BATS_TEST_TMPDIR
	stubs=$PWD/stubs
	mkdir "$stubs"
	PATH=$stubs:$PATH:/usr/sbin:/sbin
}

# stub NAME TEXT: a program of that name that is this shell text.
stub() {
	printf '#!/bin/sh\n%s\n' "$2" >"$stubs/$1"
	chmod +x "$stubs/$1"
}

# init_dn42 DIR [OPTION...]: a router of dn42, without a question.
init_dn42() {
	birdfeed init dn42 "$1" --asn 4242429001 \
		--prefixes 172.23.240.0/27,fd5a:7e1d:1::/48 \
		--router ams1 "${@:2}" </dev/null
}
