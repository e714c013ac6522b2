# A gateway for tests: an issuer's keys, a server of them, and lease-serve.
# shellcheck shell=bash

# make_tls: a CA, and a certificate of 127.0.0.1 signed by it.
make_tls() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout ca.key -out ca.pem -days 2 -subj "/CN=test" 2>/dev/null
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout server.key -out server.csr -subj "/CN=localhost" 2>/dev/null
	printf '%s\n' basicConstraints=CA:FALSE subjectAltName=IP:127.0.0.1 >server.ext
	openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key \
		-CAcreateserial -days 2 -extfile server.ext -out server.pem 2>/dev/null
	chmod 600 server.key
}

# make_key KID TEMPLATE: KID.jwk, the issuer's key of that name.
make_key() {
	jose jwk gen -i "{$2}" |
		sed 's/,\?"key_ops":\[[^]]*\]//; s/,\?"alg":"[^"]*"//; s/{,/{/' |
		sed "s/^{/{\"kid\":\"$1\",/" >"$1.jwk"
}

# publish KID ...: the set of these keys is what the issuer serves.
publish() {
	local kid set=''
	for kid; do
		set+=${set:+,}$(jose jwk pub -i "$BATS_FILE_TMPDIR/$kid.jwk" |
			sed 's/,\?"key_ops":\[[^]]*\]//; s/{,/{/')
	done
	echo "{\"keys\":[$set]}" >issuer/jwks.new
	mv issuer/jwks.new issuer/jwks.json
}

# b64: standard input in base64url.
b64() {
	openssl base64 -A | tr '+/' '-_' | tr -d '='
}

# claims SUB [NAME=JSON ...]: the usual claims; a NAME with nothing is left out.
claims() {
	local sub=$1 pair now
	declare -A c
	now=$(date +%s)
	shift
	c=([iss]='"https://id.example/"' [aud]='"https://gateway.example"'
		[sub]="\"$sub\"" [exp]=$((now + 3600)) [iat]=$now)
	for pair; do
		c[${pair%%=*}]=${pair#*=}
	done
	pair=''
	for name in "${!c[@]}"; do
		[ -z "${c[$name]}" ] || pair+="${pair:+,}\"$name\":${c[$name]}"
	done
	printf '{%s}' "$pair"
}

# token_by KID HEADER SUB [NAME=JSON ...]: a token that this key has signed.
token_by() {
	local kid=$1 header=$2
	shift 2
	claims "$@" | jose jws sig -I - -c -s "{\"protected\":{$header}}" \
		-k "$BATS_FILE_TMPDIR/$kid.jwk" -o -
}

# token SUB [NAME=JSON ...]: what the issuer gives its users.
token() {
	token_by rsa '"alg":"RS256","kid":"rsa","typ":"JWT"' "$@"
}

# wait_for COMMAND ...: until it succeeds, a minute at most.
wait_for() {
	local i
	for ((i = 0; i < 1200; i++)); do
		! "$@" >/dev/null 2>&1 || return 0
		sleep 0.05
	done
	echo "in vain: $*" >&2
	return 1
}

# issuer [OPTION ...]: serves the keys; its port in $port.
issuer() {
	"$TOP_BUILDDIR/tests/http/server" -c "$BATS_FILE_TMPDIR/server.pem" \
		-k "$BATS_FILE_TMPDIR/server.key" "$@" issuer 3>&- 2>>issuer.log &
	pids+=($!)
	wait_for test -s issuer/.port
	port=$(cat issuer/.port)
}

# site [LEASES-LINE ...]: site.yaml; what is for its api stands in the array
# API, and in PATH_OF_KEYS what the issuer does wrong.
site() {
	cat >site.yaml <<END
network: {asn: 64511}
registry: {kind: none}
routers: {r1: {ipv4: 192.0.2.1}}
leases:
  store: ${STORE:-$PWD/leases.db}
  asns: [4200000000-4200000999]
  prefixes: ["2001:db8:f000::/44"]
  max-leases: 2
  api:
    socket: $socket
    issuer: [https://id.example/, https://login.example/]
    audience: https://gateway.example
    jwks: https://127.0.0.1:$port${PATH_OF_KEYS:-}/jwks.json
    ca-file: $BATS_FILE_TMPDIR/ca.pem
    service-token-file: $PWD/service-token
END
	[ ${#API[@]} -eq 0 ] || printf '    %s\n' "${API[@]}" >>site.yaml
	[ $# -eq 0 ] || printf '  %s\n' "$@" >>site.yaml
}

# gateway: runs lease-serve; its pid in $gateway, what it says in "log".
gateway() {
	: >log
	lease-serve -v -s site.yaml 3>&- 2>>log &
	gateway=$!
	pids+=("$gateway")
	wait_for grep -q 'listening at' log || { cat log; return 1; }
}

# api METHOD PATH [JSON [CURL-OPTION ...]]: a request with the token $TOKEN,
# if it is set.  The status in $code, the body in "body", the head in "head".
api() {
	local method=$1 path=$2 json=${3-}
	local args=(-s -S -m 30 -X "$method" --path-as-is -D head -o body -w '%{http_code}'
		--unix-socket "$socket")
	shift 2
	[ $# -eq 0 ] || shift
	[ "$method" != HEAD ] || args+=(-I)
	[ -z "${TOKEN-}" ] || args+=(-H "Authorization: Bearer $TOKEN")
	[ -z "$json" ] || args+=(-H 'Content-Type: application/json' -d "$json")
	: >body
	code=$(curl "${args[@]}" "$@" "http://gateway$path")
}

# assert_api STATUS METHOD PATH [JSON [CURL-OPTION ...]]
assert_api() {
	local wanted=$1
	shift
	api "$@"
	[ "$code" = "$wanted" ] || {
		echo "$1 $2: $code, expected $wanted"
		cat body
		tail -n 3 log
		return 1
	}
}

# assert_refused STATUS ERROR METHOD PATH ...: an error of the one shape.
assert_refused() {
	local error=$2
	set -- "$1" "${@:3}"
	assert_api "$@"
	[[ $(<body) == "{\"error\":\"$error\",\"message\":\""*'"}' ]] || {
		echo "expected $error"
		cat body
		return 1
	}
	grep -qi '^content-type: application/json' head
}

# field NAME: the value of a member of the answer.
field() {
	sed -nE "s/.*\"$1\": ?(\"([^\"]*)\"|([^,}]*)).*/\2\3/p" body
}

# assert_served_until FILE METHOD PATH: others are served until FILE is written
# by the one that waits.  A gateway that stood still would give an answer or two
# at the end; how fast the machine is does not matter.
assert_served_until() {
	local n=0 end=$((SECONDS + 120))
	until [ -s "$1" ] || [ $SECONDS -gt $end ]; do
		assert_api 200 "$2" "$3"
		n=$((n + 1))
	done
	[ "$n" -ge 4 ] || { echo "$n answers"; return 1; }
}

# hash_of SUB: the user's hash.
hash_of() {
	printf %s "$1" | sha256sum | cut -d ' ' -f 1
}

gateway_setup_file() {
	command -v jose >/dev/null && command -v openssl >/dev/null || return 0
	cd "$BATS_FILE_TMPDIR" || return 1
	make_tls
	make_key rsa '"kty":"RSA","bits":2048'
	make_key rsa2 '"kty":"RSA","bits":2048'
	make_key ec '"kty":"EC","crv":"P-256"'
	make_key ec384 '"kty":"EC","crv":"P-384"'
}

gateway_setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	command -v lease-serve >/dev/null || skip "lease-serve is not built"
	[ -x "$TOP_BUILDDIR/tests/http/server" ] ||
		skip "the test server is not built (no OpenSSL)"
	for program in jose openssl curl; do
		command -v $program >/dev/null || skip "$program is not installed"
	done
	unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY TOKEN STORE PATH_OF_KEYS
	cd "$BATS_TEST_TMPDIR" || return 1
	pids=()
	API=()
	# A socket's path is short.
	short=$(mktemp -d "${TMPDIR:-/tmp}/lease.XXXXXX")
	socket=$short/s
	mkdir issuer
	publish rsa ec ec384
	(umask 077 && echo service-secret-1 >service-token)
	: >log
}

gateway_teardown() {
	local pid
	for pid in "${pids[@]}"; do
		kill "$pid" 2>/dev/null || true
	done
	wait
	[ -z "${short-}" ] || rm -rf "$short"
}
