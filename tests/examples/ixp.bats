#!/usr/bin/env bats
# The exchange's example: as its README says, from files and over TLS; what it
# does when a stage of it dies or a source lies; its page.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

setup() {
	PATH=$PATH:/usr/sbin:/sbin
	command -v bird >/dev/null || skip "no bird"
	unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY
	# BIRD's own user reads the staged files.
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* "$BATS_TEST_TMPDIR" 2>/dev/null || true
	export TMPDIR=$BATS_TEST_TMPDIR
	server=$TOP_BUILDDIR/tests/http/server
}

# tried [SERVER]: examples/ixp/dry-run, and then we are in what it made.
tried() {
	run "$TOP_SRCDIR/examples/ixp/dry-run" "$@"
	assert_success
	scratch=$(sed -n '1s/^In \(.*\):$/\1/p' <<<"$output")
	cd "$scratch/ixp" || return
	PATH=$scratch/bin:$PATH
}

installed() {
	(cd "$scratch/state" && find . | LC_ALL=C sort && readlink current)
}

# stays STATUS MESSAGE: the pipeline, with a changed lease, ends so, and what
# was installed is what is.
stays() {
	before=$(installed)
	run ./pipeline --install-only
	assert_failure "$1"
	assert_output --partial "$2"
	assert_equal "$(installed)" "$before"
}

@test "from files: both sides install, then nothing changes, BIRD is silent" {
	tried
	assert_equal "$(grep -c '^apply: confirmed' <<<"$output")" 2
	assert_equal "$(grep -c '^apply: unchanged$' <<<"$output")" 2
	# Behind "$ bird -p" an empty line, or the end.
	assert_equal "$(grep -c '\$ bird -p' <<<"$output")" 2
	assert_equal "$(grep -A 1 '\$ bird -p' <<<"$output" | grep -vc -e '\$ bird -p' -e '^$' -e '^--$')" 0
	assert_line --partial 'route 2001:db8:5c::/48 max 48 as 64502;'
	assert_line --partial '100.64.0.20: bf_who = 64501;'
	run grep -A 3 '^protocol bgp' "$scratch/home/current/bird/ixp.conf"
	assert_output --partial 'neighbor 100.64.0.1 as BF_IXP_ASN'
	refute_output --partial '100.64.0.11'
}

@test "over TLS with tokens: the same generation" {
	[ -x "$server" ] || skip "the test server is not built (no OpenSSL)"
	tried
	here=$(readlink "$scratch/state/current")
	tried "$server"
	assert_equal "$(readlink "$scratch/state/current")" "$here"
	assert_equal "$(grep -c '^GET' answers/.log)" 4
	# It has ended its server.
	run ./pipeline --install-only
	assert_output --partial 'stands in'
	assert_success
}

@test "a stage that dies, or whose output is cut short: what was installed stays" {
	tried
	sed -i 's|"2001:db8:5b::/48", ||' answers/service/mappings
	mkdir bin
	for stage in source-fetch participant-parse bird-render; do
		real=$(command -v $stage)
		printf '#!/bin/sh\nkill -9 $$\n' >bin/$stage
		chmod +x bin/$stage
		PATH=$PWD/bin:$PATH stays 137 ''
		printf '#!/bin/sh\n%s "$@" | head -c 150\n' "$real" >bin/$stage
		PATH=$PWD/bin:$PATH stays 2 ''
		rm bin/$stage
	done
	# And the change was one.
	before=$(installed)
	./pipeline --install-only
	[ "$(installed)" != "$before" ]
}

@test "empty lists, another JSON, half of one: what was installed stays" {
	tried
	for name in api/v1/node service/mappings; do
		cp answers/$name good
		list=$(sed -n '1s/.*"\([a-z]*\)": \[$/\1/p' good)
		echo "{\"$list\": []}" >answers/$name
		stays 2 'no participant is left'
		echo '{"error": "maintenance"}' >answers/$name
		stays 2 "$list: missing (expected an array)"
		head -c 200 good >answers/$name
		stays 2 'participant-parse: '
		: >answers/$name
		stays 2 'source-fetch: '
		rm answers/$name
		stays 2 'source-fetch: '
		cp good answers/$name
	done
	./pipeline --install-only
}

@test "more gone than max-removals: refused, until somebody says that it is right" {
	tried
	sed -i -e '/birch/,+1d' -e '/cedar/,+1d' answers/api/v1/node
	stays 2 'of 3 participants 1 would be left (max-removals is 20%'
	run ./pipeline --install-only --force
	assert_success
}

@test "the participant's VPN is down, or knows no server: its router stays" {
	tried
	cd participant
	for text in '{"BackendState": "Stopped", "Peer": null}' \
	    '{"BackendState": "Running", "Peer": {}}' ''; do
		printf '%s' "$text" >../answers/tailscale.json
		before=$(readlink "$scratch/home/current")
		run ./pipeline --install-only
		assert_failure 2
		assert_equal "$(readlink "$scratch/home/current")" "$before"
	done
	printf '#!/bin/sh\nexit 1\n' >../../bin/tailscale
	run ./pipeline --install-only
	assert_failure 1
}

@test "the page is there also when BIRD or a source is not" {
	tried
	sed -i "s|^    ipv4: 100.64.0.1|&\n    bird: {control-socket: $PWD/none.ctl}|" site.yaml
	run ./status page.html
	assert_failure 1
	grep -q '<title>The orchard' page.html
	rm page.html answers/service/mappings
	run ./status page.html
	assert_failure 1
	assert_output --partial 'source-fetch: gateway: '
	grep -q '<title>The orchard' page.html
	run ./status
	assert_failure
	assert_output --partial 'usage: status PAGE'
}

@test "the pipelines are short enough to read, and cron can run one" {
	tried
	for script in pipeline participant/pipeline; do
		[ "$(wc -l <$script)" -le 30 ]
	done
	run env -i PATH="$PATH" TMPDIR="$TMPDIR" sh ./pipeline --install-only -v
	assert_success
	assert_line 'apply: unchanged'
}

# described NAME=VALUE ...: the site file of the container's environment.
described() {
	env -i PATH="$PATH" ASN=64501 EXCHANGE_ASN=64511 SERVERS=100.64.0.1 \
		RANGE=100.64.0.0/10 "$@" "$TOP_SRCDIR/examples/ixp/container/site" >site.yaml
	bird-render -s site.yaml --no-records >out 2>err
}

@test "the container: a site file from the environment, for none, one, several" {
	cd "$BATS_TEST_TMPDIR"
	described
	run ! grep 'BF_ANNOUNCED6 = \[$' out
	described PREFIXES=2001:db8:5a::/48
	grep -F 2001:db8:5a::/48 out
	described PREFIXES='2001:db8:5a::/48 198.51.100.0/24' \
		SERVERS='100.64.0.1 100.64.0.2' ROUTER_ID=100.64.0.10
	grep -F 198.51.100.0/24 out
	grep -F 'router id 100.64.0.10;' out
	assert_equal "$(grep -c '^protocol bgp' out)" 2
	# AS4200000001, and AS65536: still an address.
	described ASN=AS4200000001
	grep 'router id 10\.' out
	described ASN=65536
	grep 'router id 10.1.0.0;' out
	# What is wrong is said by the tool; a value opens nothing.
	run ! described PREFIXES='2001:db8:5a::1/48'
	grep -F 'site.yaml:1: prefixes: "2001:db8:5a::1/48"' err
	run ! described ASN='1], evil: "x'
	grep -F 'site.yaml:1: asn:' err
	run env -i PATH="$PATH" "$TOP_SRCDIR/examples/ixp/container/site"
	assert_failure
	assert_output --partial 'your AS number'
}

@test "the container: BIRD has the capabilities that it keeps" {
	local caps
	[ "$(id -u)" -eq 0 ] || skip "needs root, to drop capabilities"
	command -v bird >/dev/null || skip "no bird"
	caps=$(sed -n '/^  router:/,/^  web:/s/.*cap_add: \[\([^]]*\)\].*/\1/p' \
		"$TOP_SRCDIR/examples/ixp/container/compose.yaml" | tr -d ' ')
	# With what Docker gives every container.
	run setpriv --bounding-set "-all,+chown,+dac_override,+fowner,+setgid,+setuid,+setpcap,+net_bind_service,+$(echo "${caps,,}" | sed 's/,/,+/g')" \
		bird -p -u bird -g bird -c /dev/null
	# It came as far as the file.
	assert_output --partial 'No protocol is specified'
}
