#!/usr/bin/env bats
# Real data: the dn42 registry's snapshot and one router's peerings, where
# BIRDFEED_DATA says they are; nothing of it is in this tree.

bats_load_library bats-support
bats_load_library bats-assert

# fact REGEXP: what the README of the router's data says.
fact() {
	printf '%s\n' "$facts" | sed -n "s/.*$1.*/\1/p"
}

setup_file() {
	[ -n "${BIRDFEED_DATA-}" ] || return 0	# setup() says so
	PATH=$PATH:/usr/sbin:/sbin
	export PATH
	cd "$BATS_FILE_TMPDIR" || return
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* 2>/dev/null || true
	tar -xf "$BIRDFEED_DATA/dn42-registry.tar.xz"
	(umask 077 && head -c 32 /dev/urandom | base64 >private.key)
	facts=$(tr -s '\n ' ' ' <"$BIRDFEED_DATA/fr-par1/README")
	cat >site.yaml <<EOF
network:
  asn: $(fact 'The router: ASN \([0-9]*\);')
  prefixes: [$(fact 'own prefixes \([0-9a-f:., /]*\);' | sed 's/[^, ]*::[^, ]*/"&"/')]
routers:
  fr-par1:
    ipv4: $(fact '; IPv4 \([0-9.]*\);')
    ipv6: $(fact '; IPv6 \([0-9a-f:]*\);')
    endpoint: $(fact 'endpoint \([^ ;]*\); WireGuard')
    region: $(fact 'region \([0-9]*\),')
    country: $(($(fact 'country \([0-9]*\)\.') - 1000))
    bandwidth: $(fact 'bandwidth \([0-9]*\),')
    crypto: $(fact 'crypto \([0-9]*\),')
    wireguard:
      public-key: $(fact 'public key \([^ ;]*\);')
      private-key-file: $PWD/private.key
      base-port: $(fact 'base port \([0-9]*\);')
      link-local: $(fact 'link-local \([0-9a-f:]*\), automatic')
      link-local-prefix: "$(fact 'pairs under \([0-9a-f:]*\);')/64"
EOF
	awk -f "$TOP_SRCDIR/tests/peering.awk" \
		"$BIRDFEED_DATA/fr-par1/peering.csv" >requests
	registry-parse -v data >registry 2>registry.err
	cat registry requests | peer-validate -v -s site.yaml --trusted \
		>records 2>records.err
	wg-render -s site.yaml <records >wireguard
	bird-render -s site.yaml <records >bird
}

setup() {
	[ -n "${BIRDFEED_DATA-}" ] || skip "BIRDFEED_DATA is not set"
	cd "$BATS_FILE_TMPDIR" || return
}

# Our wireguard files, one line each: interface, port, addresses, key, endpoint.
rows() {
	awk '
		function row() { if (name != "") print name, port, ours, theirs, key, endpoint }
		/^#% file/ || (FNR == 1 && FILENAME != "-" && !/^#%/) { row(); endpoint = "none" }
		/^#% file/ { name = $3; sub(".*/", "", name) }
		FNR == 1 && !/^#%/ { name = FILENAME; sub(".*/", "", name) }
		/^ListenPort/ { port = $3 }
		/PostUp.*addr add/ { for (i = 1; i < NF; i++) if ($i == "%i") { ours = $(i + 1); theirs = $(i + 3) } }
		/^PublicKey/ { key = $3 }
		/^Endpoint/ { endpoint = $3; gsub(/[][]/, "", endpoint) }
		END { row() }' "$@" | LC_ALL=C sort
}

@test "4,600 ROAs, of which 2,393 are IPv4" {
	run grep -c '^vrp' registry
	assert_output 4600
	run grep -cE '^vrp.[0-9.]+/' registry
	assert_output 2393
}

@test "a tar stream, compressed or not, gives the same bytes as git's order" {
	registry-parse "$BIRDFEED_DATA/dn42-registry.tar.xz" 2>/dev/null |
		LC_ALL=C sort >from-tar
	LC_ALL=C sort registry >from-dir
	cmp from-tar from-dir
}

@test "oddities are reported with file and line" {
	grep -E '^registry-parse: data/inetnum/172\.23\.161\.64_27:[0-9]+: ' registry.err
	grep -E '^registry-parse: data/route6/fd0d:4cea:23::_112:[0-9]+: ' registry.err
}

@test "34 peers pass and 7 are refused, by name" {
	run tail -n 1 records.err
	assert_output "peer-validate: 34 peers passed, 7 refused"
	run sed -n 's/.*: \(as[0-9]*\): asn: .* is not in the registry .*/\1/p' records.err
	# Those that the registry does not have a file for.
	assert_output "$(tr -d '\r' <"$BIRDFEED_DATA/fr-par1/peering.csv" |
		awk -F, 'NR > 1 { print $2 }' | while read -r asn; do
			[ -e "data/aut-num/AS$asn" ] || echo "as$asn"
		done)"
	assert_equal "${#lines[@]}" 7
}

@test "the 34 have the facts of the operator's present files" {
	rows wireguard >ours
	rows "$BIRDFEED_DATA"/fr-par1/today/wireguard/*.conf >all
	awk 'NR == FNR { want[$1]; next } $1 in want' ours all >theirs
	assert_equal "$(wc -l <ours)" 34
	diff theirs ours
}

@test "and the names of their protocols" {
	for f in "$BIRDFEED_DATA"/fr-par1/today/ebgp/*; do
		sed -n 's/^protocol bgp \([^ ]*\) .*/\1/p' "$f"
	done | LC_ALL=C sort >all
	sed -n 's/^protocol bgp \([^ ]*\) .*/\1/p' bird | LC_ALL=C sort >ours
	assert_equal "$(comm -13 all ours)" ""
	assert_equal "$(wc -l <ours)" 34
}

@test "BIRD takes it without error or warning" {
	command -v bird >/dev/null || skip "no bird"
	cat wireguard bird | apply -s site.yaml --install-only --state-dir "$PWD/state"
	run bird -p -c state/current/bird/bird.conf
	assert_success
	assert_output ""
}
