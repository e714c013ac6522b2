#!/usr/bin/env bats
# participant-parse: JSON documents in, participants out.

load ../verbose

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	cd "$BATS_TEST_TMPDIR" || return 1
	cat >site.yaml <<'END'
network: {asn: 64511}
registry: {kind: none}
routers: {ixp1: {ipv4: 192.0.2.1}}
ixp: {local: 100.64.0.1, range: 100.64.0.0/10, via: vpn0, pool: ["2001:db8::/32"]}
END
	nodes=() mappings=()
}

# A node of the user with that e-mail, with these addresses.
node() {
	local email=$1 user
	shift
	[ "$email" = null ] && user=null || user="\"$email\""
	nodes+=("{\"id\": \"${#nodes[@]}\", \"name\": \"x\", \"expiry\": null,
		\"ipAddresses\": [$(quoted "$@")], \"online\": true,
		\"user\": {\"id\": \"1\", \"email\": $user, \"displayName\": null}}")
}

# mapping EMAIL ASN [PREFIX ...]
mapping() {
	local email=$1 asn=$2
	shift 2
	[ "$email" = null ] || email="\"$email\""
	mappings+=("{\"user_hash\": \"0\", \"user_id\": \"x|y\", \"email\": $email,
		\"asn\": $asn, \"prefixes\": [$(quoted "$@")]}")
}

quoted() {
	local IFS=,
	[ $# -eq 0 ] || set -- "${@/#/\"}"
	[ $# -eq 0 ] || set -- "${@/%/\"}"
	printf '%s' "$*"
}

# joined NAME ITEM ...: {"NAME": [ITEM, ...]}
joined() {
	local name=$1 IFS=,
	shift
	printf '{"next": null, "%s": [%s]}\n' "$name" "$*"
}

# source NAME: standard input as the body of a record.
source_record() {
	printf 'source\t%s\turl=/x\tsha256=0\tbody=' "$1"
	sed -e 's/\\/\\\\/g' -e 's/\t/\\t/g' -e 's/$/\\n/' | tr -d '\n'
	printf '\n'
}

# What the two arrays hold, as a stream in file in.
both() {
	{
		echo "%begin birdfeed-records 1"
		joined nodes "${nodes[@]}" | source_record headscale
		joined mappings "${mappings[@]}" | source_record gateway
		echo "%end"
	} >in
}

# The documents given for headscale and gateway, as they are.
texts() {
	{
		echo "%begin birdfeed-records 1"
		[ "$1" = - ] || printf '%s' "$1" | source_record headscale
		[ "$2" = - ] || printf '%s' "$2" | source_record gateway
		echo "%end"
	} >in
}

parse() {
	status=0
	participant-parse -s site.yaml "$@" <in >out 2>err || status=$?
}

# The participants that came out, a space for a TAB.
participants() {
	assert_equal "$(tail -n 1 out)" "%end"
	grep '^participant' out | tr '\t' ' '
}

# The run stopped: exit 2, no %end, and the line $1 on standard error.
assert_stopped() {
	assert_equal "$status" 2
	[ ! -s out ] || refute [ "$(tail -n 1 out)" = "%end" ]
	run cat err
	assert_line "participant-parse: $1"
}

# Somebody who is right, so that one refusal is not the end of everything.
right() {
	node right@example.com 100.64.9.9
	mapping right@example.com 65009 2001:db8:9::/48
}

# Only "right" is left, and each of $@ is a line on standard error.
assert_refused() {
	[ "$status" -eq 0 ] || { cat err; return 1; }
	run participants
	assert_output "participant AS65009 address=100.64.9.9 prefix=2001:db8:9::/48 user=right@example.com"
	run cat err
	for line; do
		assert_line "participant-parse: $line"
	done
	run -1 --separate-stderr participant-parse -s site.yaml --strict <in
	refute_output --partial "%end"
}

@test "the join, letter by letter: case, several machines, no lease, order" {
	node Alice@Example.COM 100.64.0.10 fd7a:115c:a1e0::a
	node bob@example.net 100.127.255.255
	node alice@example.com 100.64.0.9
	node carol@example.org 100.101.7.3
	node dave@example.com 100.64.0.12
	node null 100.64.0.1
	mapping carol@example.org 4200000000
	mapping bob@example.net 65001 2001:db8:5d::/48 2001:db8:5c::/48 2001:DB8:5C:0::/48
	mapping alice@example.com 65000 2001:db8:5b::/48
	mapping erin@example.org 65005 2001:db8:55::/48
	both
	parse
	[ "$status" -eq 0 ]
	run diff - out <<'END'

%begin birdfeed-records 1
participant	AS65000	address=100.64.0.9	address=100.64.0.10	prefix=2001:db8:5b::/48	user=alice@example.com
participant	AS65001	address=100.127.255.255	prefix=2001:db8:5c::/48	prefix=2001:db8:5d::/48	user=bob@example.net
participant	AS4200000000	address=100.101.7.3	user=carol@example.org
refusal	AS65005	reason=address: no machine in the VPN
%end
END
	assert_success
	run cat err
	assert_output "participant-parse: 3 participants, 0 users refused, 2 nodes without a mapping, 1 mappings without a node"
}

@test "the same in any order is the same bytes" {
	local i
	for i in 1 2 3 4 5 6 7 8 9; do
		node "u$i@example.com" "100.64.1.$i" "100.64.2.$i"
		mapping "u$i@example.com" "6500$i" "2001:db8:$i::/48" "2001:db8:a$i::/48"
	done
	both
	parse
	mv out first
	mapfile -t nodes < <(printf '%s\n' "${nodes[@]//$'\n'/ }" | tac)
	mapfile -t mappings < <(printf '%s\n' "${mappings[@]//$'\n'/ }" | shuf)
	both
	parse
	cmp first out
}

@test "IPv6 in the range, and several ranges" {
	sed -i 's|range: [^,]*|range: [100.64.0.0/16, "fd7a:115c:a1e0::/48"], local-ipv6: "fd7a:115c:a1e0::1"|' site.yaml
	node a@example.com 100.64.0.10 fd7a:115c:a1e0::a 100.65.0.1
	node b@example.com 100.65.0.2 fd7a:115c:a1e0::b
	mapping a@example.com 65001
	mapping b@example.com 65002
	both
	parse
	run participants
	assert_output "participant AS65001 address=100.64.0.10 address=fd7a:115c:a1e0::a user=a@example.com
participant AS65002 address=fd7a:115c:a1e0::b user=b@example.com"
	node b@example.com fd7a:115c:a1e0::1
	both
	parse
	grep -qxF "participant-parse: b@example.com: address: fd7a:115c:a1e0::1 is the exchange's own (expected another)" err
}

@test "other records pass, and so do sources of other formats" {
	right
	both
	sed -i '2i vrp\t192.0.2.0/24-24-AS64500\tprefix=192.0.2.0/24\tmax-length=24\torigin=AS64500' in
	sed -i '2i source\tarchive\turl=/x\tsha256=0\tbody=\\x00\\xff' in
	parse
	[ "$status" -eq 0 ]
	assert_equal "$(cut -f 1,2 out | tr '\t\n' ' ,')" \
		",%begin birdfeed-records 1,source archive,vrp 192.0.2.0/24-24-AS64500,participant AS65009,%end,"
}

@test "which document is which: by the name, or as the site says" {
	right
	both
	sed -i 's/\theadscale\t/\tvpn\t/; s/\tgateway\t/\theadscale\t/' in
	parse
	assert_equal "$status" 2
	cat >>site.yaml <<'END'
sources:
  vpn: {url: /x, format: headscale-nodes}
  headscale: {url: /x, format: gateway-mappings}
END
	parse
	[ "$status" -eq 0 ]
	run participants
	assert_output --partial "participant AS65009"
	sed -i 's/gateway-mappings/other/' site.yaml
	parse
	assert_stopped "no source of the format gateway-mappings (did source-fetch get it, and does the site file say what it is?)"
}

# named MAPS: the site file names these participants.
named() {
	sed -i "s|^ixp: {|&participants: [$1], |" site.yaml
}

@test "participants of the site file: alone, and beside those of the VPN" {
	named '{name: oak, asn: 65020, ipv4: 100.64.0.20, ipv6: "fd00::20", prefixes: "2001:db8:20::/48", more-specifics: true}, {name: fir, asn: 65010, ipv4: 100.64.0.21}'
	run -2 participant-parse -s site.yaml --no-records
	assert_line --partial 'ipv6: not in the exchange'
	sed -i "s/, ipv6: \"fd00::20\"//" site.yaml
	run --separate-stderr participant-parse -s site.yaml --no-records
	assert_success
	expected=$'%begin birdfeed-records 1\nparticipant\tAS65010\taddress=100.64.0.21\nparticipant\tAS65020\taddress=100.64.0.20\tprefix=2001:db8:20::/48\tmore-specifics=true\n%end'
	assert_equal "${output#$'\n'}" "$expected"
	# A stream without a document will do, but half of the documents will not.
	printf '%%begin birdfeed-records 1\nvrp\tx\n%%end\n' >in
	parse
	[ "$status" -eq 0 ]
	grep -q '^vrp' out
	right
	both
	parse
	run participants
	assert_line --index 0 "participant AS65009 address=100.64.9.9 prefix=2001:db8:9::/48 user=right@example.com"
	assert_equal "${#lines[@]}" 3
	echo 'sources: {headscale: {url: /x}, gateway: {url: /y}}' >>site.yaml
	printf '%%begin birdfeed-records 1\n%%end\n' >in
	parse
	assert_equal "$status" 2
	# What two have is nobody's, wherever they come from.
	node other@example.com 100.64.0.20
	mapping other@example.com 65021
	both
	parse
	grep -F 'oak: address: 100.64.0.20, and other@example.com has 100.64.0.20' err
	run participants
	refute_output --partial AS65020
}

@test "--no-records without participants in the site file: 2" {
	run -2 participant-parse -s site.yaml --no-records
	assert_line --partial 'no source of the format'
}

@test "a source that lacks, or that came twice" {
	texts '{"nodes": []}' -
	parse
	assert_stopped "no source of the format gateway-mappings (did source-fetch get it, and does the site file say what it is?)"
	texts - '{"mappings": []}'
	parse
	assert_stopped "no source of the format headscale-nodes (did source-fetch get it, and does the site file say what it is?)"
	texts - -
	parse
	assert_stopped "no source of the format headscale-nodes, gateway-mappings or tailscale-status (did source-fetch get it, and does the site file say what it is?)"
	right
	both
	sed -i '2p' in
	parse
	assert_stopped "-:3: source: another headscale (expected each source once)"
}

@test "a participant in the input is refused: they are made here alone" {
	right
	both
	sed -i '2i participant\tAS65001\taddress=100.64.0.5' in
	parse
	assert_stopped "-:2: a participant in the input (expected none: they are made here alone)"
	both
	sed -i '2i refusal\tAS65001\treason=x' in
	parse
	assert_stopped "-:2: a refusal in the input (expected none: they are made here alone)"
}

@test "nobody left is no exchange, unless the site allows it" {
	texts '{"nodes": []}' '{"mappings": []}'
	parse
	assert_stopped "no participant is left (expected one, or allow-empty: true in ixp)"
	node a@example.com 100.64.0.10
	mapping a@example.com null
	both
	parse
	assert_stopped "no participant is left (expected one, or allow-empty: true in ixp)"
	sed -i 's/ixp: {/&allow-empty: true, /' site.yaml
	parse
	[ "$status" -eq 0 ]
	assert_equal "$(tail -n 1 out)" "%end"
}

@test "a stream that is cut, and a document that is" {
	right
	both
	for n in 1 30 100 400; do
		head -c "$n" in >cut
		run -2 --separate-stderr participant-parse -s site.yaml <cut
		refute_output --partial "%end"
	done
	run -2 participant-parse -s site.yaml </dev/null
	texts '{"nodes": [' '{"mappings": []}'
	parse
	assert_stopped "headscale: line 2: unexpected token near end of file (expected a JSON object)"
	texts '{"nodes": []} x' '{"mappings": []}'
	parse
	assert_equal "$status" 2
	texts '{"nodes": [], "nodes": []}' '{"mappings": []}'
	parse
	assert_equal "$status" 2
	texts '' '{"mappings": []}'
	parse
	assert_equal "$status" 2
	texts "$(printf '[%.0s' {1..5000})" '{"mappings": []}'
	parse
	assert_equal "$status" 2
	grep -v body= in >nobody
	printf '%%begin birdfeed-records 1\nsource\theadscale\turl=/x\n%%end\n' >in
	parse
	assert_stopped "-:2: body: missing"
}

@test "a node without a user is nobody's, and stops nobody" {
	texts '{"nodes": [{"ipAddresses": ["100.64.0.9"], "user": {"email": "a@b"}},
		{"ipAddresses": ["100.64.0.20"], "user": null, "tags": ["tag:ixp"]}]}' \
		'{"mappings": [{"email": "a@b", "asn": 65001, "prefixes": []}]}'
	parse
	run participants
	assert_output "participant AS65001 address=100.64.0.9 user=a@b"
	grep -q '1 nodes without a mapping' err
}

# Items of another shape, a line each: the item | what is said of it.
BAD_NODES='7|nodes[1]: an integer (expected an object)
null|nodes[1]: null (expected an object)
[{}]|nodes[1]: an array (expected an object)
{"name": "\ud800"}|nodes[1]: invalid Unicode '"'\uD800' near '\"\ud800\"'"'
{"name": "\x"}|nodes[1]: invalid escape near '"'\"\x'"'
1e999|nodes[1]: real number overflow near '"'1e999'"'
{"x": "]}\\\"{", "x": [1, {}]}|nodes[1]: duplicate object key near '"'\"x\"'"'
{"name": "a\u0000", "user": {"email": "a@b"}}|nodes[1]: \u0000 is not allowed without JSON_ALLOW_NUL near '"'\"a\u0000\"'"'
{"id": 99999999999999999999, "user": {"email": "a@b"}}|nodes[1]: too big integer near '"'99999999999999999999'"'
{"ipAddresses": []}|nodes[1].user: missing (expected an object, or null)
{"ipAddresses": [], "user": {}}|nodes[1].user.name: missing (expected a string)
{"ipAddresses": [], "user": {"email": 3.5}}|nodes[1].user.email: a fraction (expected a string, or null)
{"user": {"email": "a@b"}}|nodes[1].ipAddresses: missing (expected an array)
{"ipAddresses": "100.64.0.9", "user": {"email": "a@b"}}|nodes[1].ipAddresses: a string (expected an array)
{"ipAddresses": ["100.64.0.8", true], "user": {"email": "a@b"}}|nodes[1].ipAddresses[1]: true or false (expected a string)'
BAD_MAPPINGS='null|mappings[1]: null (expected an object)
{"email": "a@b", "asn": 99999999999999999999, "prefixes": []}|mappings[1]: too big integer
{"asn": 1, "prefixes": []}|mappings[1].email: missing (expected a string, or null)
{"email": "a@b", "prefixes": []}|mappings[1].asn: missing (expected an integer, or null)
{"email": "a@b", "asn": "65000", "prefixes": []}|mappings[1].asn: a string (expected an integer, or null)
{"email": "a@b", "asn": 65000.0, "prefixes": []}|mappings[1].asn: a fraction (expected an integer, or null)
{"email": "a@b", "asn": 65000}|mappings[1].prefixes: missing (expected an array)
{"email": "a@b", "asn": 65000, "prefixes": null}|mappings[1].prefixes: null (expected an array)
{"email": "a@b", "asn": 65000, "prefixes": [{}]}|mappings[1].prefixes[0]: an object (expected a string)'

@test "an item of another shape is left out, and the others are served" {
	node right@example.com 100.64.9.9
	mapping right@example.com 65009 2001:db8:9::/48
	good_node=${nodes[0]} good_mapping=${mappings[0]}
	node a@b 100.64.0.7
	other_node=${nodes[1]}
	while IFS='|' read -r text message; do
		texts "{\"nodes\": [$good_node, $text]}" "{\"mappings\": [$good_mapping]}"
		parse
		assert_refused "headscale: $message"
	done <<<"$BAD_NODES"
	while IFS='|' read -r text message; do
		texts "{\"nodes\": [$good_node, $other_node]}" "{\"mappings\": [$good_mapping, $text]}"
		parse
		[ "$status" -eq 0 ] || { cat err; return 1; }
		run participants
		assert_output "participant AS65009 address=100.64.9.9 prefix=2001:db8:9::/48 user=right@example.com"
		grep -F "gateway: $message" err
	done <<<"$BAD_MAPPINGS"
}

@test "a document of which all items have another shape: the API has changed" {
	while IFS='|' read -r text message; do
		texts "{\"nodes\": [$text]}" '{"mappings": []}'
		parse
		assert_stopped "headscale: nodes: all 1 items have another shape (expected that of the man page; -v says what is wrong)"
	done <<<"$BAD_NODES"
	while IFS='|' read -r text message; do
		texts '{"nodes": []}' "{\"mappings\": [$text, $text]}"
		parse
		assert_stopped "gateway: mappings: all 2 items have another shape (expected that of the man page; -v says what is wrong)"
	done <<<"$BAD_MAPPINGS"
}

# hash SUB: by which a gateway knows the user of that token.
hash() {
	printf %s "$1" | sha256sum | cut -d ' ' -f 1
}

# oidc_node PROVIDER-ID EMAIL ADDRESS: of Headscale 0.24 and later.
oidc_node() {
	nodes+=("{\"id\": \"1\", \"ipAddresses\": [\"$3\"], \"user\": {\"id\": \"1\",
		\"name\": \"x\", \"email\": \"$2\", \"providerId\": \"$1\", \"provider\": \"oidc\"}}")
}

# hash_mapping SUB EMAIL ASN: of a gateway that may keep no address (null).
hash_mapping() {
	local email=$2
	[ "$email" = null ] || email="\"$email\""
	mappings+=("{\"user_hash\": \"$(hash "$1")\", \"email\": $email, \"asn\": $3, \"prefixes\": []}")
}

@test "the join by hash: providerId is issuer and sub, joined as a URL" {
	for slash in '' /; do
		printf 'sources: {headscale: {url: /n, issuer: "https://id.example/realms/x%s"}, gateway: {url: /m}}\n' "$slash" >sources
		nodes=() mappings=()
		issuer=https://id.example/realms/x
		oidc_node "$issuer/auth0%7C1" '' 100.64.0.1'1'
		hash_mapping 'auth0|1' null 65011
		oidc_node "$issuer/a/b" '' 100.64.0.12
		hash_mapping a/b null 65012
		oidc_node "$issuer/a%20space" '' 100.64.0.13
		hash_mapping 'a space' null 65013
		oidc_node "$issuer/%C3%BCml%C3%A4ut" '' 100.64.0.14
		hash_mapping 'ümläut' null 65014
		oidc_node "$issuer/100%25" '' 100.64.0.15
		hash_mapping '100%' null 65015
		# Another issuer's, and one that only begins alike: nobody's.
		oidc_node "https://evil.example/auth0%7C6" c@example.com 100.64.0.16
		oidc_node "${issuer}y/7" c@example.com 100.64.0.17
		hash_mapping 6 c@example.com 65016
		both
		cat site.yaml sources >hashed.yaml
		run --separate-stderr participant-parse -v -s hashed.yaml <in
		assert_success
		assert_equal "$(grep -c '^participant' <<<"$output")" 5
		for i in 1 2 3 4 5; do
			assert_line "participant	AS6501$i	address=100.64.0.1$i"
		done
		[[ $stderr == *"nodes[5].user.providerId: another issuer's (expected that of the site file; the machine is nobody's)"* ]]
		[[ $stderr == *"nodes[6].user.providerId: another issuer's"* ]]
	done
	# Without the issuer there are only addresses to join by.
	participant-parse -s site.yaml <in >out 2>/dev/null
	run participants
	assert_output "participant AS65016 address=100.64.0.16 address=100.64.0.17 user=c@example.com"
}

@test "the join by whichever both sides have, and never against a hash" {
	sed -i '1i sources: {headscale: {url: /n, issuer: "https://id.example"}, gateway: {url: /m}}' site.yaml
	# A hash on one side alone: the address joins, in both directions.
	oidc_node https://id.example/1 A@example.com 100.64.0.11
	mapping a@example.com 65011
	node b@example.com 100.64.0.12
	hash_mapping 2 b@example.com 65012
	# Both have one, and they differ: two people with one address.
	oidc_node https://id.example/3 c@example.com 100.64.0.13
	hash_mapping 33 c@example.com 65013
	# The hash joins whatever the addresses are.
	oidc_node https://id.example/4 d@example.com 100.64.0.14
	hash_mapping 4 other@example.com 65014
	# Two with one address, and a mapping that does not say which.
	oidc_node https://id.example/5 e@example.com 100.64.0.15
	oidc_node https://id.example/6 e@example.com 100.64.0.16
	mapping e@example.com 65015
	both
	parse
	[ "$status" -eq 0 ]
	run participants
	assert_output "participant AS65011 address=100.64.0.11 user=a@example.com
participant AS65012 address=100.64.0.12 user=b@example.com
participant AS65014 address=100.64.0.14 user=d@example.com"
	grep -F 'e@example.com: email: the address of several users (expected one, or the hashes of all)' err
	# In any order of the documents.
	{ sed -n '1p' in; sed -n '3p' in; sed -n '2p' in; sed -n '4p' in; } >turned
	participant-parse -s site.yaml <turned >out2 2>/dev/null
	diff out out2
}

@test "Headscale 0.22 to 0.29: machines, users without an e-mail, tags" {
	mapping a@example.com 65011
	mapping b@example.com 65012
	both
	# 0.22: machines.  0.23: nodes, and still no e-mail; only who runs it can
	# name a user like an address.
	for name in machines nodes; do
		texts "{\"$name\": [{\"id\": \"1\", \"ipAddresses\": [\"100.64.0.11\", \"fd7a:115c:a1e0::b\"], \"user\": {\"id\": \"1\", \"name\": \"a@example.com\", \"createdAt\": null}},
			{\"id\": \"2\", \"ipAddresses\": [\"100.64.0.12\"], \"user\": {\"id\": \"2\", \"name\": \"b.example.com\", \"createdAt\": null}}]}" \
			"{\"mappings\": [${mappings[0]}, ${mappings[1]}]}"
		parse
		[ "$status" -eq 0 ]
		run participants
		assert_output "participant AS65011 address=100.64.0.11 user=a@example.com"
	done
	# From 0.24 on there is an e-mail, and the name may be a stranger's choice.
	for user in '{"id": "3", "name": "a@example.com", "email": ""}' \
	    '{"id": "3", "name": "a@example.com", "providerId": "https://id.example/3"}' \
	    '{"id": "2147455555", "name": "tagged-devices", "email": "", "providerId": ""}' null; do
		texts "{\"nodes\": [{\"id\": \"1\", \"ipAddresses\": [\"100.64.0.12\"], \"user\": {\"id\": \"2\", \"name\": \"x\", \"email\": \"b@example.com\"}},
			{\"id\": \"2\", \"ipAddresses\": [\"100.64.0.11\"], \"tags\": [\"tag:x\"], \"user\": $user}]}" \
			"{\"mappings\": [${mappings[0]}, ${mappings[1]}]}"
		parse
		[ "$status" -eq 0 ]
		run participants
		assert_output "participant AS65012 address=100.64.0.12 user=b@example.com"
	done
}

@test "another shape: an error with its path, and not a smaller exchange" {
	while IFS='|' read -r text message; do
		texts "$text" '{"mappings": []}'
		parse
		assert_stopped "headscale: $message"
	done <<'END'
{}|nodes: missing (expected an array)
[]|line 1: '{' is missing (expected a JSON object)
{"nodes": [] "x": 1}|line 1: '}' is missing (expected a JSON object)
{"nodes": [{"ipAddresses": [], "user": {"email": null}} 7]}|line 1: ']' is missing (expected a JSON object)
{"nodes": [], }|line 1: '"' is missing (expected a JSON object)
{"nodes" []}|line 1: ':' is missing (expected a JSON object)
{"nodes": []}}|line 1: something stands behind it (expected a JSON object)
{"nodes": [], "nodes": []}|nodes: given twice
{"nodes": [|line 2: unexpected token near end of file (expected a JSON object)
{"nodes": []|line 2: it is cut short (expected a JSON object)
{"nodes": {}}|nodes: an object (expected an array)
{"code": 16, "message": "unauthenticated"}|nodes: missing (expected an array)
END
}

@test "refused alone: no AS number, a reserved one, ours, one that is none" {
	right
	node a@example.com 100.64.0.1{1..2}
	mapping a@example.com null 2001:db8:1::/48
	node b@example.com 100.64.0.13
	mapping b@example.com 0
	node c@example.com 100.64.0.14
	mapping c@example.com 23456
	node d@example.com 100.64.0.15
	mapping d@example.com 64511
	node e@example.com 100.64.0.16
	mapping e@example.com 4294967296
	node f@example.com 100.64.0.17
	mapping f@example.com -1
	both
	parse
	assert_refused \
		"a@example.com: asn: none (expected an AS number)" \
		"b@example.com: asn: none (expected an AS number)" \
		"c@example.com: asn: AS23456 is a reserved number (expected another)" \
		"d@example.com: asn: AS64511 is the exchange's own (expected another)" \
		"gateway: mappings[5].asn: e@example.com: 4294967296 (expected an AS number)" \
		"gateway: mappings[6].asn: f@example.com: -1 (expected an AS number)" \
		"1 participants, 6 users refused, 0 nodes without a mapping, 0 mappings without a node"
}

@test "refused alone: no address in the range, ours, one that is none" {
	right
	node a@example.com 10.0.0.1 fd7a:115c:a1e0::a
	mapping a@example.com 65001
	node b@example.com 100.64.0.5 100.64.0.1
	mapping b@example.com 65002
	node c@example.com 100.64.0.6 '100.64.0.7/32'
	mapping c@example.com 65003
	node d@example.com
	mapping d@example.com 65004
	both
	parse
	assert_refused \
		"a@example.com: address: none in the exchange's range" \
		"b@example.com: address: 100.64.0.1 is the exchange's own (expected another)" \
		"headscale: nodes[3].ipAddresses[1]: c@example.com: \"100.64.0.7/32\" (expected an IPv4 or IPv6 address)" \
		"d@example.com: address: none in the exchange's range"
}

@test "refused alone: a prefix outside the pool, with host bits, or none" {
	right
	node a@example.com 100.64.0.11
	mapping a@example.com 65001 2001:db8:1::/48 2001:db9:1::/48
	node b@example.com 100.64.0.12
	mapping b@example.com 65002 2001:db8:1000:1::/48
	node c@example.com 100.64.0.13
	mapping c@example.com 65003 nonsense
	node d@example.com 100.64.0.14
	mapping d@example.com 65004 2001::/16
	node e@example.com 100.64.0.15
	mapping e@example.com 65005 192.0.2.0/24
	both
	parse
	assert_refused \
		"a@example.com: prefix: 2001:db9:1::/48 is outside the exchange's pool" \
		"d@example.com: prefix: 2001::/16 is outside the exchange's pool" \
		"e@example.com: prefix: 192.0.2.0/24 is outside the exchange's pool"
	grep -q '^participant-parse: gateway: mappings\[2\].prefixes\[0\]: b@example.com: .*host bits' err
	grep -q '^participant-parse: gateway: mappings\[3\].prefixes\[0\]: c@example.com: "nonsense"' err
}

@test "refused, both: an AS number, an address, a prefix that two have" {
	right
	node a@example.com 100.64.0.11
	mapping a@example.com 65001
	node b@example.com 100.64.0.12
	mapping b@example.com 65001
	node c@example.com 100.64.0.13
	mapping c@example.com 65003
	node d@example.com 100.64.0.13
	mapping d@example.com 65004
	node e@example.com 100.64.0.15
	mapping e@example.com 65005 2001:db8:5::/48
	node f@example.com 100.64.0.16
	mapping f@example.com 65006 2001:db8:5::/48
	both
	parse
	assert_refused \
		"a@example.com: asn: AS65001, and b@example.com has AS65001 (expected one user to have it; both are refused)" \
		"b@example.com: asn: AS65001, and a@example.com has AS65001 (expected one user to have it; both are refused)" \
		"c@example.com: address: 100.64.0.13, and d@example.com has 100.64.0.13 (expected one user to have it; both are refused)" \
		"d@example.com: address: 100.64.0.13, and c@example.com has 100.64.0.13 (expected one user to have it; both are refused)" \
		"e@example.com: prefix: 2001:db8:5::/48, and f@example.com has 2001:db8:5::/48 (expected one user to have it; both are refused)" \
		"f@example.com: prefix: 2001:db8:5::/48, and e@example.com has 2001:db8:5::/48 (expected one user to have it; both are refused)"
	# What a page may show: who it is by AS number, and nobody's e-mail.
	run bash -c "grep ^refusal out | tr '\t' ' '"
	assert_line --index 0 "refusal AS65001 address=100.64.0.11 reason=asn: AS65001 is another user's, too (expected one user to have it; both are refused)"
	assert_line --index 1 "refusal AS65001 address=100.64.0.12 reason=asn: AS65001 is another user's, too (expected one user to have it; both are refused)"
	assert_line --index 5 "refusal AS65006 address=100.64.0.16 reason=prefix: 2001:db8:5::/48 is another user's, too (expected one user to have it; both are refused)"
	assert_equal "${#lines[@]}" 6
	refute_output --partial @
}

@test "refused: what lies in another's prefix, at any depth; one's own may nest" {
	right
	mapping a@example.com 65001 2001:db8:10::/44
	node a@example.com 100.64.0.11
	mapping b@example.com 65002 2001:db8:11::/48 2001:db8:11:1::/64
	node b@example.com 100.64.0.12
	mapping c@example.com 65003 2001:db8:11:1:8000::/80
	node c@example.com 100.64.0.13
	both
	parse
	assert_refused \
		"a@example.com: prefix: 2001:db8:10::/44, and b@example.com has 2001:db8:11::/48 (expected one user to have it; both are refused)" \
		"b@example.com: prefix: 2001:db8:11::/48, and a@example.com has 2001:db8:10::/44 (expected one user to have it; both are refused)" \
		"c@example.com: prefix: 2001:db8:11:1:8000::/80, and b@example.com has 2001:db8:11:1::/64 (expected one user to have it; both are refused)"
	nodes=() mappings=()
	mapping a@example.com 65001 2001:db8:10::/44 2001:db8:11::/48 2001:db8:20::/48
	node a@example.com 100.64.0.11
	mapping b@example.com 65002 2001:db8:21::/48
	node b@example.com 100.64.0.12
	both
	parse
	[ "$status" -eq 0 ]
	grep -q '^participant-parse: 2 participants, 0 users refused' err
}

@test "refused: one who has what somebody has who is no participant" {
	right
	node a@example.com 100.64.0.11
	mapping a@example.com 65001 2001:db8:1::/48
	mapping gone@example.com 65001
	node b@example.com 100.64.0.12
	mapping b@example.com 65002 2001:db8:2::/48
	mapping away@example.com 65077 2001:db8:2::/48
	node c@example.com 100.64.0.13
	mapping c@example.com 65003
	node null 100.64.0.13
	node d@example.com 100.64.0.14
	mapping d@example.com 65004
	mapping null 65004
	both
	parse
	assert_refused \
		"a@example.com: asn: AS65001, and gone@example.com has AS65001 (expected one user to have it; both are refused)" \
		"b@example.com: prefix: 2001:db8:2::/48, and away@example.com has 2001:db8:2::/48 (expected one user to have it; both are refused)" \
		"c@example.com: address: 100.64.0.13, and somebody without an e-mail has 100.64.0.13 (expected one user to have it; both are refused)" \
		"d@example.com: asn: AS65004, and somebody without an e-mail has AS65004 (expected one user to have it; both are refused)"
}

@test "refused: two mappings of one user, and what stands in either is nobody's" {
	right
	node a@example.com 100.64.0.11
	mapping a@example.com 65001 2001:db8:1::/48
	mapping A@EXAMPLE.COM 65002 2001:db8:2::/48
	node b@example.com 100.64.0.12
	mapping b@example.com 65002
	node c@example.com 100.64.0.13
	mapping c@example.com 65003 2001:db8:2::/48
	both
	parse
	assert_refused \
		"gateway: mappings[2]: a@example.com: another mapping of this user (expected one; none is taken)" \
		"b@example.com: asn: AS65002, and a@example.com has AS65002 (expected one user to have it; both are refused)" \
		"c@example.com: prefix: 2001:db8:2::/48, and a@example.com has 2001:db8:2::/48 (expected one user to have it; both are refused)"
}

@test "an e-mail is a stranger's text: it forges no record, no field, no message" {
	nodes+=('{"ipAddresses": ["100.64.0.11"], "user": {"email": "x\n%end\nparticipant\tAS1\taddress=1\\\u001b[2J\u00e9"}}')
	mappings+=('{"email": "x\n%end\nparticipant\tAS1\taddress=1\\\u001b[2J\u00e9", "asn": 65001, "prefixes": []}')
	both
	parse
	[ "$status" -eq 0 ]
	run participants
	# shellcheck disable=SC1003 # one backslash is meant, escaped
	assert_output 'participant AS65001 address=100.64.0.11 user=x\n%end\nparticipant\tas1\taddress=1\\\x1b[2jé'
	registry-query holds X <out >/dev/null 2>&1 || [ $? -eq 1 ]
	mappings=("${mappings[0]/65001/null}")
	both
	parse
	assert_equal "$(wc -l <err)" 3
	run ! grep -q "$(printf '\033')" err
	# NUL would end it for some, and not for others.
	texts '{"nodes": [{"ipAddresses": [], "user": {"email": "a\u0000b"}}]}' '{"mappings": []}'
	parse
	assert_equal "$status" 2
}

@test "what an e-mail folds, and what it does not" {
	node ÄB@EXAMPLE.com 100.64.0.11
	mapping Äb@example.COM 65001
	node CÄ@example.com 100.64.0.12
	mapping cä@example.com 65002
	node 'd@example.com ' 100.64.0.13
	mapping d@example.com 65003
	both
	parse
	run participants
	assert_output "participant AS65001 address=100.64.0.11 user=Äb@example.com"
	grep -q '1 participants, 0 users refused, 2 nodes without a mapping, 2 mappings without a node' err
}

tailscale() {
	cat >status.json <<END
{"Version": "1.76.1", "TailscaleIPs": ["100.64.0.10"],
 "Self": {"HostName": "ixp-of-mine", "TailscaleIPs": ["100.64.0.10"]},
 "Peer": ${1-$(cat)}}
END
	{
		echo "%begin birdfeed-records 1"
		source_record tailscale <status.json
		echo "%end"
	} >in
}

@test "tailscale's status: the servers, for a participant" {
	tailscale <<'END'
{"nodekey:b": {"HostName": "rs-b", "Tags": ["tag:x", "tag:ixp"], "TailscaleIPs": ["100.64.0.2", "fd7a:115c:a1e0::2"], "Online": false},
 "nodekey:a": {"HostName": "rs-a", "Tags": ["tag:ixp"], "UserID": 9, "TailscaleIPs": ["100.64.0.1"]},
 "nodekey:c": {"HostName": "ixp-of-mallory", "UserID": 66, "Tags": ["tag:ixpress"], "TailscaleIPs": ["100.64.0.66"]},
 "nodekey:d": {"HostName": "rs-new", "Tags": ["tag:ixp"], "TailscaleIPs": null},
 "nodekey:f": {"HostName": "tag:ixp", "Tags": null, "UserID": 67, "TailscaleIPs": ["100.64.0.67"]},
 "nodekey:e": {"HostName": "rs1", "UserID": 7, "TailscaleIPs": ["10.0.0.1"]}},
"User": {"7": {"ID": 7, "LoginName": "ops@exchange.example"},
 "66": {"ID": 66, "LoginName": "mallory@example.com", "DisplayName": "ops@exchange.example"}}
END
	sed -i '/^ixp/d' site.yaml
	parse
	assert_stopped "whose servers? (expected ixp in the site file, or --asn)"
	parse --asn AS64500
	run participants
	assert_output "participant AS64500 address=100.64.0.1 address=100.64.0.2 address=fd7a:115c:a1e0::2"
	parse --asn 64500 --servers ops@exchange.example
	run participants
	assert_output "participant AS64500 address=10.0.0.1"
	parse --asn 64500 --servers tag:nosuch
	assert_stopped 'no peer of tag:nosuch has an address (a host name proves nothing; see --servers)'
	# A host name is what a machine calls itself.
	run -2 --separate-stderr participant-parse -s site.yaml --servers ixp </dev/null
	[[ $stderr == *'"ixp" is no proof of who a machine is (expected tag:NAME or a login name'* ]]
	# The site of a participant says whose and from where.
	echo 'ixp: {role: participant, asn: 64500, range: 100.64.0.0/10, via: tailscale0}' >>site.yaml
	parse
	run participants
	assert_output "participant AS64500 address=100.64.0.1 address=100.64.0.2"
	parse --servers ops@exchange.example
	assert_equal "$status" 2
}

@test "tailscale's status: nobody there, and other shapes" {
	for peers in null '{}'; do
		tailscale "$peers"
		parse
		assert_stopped 'no peer of tag:ixp has an address (a host name proves nothing; see --servers)'
	done
	tailscale '[]'
	parse
	assert_stopped "tailscale: Peer: an array (expected an object, or null)"
	tailscale '{"k": {"Tags": "tag:ixp"}}'
	parse
	assert_stopped "tailscale: Peer.k.Tags: a string (expected an array, or null)"
	tailscale '{"k": {"Tags": ["tag:ixp"]}}'
	parse
	assert_stopped "tailscale: Peer.k.TailscaleIPs: missing (expected an array, or null)"
	tailscale '{"k": {"Tags": ["tag:ixp"], "TailscaleIPs": ["x"]}}'
	parse
	assert_stopped 'tailscale: Peer.k.TailscaleIPs[0]: "x" (expected an IPv4 or IPv6 address)'
	echo '{}' >status.json
	printf '%%begin birdfeed-records 1\nsource\ttailscale\tbody={}\n%%end\n' >in
	parse
	assert_stopped "tailscale: Peer: missing (expected an object, or null)"
}

@test "the site has to know the range and the pool" {
	right
	both
	sed -i '/^ixp/d' site.yaml
	parse
	assert_stopped "site.yaml: ixp: missing (expected the exchange's range and pool)"
	echo 'ixp: {local: 100.64.0.1, range: 100.64.0.0/10, via: vpn0}' >>site.yaml
	parse
	assert_stopped "site.yaml:4: pool: missing (expected where participants' prefixes lie)"
}

@test "with source-fetch, from files: the whole way" {
	right
	joined nodes "${nodes[@]}" >n.json
	joined mappings "${mappings[@]}" >m.json
	printf 'sources:\n  headscale: {url: %s}\n  gateway: {url: %s}\n' \
		"$PWD/n.json" "$PWD/m.json" >>site.yaml
	source-fetch -s site.yaml --cache cache | participant-parse -s site.yaml >out
	run participants
	assert_output "participant AS65009 address=100.64.9.9 prefix=2001:db8:9::/48 user=right@example.com"
	rm m.json
	run -2 --separate-stderr bash -c 'source-fetch -s site.yaml --cache cache | participant-parse -s site.yaml'
	refute_output --partial "%end"
}

@test "/dev/full: exit 2, and the reason" {
	right
	both
	run -2 bash -c 'participant-parse -s site.yaml <in >/dev/full'
	assert_output --partial "standard output: write: No space left on device"
	refute_output --partial "1 participants"
	for option in -h -V; do
		run -2 bash -c "participant-parse $option >/dev/full"
	done
}

@test "usage: -h, -V, and wrong calls" {
	run participant-parse -h
	assert_success
	assert_output --partial "usage: participant-parse -s SITE"
	run participant-parse -V
	assert_success
	assert_output --regexp '^birdfeed participant-parse [0-9]'
	for call in "" "-s site.yaml x" "-s site.yaml --asn x" "-s site.yaml --asn 0" \
		"-s site.yaml --servers=" "-s nosuch" --nosuch; do
		# shellcheck disable=SC2086 # the words are meant to split
		run -2 participant-parse $call </dev/null
	done
}

# What stands between .Bd and .Ed in the page's EXAMPLES.
examples() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/p' \
		"$TOP_SRCDIR/man/participant-parse.1" |
		sed -n '/^\.Bd/,/^\.Ed/{/^\./d;p}' | sed 's/\\e/\\/g'
}

@test "the man page's examples work" {
	right
	node bad@example.com 10.0.0.1
	mapping bad@example.com 65001
	joined nodes "${nodes[@]}" >nodes.json
	joined mappings "${mappings[@]}" >mappings.json
	tailscale '{"k": {"Tags": ["tag:ixp"], "TailscaleIPs": ["100.64.0.1"]}}'
	cat >>site.yaml <<END
sources:
  tailscale: {url: $PWD/run.json}
END
	mkdir bin
	printf '#!/bin/sh\n[ "$*" = "status --json" ] && cat status.json\n' >bin/tailscale
	chmod +x bin/tailscale
	examples >examples.sh
	[ "$(grep -c participant-parse examples.sh)" -eq 3 ]
	# Each of the two programs with a cache of the test's own.
	sed -i -e "s|/tmp/|$PWD/|; s|/run/birdfeed/status.json|run.json|" \
		-e 's/source-fetch -s site.yaml/& --cache cache/' examples.sh
	PATH=$PWD/bin:$PATH run bash -o pipefail -e examples.sh
	assert_success
	assert_line "participant AS65009 address=100.64.9.9 prefix=2001:db8:9::/48 user=right@example.com"
	assert_line "participant-parse: bad@example.com: address: none in the exchange's range"
	assert_line "participant	AS64511	address=100.64.0.1"
}

@test "-v changes nothing on standard output" {
	right
	both
	parse
	mv out first
	parse -v
	cmp first out
}
