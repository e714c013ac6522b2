#!/usr/bin/env bats
# source-fetch: documents over HTTP and HTTPS, from a server that goes wrong
# as a test wants it (tests/http/server.c), and from files.

server="$TOP_BUILDDIR/tests/http/server"

load ../verbose

# make_cert NAME SUBJECT [EXTENSION ...]: signed by the CA.
make_cert() {
	local name=$1 subject=$2
	shift 2
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$name.key" -out "$name.csr" -subj "/CN=$subject" 2>/dev/null
	printf '%s\n' "basicConstraints=CA:FALSE" "$@" >"$name.ext"
	openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca.key \
		-CAcreateserial -days 2 -extfile "$name.ext" -out "$name.pem" 2>/dev/null
	chmod 600 "$name.key"
}

setup_file() {
	command -v openssl >/dev/null || return 0
	cd "$BATS_FILE_TMPDIR" || return 1
	for ca in ca other; do
		openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
			-nodes -keyout $ca.key -out $ca.pem -days 2 \
			-subj "/CN=test $ca" 2>/dev/null
	done
	make_cert server localhost 'subjectAltName=IP:127.0.0.1'
	make_cert wrong localhost 'subjectAltName=DNS:elsewhere.example'
	make_cert client client 'extendedKeyUsage=clientAuth'
}

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	[ -x "$server" ] || skip "the test server is not built (no OpenSSL)"
	command -v openssl >/dev/null || skip "openssl is not installed"
	unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY
	cd "$BATS_TEST_TMPDIR" || return 1
	chmod 755 .
	pids=()
	mkdir root
	printf '{"nodes": [\n\t"\\u00e9"\n]}\n' >root/nodes.json
	echo '{"mappings": []}' >root/mappings.json
	printf 'sesame-123\n' >token
	chmod 600 token
}

teardown() {
	[ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
}

# serve ROOT [OPTION ...]: a server for that folder; its port in $port.
serve() {
	local root=$1 i
	shift
	"$server" "$@" "$root" 3>&- 2>>server.log &
	pids+=($!)
	for ((i = 0; i < 200; i++)); do
		[ ! -s "$root/.port" ] || break
		sleep 0.05
	done
	port=$(cat "$root/.port")
}

# The same over TLS.
serve_tls() {
	local root=$1
	shift
	serve "$root" -c "$BATS_FILE_TMPDIR/server.pem" \
		-k "$BATS_FILE_TMPDIR/server.key" "$@"
}

# traced OPTION ... COMMAND ...: under strace, where LeakSanitizer cannot work.
traced() {
	ASAN_OPTIONS=detect_leaks=0 strace -f "$@"
}

# site SOURCE ...: a site file with these lines below "sources:".
site() {
	cat >site.yaml <<END
network: {asn: 64511}
registry: {kind: none}
routers: {r1: {ipv4: 192.0.2.1}}
sources:
END
	printf '  %s\n' "$@" >>site.yaml
}

# http PATH [KEY: VALUE, ...]: a site with one source "s" at that path.
http() {
	site "s: {url: \"http://127.0.0.1:$port$1\", allow-http: true, $2}"
}

# https PATH [KEY: VALUE, ...]: the same over TLS, with the right CA.
https() {
	site "s: {url: \"https://127.0.0.1:$port$1\", ca-file: $BATS_FILE_TMPDIR/ca.pem, $2}"
}

# Runs it; standard output to out, the messages to err.
fetch() {
	status=0
	source-fetch -s site.yaml --cache cache "$@" >out 2>err || status=$?
}

# The value of field $2 of the source $1 in out, its escapes undone.
field() {
	awk -F '\t' -v name="$1" -v field="$2=" '
		$1 == "source" && $2 == name {
			for (i = 3; i <= NF; i++)
				if (index($i, field) == 1)
					printf "%s", substr($i, length(field) + 1)
		}' out | sed 's/\\n/\n/g; s/\\t/\t/g; s/\\r/\r/g; s/\\\\/\\/g'
}

assert_fetched() {
	[ "$status" -eq 0 ] || { cat err; return 1; }
	assert_equal "$(tail -n 1 out)" "%end"
	assert_equal "$(field s body)" "$(cat "root/${1:-nodes.json}")"
	assert_equal "$(field s sha256)" "$(sha256sum <"root/${1:-nodes.json}" | cut -d ' ' -f 1)"
}

# Exit 2, not a byte on standard output, and $1 among the messages.
assert_refused() {
	assert_equal "$status" 2
	[ ! -s out ] || fail "something came out"
	run cat err
	assert_output --partial "$1"
}

requests() {
	grep -c '' root/.log
}

@test "a document over TLS: its record, letter by letter" {
	serve_tls root
	https /nodes.json
	fetch
	assert_fetched
	printf '\n%%begin birdfeed-records 1\nsource\ts\turl=https://127.0.0.1:%s/nodes.json\tsha256=%s\tbody={"nodes": [\\n\\t"\\\\u00e9"\\n]}\\n\n%%end\n' \
		"$port" "$(sha256sum <root/nodes.json | cut -d ' ' -f 1)" >expected
	cmp expected out
	run cat err
	assert_output "source-fetch: 1 fetched, 0 unchanged, 0 stale"
}

@test "several sources at once, by name; only those that are named" {
	serve root
	site "b: {url: \"http://127.0.0.1:$port/mappings.json\", allow-http: true}" \
		"a: {url: \"http://127.0.0.1:$port/nodes.json\", allow-http: true}" \
		"c: {url: \"http://127.0.0.1:$port/status=500/x\", allow-http: true, retries: 0}"
	fetch b a a
	[ "$status" -eq 0 ]
	assert_equal "$(cut -f 1,2 out | tr '\t\n' ' ,')" ",%begin birdfeed-records 1,source a,source b,%end,"
	fetch
	assert_refused "c: HTTP status 500"
	fetch nosuch
	assert_refused 'site.yaml: sources: no source "nosuch" (expected one of a, b, c)'
}

@test "they are fetched at the same time" {
	serve root
	site "a: {url: \"http://127.0.0.1:$port/slow=1500/nodes.json\", allow-http: true}" \
		"b: {url: \"http://127.0.0.1:$port/slow=1500/nodes.json\", allow-http: true}" \
		"c: {url: \"http://127.0.0.1:$port/slow=1500/nodes.json\", allow-http: true}"
	local before=$SECONDS
	fetch
	[ "$status" -eq 0 ]
	[ $((SECONDS - before)) -lt 4 ]
}

@test "bytes that are no UTF-8, and NUL, come through" {
	head -c 3000000 /dev/urandom >root/noise
	printf '\0\377\200\300\200 end' >>root/noise
	serve root
	http /noise
	fetch
	[ "$status" -eq 0 ]
	LC_ALL=C grep -q 'body=.*\\x00\\xff\\x80\\xc0\\x80 end$' out
	LC_ALL=C grep -aqv "$(printf '[\1-\10\13-\37\177]')" out
	source-fetch -s site.yaml --cache cache --raw s >raw 2>err
	cmp raw root/noise
}

@test "a character on the edge of a piece stays whole" {
	# The emitter escapes a MiB at a time; é stands across each edge.
	for shift in 0 1; do
		{ head -c $((1048575 + shift)) /dev/zero | tr '\0' a
			printf 'éé'; head -c 1048570 /dev/zero | tr '\0' b; printf '€€€'; } >root/edge
		[ -n "${pids[*]}" ] || serve root
		http /edge
		fetch
		[ "$status" -eq 0 ]
		run ! grep -q 'body=.*\\x' out
		assert_equal "$(field s body | sha256sum)" "$(sha256sum <root/edge)"
	done
}

@test "an 82 MB document, through to a reader of records" {
	serve root
	http /huge=82/x
	fetch
	[ "$status" -eq 0 ]
	[ "$(wc -c <out)" -gt 82000000 ]
	# A reader that has no use for it passes over the long line.
	{ cat out; printf '%%begin birdfeed-records 1\naut-num\tAS64500\tmnt-by=X-MNT\n%%end\n'; } |
		registry-query holds X-MNT
}

@test "files, by path and by URL, without a cache" {
	mkdir sub
	cp root/nodes.json sub/n.json
	site "s: {url: $PWD/sub/n.json}" "t: {url: \"file://$PWD/sub/n.json\"}"
	fetch
	assert_fetched
	assert_equal "$(field t body)" "$(cat root/nodes.json)"
	run ls cache
	assert_output ""
	rm sub/n.json
	fetch
	assert_refused "s: No such file or directory"
	: >sub/n.json
	fetch
	assert_refused "s: empty (expected a document)"
	rm sub/n.json && mkfifo sub/n.json
	fetch
	assert_refused "s: not a regular file"
	rm sub/n.json && head -c 1048577 /dev/zero >sub/n.json
	site "s: {url: $PWD/sub/n.json, max-size: 1}"
	fetch
	assert_refused "s: over 1 MiB (max-size)"
}

@test "--raw: the document itself, and nothing when there is none" {
	serve root
	http /nodes.json
	source-fetch -s site.yaml --cache cache --raw s >out
	cmp out root/nodes.json
	http /half/nodes.json "retries: 0"
	rm -r cache
	fetch --raw s
	assert_refused "s: "
	fetch --raw
	assert_refused "--raw: expected one NAME"
	fetch --raw s s
	assert_refused "--raw: expected one NAME"
}

@test "a registry's archive, into registry-parse" {
	tar -C "$TOP_SRCDIR/tests/registry/tree" -czf root/registry.tar.gz .
	serve root
	http /registry.tar.gz
	source-fetch -s site.yaml --cache cache --raw s | registry-parse -k tar >records || true
	registry-parse "$TOP_SRCDIR/tests/registry/tree" >expected || true
	[ "$(grep -c . expected)" -gt 10 ]
	assert_equal "$(sort records | sha256sum)" "$(sort expected | sha256sum)"
	# A stage that failed is no empty registry.
	http /half/registry.tar.gz "retries: 0"
	rm -r cache
	run -2 --separate-stderr bash -c 'source-fetch -s site.yaml --cache cache --raw s | registry-parse -k tar'
	refute_output --partial "%end"
}

@test "a token goes into a header, and nowhere else" {
	serve_tls root -t sesame-123
	https /auth/nodes.json "token-file: $PWD/token"
	fetch -v
	assert_fetched
	grep -q 'token=right' root/.log
	run ! grep -r sesame out err cache
	traced -s 65536 -e trace=execve -o trace source-fetch -s site.yaml --cache cache >/dev/null 2>&1
	run ! grep sesame trace
	printf 'wrong\n' >token
	rm -r cache
	fetch
	assert_refused "s: HTTP status 401 (is the token right?)"
	run ! grep wrong err
}

@test "a token with PeeringDB's scheme goes into the header, and nowhere else" {
	serve_tls root -t sesame-123
	https /auth=Api-Key/nodes.json "token-file: $PWD/token, token-scheme: api-key"
	fetch -v
	assert_fetched
	run ! grep -r sesame out err cache
	https /auth=Api-Key/nodes.json "token-file: $PWD/token"
	fetch
	assert_refused "s: HTTP status 401 (is the token right?)"
}

@test "a token that others can read, or that is none, is refused before anything is asked" {
	serve root -t sesame-123
	site "s: {url: \"http://127.0.0.1:$port/auth/nodes.json\", allow-http: true, token-file: $PWD/token}"
	for mode in 640 620 604 602 601; do
		chmod $mode token
		fetch
		assert_refused "$PWD/token: its group or others have access (expected mode 0600)"
	done
	if [ "$(id -u)" = 0 ]; then
		chmod 600 token
		chown 65534 token
		fetch
		assert_refused "$PWD/token: belongs to another user (expected this user or root)"
		chown 0 token
	fi
	chmod 600 token
	fetch
	assert_fetched
	for text in '' '\n' 'a b\n' 'a\nb\n' 'a\r\nX: y\n' 'a\0b' 'h\303\251\n'; do
		# shellcheck disable=SC2059 # the escapes are meant
		printf "$text" >token
		fetch
		assert_refused "$PWD/token: not a token"
	done
	head -c 5000 /dev/zero | tr '\0' a >token
	fetch
	assert_refused "$PWD/token: not a token"
	rm token
	fetch
	assert_refused "$PWD/token: No such file or directory"
	mkdir -m 700 token
	fetch
	assert_refused "$PWD/token: not a regular file"
	rmdir token && mkfifo -m 600 token
	fetch
	assert_refused "$PWD/token: not a regular file"
	assert_equal "$(requests)" 1
}

@test "a token that this user cannot read" {
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* 2>/dev/null || true
	site "s: {url: \"https://127.0.0.1:1/x\", token-file: $PWD/token}"
	local as=()
	if [ "$(id -u)" -eq 0 ]; then
		as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
		mkdir cache && chown 65534 cache
	else
		chmod 000 token
	fi
	status=0
	"${as[@]}" "$(type -P source-fetch)" -s site.yaml --cache "$PWD/cache" >out 2>err || status=$?
	assert_refused "$PWD/token: Permission denied"
}

@test "TLS is verified: the CA, the name, and who we are" {
	serve_tls root
	site "s: {url: \"https://127.0.0.1:$port/nodes.json\"}"
	fetch
	assert_refused "s: SSL certificate problem"
	run ! grep -q tries err
	site "s: {url: \"https://127.0.0.1:$port/nodes.json\", ca-file: $BATS_FILE_TMPDIR/other.pem}"
	fetch
	assert_refused "s: SSL certificate problem"
	mkdir second
	cp root/nodes.json second
	serve second -c "$BATS_FILE_TMPDIR/wrong.pem" -k "$BATS_FILE_TMPDIR/wrong.key"
	https /nodes.json
	fetch
	assert_refused "s: "
	[ ! -e second/.log ]
	# Plain HTTP where TLS is expected.
	mkdir third
	serve third
	https /nodes.json "retries: 0"
	fetch
	assert_refused "s: "
}

@test "a proxy of the environment is not asked for this machine" {
	serve root -t sesame-123
	http /auth/nodes.json "token-file: $PWD/token, retries: 0"
	http_proxy=http://127.0.0.1:9 all_proxy=http://127.0.0.1:9 fetch
	assert_fetched
	site 's: {url: "http://vpn.example/x", allow-http: true, retries: 0}'
	http_proxy=http://127.0.0.1:9 fetch
	assert_refused "s: Failed to connect to 127.0.0.1 port 9"
}

@test "a client's certificate, with its key in a file of its own" {
	serve_tls root -a "$BATS_FILE_TMPDIR/ca.pem"
	https /nodes.json "retries: 0"
	fetch
	assert_refused "s: "
	[ ! -e root/.log ]
	cp "$BATS_FILE_TMPDIR/client.key" key
	chmod 600 key
	https /nodes.json "client-certificate-file: $BATS_FILE_TMPDIR/client.pem, client-key-file: $PWD/key"
	fetch
	assert_fetched
	chmod 644 key
	fetch
	assert_refused "$PWD/key: its group or others have access"
}

@test "tried again: 500, 429, a reset, half a body" {
	local n=0
	serve root
	for fault in status=500 status=503 status=429 status=408 reset half cut length=999; do
		n=$((n + 1))
		: >root/.count
		: >root/.log
		http "/times=1/$fault/nodes.json"
		fetch
		assert_fetched
		assert_equal "$fault $(requests)" "$fault 2"
		rm -r cache
	done
	: >root/.log
	http /status=500/nodes.json "retries: 1"
	fetch
	assert_refused "s: HTTP status 500, after 2 tries"
	assert_equal "$(requests)" 2
	: >root/.log
	http /cut/nodes.json "retries: 0"
	fetch
	assert_refused "s: "
	assert_equal "$(requests)" 1
}

@test "a body whose end is not proven is half a body" {
	serve_tls root
	# Closed as TLS is closed: the whole document.
	https /unsized/nodes.json "retries: 0"
	fetch
	assert_fetched
	rm -r cache
	# Cut by whoever is on the path: the connection alone is closed.
	for fault in unsized/half/rude unsized/rude; do
		https "/$fault/nodes.json" "retries: 0"
		fetch
		assert_refused "s: "
		[ ! -e cache/s ] || fail "$fault was kept"
	done
	# What has a length needs no goodbye.
	https /rude/nodes.json "retries: 0"
	fetch
	assert_fetched
	rm -r cache
	https /times=1/unsized/half/rude/nodes.json "retries: 2"
	: >root/.count
	fetch
	assert_fetched
	rm -r cache
	# Without TLS nothing proves it.
	mkdir plain && cp root/nodes.json plain && serve plain
	http /unsized/nodes.json "retries: 0"
	fetch
	assert_refused "s: an answer whose end is not proven (expected a Content-Length, chunks, or TLS that is closed)"
}

@test "tried again: a server that is not there yet" {
	serve root
	kill "${pids[0]}" && wait "${pids[0]}" || true
	pids=()
	http /nodes.json "retries: 5, timeout: 30"
	(sleep 1; exec "$server" -l "127.0.0.1:$port" root 3>&- 2>>server.log) &
	pids+=($!)
	fetch
	assert_fetched
}

@test "not tried again: 401, 403, 404, 400, 204, 206, 304, and what is empty" {
	serve root
	for code in 401 403 404 400 204 206 304; do
		: >root/.log
		http "/status=$code/nodes.json" "retries: 3"
		fetch
		assert_refused "s: HTTP status $code"
		assert_equal "$code $(requests)" "$code 1"
	done
	: >root/empty
	http /empty
	fetch
	assert_refused "s: an empty answer (expected a document)"
}

@test "Retry-After is waited for, and not longer than there is time" {
	serve root
	http /times=1/retry-after=2/status=429/nodes.json
	local before=$SECONDS
	fetch
	assert_fetched
	[ $((SECONDS - before)) -ge 1 ]
	rm -r cache
	http /retry-after=3000/status=429/nodes.json "timeout: 20"
	before=$SECONDS
	fetch
	assert_refused "s: HTTP status 429"
	[ $((SECONDS - before)) -lt 10 ]
}

@test "the deadline holds for all the tries, and for a body that trickles" {
	serve root
	http /slow=60000/nodes.json "timeout: 1, retries: 5"
	local before=$SECONDS
	fetch
	assert_refused "s: Operation timed out"
	head -c 4000 /dev/zero | tr '\0' x >root/long
	http /trickle/long "timeout: 1"
	fetch
	assert_refused "s: Operation timed out"
	http /status=500/nodes.json "timeout: 1, retries: 10"
	fetch
	assert_refused "s: HTTP status 500"
	[ $((SECONDS - before)) -lt 8 ]
}

@test "the size limit holds while it comes, whatever the header says" {
	serve root
	http /huge=2/x "max-size: 1, retries: 3"
	fetch
	assert_refused "s: over 1 MiB (max-size)"
	# Without Content-Length too: libcurl cannot know beforehand.
	http /cut/huge=4/x "max-size: 1, retries: 3"
	fetch
	assert_refused "s: over 1 MiB (max-size)"
	assert_equal "$(requests)" 2
	# And just at the limit it is none.
	http /huge=1/x "max-size: 1"
	fetch
	[ "$status" -eq 0 ]
}

@test "redirects: followed on the same host, five of them" {
	serve_tls root -t sesame-123
	https /moved/auth/nodes.json "token-file: $PWD/token"
	fetch
	assert_fetched
	https /moved/moved/moved/moved/moved/moved/nodes.json
	fetch
	assert_refused "s: more than 5 redirects"
}

@test "redirects: another host never learns the token, and never http from https" {
	mkdir second
	cp root/nodes.json second
	serve second -c "$BATS_FILE_TMPDIR/server.pem" -k "$BATS_FILE_TMPDIR/server.key"
	other=$port
	serve_tls root -t sesame-123
	https "/moved=127.0.0.1:$other/nodes.json" "token-file: $PWD/token"
	fetch
	assert_refused "s: a redirect to another host, which must not learn who we are (127.0.0.1)"
	cp "$BATS_FILE_TMPDIR/client.key" key
	chmod 600 key
	https "/moved=127.0.0.1:$other/nodes.json" "client-certificate-file: $BATS_FILE_TMPDIR/client.pem, client-key-file: $PWD/key"
	fetch
	assert_refused "s: a redirect to another host"
	[ ! -e second/.log ]
	https "/moved-http=127.0.0.1:$other/nodes.json" "allow-http: true"
	fetch
	assert_refused "s: a redirect to http (127.0.0.1)"
	https "/moved=user:pass@127.0.0.1:$other/nodes.json"
	fetch
	assert_refused "s: a redirect to a URL with a user"
	# Without anything to hide it may send us elsewhere.
	https "/moved=127.0.0.1:$other/nodes.json"
	fetch
	assert_fetched
	grep -q 'token=none' second/.log
}

@test "the cache: asked again with ETag and Last-Modified, and unchanged" {
	local header
	serve root
	for header in etag modified; do
		http "/$header/nodes.json"
		fetch
		assert_fetched
		cp out first
		: >root/.log
		fetch
		assert_fetched
		cmp first out
		run cat err
		assert_output "source-fetch: 0 fetched, 1 unchanged, 0 stale"
		run cat root/.log
		assert_output --regexp "$header=[^ ]"
		rm -r cache
	done
	http /etag/nodes.json
	fetch
	echo '{"nodes": [1]}' >root/nodes.json
	fetch
	assert_fetched
	grep -q '^source-fetch: 1 fetched' err
	# Another URL is another document.
	http /etag/mappings.json
	: >root/.log
	fetch
	assert_fetched mappings.json
	grep -q 'etag= ' root/.log
}

@test "the cache: one that was changed or cut is not used" {
	serve root
	http /etag/nodes.json
	fetch
	cp cache/s kept
	size=$(wc -c <kept)
	for offset in 0 20 60 100 150 $((size - 2)); do
		cp kept cache/s
		printf '~' | dd of=cache/s bs=1 seek="$offset" conv=notrunc status=none
		: >root/.log
		fetch
		assert_fetched
		grep -q 'warning: not what was kept (a hash differs)' err
		grep -q 'etag= ' root/.log
		cmp kept cache/s
	done
	for n in 0 1 30 $((size - 1)); do
		head -c "$n" kept >cache/s
		fetch
		assert_fetched
		grep -q 'warning: not what was kept' err
	done
	rm cache/s && mkdir cache/s
	fetch
	assert_fetched
	grep -q 'cache: s: warning: ' err
	rmdir cache/s && ln -s "$PWD/kept" cache/s
	fetch
	assert_fetched
	grep -q 'cache: s: warning: ' err
}

@test "the cache: root follows no link of another user's, and no directory" {
	[ "$(id -u)" = 0 ] || skip "only root has something to lose here"
	serve root
	site "s: {url: \"http://127.0.0.1:$port/nodes.json\", allow-http: true}"
	mkdir target theirs
	ln -s "$PWD/target" link
	fetch --cache "$PWD/link"
	assert_refused "$PWD/link: a symbolic link (expected the directory itself)"
	ln -s "$PWD/target" theirs/way
	chown -h 65534 theirs theirs/way
	for way in theirs theirs/way; do
		fetch --cache "$PWD/$way/cache"
		assert_refused "$PWD/$way/cache: a directory on the way is not root's alone"
	done
	assert_equal "$(ls -A target theirs)" "$(printf 'target:\n\ntheirs:\nway')"
}

@test "the cache: a directory that others can write is refused" {
	serve root
	http /nodes.json
	mkdir cache
	for mode in 777 770 702; do
		chmod $mode cache
		fetch
		assert_refused "cache: not ours alone"
	done
	fetch --cache nosuch/cache
	assert_refused "nosuch/cache: No such file or directory"
	fetch --cache site.yaml
	assert_refused "site.yaml: Not a directory"
	[ ! -e root/.log ]
	# By default it is below the state-dir, which apply(8) makes.
	echo "apply: {state-dir: $PWD/state}" >>site.yaml
	run source-fetch -s site.yaml
	assert_success
	assert_output --partial "state/sources: warning: its parent is missing, so nothing is kept"
	mkdir state
	run source-fetch -s site.yaml
	assert_success
	refute_output --partial warning
	assert_equal "$(stat -c %a state/sources)" 700
	assert_equal "$(stat -c %a state/sources/s)" 600
}

@test "max-stale: how long the last good answer may stand in" {
	serve root
	http /nodes.json "max-stale: 3600, retries: 0"
	fetch
	cp out first
	for fault in /status=500 /status=401 /half /reset /length=9999; do
		echo "$fault" >root/.fault
		touch -d '10 minutes ago' cache/s
		fetch
		[ "$status" -eq 0 ]
		cmp first out
		run cat err
		assert_line --regexp '^source-fetch: s: warning: .*; the answer of [0-9T:-]*Z stands in \(60[0-9] s old, max-stale is 3600 s\)$'
		assert_line "source-fetch: 0 fetched, 0 unchanged, 1 stale"
	done
	# Having stood in makes it no younger.
	[ $(($(date +%s) - $(stat -c %Y cache/s))) -ge 600 ]
	touch -d '61 minutes ago' cache/s
	fetch
	assert_refused "is too old (max-stale is 3600 s)"
	# One from the future is of no age.
	touch -d '1 hour' cache/s
	fetch
	assert_refused "is too old (max-stale is 3600 s)"
	touch cache/s
	http /nodes.json "retries: 0"
	fetch
	assert_refused "is too old (max-stale is 0 s)"
	# An answer that holds, says the source, is young again.
	rm root/.fault
	http /etag/nodes.json "max-stale: 60"
	fetch
	touch -d '10 minutes ago' cache/s
	fetch
	echo /status=500 >root/.fault
	fetch
	[ "$status" -eq 0 ]
	grep -q 'stands in' err
}

@test "max-stale: one source stands in, another has nothing, and nothing comes out" {
	serve root
	site "a: {url: \"http://127.0.0.1:$port/nodes.json\", allow-http: true, max-stale: 3600, retries: 0}" \
		"b: {url: \"http://127.0.0.1:$port/mappings.json\", allow-http: true, retries: 0}"
	fetch a
	echo /status=500 >root/.fault
	fetch
	assert_refused "b: HTTP status 500"
	grep -q 'a: warning: .* stands in' err
}

@test "two at once, on one cache" {
	serve root
	head -c 2000000 /dev/urandom | base64 >root/big
	http /big
	for i in 1 2 3 4; do
		source-fetch -s site.yaml --cache cache >out.$i 2>err.$i &
		waits[i]=$!
	done
	for i in 1 2 3 4; do
		wait "${waits[i]}"
		cmp out.1 out.$i
	done
	run find cache -type f
	assert_output cache/s
	http /big "max-stale: 3600, retries: 0"
	echo /reset >root/.fault
	fetch
	[ "$status" -eq 0 ]
	cmp out out.1
}

@test "killed while it writes the cache: the old answer stays, the rest goes" {
	command -v strace >/dev/null || skip "strace is not installed"
	serve root
	http /nodes.json "max-stale: 3600, retries: 0"
	fetch
	cp out first
	echo '{"nodes": ["new"]}' >root/nodes.json
	for call in fsync renameat; do
		traced -o /dev/null -e inject=$call:signal=SIGKILL:when=1 \
			source-fetch -s site.yaml --cache cache >out 2>err || true
		[ ! -s out ]
	done
	run find cache -name '.tmp-*'
	assert_output
	echo /reset >root/.fault
	# The rename may have been done when the signal came; whole it is.
	fetch
	[ "$status" -eq 0 ]
	cmp first out || [ "$(field s body)" = '{"nodes": ["new"]}' ]
	find cache -name '.tmp-*' -exec touch -d '3 hours ago' {} +
	fetch
	run find cache -name '.tmp-*'
	assert_output ""
}

@test "a cache that cannot be written costs the cache, not the answer" {
	command -v strace >/dev/null || skip "strace is not installed"
	serve root
	http /nodes.json
	# An injected error is a call without a number, outside every wall.
	unset BIRDFEED_WALLS
	for call in fsync renameat; do
		status=0
		traced -o /dev/null -e inject=$call:error=ENOSPC:when=1 \
			source-fetch -s site.yaml --cache cache >out 2>err || status=$?
		assert_fetched
		grep -q 'cache: s: warning: No space left on device' err
		run ls -A cache
		assert_output ""
	done
}

@test "a full disk behind standard output" {
	serve root
	http /nodes.json
	run -2 bash -c 'source-fetch -s site.yaml --cache cache >/dev/full'
	assert_output --partial "standard output: write: No space left on device"
	refute_output --partial "1 fetched"
	run -2 bash -c 'source-fetch -s site.yaml --cache cache --raw s >/dev/full'
}

@test "progress is for terminals" {
	command -v script >/dev/null || skip "script is not installed"
	serve root
	http /slow=900/nodes.json
	fetch
	run ! grep -q MiB err
	script -qec "source-fetch -s site.yaml --cache cache" tty >/dev/null </dev/null
	grep -q 'source-fetch: s 0.0 MiB' tty
}

@test "the site file's sources: what is refused, with its line" {
	refused() {
		site "$1"
		fetch
		assert_refused "site.yaml:5: $2"
	}
	refused 's: {url: "http://127.0.0.1/x"}' 'url: without TLS (expected https, or allow-http: true)'
	refused 's: {url: "http://vpn.example/x", allow-http: true, token-file: /t}' 'token-file: a token without TLS'
	refused 's: {url: /x, token-file: /t}' 'token-file: for a file'
	refused 's: {url: "https://vpn.example/x", client-key-file: /k}' 'client-certificate-file: missing'
	refused 's: {url: "https://vpn.example/x", client-certificate-file: /k}' 'client-key-file: missing'
	refused 's: {url: "http://127.0.0.1/x", allow-http: true, client-certificate-file: /c, client-key-file: /k}' 'client-certificate-file: without TLS'
	refused 's: {token-file: /t}' 'url: missing'
	refused 's: {url: "https://vpn.example/x", token-scheme: api-key}' 'token-scheme: without a token (expected token-file, too)'
	refused 's: {url: "https://vpn.example/x", token-file: /t, token-scheme: basic}' 'token-scheme: "basic" (expected bearer, api-key)'
	refused 's: {url: "https://a/", max-size: 257}' 'max-size: "257"'
	refused 's: {url: "https://a/", format: xml}' 'format: "xml"'
	refused 'S: {url: "https://a/"}' 'sources: "S"'
	for url in ftp://a/ https:// https:///x https://u:p@a/ https://a/#f 'https://a/ b' \
		https://::1/x 'https://[::1/x' https://a:0/ https://a:/ relative file://host/x \
		'https://a/<b>' https://a:99999/ 'https://a_b/'; do
		refused "s: {url: \"$url\"}" 'url: "'
	done
	site "s: {url: \"https://127.0.0.1/\"}"
	sed -i '/^  s:/d; s/sources:/sources: {}/' site.yaml
	fetch
	assert_refused "sources: expected at least one source"
	sed -i '/^sources/d' site.yaml
	fetch
	assert_refused "sources: missing (expected what to fetch)"
}

@test "usage: -h, -V, and wrong calls" {
	run source-fetch -h
	assert_success
	assert_output --partial "usage: source-fetch -s SITE"
	run source-fetch -V
	assert_success
	assert_output --regexp '^birdfeed source-fetch [0-9]'
	run source-fetch
	assert_failure 2
	assert_output "source-fetch: -s SITE is missing; see source-fetch -h"
	run source-fetch --nosuch
	assert_failure 2
}

# What stands behind .Dl and between .Bd and .Ed in the page's EXAMPLES.
examples() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/p' "$TOP_SRCDIR/man/source-fetch.1" |
		sed -n -e 's/^\.Dl //p' -e '/^\.Bd/,/^\.Ed/{/^\./d;p}'
}

@test "the man page's examples work" {
	tar -C "$TOP_SRCDIR/tests/registry/tree" -cf registry.tar .
	echo '{"nodes": [{"ipAddresses": ["100.64.0.9"], "user": {"email": "a@b"}}]}' >root/nodes.json
	echo '{"mappings": [{"email": "a@b", "asn": 65000, "prefixes": []}]}' >root/mappings.json
	serve_tls root -t sesame-123
	local tls="ca-file: $BATS_FILE_TMPDIR/ca.pem, token-file: $PWD/token"
	site "headscale: {url: \"https://127.0.0.1:$port/auth/nodes.json\", $tls}" \
		"gateway: {url: \"https://127.0.0.1:$port/auth/mappings.json\", $tls}" \
		"registry: {url: $PWD/registry.tar}"
	mkdir state
	cat >>site.yaml <<END
apply: {state-dir: $PWD/state}
ixp: {local: 100.64.0.1, range: 100.64.0.0/10, via: vpn0, pool: ["2001:db8::/32"]}
END
	# What is behind the participants is other tests' business.
	mkdir bin
	for tool in bird-render apply; do
		printf '#!/bin/sh\ntee %s.in\n' $tool >bin/$tool
		chmod +x bin/$tool
	done
	examples | sed "s|/var/lib/birdfeed|$PWD/state|" >examples.sh
	[ "$(grep -c source-fetch examples.sh)" -eq 3 ]
	# registry-parse refuses objects of the tests' registry on purpose.
	PATH=$PWD/bin:$PATH run bash -o pipefail -e examples.sh
	assert_success
	assert_line --regexp '^-rw------- .* gateway$'
	grep -q 'participant	AS65000	address=100.64.0.9	user=a@b' apply.in
	assert_equal "$(tail -n 1 records)" "%end"
	[ "$(grep -c . records)" -gt 10 ]
}
