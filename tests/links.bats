#!/usr/bin/env bats
# Links: each binary needs the shared libraries that it uses, and no others.

bats_load_library bats-support
bats_load_library bats-assert

setup() {
	command -v readelf >/dev/null || skip "no readelf"
}

# needed TOOL: puts the libraries that it NEEDs into $libs, by their names
# without a version, each in spaces.  The C library's own, the sanitizers' and
# the walls' do not count.
needed() {
	local binary=$TOP_BUILDDIR/$1
	[ -e "$binary" ] || skip "$1 is not built"
	[ "$(head -c 4 "$binary" | tr -d '\177')" = ELF ] ||
		skip "$1 is a wrapper script, not the binary"
	libs=" $(readelf -d "$binary" |
		sed -n 's/.*(NEEDED).*\[\(lib[a-z0-9_+]*\)[.-].*/\1/p' |
		sed -E '/^lib(asan|ubsan|gcc_s|c|m|pthread|dl|rt|resolv|seccomp)$/d' |
		sort | tr '\n' ' ')"
}

@test "peer-validate, wg-render, bird-render: libyaml and libsodium alone" {
	for tool in peer-validate wg-render bird-render; do
		needed $tool
		assert_equal "$tool$libs" "$tool libsodium libyaml "
	done
}

@test "registry-parse: libarchive, and libsodium for hash tables" {
	needed registry-parse
	assert_equal "$libs" ' libarchive libsodium '
}

@test "registry-check: libarchive, and libsodium for hash tables" {
	needed registry-check
	assert_equal "$libs" ' libarchive libsodium '
}

@test "roa-json: libjansson alone; registry-query: what the site file needs" {
	needed roa-json
	assert_equal "$libs" ' libjansson '
	needed registry-query
	assert_equal "$libs" ' libsodium libyaml '
}

@test "registry-activity: the C library alone" {
	needed registry-activity
	assert_equal "$libs" ' '
}

@test "registry-graph: libjansson, and libsodium for hash tables" {
	needed registry-graph
	assert_equal "$libs" ' libjansson libsodium '
}

@test "mrt-origins: libarchive and libsodium" {
	needed mrt-origins
	assert_equal "$libs" ' libarchive libsodium '
}

@test "irr-fetch: what the site file needs; peeringdb-parse: libjansson" {
	needed irr-fetch
	assert_equal "$libs" ' libsodium libyaml '
	needed peeringdb-parse
	assert_equal "$libs" ' libjansson '
}

@test "source-fetch: libcurl; participant-parse: libjansson; the site file's" {
	needed source-fetch
	# Without OpenSSL's headers it is built without libssl.
	libs=${libs/libssl /}
	assert_equal "$libs" ' libcurl libsodium libyaml '
	needed participant-parse
	assert_equal "$libs" ' libjansson libsodium libyaml '
}

@test "apply: no libarchive, and nothing that fetches" {
	needed apply
	for lib in libarchive libcurl libjansson libssl libcrypto; do
		[[ $libs != *" $lib "* ]] || fail "apply needs $lib"
	done
}

@test "site-show: libyaml and libsodium alone" {
	needed site-show
	assert_equal "$libs" ' libsodium libyaml '
}

@test "lease-store: its databases, and what the site file needs" {
	needed lease-store
	libs=${libs/libpq /}
	assert_equal "$libs" ' libjansson libsodium libsqlite3 libyaml '
}

@test "lease-serve: what it serves, checks and stores with, and no TLS of its own" {
	needed lease-serve
	libs=${libs/libpq /}
	assert_equal "$libs" ' libcurl libjansson libjose libmicrohttpd libsodium libsqlite3 libyaml '
}
