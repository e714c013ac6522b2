#!/usr/bin/env bats
# lease-serve and those who do not behave: what is slow, huge, half or
# malformed changes nothing, and holds up nobody.

load gateway
load ../lease-store/postgresql

setup_file() {
	gateway_setup_file
}

setup() {
	gateway_setup
	connect=$TOP_BUILDDIR/tests/lease-serve/connect
	[ -x "$connect" ] || skip "the test's client is not built"
}

teardown() {
	gateway_teardown
	[ -z "${PG_DIR-}" ] || postgresql_signal CONT || true
	postgresql_stop
}

# start: a gateway, and alder with an AS number and a lease.
start() {
	issuer
	site
	gateway
	TOKEN=$(token alder)
	assert_api 200 POST /api/user/asn
	assert_api 200 POST /api/user/prefix '{"duration_hours": 2}'
	prefix=$(field prefix)
	lease-store -s site.yaml list >before
}

# unchanged: the store is as it was, and the gateway works.
unchanged() {
	assert_api 200 GET /api/user/info
	lease-store -s site.yaml list | diff before -
}

# hold N [TEXT [MS]]: that many connections; they end when "hold" does.
hold() {
	mkfifo hold 2>/dev/null || true
	"$connect" "$socket" "$@" <hold >held 3>&- &
	pids+=($!)
	exec 9>hold
	wait_for grep -q open held
}

# say TEXT [SECONDS]: sends that, goes soon, and prints what has come back.
say() {
	mkfifo said 2>/dev/null || true
	"$connect" "$socket" 1 "$1" <said 3>&- &
	local pid=$!
	exec 8>said
	sleep "${2:-0.3}"
	exec 8>&-
	wait "$pid"
}

# ask TEXT: sends that, which asks for the connection's end, and prints what
# comes back until then.
ask() {
	mkfifo asked
	exec 8<>asked
	"$connect" "$socket" 1 "$1" <&8 3>&-
	exec 8>&-
}

@test "1,000 idle connections do not hold up one that works" {
	API=('max-connections: 1100')
	start
	hold 1000
	assert_api 200 GET /metrics
	[ "$(sed -n 's/^birdfeed_lease_connections //p' body)" -ge 1000 ]
	for i in 1 2 3 4 5 6 7 8 9 10; do
		assert_api 200 GET /api/user/info
	done
	exec 9>&-
	unchanged
}

@test "more idle connections than allowed: the oldest make room" {
	API=('max-connections: 100')
	start
	hold 300
	assert_api 200 GET /api/user/info
	assert_api 200 GET /metrics
	[ "$(sed -n 's/^birdfeed_lease_connections //p' body)" -le 100 ]
	exec 9>&-
	unchanged
}

@test "requests that never end are cut off, though each byte comes in time" {
	start
	hold 100 "GET /api/user/info HTTP/1.1\r\nHost: x\r\nX: $(printf '%0500d' 0)" 100
	# Ten seconds for a request.
	(wait_for grep -q '^0 open' held; echo >cut) 3>&- &
	assert_served_until cut GET /api/user/info
	grep -q '^0 open' held
	exec 9>&-
	unchanged
}

@test "half a request changes nothing" {
	start
	local auth="Authorization: Bearer $TOKEN\r\n" json='Content-Type: application/json\r\n'
	say "POST /api/user/prefix HTTP/1.1\r\nHost: x\r\n$auth${json}Content-Length: 40\r\n\r\n{\"duration_hours\": 1}"
	say "POST /api/user/prefix HTTP/1.1\r\nHost: x\r\n$auth${json}Transfer-Encoding: chunked\r\n\r\n15\r\n{\"duration_hours\": 1}\r\n"
	say "DELETE /api/user/prefix/$prefix HTTP/1.1\r\nHost: x\r\n$auth"
	say "DELETE /api/user/prefix/$prefix HTTP/1.1\r\nHost: x\r\n${auth}Content-Length: 1\r\n\r\n"
	unchanged
	# The same whole.
	run ask "POST /api/user/prefix HTTP/1.1\r\nHost: x\r\nConnection: close\r\n$auth${json}Content-Length: 21\r\n\r\n{\"duration_hours\": 1}"
	assert_output --partial 'HTTP/1.1 200 '
	[ "$(lease-store -s site.yaml list | wc -l)" -gt "$(wc -l <before)" ]
}

@test "a client that goes before its answer: the answer is lost, no more" {
	start
	for i in 1 2 3 4 5; do
		say "GET /api/user/info HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer $TOKEN\r\n\r\n" 0
	done
	unchanged
}

@test "what is malformed is refused" {
	start
	local auth="Authorization: Bearer $TOKEN\r\n" text
	for text in 'x\r\n\r\n' '\r\n\r\n\r\n' 'GET\r\n\r\n' "GET / HTTP/9.9\r\n$auth\r\n" \
	    "DELETE /api/user/prefix/$prefix HTTP/1.1\r\n$auth\r\n" \
	    "DELETE /api/user/prefix/$prefix%00 HTTP/1.1\r\nHost: x\r\n$auth\r\n" \
	    "delete /api/user/prefix/$prefix HTTP/1.1\r\nHost: x\r\n$auth\r\n" \
	    "DELETE /api/user/prefix/$prefix HTTP/1.1\r\nHost: x\r\n${auth}Content-Length: -1\r\n\r\n" \
	    "DELETE /api/user/prefix/$prefix HTTP/1.1\r\nHost: x\r\n${auth}Content-Length: x\r\n\r\n" \
	    "DELETE /api/user/prefix/$prefix HTTP/1.1\r\nHost: x\r\n${auth}Content-Length: 0\r\nContent-Length: 0\r\n\r\n" \
	    "DELETE /api/user/prefix/$prefix HTTP/1.1\r\nHost: x\r\n${auth}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" \
	    "DELETE /api/user/prefix/$prefix HTTP/1.1\r\nHost: x\r\n${auth}Content-Length: 99999999999999999999\r\n\r\n"; do
		run say "$text"
		refute_output --partial 'HTTP/1.1 2'
	done
	unchanged
}

@test "what is huge is refused: a body, a head, a path" {
	start
	head -c 3000000 /dev/zero >huge
	assert_api 413 POST /api/user/prefix '' -H 'Content-Type: application/json' \
		-H 'Expect:' --data-binary @huge
	# Without a length, it is cut off.
	api POST /api/user/prefix '' -H 'Content-Type: application/json' \
		-H 'Transfer-Encoding: chunked' -H 'Expect:' --data-binary @huge || true
	[[ $code == 000 || $code == 413 ]]
	api GET /api/user/info '' -H "X: $(printf '%090000d' 0)" || true
	[[ $code == 000 || $code == 4?? ]]
	api GET "/$(printf '%090000d' 0)" || true
	[[ $code == 000 || $code == 4?? ]]
	unchanged
}

@test "an issuer that hangs: those who wait hold up nobody" {
	start
	echo /slow=60000 >issuer/.fault
	publish rsa2
	good=$TOKEN
	TOKEN=$(token_by rsa2 '"alg":"RS256","kid":"rsa2"' birch)
	curl -s -o late -w '%{http_code}' --unix-socket "$socket" -m 30 \
		-H "Authorization: Bearer $TOKEN" http://x/api/user/info >late.code 3>&- &
	TOKEN=$good
	# The fetch has a deadline of ten seconds.
	assert_served_until late.code GET /api/user/info
	assert_equal "$(cat late.code)" 401
	unchanged
}

@test "SIGTERM: what waits is answered, and the end is clean" {
	cat >hook <<-END
		#!/bin/sh
		: >'$PWD/begun'
		sleep 20
	END
	chmod +x hook
	issuer
	site "roa-hook: $PWD/hook"
	gateway
	TOKEN=$(token alder)
	assert_api 200 POST /api/user/asn
	assert_api 200 POST /api/user/prefix '{"duration_hours": 2}'
	prefix=$(field prefix)
	curl -s -o late -w '%{http_code}' --unix-socket "$socket" -m 30 -X PUT \
		-H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
		-d '{"enabled": true}' "http://x/api/user/prefix/$prefix/rpki" >late.code 3>&- &
	wait_for test -e begun
	status=0
	kill "$gateway"
	wait "$gateway" || status=$?
	assert_equal "$status" 0
	wait_for test -s late.code
	assert_equal "$(cat late.code)" 503
	gateway
	assert_api 200 GET /api/user/info
	assert_equal "$(field rpki_enabled)" false
}

@test "a PostgreSQL that hangs: 503 in time, and it is found again" {
	ldd "$TOP_BUILDDIR/lease-serve" | grep -q libpq || skip "built without libpq"
	postgresql_start
	[ -n "$PG_DIR" ] || skip "no PostgreSQL"
	STORE=$(postgresql_place leases)
	start
	postgresql_signal STOP
	# It would wait for ever.
	assert_refused 503 store-failed GET /api/user/info
	# What needs no store is served, and what does is refused at once.
	assert_api 200 GET /metrics
	assert_refused 503 store-failed GET /healthz
	grep -q 'store: .*the server does not answer' log
	postgresql_signal CONT
	wait_for served
	unchanged
	assert_api 204 DELETE "/api/user/prefix/$prefix"
}

served() {
	assert_api 200 GET /api/user/info
}
