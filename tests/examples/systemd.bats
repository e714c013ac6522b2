# The units of examples/systemd and of the exchange: systemd takes them, and what they allow is
# as little as is documented.

bats_load_library bats-support
bats_load_library bats-assert

setup() {
	command -v systemd-analyze >/dev/null || skip "no systemd-analyze"
	cd "$BATS_TEST_TMPDIR" || return
	cp "$TOP_SRCDIR"/examples/systemd/*.service \
		"$TOP_SRCDIR"/examples/systemd/*.timer \
		"$TOP_SRCDIR"/examples/ixp/systemd/* \
		"$TOP_SRCDIR"/examples/self-service/systemd/* .
	chmod u+w ./*
	# Where the tools are here.
	sed -i "s|/usr/local/s\?bin/|$TOP_BUILDDIR/|
		s|/etc/birdfeed/pipeline|$TOP_SRCDIR/examples/dn42/pipeline|
		s|/etc/birdfeed/registry-update|$TOP_SRCDIR/examples/dn42/registry-update|
		s|/etc/birdfeed/status|$TOP_SRCDIR/examples/ixp/status|" \
		./*.service
	# Built without libmnl.
	[ -x "$TOP_BUILDDIR/link-latency" ] || rm birdfeed-latency.*
	[ -x "$TOP_BUILDDIR/lease-serve" ] || rm birdfeed-lease*
}

@test "systemd takes the units without a word" {
	run env SYSTEMD_UNIT_PATH="$PWD:" systemd-analyze --man=no verify \
		./*.service ./*.timer
	assert_success
	assert_output ""
}

@test "and finds them well enclosed" {
	systemd-analyze security --help 2>/dev/null | grep -q -e --threshold ||
		skip "an older systemd-analyze"
	for unit in ./*.service; do
		run systemd-analyze security --offline=yes --threshold=40 "$unit"
		assert_success
	done
}

@test "every timer has its service, and apply's options are known" {
	for timer in ./*.timer; do
		assert [ -f "${timer%.timer}.service" ]
	done
	run grep -h ExecStart= birdfeed-boot.service birdfeed-resolve.service
	for option in --boot --resolve; do
		assert_output --partial "apply -s /etc/birdfeed/site.yaml $option"
		apply -h | grep -q -e "$option"
	done
}
