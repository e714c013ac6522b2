#!/usr/bin/env bats
# The whole way of an exchange's user: from an HTTP request with a token to a
# route in an upstream's BIRD, and back to its withdrawal when the lease ends.
# The gateway is lease-serve behind nginx, with its store in PostgreSQL; the
# exchange's pipeline asks it over HTTPS.  Ada and bob are users, and oak is the
# upstream.  Each step goes on from where the one before it left the network.

load exchange
load ../lease-serve/gateway
load ../lease-store/postgresql

API_HOST=https://127.0.0.1:8443

# lacks: what this lab needs besides the other labs' needs.
lacks() {
	local what
	lab_lacks
	for what in lease-serve lease-store; do
		command -v "$what" >/dev/null || echo "$what is not built"
	done
	for what in jose openssl nginx curl sqlite3; do
		command -v "$what" >/dev/null || echo "$what is not installed"
	done
	[ -x "$TOP_BUILDDIR/tests/http/server" ] ||
		echo "the test server is not built"
}

setup() {
	local lacks
	lacks=$(lacks)
	[ -z "$lacks" ] || skip "$lacks"
	cd "$LAB" || return
	BATS_FILE_TMPDIR=$LAB	# where gateway.bash looks for keys
}

setup_file() {
	[ -z "$(lacks)" ] || return 0	# setup() says so
	postgresql_start
	export PG_DIR LAB
	LAB=$(mktemp -d /dev/shm/birdfeed-ixp-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	member ixp 100.64.0.1
	member ada 100.64.0.10
	member bob 100.64.0.11
	lab_router oak
	lab_wire ixp 192.0.2.1/24 oak 192.0.2.9/24
	upstream_conf
	gateway_up
}

teardown_file() {
	exchange_down
	postgresql_stop
}

upstream_conf() {
	cat >oak.conf <<-END
	router id 192.0.2.9;
	protocol device {}
	protocol direct { ipv4; }
	protocol static { ipv6; route 2600:beef::/32 unreachable; }
	protocol bgp ixp {
		local 192.0.2.9 as 3000000002;
		neighbor 192.0.2.1 as 64511;
		connect delay time 1; error wait time 1, 2;
		ipv4 { import all; export none; extended next hop; };
		ipv6 { import all; export where source = RTS_STATIC; extended next hop; };
	}
	END
}

# gateway_up: the issuer's keys, lease-serve, and nginx before it, all in the
# exchange's namespace.
gateway_up() {
	export BATS_FILE_TMPDIR=$LAB
	make_tls
	make_key rsa '"kty":"RSA","bits":2048'
	mkdir issuer gateway.run cache
	publish rsa
	(umask 077 && echo service-secret-1 >service-token)
	lab_in ixp "$TOP_BUILDDIR/tests/http/server" -c server.pem \
		-k server.key issuer 3>&- 2>issuer.log &
	lab_wait 10 test -s issuer/.port
	site_file
	lab_in ixp lease-serve -v -s site.yaml 3>&- 2>gateway.log &
	lab_wait 10 grep -q 'listening at' gateway.log
	cat >nginx.conf <<-END
	worker_processes 1;
	pid $LAB/nginx.pid;
	error_log $LAB/nginx.log;
	events {}
	http {
		access_log $LAB/access.log;
		client_body_temp_path $LAB/nginx-body;
		proxy_temp_path $LAB/nginx-proxy;
		fastcgi_temp_path $LAB/nginx-fastcgi;
		uwsgi_temp_path $LAB/nginx-uwsgi;
		scgi_temp_path $LAB/nginx-scgi;
		server {
			listen 127.0.0.1:8443 ssl;
			ssl_certificate $LAB/server.pem;
			ssl_certificate_key $LAB/server.key;
			location / { proxy_pass http://unix:$LAB/gateway.run/s:; }
		}
	}
	END
	# As its user it must reach the socket.
	sed -i '1i user root;' nginx.conf
	lab_in ixp nginx -c "$LAB/nginx.conf" 3>&-
}

# site_file: the exchange and its gateway are one machine, with one site file.
site_file() {
	local store=$LAB/leases.db
	[ -z "$PG_DIR" ] || store="postgresql:///postgres?host=$PG_DIR&user=birdfeed"
	cat >site.yaml <<-END
	network: {asn: 64511, prefixes: ["2001:db8::/32"]}
	registry: {kind: none}
	rpki: {static: false}
	ixp:
	  local: 100.64.0.1
	  range: 100.64.0.0/10
	  via: lan0
	  pool: ["2001:db8:f000::/44"]
	  export-participants: true
	leases:
	  store: $store
	  asns: [4200000000-4200000009]
	  max-leases: 2
	  rest: 1
	  api:
	    socket: $LAB/gateway.run/s
	    issuer: https://id.example/
	    audience: https://gateway.example
	    jwks: https://127.0.0.1:$(cat issuer/.port)/jwks.json
	    ca-file: $LAB/ca.pem
	    service-token-file: $LAB/service-token
	sources:
	  headscale: {url: $LAB/nodes.json, issuer: "https://id.example/"}
	  gateway: {url: "$API_HOST/service/mappings", token-file: $LAB/service-token, ca-file: $LAB/ca.pem, timeout: 5}
	sessions:
	  - {name: oak, type: upstream, asn: 3000000002, neighbor: 192.0.2.9, families: mp, extended-next-hop: true}
	routers:
	  ixp: {ipv4: 100.64.0.1, bird: {control-socket: $LAB/ixp.run/bird.ctl}}
	apply: {state-dir: $LAB/state, max-removals: 100%}
	END
}

# ask USER STATUS METHOD PATH [JSON]: what the user's client sends; the answer
# is in the file body.
ask() {
	local user=$1 wanted=$2 json=${5-} code
	set -- "$3" "$4"
	code=$(lab_in ixp curl -s -S -m 20 --cacert ca.pem -o body \
		-w '%{http_code}' -X "$1" ${json:+-H 'Content-Type: application/json' -d "$json"} \
		-H @<(echo "Authorization: Bearer $(token "$user" "email=\"$user@example.org\"" email_verified=true)") \
		"$API_HOST$2")
	[ "$code" = "$wanted" ] || fail "$user: $1 $2: $code: $(cat body)"
}

# pipeline: as the timer runs it, every minute.
pipeline() {
	lab_in ixp lease-store -s site.yaml expire &&
		lab_in ixp source-fetch -s site.yaml --cache cache headscale gateway >sources &&
		participant-parse -s site.yaml <sources >records &&
		bird-render -q -s site.yaml <records >fragments &&
		lab_in ixp apply -s site.yaml <fragments 3>&-
}

# remote NAME ASN: that participant's own router, as the exchange prints it.
remote() {
	bird-render -s site.yaml --remote "AS$2" <records >"$1.conf"
}

upstream() {
	lab_birdc oak show route "$1" | grep -q "^$1 "
}

gone() {
	! upstream "$1"
}

# remember NAME VALUE; recall NAME: a step's result for the next one.
remember() {
	echo "$2" >"remember.$1"
}

recall() {
	cat "remember.$1"
}

@test "registered: two users sign in, get AS numbers, and lease a prefix each" {
	ask ada 200 GET /api/user/info
	assert_equal "$(field asn)" null
	ask ada 400 POST /api/user/prefix '{"duration_hours": 1}'
	for user in ada bob; do
		ask $user 200 POST /api/user/asn
		remember $user.asn "$(field asn)"
		ask $user 200 POST /api/user/prefix '{"duration_hours": 1}'
		remember $user.prefix "$(field prefix)"
	done
	assert_equal "$(recall ada.asn) $(recall bob.asn)" '4200000000 4200000001'
	assert_equal "$(recall ada.prefix)" 2001:db8:f000::/48
	assert_equal "$(recall bob.prefix)" 2001:db8:f001::/48
}

@test "their machines are in the VPN, and the exchange knows them" {
	cat >nodes.json <<-END
	{"nodes": [
	{"ipAddresses": ["100.64.0.10"], "user": {"name": "a", "providerId": "https://id.example/ada"}},
	{"ipAddresses": ["100.64.0.11"], "user": {"name": "b", "providerId": "https://id.example/bob"}}]}
	END
	install -d -m 0750 -g bird state
	run pipeline
	assert_success
	run cat records
	assert_line --partial "participant	AS4200000000	address=100.64.0.10	prefix=2001:db8:f000::/48"
	assert_line --partial "participant	AS4200000001	address=100.64.0.11	prefix=2001:db8:f001::/48"
	# They were joined by their hashes: nobody keeps their addresses.
	refute_output --partial @
	run grep -c '"email": null' sources
	assert_output 1
	lab_bird ixp state/current/bird/bird.conf
	lab_wait 10 lab_birdc ixp show status
	run pipeline
	assert_success
	assert_output ''
}

@test "their routers, as the exchange prints them, come up and have the table" {
	for user in ada bob; do
		remote $user "$(recall $user.asn)"
		lab_bird $user "$LAB/$user.conf"
	done
	lab_bird oak "$LAB/oak.conf"
	lab_wait 60 up 100.64.0.10
	lab_wait 60 up 100.64.0.11
	lab_wait 60 has ada 2600:beef::/32
	lab_wait 60 has bob 2600:beef::/32
	lab_wait 60 has bob "$(recall ada.prefix)"
}

@test "what is leased is announced to the upstream, and nothing else of theirs" {
	lab_wait 30 upstream "$(recall ada.prefix)"
	lab_wait 30 upstream "$(recall bob.prefix)"
	run lab_birdc oak show route "$(recall ada.prefix)" all
	# Her private AS number stays at the exchange.
	assert_line --regexp '_path: 64511$'
	run lab_birdc oak show route
	refute_output --partial 2001:db8:f002
}

@test "a renewal changes nothing but the end" {
	before=$(since)
	ask ada 200 POST "/api/user/prefix/$(recall ada.prefix)/renew" '{"duration_hours": 20}'
	assert_equal "$(field prefix)" "$(recall ada.prefix)"
	run pipeline
	assert_success
	assert_output ''
	lab_kept "$before" "$(since)"
}

@test "the lease ends: one run later the upstream has no route" {
	before=$(since)
	# The hour is over: the store's clock cannot be turned, its lease can.
	if [ -n "$PG_DIR" ]; then
		postgresql_sql public "UPDATE lease SET ends = date_trunc('second', now()) + interval '2 seconds' WHERE prefix = '$(recall bob.prefix)'"
	else
		sqlite3 leases.db "UPDATE lease SET ends = unixepoch() + 2 WHERE prefix = '$(recall bob.prefix)'"
	fi
	over() {
		ask bob 200 GET /api/user/info
		grep -q '"active_leases":\[\]' body
	}
	lab_wait 20 over
	assert_equal "$(field asn)" 4200000001
	upstream "$(recall bob.prefix)"
	run pipeline
	assert_success
	lab_wait 30 gone "$(recall bob.prefix)"
	lab_wait 30 refused "$(recall bob.prefix)" 100.64.0.11 9
	upstream "$(recall ada.prefix)"
	# No session has noticed, and bob still hears the table.
	lab_kept "$before" "$(since)"
	has bob "$(recall ada.prefix)"
	ask bob 404 POST "/api/user/prefix/$(recall bob.prefix)/renew" '{"duration_hours": 1}'
}

@test "it rests: ada does not get it, and bob has it again" {
	ask ada 200 POST /api/user/prefix '{"duration_hours": 1}'
	assert_equal "$(field prefix)" 2001:db8:f002::/48
	ask bob 200 POST /api/user/prefix '{"duration_hours": 1}'
	assert_equal "$(field prefix)" "$(recall bob.prefix)"
	run pipeline
	assert_success
	lab_wait 30 upstream "$(recall bob.prefix)"
}

@test "given back: the same, at once" {
	ask ada 204 DELETE "/api/user/prefix/$(recall ada.prefix)"
	run pipeline
	assert_success
	lab_wait 30 gone "$(recall ada.prefix)"
	upstream "$(recall bob.prefix)"
}

@test "erased: the user is no participant any more" {
	code=$(lab_in ixp curl -s -m 20 --cacert ca.pem -o body -w '%{http_code}' \
		-X DELETE -H @<(echo "Authorization: Bearer $(cat service-token)") \
		"$API_HOST/service/user/$(hash_of bob)")
	assert_equal "$code" 204
	run pipeline
	assert_success
	lab_wait 30 gone "$(recall bob.prefix)"
	run cat records
	refute_output --partial 'participant	AS4200000001'
	assert_output --partial 'participant	AS4200000000'
}

@test "no token is in a log" {
	for secret in service-secret-1 eyJ; do
		run grep -c "$secret" gateway.log access.log nginx.log issuer.log
		assert_failure
	done
}
