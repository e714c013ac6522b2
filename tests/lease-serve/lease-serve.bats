#!/usr/bin/env bats
# lease-serve: every row of its API, with real tokens and keys over TLS.

load gateway

setup_file() {
	gateway_setup_file
}

setup() {
	gateway_setup
}

teardown() {
	gateway_teardown
}

# start [LEASES-LINE ...]: the issuer and a gateway.
start() {
	issuer
	site "$@"
	gateway
}

@test "a user gets an AS number, leases a prefix, renews it and gives it back" {
	start
	TOKEN=$(token 'auth0|alder')
	assert_api 200 GET /api/user/info
	assert_equal "$(field user_hash)" "$(hash_of 'auth0|alder')"
	assert_equal "$(field asn)" null
	assert_equal "$(field max_leases)" 2
	grep -q '"active_leases":\[\]' body

	assert_refused 400 no-asn POST /api/user/prefix '{"duration_hours": 4}'
	assert_api 200 POST /api/user/asn
	assert_equal "$(field asn)" 4200000000
	assert_api 200 POST /api/user/asn
	assert_equal "$(field asn)" 4200000000

	assert_api 200 POST /api/user/prefix '{"duration_hours": 4}'
	prefix=$(field prefix)
	[[ $prefix == 2001:db8:f*::/48 ]]
	assert_equal "$(field rpki_enabled)" false
	start=$(date -d "$(field start_time)" +%s)
	end=$(date -d "$(field end_time)" +%s)
	assert_equal $((end - start)) 14400

	assert_api 200 POST "/api/user/prefix/$prefix/renew" '{"duration_hours": 9}'
	assert_equal "$(field prefix)" "$prefix"
	[ $(($(date -d "$(field end_time)" +%s) - start)) -ge 32400 ]

	assert_api 200 GET /api/user/info
	assert_equal "$(field asn)" 4200000000
	assert_equal "$(field prefix)" "$prefix"

	# The slash as it is, and encoded.
	assert_api 204 DELETE "/api/user/prefix/${prefix/\//%2F}"
	[ ! -s body ]
	assert_refused 404 not-held DELETE "/api/user/prefix/$prefix"
	assert_api 200 GET /api/user/info
	grep -q '"active_leases":\[\]' body
}

@test "limits: hours, leases of a user, the pools" {
	start
	TOKEN=$(token alder)
	assert_api 200 POST /api/user/asn
	for hours in 0 -1 25 99999999999; do
		assert_refused 400 hours POST /api/user/prefix "{\"duration_hours\": $hours}"
	done
	for body in '{}' '{"duration_hours": "4"}' '{"duration_hours": 1.5}' \
	    '{"duration_hours": null}' '[1]' '4' '{' '{"duration_hours": 1} x' \
	    '{"duration_hours": 1, "duration_hours": 2}' \
	    '{"duration_hours": 99999999999999999999999}'; do
		assert_refused 400 bad-request POST /api/user/prefix "$body"
	done
	assert_api 200 POST /api/user/prefix '{"duration_hours": 24}'
	assert_api 200 POST /api/user/prefix '{"duration_hours": 1}'
	assert_refused 403 limit POST /api/user/prefix '{"duration_hours": 1}'
	assert_refused 400 hours POST "/api/user/prefix/$(
		lease-store -s site.yaml list | grep -o '2001:[^ \t]*' | head -n 1
	)/renew" '{"duration_hours": 25}'
}

@test "pools that are used up: 503, and who has something keeps it" {
	issuer
	site
	sed -i 's/4200000000-4200000999/4200000000-4200000001/
		s|2001:db8:f000::/44|2001:db8:f000::/48|' site.yaml
	gateway
	TOKEN=$(token alder)
	assert_api 200 POST /api/user/asn
	assert_api 200 POST /api/user/prefix '{"duration_hours": 1}'
	TOKEN=$(token birch)
	assert_api 200 POST /api/user/asn
	assert_refused 503 none-free POST /api/user/prefix '{"duration_hours": 1}'
	grep -qi '^retry-after: ' head
	TOKEN=$(token cedar)
	assert_refused 503 pool-used-up POST /api/user/asn
	TOKEN=$(token alder)
	assert_api 200 POST /api/user/asn
}

@test "nobody touches the lease of another" {
	start
	TOKEN=$(token alder)
	assert_api 200 POST /api/user/asn
	assert_api 200 POST /api/user/prefix '{"duration_hours": 1}'
	prefix=$(field prefix)
	TOKEN=$(token birch)
	assert_api 200 POST /api/user/asn
	assert_refused 404 not-held DELETE "/api/user/prefix/$prefix"
	assert_refused 404 not-held POST "/api/user/prefix/$prefix/renew" '{"duration_hours": 1}'
	assert_refused 404 not-held PUT "/api/user/prefix/$prefix/rpki" '{"enabled": true}'
	assert_refused 404 not-held DELETE /api/user/prefix/10.0.0.0/8
	for bad in 2001:db8::1/48 x/y 1.2.3.4/33 2001:db8::/48%20 ::%2f; do
		assert_refused 400 bad-request DELETE "/api/user/prefix/$bad"
	done
	TOKEN=$(token alder)
	assert_api 200 GET /api/user/info
	assert_equal "$(field prefix)" "$prefix"
}

@test "the ROA switch runs the hook, and answers when it has ended" {
	cat >hook <<-END
		#!/bin/sh
		echo "\$@" >>'$PWD/hook.log'
		[ ! -e '$PWD/fail' ]
	END
	chmod +x hook
	start "roa-hook: $PWD/hook"
	TOKEN=$(token alder)
	assert_api 200 POST /api/user/asn
	assert_api 200 POST /api/user/prefix '{"duration_hours": 1}'
	prefix=$(field prefix)
	assert_api 200 PUT "/api/user/prefix/$prefix/rpki" '{"enabled": true}'
	assert_equal "$(field prefix) $(field rpki_enabled)" "$prefix true"
	assert_equal "$(cat hook.log)" "on $prefix AS4200000000"
	assert_api 200 GET /api/user/info
	assert_equal "$(field rpki_enabled)" true
	assert_api 200 PUT "/api/user/prefix/$prefix/rpki" '{"enabled": false}'
	assert_equal "$(field rpki_enabled)" false
	assert_equal "$(tail -n 1 hook.log)" "off $prefix AS4200000000"
	for body in '{}' '{"enabled": 1}' '{"enabled": "true"}' '{"enabled": null}'; do
		assert_refused 400 bad-request PUT "/api/user/prefix/$prefix/rpki" "$body"
	done
	assert_equal "$(wc -l <hook.log)" 2

	# It fails: off, and what is left of it is removed later.
	: >fail
	assert_refused 503 roa-hook-failed PUT "/api/user/prefix/$prefix/rpki" '{"enabled": true}'
	assert_api 200 GET /api/user/info
	assert_equal "$(field rpki_enabled)" false
	rm fail
	lease-store -s site.yaml expire
	assert_equal "$(tail -n 1 hook.log)" "off $prefix AS4200000000"
}

@test "a slow ROA hook holds up nobody but its caller, and hooks run in turn" {
	cat >hook <<-END
		#!/bin/sh
		echo "begin \$1" >>'$PWD/hook.log'
		while [ ! -e '$PWD/go' ]; do sleep 0.05; done
		echo "end \$1" >>'$PWD/hook.log'
	END
	chmod +x hook
	start "roa-hook: $PWD/hook"
	TOKEN=$(token alder)
	assert_api 200 POST /api/user/asn
	assert_api 200 POST /api/user/prefix '{"duration_hours": 1}'
	prefix=$(field prefix)
	for enabled in true false; do
		mkdir $enabled
		(cd $enabled && api PUT "/api/user/prefix/$prefix/rpki" \
			"{\"enabled\": $enabled}" && echo "$code" >code) 3>&- &
		wait_for grep -q on hook.log
		sleep 0.3
	done
	assert_api 200 GET /api/user/info
	: >go
	wait_for test -s false/code
	wait_for test -s true/code
	assert_equal "$(cat true/code false/code)" "200
200"
	assert_equal "$(cat hook.log)" "begin on
end on
begin off
end off"
}

@test "without a ROA hook: 503 for one's own prefix" {
	start
	TOKEN=$(token alder)
	assert_api 200 POST /api/user/asn
	assert_api 200 POST /api/user/prefix '{"duration_hours": 1}'
	assert_refused 503 no-roa-hook PUT "/api/user/prefix/$(field prefix)/rpki" '{"enabled": true}'
}

@test "the service: mappings with an ETag, one of them, erasure" {
	start
	TOKEN=$(token 'auth0|alder')
	assert_api 200 POST /api/user/asn
	assert_api 200 POST /api/user/prefix '{"duration_hours": 1}'
	prefix=$(field prefix)
	hash=$(hash_of 'auth0|alder')
	TOKEN=service-secret-1
	assert_api 200 GET /service/mappings
	lease-store -s site.yaml mappings | diff - body
	assert_equal "$(field user_hash) $(field user_id) $(field email) $(field asn)" \
		"$hash auth0|alder null 4200000000"
	grep -q "\"prefixes\": \[\"$prefix\"\]" body
	etag=$(sed -n 's/^[Ee][Tt][Aa][Gg]: \(.*\)\r$/\1/p' head)
	assert_api 304 GET /service/mappings '' -H "If-None-Match: $etag"
	[ ! -s body ]
	assert_api 304 GET /service/mappings '' -H "If-None-Match: \"x\", W/$etag"
	assert_api 200 GET /service/mappings '' -H 'If-None-Match: "x"'
	assert_api 200 GET "/service/mappings/$hash"
	assert_equal "$(field asn)" 4200000000
	assert_refused 404 not-found GET "/service/mappings/$(hash_of birch)"
	assert_refused 400 bad-request GET "/service/mappings/$(hash_of birch | tr a-f A-F)"
	assert_refused 400 bad-request DELETE /service/user/alder

	assert_api 204 DELETE "/service/user/$hash"
	assert_api 204 DELETE "/service/user/$hash"
	assert_api 204 DELETE "/service/user/$(hash_of nobody)"
	assert_api 200 GET /service/mappings '' -H "If-None-Match: $etag"
	assert_equal "$(field mappings)" "[]"
	run grep -c alder leases.db
	assert_output 0
}

@test "the service's token: no other, none of a user's, and not without a file" {
	start
	for TOKEN in '' service-secret service-secret-12 "$(token alder)"; do
		assert_refused 401 unauthorized GET /service/mappings
		assert_refused 401 unauthorized DELETE "/service/user/$(hash_of alder)"
		grep -qi '^www-authenticate: bearer' head
	done
	TOKEN=service-secret-1
	assert_refused 401 unauthorized GET /api/user/info
	assert_api 200 GET /service/mappings
	unset TOKEN
	assert_refused 401 unauthorized GET /service/mappings '' -u user:service-secret-1

	kill "$gateway"
	wait "$gateway"
	sed -i /service-token-file/d site.yaml
	gateway
	TOKEN=service-secret-1
	assert_refused 401 unauthorized GET /service/mappings
}

@test "an e-mail address is kept only if the site says so, and it is verified" {
	start
	TOKEN=$(token alder 'email="alder@example.org"' email_verified=true)
	assert_api 200 POST /api/user/asn
	TOKEN=service-secret-1
	assert_api 200 GET /service/mappings
	assert_equal "$(field email)" null
	kill "$gateway"
	wait "$gateway"

	site 'identity: email'
	gateway
	TOKEN=$(token birch 'email="birch@example.org"' email_verified=false)
	assert_api 200 POST /api/user/asn
	TOKEN=$(token cedar 'email="cedar@example.org"' email_verified=true)
	assert_api 200 POST /api/user/asn
	TOKEN=service-secret-1
	assert_api 200 GET "/service/mappings/$(hash_of birch)"
	assert_equal "$(field email)" null
	assert_api 200 GET "/service/mappings/$(hash_of cedar)"
	assert_equal "$(field email)" cedar@example.org
}

@test "tokens of each algorithm, and of Ed25519" {
	openssl genpkey -algorithm ed25519 -out ed.pem
	x=$(openssl pkey -in ed.pem -pubout -outform DER | tail -c 32 | b64)
	sed -i "s|\]}|,{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"ed\",\"x\":\"$x\"}]}|" \
		issuer/jwks.json
	start
	for alg in RS256 RS384 RS512; do
		TOKEN=$(token_by rsa "\"alg\":\"$alg\",\"kid\":\"rsa\"" alder)
		assert_api 200 GET /api/user/info
	done
	TOKEN=$(token_by ec '"alg":"ES256","kid":"ec"' alder)
	assert_api 200 GET /api/user/info
	TOKEN=$(token_by ec384 '"alg":"ES384","kid":"ec384"' alder)
	assert_api 200 GET /api/user/info
	printf '%s.%s' "$(printf '{"alg":"EdDSA","kid":"ed"}' | b64)" \
		"$(claims alder | b64)" >signed
	openssl pkeyutl -sign -rawin -in signed -inkey ed.pem -out signature
	TOKEN=$(cat signed).$(b64 <signature)
	assert_api 200 GET /api/user/info
}

# refused_with TEXT: $TOKEN is refused, with that text in the message.
refused_with() {
	assert_refused 401 unauthorized GET /api/user/info
	grep -qi '^www-authenticate: bearer' head
	[[ $(field message) == *"$1"* ]] || { cat body; return 1; }
}

@test "tokens that must be refused, each with its reason" {
	start
	local now
	now=$(date +%s)
	unset TOKEN
	refused_with 'A token is needed'
	for other in 'Bearer x' 'Basic eDp5' "Bearer $(token alder)"; do
		assert_refused 401 unauthorized GET /api/user/info '' \
			-H "Authorization: Bearer $(token alder)" -H "Authorization: $other"
	done
	TOKEN=$(token_by rsa2 '"alg":"RS256","kid":"rsa"' alder)
	refused_with 'signature is wrong'
	TOKEN=$(token_by rsa '"alg":"RS256","kid":"ec"' alder)
	refused_with 'not for its alg'
	TOKEN=$(token_by ec '"alg":"ES256","kid":"rsa"' alder)
	refused_with 'not for its alg'
	TOKEN=$(token_by rsa '"alg":"PS256","kid":"rsa"' alder)
	refused_with 'alg is not accepted'
	TOKEN=$(token_by rsa '"alg":"RS256","kid":"rsa","crit":["exp"],"exp":1' alder)
	refused_with crit
	TOKEN=$(token_by rsa '"alg":"RS256"' alder)
	refused_with 'no kid'

	# none, and HMAC with what everybody knows as its key.
	TOKEN=$(printf '{"alg":"none","kid":"rsa"}' | b64).$(claims alder | b64).
	refused_with 'alg is not accepted'
	jose jwk pub -i "$BATS_FILE_TMPDIR/rsa.jwk" >public
	signed=$(printf '{"alg":"HS256","kid":"rsa"}' | b64).$(claims alder | b64)
	TOKEN=$signed.$(printf %s "$signed" | openssl dgst -sha256 -mac HMAC \
		-macopt "hexkey:$(od -An -tx1 -v public | tr -d ' \n')" -binary | b64)
	refused_with 'alg is not accepted'

	TOKEN=$(token alder sub=)
	refused_with 'names no user'
	TOKEN=$(token '')
	refused_with 'names no user'
	TOKEN=$(token alder 'iss="https://id.example"')
	refused_with 'another issuer'
	TOKEN=$(token alder 'aud="other"')
	refused_with 'another audience'
	TOKEN=$(token alder 'aud=["other", "more"]')
	refused_with 'another audience'
	TOKEN=$(token alder exp=$((now - 120)))
	refused_with 'has expired'
	TOKEN=$(token alder exp=)
	refused_with 'has no end'
	TOKEN=$(token alder nbf=$((now + 600)))
	refused_with 'not valid yet'
	TOKEN=$(token alder "filler=\"$(printf '%08000d' 0)\"")
	refused_with 'longer than 8192'
	TOKEN=a.b.c
	refused_with 'not a JSON Web Token'

	# And what must not.
	TOKEN=$(token alder 'aud=["other", "https://gateway.example"]')
	assert_api 200 GET /api/user/info
	TOKEN=$(token alder 'iss="https://login.example/"')
	assert_api 200 GET /api/user/info
	TOKEN=$(token alder exp=$((now - 10)) nbf=$((now + 30)))
	assert_api 200 GET /api/user/info
	# Nothing of all that has made a user.
	run lease-store -s site.yaml list
	refute_output --partial 4200000000
}

@test "PS256 is accepted where the site says so, and then nothing else" {
	API=('algorithms: [PS256]')
	start
	TOKEN=$(token_by rsa '"alg":"PS256","kid":"rsa"' alder)
	assert_api 200 GET /api/user/info
	TOKEN=$(token alder)
	assert_refused 401 unauthorized GET /api/user/info
}

# fetches: how often the keys were asked for.
fetches() {
	grep -c 'GET .*jwks' issuer/.log || true
}

@test "rotation: a token with a new kid fetches the keys, once a minute" {
	start
	TOKEN=$(token alder)
	assert_api 200 GET /api/user/info
	assert_equal "$(fetches)" 1
	publish rsa2 ec
	TOKEN=$(token_by rsa2 '"alg":"RS256","kid":"rsa2"' alder)
	assert_api 200 GET /api/user/info
	assert_equal "$(fetches)" 2
	# The old key is gone, and another unknown kid fetches nothing now.
	TOKEN=$(token alder)
	assert_refused 401 unauthorized GET /api/user/info
	TOKEN=$(token_by ec '"alg":"ES256","kid":"other"' alder)
	assert_refused 401 unauthorized GET /api/user/info
	assert_equal "$(fetches)" 2
	# Nor does an unknown kid of another issuer, ever.
	TOKEN=$(token_by ec '"alg":"ES256","kid":"new"' alder 'iss="x"')
	assert_refused 401 unauthorized GET /api/user/info
	assert_equal "$(fetches)" 2
}

@test "an issuer that fails after the start: the last keys are used" {
	start
	TOKEN=$(token alder)
	assert_api 200 GET /api/user/info
	echo /status=500 >issuer/.fault
	TOKEN=$(token_by rsa2 '"alg":"RS256","kid":"rsa2"' alder)
	assert_refused 401 unauthorized GET /api/user/info
	grep -q 'jwks: .*HTTP status 500.*the last keys are still used' log
	# What is no set of keys changes nothing, either.
	TOKEN=$(token alder)
	assert_api 200 GET /api/user/info
}

# no_keys: 503 and not 401, for a good token and for a bad one.
no_keys() {
	TOKEN=$(token alder)
	assert_refused 503 keys-unknown GET /api/user/info
	assert_refused 503 keys-unknown GET /healthz
	TOKEN=x
	assert_refused 401 unauthorized GET /api/user/info
}

@test "an issuer that cannot be reached, lies, or is not the one: 503" {
	issuer
	for fault in /status=404 /huge=2 /half /moved; do
		PATH_OF_KEYS=$fault
		site
		gateway
		wait_for grep -q 'jwks: ' log
		no_keys
		kill "$gateway"
		wait "$gateway"
	done
	unset PATH_OF_KEYS
	# No TLS of the right CA.
	site
	sed -i "s|ca-file: .*|ca-file: $PWD/other.pem|" site.yaml
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout other.key -out other.pem -days 2 -subj "/CN=other" 2>/dev/null
	gateway
	wait_for grep -q 'jwks: ' log
	no_keys
	# No key that can verify a token.
	kill "$gateway"
	wait "$gateway"
	echo '{"keys": []}' >issuer/jwks.json
	site
	gateway
	wait_for grep -q 'no key can verify' log
	no_keys
}

@test "a slow issuer: who asks meanwhile waits for the keys, others do not" {
	PATH_OF_KEYS=/slow=6000
	start
	mkdir late
	(cd late && TOKEN=$(token alder) && api GET /api/user/info &&
		echo "$code" >code) 3>&- &
	TOKEN=service-secret-1
	assert_served_until late/code GET /service/mappings
	assert_equal "$(cat late/code)" 200
}

@test "rows, methods, types and sizes that are not there" {
	start
	TOKEN=$(token alder)
	for path in / /api /api/user /api/user/info/ /api/user/info%00 //api/user/info \
	    /api/user/prefix/a /service /metrics/ /healthz%2f; do
		assert_refused 404 not-found GET "$path"
	done
	assert_refused 405 method-not-allowed POST /api/user/info '{}'
	grep -q '^Allow: GET, HEAD' head
	assert_refused 405 method-not-allowed GET /api/user/asn
	grep -q '^Allow: POST' head
	assert_refused 405 method-not-allowed OPTIONS /service/mappings
	assert_refused 415 unsupported-media-type POST /api/user/prefix '' \
		-d '{"duration_hours": 1}' -H 'Content-Type: text/plain'
	assert_refused 415 unsupported-media-type POST /api/user/prefix
	assert_refused 415 unsupported-media-type POST /api/user/prefix '' \
		-d '{}' -H 'Content-Type: application/jsonp'
	assert_refused 413 too-large POST /api/user/prefix "{\"x\": \"$(printf '%04096d' 0)\"}"
	assert_refused 413 too-large POST /api/user/prefix "{\"x\": \"$(printf '%04096d' 0)\"}" \
		-H 'Transfer-Encoding: chunked'
	assert_refused 400 no-asn POST /api/user/prefix '{"duration_hours": 1}' \
		-H 'Content-Type: Application/JSON; charset=utf-8'
	assert_api 200 HEAD /api/user/info
	assert_api 200 GET '/api/user/info?x=1'
	assert_api 200 POST /api/user/asn '' -d '{"x": 1}'
}

@test "more changes a minute than allowed: 429; looking is free" {
	API=('changes-per-minute: 3')
	start
	TOKEN=$(token alder)
	for i in 1 2 3; do
		assert_api 200 POST /api/user/asn
	done
	assert_refused 429 too-many-requests POST /api/user/asn
	grep -qi '^retry-after: 60' head
	assert_refused 429 too-many-requests POST /api/user/prefix '{"duration_hours": 1}'
	for i in 1 2 3 4 5; do
		assert_api 200 GET /api/user/info
	done
	TOKEN=$(token birch)
	assert_api 200 POST /api/user/asn
}

@test "health and metrics, without a token" {
	start
	wait_for grep -q 'keys' log
	assert_api 200 GET /healthz
	assert_equal "$(cat body)" '{"status":"ok"}'
	TOKEN=$(token alder)
	assert_api 200 GET /api/user/info
	unset TOKEN
	assert_refused 401 unauthorized GET /api/user/info
	assert_refused 404 not-found GET /secret-path
	assert_api 200 GET /metrics
	grep -qF 'birdfeed_lease_requests_total{method="GET",path="/api/user/info",status="200"} 1' body
	grep -qF 'birdfeed_lease_requests_total{method="GET",path="/api/user/info",status="401"} 1' body
	grep -qF 'birdfeed_lease_requests_total{method="",path="",status="404"} 1' body
	grep -q '^birdfeed_lease_keys 3$' body
	run grep -e secret-path -e "$(hash_of alder)" body
	assert_failure
	# The ends of the connections before may be noticed later.
	wait_for one_connection
}

one_connection() {
	assert_api 200 GET /metrics
	grep -q '^birdfeed_lease_connections 1$' body
}

@test "no token, no path and no user in the log, whatever happens" {
	start
	TOKEN=$(token 'auth0|alder' 'email="alder@example.org"' email_verified=true)
	good=$TOKEN
	assert_api 200 POST /api/user/asn
	assert_api 200 POST /api/user/prefix '{"duration_hours": 1}'
	prefix=$(field prefix)
	assert_api 204 DELETE "/api/user/prefix/$prefix"
	TOKEN=${good%????}AAAA
	assert_refused 401 unauthorized GET /api/user/info
	TOKEN=service-secret-2
	assert_refused 401 unauthorized GET /service/mappings
	TOKEN=service-secret-1
	assert_api 204 DELETE "/service/user/$(hash_of 'auth0|alder')"
	TOKEN=$good
	assert_refused 404 not-found GET "/leak/$good"
	# A store that fails.
	kill "$gateway"
	wait "$gateway"
	assert_equal "$(grep -c 'POST /api/user/asn: 200, ' log)" 1
	grep -q 'DELETE /api/user/prefix/{prefix}: 204, ' log
	for secret in "${good%%.*}" "${good##*.}" service-secret Authorization Bearer \
	    alder "$prefix" "$(hash_of 'auth0|alder')" leak; do
		run grep -F -- "$secret" log
		assert_failure
	done
}

@test "a store that fails: 503, the reason on standard error alone" {
	start
	TOKEN=$(token alder)
	assert_api 200 POST /api/user/asn
	sqlite3 leases.db 'ALTER TABLE user RENAME TO gone' ||
		sqlite3 leases.db "$(sqlite3 leases.db \
			"SELECT 'ALTER TABLE ' || name || ' RENAME TO gone;' FROM sqlite_master WHERE type = 'table' AND name LIKE '%user%' OR name LIKE 'person%' LIMIT 1")"
	assert_refused 503 store-failed GET /api/user/info
	refute [ "$(grep -c 'no such table' body)" -gt 0 ]
	grep -q 'store: .*no such table' log
	assert_refused 503 store-failed GET /healthz
}

@test "what is wrong before it starts: one line, exit 2" {
	issuer
	wrong() {
		run lease-serve -s site.yaml
		assert_equal "$status" 2
		assert_line --partial "$1"
		assert_equal "${#lines[@]}" 1
	}
	site
	sed -i '/^  api:/,$d' site.yaml
	wrong 'leases.api: missing'
	site
	sed -i 's|jwks: https|jwks: http|' site.yaml
	wrong 'jwks: without TLS'
	site
	sed -i "s|socket: .*|listen: 192.0.2.1:80|" site.yaml
	wrong 'listen: not an address of this machine'
	API=('listen: 127.0.0.1:1')
	site
	wrong 'listen: given with socket'
	API=('algorithms: [RS256, HS256]')
	site
	wrong 'algorithms: an unknown algorithm'
	API=('algorithms: [none]')
	site
	wrong 'algorithms: an unknown algorithm'
	API=()
	site
	chmod 644 service-token
	wrong 'service-token: its group or others have access'
	rm service-token
	wrong 'service-token: No such file'
	(umask 077 && echo x >service-token)
	sed -i "s|socket: .*|socket: /nowhere/x/s|" site.yaml
	wrong '/nowhere/x/s: No such file'
	run lease-serve
	assert_equal "$status" 2
	run lease-serve -s site.yaml x
	assert_equal "$status" 2
}

@test "a socket that is in use stays, a dead one is replaced, and none is left" {
	start
	run lease-serve -s site.yaml
	assert_equal "$status" 2
	assert_output --partial 'Address already in use'
	TOKEN=$(token alder)
	assert_api 200 GET /api/user/info
	kill -9 "$gateway"
	wait "$gateway" || true
	[ -S "$socket" ]
	gateway
	assert_api 200 GET /api/user/info
	status=0
	kill "$gateway"
	wait "$gateway" || status=$?
	assert_equal "$status" 0
	[ ! -e "$socket" ]
	# A file that is no socket is never removed.
	echo precious >"$socket"
	run lease-serve -s site.yaml
	assert_equal "$status" 2
	assert_equal "$(cat "$socket")" precious
}

@test "on a loopback address" {
	issuer
	site
	for ((p = 20000 + RANDOM % 20000; ; p++)); do
		sed -i "s|socket: .*|listen: 127.0.0.1:$p|; s|listen: .*|listen: 127.0.0.1:$p|" site.yaml
		: >log
		lease-serve -v -s site.yaml 3>&- 2>>log &
		pids+=($!)
		wait_for grep -q -e 'listening at' -e 'in use' log
		! grep -q 'listening at' log || break
	done
	grep -q "listening at 127.0.0.1:$p" log
	run curl -s -m 10 -H "Authorization: Bearer $(token alder)" \
		"http://127.0.0.1:$p/api/user/info"
	assert_output --partial '"asn":null'
}
