#!/usr/bin/env bats
# bird-render: an exchange with dynamic participants, and a participant's own
# router.  Each folder of tests/render whose name begins with ixp or
# participant is a site and its records.  tests/lab/ixp.bats tries the policy
# on real routers.

load ../verbose
load ../render/helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	SITE=$RENDER/ixp-small/site.yaml
}

SITES='ixp-small ixp-v6 ixp-roa ixp-out participant-quiet participant'
ALICE='participant|AS65550|address=100.64.0.10|prefix=2001:db8:5b::/48'
BOB='participant|AS64500|address=100.64.0.11|prefix=2001:db8:5c::/48'

# render SITE [OPTION ...]: what bird-render makes of the site's records.
render() {
	local site=$1
	shift
	case $site in ixp-v6 | ixp-out) set -- -r ixp1 "$@" ;; esac
	bird-render -s "$RENDER/$site/site.yaml" "$@" \
		<"$RENDER/$site/records" 2>err
}

# birds: every BIRD to ask; with a word, those that know that protocol.
birds() {
	local bird
	for bird in $(PATH=$PATH:/usr/sbin command -v bird || :) ${BIRD_OTHERS:-}; do
		if [ $# -gt 0 ]; then
			printf 'router id 192.0.2.1;\nprotocol %s { disabled; }\n' "$1" >knows.conf
			! "$bird" -p -c knows.conf 2>&1 | grep -q 'CF_SYM_UNDEFINED' || continue
		fi
		echo "$bird"
	done
}

# loads FILE [PROTOCOL]: each BIRD (that knows it) takes it without a word.
loads() {
	local bird
	[ -n "$(birds)" ] || skip "no bird"
	for bird in $(birds "${@:2}"); do
		run "$bird" -p -c "$1"
		assert_success
		assert_output ''
	done
}

# refused REGEXP LINE...: such records are an error of the whole run.
refused() {
	local says=$1
	shift
	stream "$@" >in
	run bird-render -s "$SITE" <in
	assert_failure 2
	assert_line --regexp "^bird-render: $says"
	refute_closed
}

# site_refused REGEXP IXP: such a map of the site's is an error.
site_refused() {
	printf 'network: {asn: 64511}\nregistry: {kind: none}\nrpki: {static: false}\nixp: {%s}\nrouters: {ixp1: {ipv4: 192.0.2.1%s}}\n' \
		"$2" "${3:-}" >site.yaml
	stream "$ALICE" >in
	run bird-render -s site.yaml <in
	assert_failure 2
	assert_line --regexp "^bird-render: site.yaml:4: $1"
	refute_closed
}

@test "the golden routers of exchanges and participants" {
	for site in $SITES; do
		render $site >out
		golden $site.bird <out
	done
}

@test "every BIRD loads them, and says nothing" {
	for site in $SITES; do
		rm -rf bird
		render $site | unfold .
		if [ "$site" = ixp-v6 ]; then
			loads bird/bird.conf bmp
			# The others, all of it but for the one thing they lack.
			sed -i '/^protocol bmp/,/^}/d' bird/ixp.conf
		fi
		loads bird/bird.conf
	done
}

@test "what a participant pastes: golden, whole, and every BIRD loads it" {
	for what in ixp-small:AS65550 ixp-small:as65002 ixp-v6:AS64500 ixp-v6:64501 ixp-roa:AS64501; do
		render "${what%:*}" --remote "${what#*:}" >out
		refute_closed_or_open out
		mkdir -p "$what"
		cp out "$what/bird.conf"
		loads "$what/bird.conf"
	done
	golden ixp-small.remote.bird <ixp-small:AS65550/bird.conf
	golden ixp-v6.remote.bird <ixp-v6:AS64500/bird.conf
	# No leases, no announcements.
	[ "$(grep -c 'export none;' ixp-small:as65002/bird.conf)" -eq 2 ]
	# Only an IPv6 address: the server that is reached over IPv4 is left out.
	run grep '	neighbor' ixp-v6:64501/bird.conf
	assert_output '	neighbor fd7a:115c:a1e0::2 as BF_IXP_ASN;'
}

refute_closed_or_open() {
	run ! grep -e '#%' -e include "$1"
}

@test "--remote: nobody of that name, and one whom no server reaches" {
	for name in AS64499 alice@example.com AS; do
		run -2 render ixp-small --remote "$name"
		run cat err
		assert_output "bird-render: --remote: no peer of ixp1 is named \"$name\""
	done
	# A participant's router is nobody's server.
	run -2 render participant-quiet --remote AS64511
	stream 'participant|AS65550|address=fd7a:115c:a1e0::a' >in
	run -2 bird-render -s "$SITE" --remote AS65550 <in
	assert_output 'bird-render: -:2: address: AS65550 has none of the family of a server (expected one that reaches it)'
}

@test "the order of the records, and of what stands in them, changes nothing" {
	for site in $SITES; do
		shuffled <"$RENDER/$site/records" >other
		router=
		case $site in ixp-v6 | ixp-out) router=ixp1 ;; esac
		bird-render -s "$RENDER/$site/site.yaml" ${router:+-r $router} <other >out
		cmp out "$GOLDEN/$site.bird"
	done
	stream "$ALICE|prefix=2001:db8:1::/48|address=100.64.0.9" "$BOB" >in
	bird-render -s "$SITE" <in >out
	stream "$BOB" 'participant|AS65550|prefix=2001:db8:1::/48|address=100.64.0.9|prefix=2001:db8:5b::/48|address=100.64.0.10|prefix=2001:db8:1::/48|address=100.64.0.9' >in
	bird-render -s "$SITE" <in >other
	cmp out other
}

@test "whatever a user is called, a line is printable and opens nothing" {
	for text in '"; } protocol bgp evil {' 'a\n#% end bird 1' \
	    'a\nprotocol bgp evil {\n}' '\x1b[2J\x7f' 'straße@example.com' \
	    '*/ /* %end' '\r' '\\' "$(printf '%02000d' 0)" ''; do
		stream "$ALICE|user=$text" "$BOB" >in
		bird-render -s "$SITE" <in >out
		sed 's/straße//' out >plain
		run env LC_ALL=C grep -n "[^ -~$TAB]" plain
		assert_failure 1
		[ "$(grep -c '^protocol bgp ' out)" -eq 1 ]
		[ "$(grep -c '^#% end' out)" -eq 1 ]
		# The same but for the comment.
		sed 's/;	# .*/;/' out >without
		stream "$ALICE" "$BOB" >in
		bird-render -s "$SITE" <in | diff - without
		rm -rf bird
		unfold . <out
		loads bird/bird.conf
	done
}

@test "one arm an address, one ROA a prefix, and no keyword in an arm" {
	render ixp-small >out
	run grep '	case from {' out
	assert_line '	case from {'
	[ "${#lines[@]}" -eq 1 ]
	[ "$(grep -c ': bf_who = [0-9]*;	# ' out)" -eq 5 ]
	run ! grep -e 'if from' out
	render ixp-v6 >out
	grep -x '	route 2001:db8:8000::/36 max 128 as 64500;' out
	grep -x '	route 198.51.100.0/25 max 32 as 64500;' out
	grep -x '	route 198.51.100.128/25 max 25 as 64501;' out
}

@test "no participant record stops the run, unless the site allows it" {
	refused '-: no participant record, though the site is an exchange \(did participant-parse fail\? ixp: \{allow-empty: true\} allows it\)$' \
		'source|x|url=x'
	sed 's/^ixp: {/&allow-empty: true, /' "$SITE" >site.yaml
	bird-render -s site.yaml <in >out
	grep -x '#% count participant 0' out
	run ! grep -e 'case from' out
	unfold . <out
	loads bird/bird.conf
}

@test "records that participant-parse does not write stop the run" {
	refused '-:2: participant: "ASX" ' "${ALICE/AS65550/ASX}"
	for asn in 0 23456 65535 4294967295; do
		refused '-:2: participant: a reserved AS number$' \
			"${ALICE/AS65550/AS$asn}"
	done
	refused '-:2: address: missing$' "${ALICE/|address=100.64.0.10/}"
	refused '-:2: address: "100.64.0.10/32" \(expected an IPv4 or IPv6 address\)$' \
		"${ALICE/100.64.0.10/100.64.0.10/32}"
	refused '-:2: prefix: "2001:db8:5b:1::/48" has host bits set \(expected 2001:db8:5b::/48\)$' \
		"$ALICE|prefix=2001:db8:5b:1::/48"
	refused '-:2: more-specifics: "yes" ' "$ALICE|more-specifics=yes"
	refused '-:2: more-specifics: given twice$' \
		"$ALICE|more-specifics=false|more-specifics=true"
	refused '-:2: user: given twice$' "$ALICE|user=a|user=b"
	refused '-:2: "asn" \(expected a field of a participant record\)$' "$ALICE|asn=1"
	refused "-:3: participant: AS64511 is the exchange's own\$" \
		"$ALICE" 'participant|AS64511|address=100.64.0.1'
}

@test "two with one number, address or prefix: nobody's, and the run stops" {
	refused '-:3: participant: two records of AS65550 \(expected one\)$' \
		"$ALICE" "${ALICE/100.64.0.10/100.64.0.12}"
	refused "-:[23]: address: 100.64.0.10/32 is AS64500's, and AS65550's too \(expected one of them to have it\)\$" \
		"$ALICE" "${BOB/100.64.0.11/100.64.0.10}"
	refused "-:2: prefix: 2001:db8:5b::/48 is AS64500's, and AS65550's too" \
		"$ALICE" "$BOB|prefix=2001:db8:5b::/48"
	# What lies in one whose holder may announce what lies in it.
	refused "-:3: prefix: 2001:db8:5b:1::/64 is AS65550's, and AS64500's too" \
		"$ALICE|more-specifics=true" "$BOB|prefix=2001:db8:5b:1::/64"
	refused "-:4: prefix: 2001:db8:5b:2::/64 is AS65550's, and AS64500's too" \
		"$ALICE|more-specifics=true" 'participant|AS64501|address=100.64.0.13' \
		"$BOB|prefix=2001:db8:5b:2::/64"
	# Where they are exact, each has its own.
	stream "$ALICE" "$BOB|prefix=2001:db8:5b:1::/64" >in
	bird-render -s "$SITE" <in >out
	grep -x '	route 2001:db8:5b:1::/64 max 64 as 64500;' out
}

@test "a prefix outside of the pool stops the run" {
	sed 's|^ixp: {|&pool: ["2001:db8:5b::/47", 198.51.100.0/24], |' \
		"$SITE" >site.yaml
	stream "$ALICE" 'participant|AS64500|address=100.64.0.11|prefix=2001:db8:5c::/48|prefix=198.51.0.0/16' >in
	sed -i 's|2001:db8:5b::/47|2001:db8:5a::/47|' site.yaml
	run -2 bird-render -s site.yaml <in
	assert_line "bird-render: -:3: prefix: 2001:db8:5c::/48 of AS64500 is not in the exchange's pool"
	assert_line "bird-render: -:3: prefix: 198.51.0.0/16 of AS64500 is not in the exchange's pool"
	refute_line --partial AS65550
	refute_closed
}

@test "participants elsewhere than at the exchange are passed over" {
	stream "$ALICE" >in
	run -0 --separate-stderr bird-render -s "$RENDER/participant/site.yaml" --only ixp <in
	refute_output --partial 65550
	run -0 bird-render -s "$RENDER/ixp-v6/site.yaml" -r other <in
	refute_output --partial 65550
}

@test "export-participants: true marks, aggregate wants the pool to be ours" {
	exchange='local: 100.64.0.1, range: 100.64.0.0/10, via: vpn0, pool: "2001:db8::/32"'
	of() {
		printf 'network: {asn: 64511, prefixes: [%s]}\nregistry: {kind: none}\nrpki: {static: false}\nixp: {%s, export-participants: %s}\nsessions: [{name: oak, type: upstream, asn: 64500, neighbor: 192.0.2.9}]\nrouters: {ixp1: {ipv4: 192.0.2.1}}\n' \
			"$1" "$exchange" "$2" >site.yaml
		stream "$ALICE" >in
		bird-render -s site.yaml <in
	}
	# No relation that a participant claims gets in.
	of '"2001:db8::/32"' true >out
	run grep -c 'bgp_large_community.delete(\[(BF_ASN, \*, \*)\])' out
	assert_output 2
	run grep -c 'bgp_large_community.add((BF_ASN, 3, 2))' out
	assert_output 2
	for word in false aggregate; do
		of '"2001:db8::/32"' $word >out
		run ! grep -F 'add((BF_ASN, 3, 2))' out
	done
	run -2 of '"2001:db8:ff::/48"' aggregate
	assert_line --partial 'site.yaml:4: export-participants: aggregate: the pool is not in network.prefixes'
	exchange=${exchange%, pool*}
	run -2 of '"2001:db8::/32"' aggregate
	assert_line --partial 'site.yaml:4: export-participants: aggregate: the pool is not in network.prefixes'
	of '"2001:db8::/32"' true >/dev/null
	sed -i 's/^registry.*/registry: {kind: dn42}/; /^sessions/d' site.yaml
	run -2 bird-render -s site.yaml <in
	assert_line --partial 'site.yaml:4: export-participants: not known in dn42'
}

@test "rs-client: the participant's own router expects no exchange's AS first" {
	sed -e 's/via: tailscale0/&, rs-client: true/' "$SITE" >site.yaml
	bird-render -s site.yaml --remote AS65550 <"$RENDER/ixp-small/records" >remote
	run ! grep 'enforce first as' remote
	loads remote
	bird-render -s "$SITE" --remote AS65550 <"$RENDER/ixp-small/records" >remote
	grep 'enforce first as' remote
}

@test "what an exchange's map must not say" {
	local good='local: 100.64.0.1, range: 100.64.0.0/10, via: vpn0'
	site_refused 'range: missing' 'local: 100.64.0.1, via: vpn0'
	site_refused 'local: missing \(expected our address of each family in range\)' \
		'range: 100.64.0.0/10, via: vpn0'
	site_refused 'local-ipv6: missing' \
		'local: 100.64.0.1, range: [100.64.0.0/10, "fd7a::/48"], via: vpn0'
	site_refused 'local: missing' \
		'local: "fd7a::1", range: [100.64.0.0/10, "fd7a::/48"], via: vpn0'
	site_refused 'local-ipv6: local is an IPv6 address already' \
		'local: "fd7a::1", local-ipv6: "fd7a::2", range: "fd7a::/48", via: vpn0'
	site_refused "via: missing \(expected the VPN's interface, or multihop: 0" \
		'local: 100.64.0.1, range: 100.64.0.0/10'
	site_refused 'via: "x;y" ' "${good/vpn0/\"x;y\"}"
	site_refused 'range: prefixes that overlap' \
		"${good/100.64.0.0\/10/[100.64.0.0/10, 100.65.0.0/16]}"
	site_refused "asn: not the network's" "$good, asn: 64510"
	site_refused 'router: an unknown router' "$good, router: ixp9"
	site_refused 'role: "both" ' "$good, role: both"
	site_refused 'servers: expected a list' "$good, servers: ixp1"
	site_refused 'participants: expected a list' "$good, participants: ash"
	ash='name: ash, asn: 64500, ipv4: 100.64.0.10'
	site_refused 'ipv4: missing' "$good, participants: [{name: ash, asn: 64500}]"
	site_refused 'asn: missing' "$good, participants: [{name: ash, ipv4: 100.64.0.10}]"
	site_refused 'ipv4: not in the exchange' "$good, participants: [{name: ash, asn: 64500, ipv4: 192.0.2.7}]"
	site_refused 'ipv6: "192' "$good, participants: [{name: ash, asn: 64500, ipv6: 192.0.2.7}]"
	site_refused 'name: another participant of this name' "$good, participants: [{$ash}, {$ash}]"
	site_refused 'prefixes: ' "$good, participants: [{$ash, prefixes: [2001:db8::1/48]}]"
	site_refused 'export-participants: nobody to export to' "$good, export-participants: true"
	site_refused 'export-participants: "yes"' "$good, export-participants: yes"
	site_refused 'address: missing' "$good, servers: [{name: a}]"
	site_refused 'name: "A" ' "$good, servers: [{name: A, address: 100.64.0.1}]"
	site_refused 'multihop: "256" ' "$good, multihop: 256"
	site_refused 'bmp: not known to every BIRD' "$good, bmp: {address: 192.0.2.9}"
	site_refused 'bmp: not known to every BIRD' "$good, bmp: {address: 192.0.2.9}" \
		', bird: {version: "2.13"}'
	site_refused 'address: missing' "$good, bmp: {port: 1790}" ', bird: {version: "2.19"}'
	site_refused 'unknown: an unknown key of the exchange' "$good, unknown: 1"
	sed '/^  router:/d' "$RENDER/ixp-v6/site.yaml" >site.yaml
	run -2 bird-render -s site.yaml -r ixp1 <in
	assert_line --regexp 'router: missing \(expected it, as the site has several\)'
}

@test "what a participant's map must not say" {
	local good='role: participant, asn: 64510, via: vpn0, range: 100.64.0.0/10'
	site_refused "asn: missing \(expected the exchange's\)" "${good/asn: 64510, /}"
	for asn in 64511 0 65535; do
		site_refused "asn: the network's own, or a reserved" "${good/64510/$asn}"
	done
	site_refused 'range: missing' "${good/, range: 100.64.0.0\/10/}"
	site_refused 'via: missing' "${good/via: vpn0, /}"
	for key in 'pool: "2001:db8::/32"' 'allow-empty: true' 'bmp: {address: 192.0.2.9}'; do
		site_refused "${key%%:*}: not a participant's \(expected role: server\)" \
			"$good, $key" ', bird: {version: "2.19"}'
	done
	site_refused 'servers: two of one name for BIRD, or of one address' \
		"$good, servers: [{name: a-b, address: 100.64.0.1}, {name: a_b, address: 100.64.0.2}]"
	site_refused 'servers: two of one name for BIRD, or of one address' \
		"$good, servers: [{name: a, address: 100.64.0.1}, {name: b, address: 100.64.0.1}]"
}

@test "a participant without a server of the exchange stops the run" {
	SITE=$RENDER/participant-quiet/site.yaml
	says='-: no server of the exchange \(expected ixp: servers in the site file, or a participant record of AS64511 with addresses in range\)$'
	refused "$says" "$ALICE"
	refused "$says" 'participant|AS64511|address=fd7a:115c:a1e0::1'
}

@test "filters and peers are there where there is something for them" {
	stream "$ALICE" >in
	run -0 bird-render -s "$SITE" <in
	refute_line --regexp 'filters.conf|peers.conf|origins are not checked'
	{
		cat "$SITE"
		echo 'sessions: [{name: oak, type: upstream, asn: 64500, neighbor: 192.0.2.9}]'
	} >site.yaml
	bird-render -s site.yaml <in >out
	unfold . <out
	grep 'include "filters.conf"' bird/bird.conf
	loads bird/bird.conf
}

@test "incomplete input, cut at every tenth byte; and /dev/full" {
	every_tenth bird-render -s "$SITE" <"$RENDER/ixp-small/records"
	for option in '' '--remote AS65550'; do
		run sh -c "bird-render -s '$SITE' $option <'$RENDER/ixp-small/records' >/dev/full"
		assert_failure 2
		assert_output 'bird-render: standard output: write: No space left on device'
	done
}

# Those who have an address of each family and a lease, of AS 100001 and on.
many() {
	awk -v n="$1" 'BEGIN {
		print "%begin birdfeed-records 1"
		for (i = 1; i <= n; i++)
			printf "participant\tAS%d\taddress=100.%d.%d.%d\t" \
			    "address=fd7a:115c:a1e0::%x:%x\t" \
			    "prefix=2001:db8:%x::/48\tuser=u%d@example.com\n",
			    100000 + i, 64 + i / 65536, i / 256 % 256, i % 256,
			    i / 65536, i % 65536, i % 65536, i
		print "%end"
	}'
}

@test "50,000 participants in linear time, and every BIRD loads them" {
	for n in 5000 50000; do
		many $n >in.$n
		start=$(date +%s%N)
		bird-render -s "$SITE" <in.$n >out 2>err
		took[n]=$((($(date +%s%N) - start) / 1000000 + 1))
		assert_equal "$(cat err)" "bird-render: ixp1: 0 peers, 0 ROAs, 0 rules, $n participants"
	done
	unfold . <out
	start=$(date +%s%N)
	loads bird/bird.conf
	echo "# ${took[5000]} ms for 5,000, ${took[50000]} ms for 50,000; $((($(date +%s%N) - start) / 1000000)) ms for BIRD to load them" >&3
}

@test "an RTR server, an expected ROA, a VRF, an announced prefix: all is here, too" {
	for site in ixp-small participant; do
		sed -e '/^rpki:/d' -e '/^routers:/,$d' "$RENDER/$site/site.yaml" >site.yaml
		cat >>site.yaml <<-'END'
		rpki:
		  static: false
		  servers: [{address: 192.0.2.8, port: 8282}]
		  expect: {prefix: "2001:db8:5b::/48", asn: 65550}
		routers:
		  r1:
		    router-id: 192.0.2.1
		    announce: ["2001:db8:5c::/48"]
		    direct: [dummy0]
		    drain: true
		    kernel: {table: 42, vrf: lab}
		END
		sed -i 's|prefixes: .*|prefixes: ["2001:db8:5c::/47"]}|' site.yaml
		bird-render -s site.yaml <"$RENDER/$site/records" >out
		rm -rf bird
		unfold . <out
		loads bird/bird.conf
		grep 'vrf=lab$' out
		[ "$(grep -c '	vrf "lab";' bird/ixp.conf)" -ge 2 ]
		[ "$(grep -c '	bf_roa_ready6();' bird/ixp.conf)" -eq 1 ]
		[ "$(grep -c '	bgp_local_pref = 0;' bird/ixp.conf)" -eq 2 ]
		[ "$(grep -c '= ROA_INVALID' bird/ixp.conf)" -eq 2 ]
	done
	grep -x '	if source = RTS_BGP || net !~ BF_ANNOUNCED6 then reject;' bird/ixp.conf
}
