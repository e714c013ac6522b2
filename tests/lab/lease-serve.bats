#!/usr/bin/env bats
# An exchange's gateway as it is run: nginx with TLS in front, two lease-serves
# behind it, one pool in PostgreSQL, and source-fetch that asks for the leases.

load ../lease-serve/gateway
load ../lease-store/postgresql

setup_file() {
	bats_require_minimum_version 1.5.0
	postgresql_start
	export PG_DIR
	gateway_setup_file
}

teardown_file() {
	postgresql_stop
}

setup() {
	PATH=$PATH:/usr/sbin:/sbin
	gateway_setup
	command -v nginx >/dev/null || skip "nginx is not installed"
	[ -n "${PG_DIR-}" ] || skip "PostgreSQL is not installed"
	export SCHEMA=lab$BATS_TEST_NUMBER
	STORE=$(postgresql_place "$SCHEMA")
	chmod 755 "$short"
	issuer
}

teardown() {
	gateway_teardown
}

# gateways: two of them, at $short/1 and $short/2.
gateways() {
	local n
	for n in 1 2; do
		socket=$short/$n
		site
		mv site.yaml "site-$n.yaml"
		lease-serve -v -s "site-$n.yaml" 3>&- 2>>"log-$n" &
		pids+=($!)
		wait_for grep -q 'jwks: ' "log-$n" || { cat "log-$n"; return 1; }
	done
	cp site-1.yaml site.yaml
}

# front: nginx before both; its port in $front.
front() {
	for ((front = 20000 + RANDOM % 20000; ; front++)); do
		! (: <"/dev/tcp/127.0.0.1/$front") 2>/dev/null || continue
		break
	done
	mkdir -p nginx
	cat >nginx/nginx.conf <<-END
		pid nginx.pid;
		error_log error.log info;
		events {}
		http {
			access_log access.log;
			client_body_temp_path body;
			proxy_temp_path proxy;
			fastcgi_temp_path fastcgi;
			uwsgi_temp_path uwsgi;
			scgi_temp_path scgi;
			upstream gateways {
				server unix:$short/1;
				server unix:$short/2;
				keepalive 8;
			}
			server {
				listen 127.0.0.1:$front ssl;
				ssl_certificate $BATS_FILE_TMPDIR/server.pem;
				ssl_certificate_key $BATS_FILE_TMPDIR/server.key;
				client_max_body_size 8k;
				proxy_http_version 1.1;
				proxy_set_header Connection "";
				location /api/ { proxy_pass http://gateways; }
				location /service/ { proxy_pass http://gateways; }
			}
		}
	END
	[ "$(id -u)" -ne 0 ] || sed -i '1i user root;' nginx/nginx.conf
	nginx -p "$PWD/nginx" -c nginx.conf -e error.log -g 'daemon off;' 3>&- 2>>nginx.log &
	pids+=($!)
	wait_for test -s nginx/nginx.pid || { cat nginx.log nginx/error.log; return 1; }
}

# ask METHOD PATH [JSON [CURL-OPTION ...]]: the same as api(), through nginx.
ask() {
	local method=$1 path=$2 json=${3-}
	local args=(-s -S -m 30 -X "$method" --path-as-is -D head -o body -w '%{http_code}'
		--cacert "$BATS_FILE_TMPDIR/ca.pem")
	shift 2
	[ $# -eq 0 ] || shift
	[ -z "${TOKEN-}" ] || args+=(-H "Authorization: Bearer $TOKEN")
	[ -z "$json" ] || args+=(-H 'Content-Type: application/json' -d "$json")
	: >body
	code=$(curl "${args[@]}" "$@" "https://127.0.0.1:$front$path")
}

assert_ask() {
	local wanted=$1
	shift
	ask "$@"
	[ "$code" = "$wanted" ] || {
		echo "$1 $2: $code, expected $wanted"
		cat body
		tail -n 5 log-1 log-2 nginx/error.log
		return 1
	}
}

@test "a user's way through nginx, and what the exchange learns of it" {
	gateways
	front
	TOKEN=$(token 'auth0|alder')
	assert_ask 200 POST /api/user/asn
	assert_equal "$(field asn)" 4200000000
	assert_ask 200 POST /api/user/prefix '{"duration_hours": 4}'
	prefix=$(field prefix)
	assert_ask 200 GET /api/user/info
	assert_equal "$(field prefix)" "$prefix"
	assert_ask 200 POST "/api/user/prefix/${prefix/\//%2F}/renew" '{"duration_hours": 5}'

	# The exchange's pipeline asks through nginx, too.
	cp service-token token
	chmod 600 token
	cat >fetch.yaml <<-END
		network: {asn: 64511}
		registry: {kind: none}
		routers: {r1: {ipv4: 192.0.2.1}}
		sources:
		  gateway: {url: "https://127.0.0.1:$front/service/mappings",
		    token-file: $PWD/token, ca-file: $BATS_FILE_TMPDIR/ca.pem}
	END
	for round in 1 2; do
		run --separate-stderr source-fetch -v -s fetch.yaml --cache cache --raw gateway
		assert_success
		assert_output --partial "\"user_hash\": \"$(hash_of 'auth0|alder')\""
		assert_output --partial "\"$prefix\""
	done
	# The second time with the ETag.
	[[ $stderr == *"1 unchanged"* ]]

	assert_ask 204 DELETE "/api/user/prefix/${prefix/\//%2F}"
	assert_ask 404 DELETE "/api/user/prefix/$prefix"
	TOKEN=service-secret-1
	assert_ask 204 DELETE "/service/user/$(hash_of 'auth0|alder')"
	run postgresql_sql "$SCHEMA" 'SELECT count(*) FROM person WHERE sub IS NOT NULL'
	assert_output 0
	# Not for the public.
	assert_ask 404 GET /metrics
	# No token in any log.
	run grep -r -e service-secret -e "$(token 'auth0|alder' | cut -d . -f 1)" \
		log-1 log-2 nginx/access.log nginx/error.log "$PG_DIR"/log*
	assert_output ""
}

@test "60 users at once, through two gateways: nobody shares a thing" {
	gateways
	front
	mkdir users
	for i in {1..60}; do
		token "user$i" >"users/$i.token"
	done
	for i in {1..60}; do
		(
			mkdir "users/$i" && cd "users/$i"
			TOKEN=$(<"../$i.token")
			ask POST /api/user/asn && echo "$code $(field asn)" >asn
			ask POST /api/user/prefix '{"duration_hours": 1}' &&
				echo "$code $(field prefix)" >prefix
			: >done
		) 3>&- &
	done
	for i in {1..60}; do
		wait_for test -e "users/$i/done"
	done
	# A transaction that others were in the way of for too long is a 503,
	# and nothing has happened.
	cat users/*/asn | sort >asns
	cat users/*/prefix | sort >prefixes
	run cut -d ' ' -f 1 asns
	refute_line 500
	[ "$(grep -c '^200 ' asns)" -ge 55 ]
	assert_equal "$(grep '^200 ' asns | sort -u | wc -l)" "$(grep -c '^200 ' asns)"
	assert_equal "$(grep '^200 ' prefixes | sort -u | wc -l)" "$(grep -c '^200 ' prefixes)"
	TOKEN=service-secret-1
	assert_ask 200 GET /service/mappings
	assert_equal "$(grep -c user_hash body)" "$(grep -c '^200 ' asns)"
}

@test "PostgreSQL goes away and comes back: 503, then as before" {
	gateways
	front
	TOKEN=$(token alder)
	assert_ask 200 POST /api/user/asn
	asn=$(field asn)
	postgresql_restart
	for i in 1 2 3 4 5 6; do
		ask GET /api/user/info
		[ "$code" = 200 ] || [ "$code" = 503 ]
		sleep 0.3
	done
	assert_ask 200 GET /api/user/info
	assert_equal "$(field asn)" "$asn"
}

@test "what nginx passes on and what not: sizes, ambiguous lengths" {
	gateways
	front
	TOKEN=$(token alder)
	assert_ask 200 POST /api/user/asn
	assert_ask 413 POST /api/user/prefix "{\"x\": \"$(printf '%05000d' 0)\"}"
	assert_ask 413 POST /api/user/prefix "{\"x\": \"$(printf '%09000d' 0)\"}"
	ask POST /api/user/prefix '{"duration_hours": 1}' -H 'Transfer-Encoding: chunked'
	assert_equal "$code" 200
	assert_ask 404 GET /api/user/../../metrics
	assert_ask 400 DELETE '/api/user/prefix/%00'
	assert_ask 200 GET /api/user/info
}

@test "one gateway dies: the other answers" {
	gateways
	front
	TOKEN=$(token alder)
	assert_ask 200 POST /api/user/asn
	kill -9 "${pids[-3]}"
	for i in 1 2 3 4 5 6; do
		assert_ask 200 GET /api/user/info
	done
}
