#!/usr/bin/env bats
# peer-validate: which peers pass, and what it says of those that do not.

load render/helper

KEY=Lp7j/JvFF2sdrUXS+FIVxPTc25CO0KXoL63EJZjd8Ak=
OTHER_KEY=Oa+oIQTPzYDtLZiukSgVIIFJt1qThWSHkxcQ8BgurQ8=
OUR_KEY=epv3nCaiLwkfL/89hFdZLuCuoYZfA4YAVzhmyJpBcxI=
# Points of order 2 (as 0), 4, 8 and 2 once more, written as p - 1.
ZERO=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
LOW_ORDER="AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
4Ot6fDtBuK4WVuP68Z/EatoJjeucMrH9hmIFFl9JuAA=
7P///////////////////////////////////////38="

# The line of the first record behind registry.records.
LINE=30

setup() {
	cd "$BATS_TEST_TMPDIR"
	cat >site.yaml <<-'END'
	network: {asn: 4242428001, prefixes: [172.31.1.0/26, "fd10:8001::/48", 198.51.100.0/25]}
	peering: {reserved-networks: ["2001:db8:bad::/48"]}
	routers:
	  yew:
	    ipv4: 172.31.1.1
	    endpoint: yew.example.net
	    wireguard:
	      public-key: epv3nCaiLwkfL/89hFdZLuCuoYZfA4YAVzhmyJpBcxI=
	      private-key-file: /etc/wireguard/private.key
	      link-local: fe80::8001
	      link-local-prefix: "fe80:8001::/64"
	END
}

# request NAME [FIELD=VALUE ...]: a request that would pass, with these
# fields instead; an empty value leaves the field out.
request() {
	local -A field=([asn]=4242428101 [mntner]=ALDER-MNT [public-key]=$KEY
		[id]=1)
	local name=$1 f
	shift
	for f; do
		field[${f%%=*}]=${f#*=}
	done
	printf 'request\t%s' "$name"
	for f in asn mntner public-key endpoint id router link-local mtu \
	    description "${!field[@]}"; do
		[ -n "${field[$f]:-}" ] || continue
		printf '\t%s=%s' "$f" "${field[$f]}"
		unset "field[$f]"
	done
	echo
}

# joined: the registry and, on standard input, further records.
joined() {
	sed '$d' "$RENDER/registry.records"
	cat
	echo %end
}

# asked FIELD=VALUE ...: one such request to peer-validate.
asked() {
	request alder "$@" | joined >in
	run peer-validate -s site.yaml ${OPTIONS:-} <in
}

# Refused alone, with this text: the stream is complete all the same.
assert_refused() {
	assert_success
	assert_line "peer-validate: $1"
	assert_line 'peer-validate: 0 peers passed, 1 refused'
	refute_line --regexp '^peer	'
	assert_line %end
}

assert_passed() {
	assert_success
	assert_line --regexp "^peer	$1	"
	assert_line %end
}

# yaml TEXT: such a peers file.
yaml() {
	printf '%b' "$1" >p.yaml
	run peer-validate -s site.yaml ${OPTIONS:-} p.yaml \
		<"$RENDER/registry.records"
}

PEER="asn: 4242428101\npublic-key: $KEY\n"

@test "minimal: the peer record of a peer with what it must have" {
	peer-validate -s "$RENDER/minimal/site.yaml" \
		"$RENDER/minimal/peers.d" <"$RENDER/registry.records" >out
	grep '^peer' out | golden minimal.peers
}

@test "full: peer records with every field" {
	peer-validate -s "$RENDER/full/site.yaml" "$RENDER/full/peers.d" \
		<"$RENDER/registry.records" >out
	grep '^peer' out | golden full.peers
}

@test "six: peer records of a router without IPv4" {
	peer-validate -s "$RENDER/six/site.yaml" "$RENDER/six/peers.d" \
		<"$RENDER/registry.records" >out
	grep '^peer' out | golden six.peers
}

@test "every record passes through, in its place, byte by byte" {
	request alder | joined >in
	peer-validate -s site.yaml <in >out
	grep -v '^peer' out >passed
	diff -u in passed
}

@test "-r writes the peers of that router only" {
	run -0 --separate-stderr peer-validate -s "$RENDER/full/site.yaml" \
		-r zelkova "$RENDER/full/peers.d" <"$RENDER/registry.records"
	[ "$(grep -c '^peer' <<<"$output")" -eq 1 ]
	assert_line --regexp '^peer	as4242428106	.*	router=zelkova	'
}

@test "the order of the requests changes nothing" {
	{ request alder; request birch asn=4242428102 mntner=GROVE-MNT id=2
	request cedar asn=4242428103 mntner=CEDAR-MNT id=3 public-key=$OTHER_KEY
	request alder-2 id=4; request late asn=4242428104 mntner=DATE-MNT id=2
	} | joined >in
	shuffled <in >other
	! cmp -s in other
	peer-validate -s site.yaml <in 2>&1 | grep '^peer	' >out
	peer-validate -s site.yaml <other 2>&1 | grep '^peer	' >out.other
	[ "$(wc -l <out)" -eq 3 ]
	diff -u out out.other
}

@test "a peer's listen port and link-local pair are made of its id" {
	asked id=258
	assert_passed alder
	assert_line --regexp '	listen-port=52258	'
	assert_line --regexp '	link-local=fe80:8001::2:102	local-link-local=fe80:8001::1:102	'
}

@test "an address that the peer chose, outside our prefix, gets ours" {
	asked link-local=fe80::8101
	assert_passed alder
	assert_line --regexp '	link-local=fe80::8101	local-link-local=fe80::8001	'
}

@test "the site's rule can make the listen port of the ASN" {
	sed -i 's/^peering: {/&listen-port: asn, /' site.yaml
	asked id=
	assert_refused "-:$LINE: alder: link-local: missing (expected it, an ipv6 pair, or an id to make it of) [link-local-known]"
	asked id= link-local=fe80::8101
	assert_passed alder
	assert_line --regexp '	listen-port=28101	'
}

@test "the ASN: ours, reserved, unknown, no number" {
	asked asn=4242428001
	assert_refused "-:$LINE: alder: asn: AS4242428001 is this network itself [asn-ours]"
	for asn in 0 23456 65535 4294967295; do
		asked asn=$asn
		assert_refused "-:$LINE: alder: asn: AS$asn is reserved (expected one a network may use) [asn-usable]"
	done
	asked asn=4242428199
	assert_refused "-:$LINE: alder: asn: AS4242428199 is not in the registry (expected an aut-num object) [asn-exists]"
	asked asn=4294967296
	assert_refused "-:$LINE: asn: \"4294967296\" (expected an AS number, 0 .. 4294967295)"
	asked asn=AS4242428101
	assert_passed alder
}

@test "the mntner: missing, another's, in other letters, second of two" {
	asked mntner=
	assert_refused "-:$LINE: alder: mntner: missing (expected the mntner that the request was authenticated for) [mntner-given]"
	asked mntner=BIRCH-MNT
	assert_refused "-:$LINE: alder: mntner: AS4242428101 is not maintained by BIRCH-MNT (expected one of its mnt-by) [mntner-maintains]"
	asked mntner=alder-mnt
	assert_passed alder
	asked asn=4242428102 mntner=BIRCH-MNT
	assert_passed alder
	OPTIONS=--trusted
	asked mntner=
	assert_passed alder
	asked mntner=BIRCH-MNT
	assert_refused "-:$LINE: alder: mntner: AS4242428101 is not maintained by BIRCH-MNT (expected one of its mnt-by) [mntner-maintains]"
}

@test "without a registry no stranger's word says whose the AS is" {
	echo 'registry: {kind: none}' >>site.yaml
	asked
	assert_refused "-:$LINE: alder: mntner: the site has no registry that says whose AS4242428101 is (expected --trusted) [mntner-maintains]"
	OPTIONS=--trusted
	asked asn=4242428199
	assert_passed alder
}

@test "the key: no key, wrong length, bits too many, zero, low order, ours" {
	asked public-key=
	assert_refused "-:$LINE: alder: public-key: missing (expected the peer's WireGuard public key) [key-given]"
	for key in AAAA "${KEY}AAAA" "${KEY/Ak=/Al=}" "${KEY%=}"; do
		asked "public-key=$key"
		assert_refused "-:$LINE: public-key: \"$key\" (expected a WireGuard key, 32 bytes in base64)"
	done
	asked public-key=$ZERO
	assert_refused "-:$LINE: alder: public-key: the all-zero key (expected a key that wg pubkey printed) [key-zero]"
	for key in $LOW_ORDER; do
		asked "public-key=$key"
		assert_refused "-:$LINE: alder: public-key: a point of small order (expected a key that wg pubkey printed) [key-low-order]"
	done
	asked public-key=$OUR_KEY
	assert_refused "-:$LINE: alder: public-key: this is the key of our own router yew [key-ours]"
}

@test "one key on two peers: a warning on both, and both pass" {
	{ request alder; request alder-2 id=2 asn=4242428102 \
	mntner=BIRCH-MNT; } | joined >in
	run peer-validate -s site.yaml <in
	assert_passed alder
	assert_passed alder-2
	for peer in "$LINE: alder" "$((LINE + 1)): alder-2"; do
		assert_line "peer-validate: -:$peer: warning: public-key: another peer has the same key (each has an interface of its own, so it works) [key-shared]"
	done
	assert_line 'peer-validate: 2 peers passed, 0 refused'
}

@test "the endpoint: shell metacharacters and other things that are none" {
	for endpoint in 'host;rm -rf:51820' '$(id).example.net:51820' \
	    'a`id`:51820' 'host' 'host:' 'host:0' 'host:65536' 'host:051820' \
	    ':51820' '-host.example.net:51820' '192.0.2.256:51820' \
	    '[192.0.2.1]:51820' 'a b.example.net:51820' "a'b:51820"; do
		asked "endpoint=$endpoint"
		assert_refused "-:$LINE: endpoint: \"$endpoint\" (expected HOST:PORT, a port being 1 .. 65535)"
	done
	asked 'endpoint=a\nb:51820'
	assert_refused "-:$LINE: endpoint: \"a\\x0ab:51820\" (expected HOST:PORT, a port being 1 .. 65535)"
}

@test "the endpoint: an address that the internet does not reach" {
	for address in 10.0.0.1 172.31.102.1 192.168.1.1 100.64.0.1 \
	    127.0.0.1 169.254.1.1 224.0.0.1 0.0.0.0; do
		asked "endpoint=$address:51820"
		assert_refused "-:$LINE: alder: endpoint: $address (expected an address of the public internet) [endpoint-public]"
	done
	for address in ::1 fd10:8102::1 fe80::1 ff02::1 ::ffff:192.0.2.1; do
		asked "endpoint=[$address]:51820"
		assert_refused "-:$LINE: alder: endpoint: $address (expected an address of the public internet) [endpoint-public]"
	done
}

@test "the endpoint: ours, by name in any letters or by address" {
	asked endpoint=Yew.Example.NET:51820
	assert_refused "-:$LINE: alder: endpoint: the endpoint of our own router yew [endpoint-ours]"
	asked endpoint=yew.example.net.:51820
	assert_refused "-:$LINE: alder: endpoint: the endpoint of our own router yew [endpoint-ours]"
	asked endpoint=198.51.100.7:51820
	assert_refused "-:$LINE: alder: endpoint: an address of this network itself [endpoint-ours]"
	sed -i 's/yew.example.net/"2001:db8::1"/' site.yaml
	asked 'endpoint=[2001:db8:0::1]:51820'
	assert_refused "-:$LINE: alder: endpoint: the endpoint of our own router yew [endpoint-ours]"
}

@test "the endpoint: a reserved network, and the wrong family" {
	asked 'endpoint=[2001:db8:bad::1]:51820'
	assert_refused "-:$LINE: alder: endpoint: 2001:db8:bad::1 lies in a reserved network of the site [endpoint-reserved]"
	sed -i 's/^peering: {/&endpoint-family: ipv6, /' site.yaml
	asked endpoint=192.0.2.7:51820
	assert_refused "-:$LINE: alder: endpoint: 192.0.2.7 (expected an IPv6 address) [endpoint-family]"
	sed -i 's/family: ipv6/family: ipv4/' site.yaml
	asked 'endpoint=[2001:db8::7]:51820'
	assert_refused "-:$LINE: alder: endpoint: 2001:db8::7 (expected an IPv4 address) [endpoint-family]"
	asked endpoint=192.0.2.7:51820
	assert_passed alder
}

@test "the id: out of range, and too large for the base port" {
	for id in 0 65536 -1 010 1e3 ' 1' 99999999999999999999; do
		asked "id=$id"
		assert_refused "-:$LINE: id: \"$id\" (expected a decimal number, 1 .. 65535)"
	done
	asked id=13536
	assert_refused "-:$LINE: alder: id: 13536 (expected 1 .. 13535, 65535 less the base port) [id-range]"
	asked id=13535
	assert_passed alder
	assert_line --regexp '	listen-port=65535	'
}

@test "the link-local address: elsewhere, ours, missing, another peer's" {
	asked link-local=fd10:8102::1
	assert_refused "-:$LINE: alder: link-local: fd10:8102::1 is not in fe80::/10 [link-local-range]"
	asked link-local=192.0.2.1
	assert_refused "-:$LINE: link-local: \"192.0.2.1\" (expected an IPv6 address)"
	asked link-local=fe80::8001
	assert_refused "-:$LINE: alder: link-local: this is our own side's address [link-local-ours]"
	asked link-local=fe80:8001::1:1
	assert_refused "-:$LINE: alder: link-local: this is our own side's address [link-local-ours]"
	asked id=
	assert_refused "-:$LINE: alder: listen-port: missing (expected one, or an id to make it of) [listen-port-known]"
	{ request alder link-local=fe80::1
	request birch asn=4242428102 mntner=BIRCH-MNT id=2 link-local=fe80::1 \
		public-key=$OTHER_KEY; } | joined >in
	run peer-validate -s site.yaml <in
	assert_passed alder
	assert_passed birch
	assert_line 'peer-validate: 2 peers passed, 0 refused'
}

@test "the router: unknown, and none where there are two" {
	asked router=oak
	assert_refused "-:$LINE: alder: router: no router \"oak\" in the site file [router-known]"
	printf '  zelkova: {router-id: 192.0.2.2}\n' >>site.yaml
	asked router=
	assert_refused "-:$LINE: alder: router: missing (expected one of the site's routers) [router-known]"
	asked router=zelkova
	assert_refused "-:$LINE: alder: tunnel: the router zelkova has no wireguard in the site file [tunnel-possible]"
	OPTIONS='-r yew'
	asked router=
	assert_passed alder
}

@test "a request may not use the operator's fields, unless it is trusted" {
	for field in listen-port=52001 ipv4=192.0.2.1/192.0.2.2 \
	    local-link-local=fe80::1 families=mp tunnel=none interface=eth0 \
	    protocol=alder_as1 latency=1 bandwidth=21 crypto=31 \
	    psk-file=/etc/shadow password-file=/etc/shadow import-limit=1 \
	    bfd=true drain=true shutdown=true; do
		asked "$field"
		assert_refused "-:$LINE: ${field%%=*}: not a field of a request record"
	done
	for field in name=other colour=blue; do
		OPTIONS=--trusted asked "$field"
		assert_refused "-:$LINE: ${field%%=*}: not a field of a request record"
	done
	OPTIONS=--trusted
	asked listen-port=52111
	assert_passed alder
}

@test "a request: a field twice, no asn, a name that is none" {
	request alder | sed 's/$/	asn=4242428101/' | joined >in
	run peer-validate -s site.yaml <in
	assert_refused "-:$LINE: asn: there twice (expected once)"
	asked asn=
	assert_success
	assert_line --regexp "^peer-validate: -:$LINE: asn: missing"
	for name in Alder 'a b' '../etc' "$(printf '%033d' 0)"; do
		request "$name" | joined >in
		run peer-validate -s site.yaml <in
		assert_refused "-:$LINE: name: \"$name\" (expected a name of a-z 0-9 _ -, at most 32 long)"
	done
}

@test "a description that wants out stays one value" {
	asked 'description="; } protocol bgp evil {'
	assert_passed alder
	assert_line --regexp '	description="; } protocol bgp evil \{$'
	asked 'description=a\n#% end bird 1\n%end\tb'
	assert_passed alder
	assert_line --regexp '	description=a\\n#% end bird 1\\n%end\\tb$'
	asked "description=$(printf '%1025d' 0)"
	assert_success
	assert_line --regexp "^peer-validate: -:$LINE: description: a text .*1024"
	refute_line --regexp '^peer	'
}

@test "a conflict: the lower id stays, and never are both refused" {
	for what in name listen-port interface protocol; do
		cat >p.yaml <<-END
		- {asn: 4242428101, name: late, id: 5, $what: CLASH, public-key: $KEY}
		- {asn: 4242428102, name: early, id: 4, $what: CLASH, public-key: $OTHER_KEY}
		END
		case $what in
		name) sed -i 's/name: late, //; s/name: early, //; s/CLASH/same/' p.yaml ;;
		listen-port) sed -i 's/CLASH/999/' p.yaml ;;
		*) sed -i 's/CLASH/wg_same1/' p.yaml ;;
		esac
		run peer-validate -s site.yaml p.yaml <"$RENDER/registry.records"
		assert_success
		assert_line --regexp '^peer	(early|same)	asn=4242428102	'
		refute_line --regexp '^peer	.*asn=4242428101	'
		assert_line --regexp "^peer-validate: p.yaml:1: (late|same): $what: (999|same|wg_same1) is (early|same)'s \(p.yaml:2\), on the same router \(expected another\) \[conflict\]\$"
		assert_line 'peer-validate: 1 peers passed, 1 refused'
	done
}

@test "a conflict: one ASN twice, without names" {
	{ request as4242428101 id=9; request as4242428101 id=3; } | joined >in
	run peer-validate -s site.yaml <in
	assert_success
	assert_line --regexp '^peer	as4242428101	.*	id=3	'
	assert_line "peer-validate: -:$LINE: as4242428101: name: as4242428101 is as4242428101's (-:$((LINE + 1))), on the same router (expected another) [conflict]"
}

@test "a conflict: without ids the earlier ASN stays" {
	cat >p.yaml <<-END
	- {asn: 4242428102, listen-port: 999, link-local: fe80::1, public-key: $KEY}
	- {asn: 4242428101, listen-port: 999, link-local: fe80::1, public-key: $OTHER_KEY}
	END
	run peer-validate -s site.yaml p.yaml <"$RENDER/registry.records"
	assert_passed as4242428101
	assert_line "peer-validate: p.yaml:1: as4242428102: listen-port: 999 is as4242428101's (p.yaml:2), on the same router (expected another) [conflict]"
}

@test "a conflict: no request takes from a peer set up by hand" {
	printf "${PEER}name: alder\nlisten-port: 999\nlink-local: fe80::1\n" \
		>p.yaml
	request alder asn=4242428102 mntner=BIRCH-MNT | joined >in
	run peer-validate -s site.yaml p.yaml <in
	assert_passed alder
	assert_line --regexp '^peer	alder	asn=4242428101	'
	assert_line "peer-validate: -:$LINE: alder: name: alder is alder's (p.yaml:1), on the same router (expected another) [conflict]"
}

@test "a conflict: the second protocol of families: separate counts, too" {
	cat >p.yaml <<-END
	- {asn: 4242428101, id: 1, protocol: one_v6, families: separate, ipv4: 192.0.2.1/192.0.2.2, public-key: $KEY}
	- {asn: 4242428102, id: 2, protocol: one_v4, public-key: $OTHER_KEY}
	END
	run peer-validate -s site.yaml p.yaml <"$RENDER/registry.records"
	assert_passed as4242428101
	assert_line "peer-validate: p.yaml:2: as4242428102: protocol: one_v4 is as4242428101's (p.yaml:1), on the same router (expected another) [conflict]"
}

@test "no conflict: two routers, and a LAN's interface without a tunnel" {
	cat >>site.yaml <<-END
	  zelkova:
	    router-id: 192.0.2.2
	    wireguard: {public-key: $OTHER_KEY, private-key-file: /k, link-local: "fe80::2"}
	END
	cat >p.yaml <<-END
	- {asn: 4242428101, router: yew, id: 1, public-key: $KEY}
	- {asn: 4242428101, router: zelkova, id: 1, link-local: fe80::1, public-key: $KEY}
	- {asn: 4242428102, router: yew, tunnel: none, interface: eth0, link-local: fe80::1}
	- {asn: 4242428103, router: yew, tunnel: none, interface: eth0, link-local: fe80::2}
	END
	run peer-validate -s site.yaml p.yaml <"$RENDER/registry.records"
	assert_success
	assert_line 'peer-validate: 4 peers passed, 0 refused'
}

@test "names: an interface too long, a bf_ protocol, BIRD's own words" {
	sed -i 's/^peering: {/&interface: dn42-wg-%a, /' site.yaml
	asked
	assert_refused "-:$LINE: alder: interface: \"dn42-wg-4242428101\" (expected an interface name of a-z 0-9 . _ -, at most 15 long) [interface-name]"
	sed -i 's/interface: dn42-wg-%a/protocol: "%n"/' site.yaml
	request bf_peer | joined >in
	run peer-validate -s site.yaml <in
	assert_refused "-:$LINE: bf_peer: protocol: \"bf_peer\" (expected another: those with bf_ are birdfeed's own) [protocol-reserved]"
	for name in static peer master4 accept xor bgp_path; do
		request "$name" | joined >in
		run peer-validate -s site.yaml <in
		[ "$name" != xor ] || { assert_passed xor; continue; }
		assert_refused "-:$LINE: $name: protocol: \"$name\" (expected another: it is one of BIRD's own words) [protocol-reserved]"
	done
	request 4ever | joined >in
	run peer-validate -s site.yaml <in
	assert_refused "-:$LINE: 4ever: protocol: \"4ever\" (expected a BIRD name of letters, digits and _, at most 64 long) [protocol-name]"
}

@test "names: a protocol of which too much is made" {
	long=$(printf 'p%046d' 0)
	yaml "${PEER}id: 1\nprotocol: $long\n"
	assert_passed as4242428101
	yaml "${PEER}id: 1\nprotocol: $long\npassword-file: /etc/pw\n"
	assert_refused "p.yaml:4: as4242428101: protocol: \"$long\" (expected at most 46, as more is made of it) [protocol-length]"
	long=$(printf 'p%061d' 0)
	yaml "${PEER}id: 1\nprotocol: $long\nipv4: 192.0.2.1/192.0.2.2\nfamilies: ipv4\n"
	assert_refused "p.yaml:4: as4242428101: protocol: \"$long\" (expected at most 61, as more is made of it) [protocol-length]"
}

@test "addresses: what a session or a tunnel cannot be without" {
	yaml "${PEER}id: 1\nfamilies: separate\n"
	assert_refused "p.yaml:1: as4242428101: ipv4: missing (expected OURS/THEIRS for the IPv4 session of families: separate) [ipv4-known]"
	yaml 'asn: 4242428101\ntunnel: none\nlink-local: fe80::1\n'
	assert_refused "p.yaml:1: as4242428101: interface: missing (expected the interface of the link-local address) [interface-known]"
	yaml 'asn: 4242428101\ntunnel: none\nipv6: fe80::1/fe80::2\n'
	assert_refused "p.yaml:1: as4242428101: interface: missing (expected the interface of the link-local address) [interface-known]"
	yaml "${PEER}id: 1\nlocal-link-local: fd10::1\n"
	assert_refused "p.yaml:4: as4242428101: local-link-local: fd10::1 is not in fe80::/10 [local-range]"
	for bad in 0.0.0.0 127.0.0.1 224.0.0.5 255.255.255.255; do
		yaml "${PEER}id: 1\nipv4: 192.0.2.1/$bad\n"
		assert_refused "p.yaml:4: as4242428101: ipv4: $bad is no host's address [ipv4-usable]"
	done
	for bad in :: ::1 ff02::1; do
		yaml "${PEER}id: 1\nipv6: '$bad/2001:db8::1'\n"
		assert_refused "p.yaml:4: as4242428101: ipv6: $bad is no host's address [ipv6-usable]"
	done
	for pair in fe80::1/2001:db8::1 2001:db8::1/fe80::1; do
		yaml "${PEER}id: 1\nipv6: '$pair'\n"
		assert_refused "p.yaml:4: as4242428101: ipv6: one of the two is in fe80::/10 (expected both or neither) [ipv6-usable]"
	done
	yaml "${PEER}id: 1\nipv4: 192.0.2.1\n"
	assert_refused 'p.yaml:4: ipv4: "192.0.2.1" (expected two different IPv4 addresses, OURS/THEIRS)'
}

@test "no link-local address is made up where there is no tunnel" {
	yaml 'asn: 4242428101\nid: 1\ntunnel: none\nipv4: 192.0.2.1/192.0.2.2\nfamilies: ipv4\n'
	assert_passed as4242428101
	refute_line --partial link-local
}

@test "YAML: what is wrong with a file is said with its line" {
	local -A file=(
		[tab]="asn: 4242428101\n\tid: 1\n"
		[unknown]="${PEER}id: 1\ncolour: blue\n"
		[twice]="${PEER}id: 1\nid: 2\n"
		[list]="${PEER}id: [1]\n"
		[octal]="${PEER}id: 010\n"
		[word]="${PEER}id: 1\nbfd: yes\n"
		[anchor]="asn: &a 4242428101\n"
		[alias]="asn: *a\n"
		[tag]="asn: !!str 4242428101\n"
		[documents]="---\nasn: 1\n---\nasn: 2\n"
		[text]="just text\n"
		[keyless]="id: 1\n"
		[null]="${PEER}id:\n"
		[nested]="${PEER}id: 1\nname: {a: b}\n"
	)
	local -A says=(
		[tab]='2: not YAML: '
		[unknown]='4: colour: an unknown key of a peer \(expected one of name, asn, '
		[twice]='4: id: this key was there before, on line 3$'
		[list]='3: id: .*expected one value'
		[octal]='3: id: "010" \(expected a decimal number, 1 .. 65535\)$'
		[word]='4: bfd: "yes" \(expected true or false\)$'
		[anchor]='1: an anchor, alias or tag \(expected plain YAML\)$'
		[alias]='1: an anchor, alias or tag \(expected plain YAML\)$'
		[tag]='1: an anchor, alias or tag \(expected plain YAML\)$'
		[documents]='3: a second document \(expected one\)$'
		[text]='1: .*expected a.* map of keys'
		[keyless]='1: asn: missing'
		[null]='3: id: .*expected a value'
		[nested]='4: name: .*expected one value'
	)
	printf '%b' "${PEER}id: 1\n" >good.yaml
	for kind in "${!file[@]}"; do
		printf '%b' "${file[$kind]}" >bad.yaml
		run peer-validate -s site.yaml bad.yaml good.yaml \
			<"$RENDER/registry.records"
		assert_passed as4242428101
		assert_line --regexp "^peer-validate: bad.yaml:${says[$kind]}"
		assert_line 'peer-validate: 1 peers passed, 1 refused'
	done
}

@test "YAML: an empty file is refused, the others go on" {
	: >empty.yaml
	printf '%b' "${PEER}id: 1\n" >good.yaml
	run peer-validate -s site.yaml empty.yaml good.yaml \
		<"$RENDER/registry.records"
	assert_passed as4242428101
	assert_line 'peer-validate: empty.yaml: empty (expected a YAML document)'
}

@test "YAML: of a list the bad ones are refused alone" {
	cat >p.yaml <<-END
	- {asn: 4242428101, id: 1, public-key: $KEY}
	- {asn: 4242428102, id: 2, public-key: nonsense}
	- nonsense
	- {asn: 4242428103, id: 3, public-key: $OTHER_KEY}
	END
	run peer-validate -s site.yaml p.yaml <"$RENDER/registry.records"
	assert_passed as4242428101
	assert_passed as4242428103
	assert_line 'peer-validate: p.yaml:2: public-key: "nonsense" (expected a WireGuard key, 32 bytes in base64)'
	assert_line --regexp '^peer-validate: p.yaml:3: .*expected a.* map of keys'
	assert_line 'peer-validate: 2 peers passed, 2 refused'
}

@test "YAML: a directory's .yaml and .yml files in order, and no others" {
	mkdir d
	printf '%b' "${PEER}id: 2\n" >d/b.yml
	printf '%b' "${PEER}id: 2\n" >d/a.yaml
	printf '%b' "${PEER}id: 1\n" >d/c.conf
	printf '%b' "${PEER}id: 1\n" >d/.d.yaml
	run peer-validate -s site.yaml d <"$RENDER/registry.records"
	assert_passed as4242428101
	assert_line "peer-validate: d/b.yml:1: as4242428101: name: as4242428101 is as4242428101's (d/a.yaml:1), on the same router (expected another) [conflict]"
	assert_line 'peer-validate: 1 peers passed, 1 refused'
}

@test "a site file: unknown and repeated keys, a wrong type, no router" {
	local -A says=(
		['colour: blue']='13: colour: an unknown key of the site file '
		['network: {asn: 1}']='13: network: this key was there before, on line 1$'
		['rpki: {static: perhaps}']='13: static: "perhaps" \(expected true or false\)$'
		['apply: [1]']='13: .*map of keys'
		['	tab: 1']='13: not YAML: '
	)
	cp site.yaml good.yaml
	for line in "${!says[@]}"; do
		{ cat good.yaml; echo; echo "$line"; } >site.yaml
		asked
		assert_failure 2
		assert_line --regexp "^peer-validate: site.yaml:${says[$line]}"
		refute_closed
	done
	sed 's/4242428001/010/' good.yaml >site.yaml
	asked
	assert_failure 2
	assert_line 'peer-validate: site.yaml:1: asn: "010" (expected an AS number, 0 .. 4294967295)'
	sed -n '1,2p' good.yaml >site.yaml
	asked
	assert_failure 2
	assert_line --regexp '^peer-validate: site.yaml:1: routers: missing'
	echo 'routers: {}' >>site.yaml
	asked
	assert_failure 2
	assert_line --regexp '^peer-validate: site.yaml:3: routers: .*expected at least one router'
	refute_closed
}

@test "-r names a router that is not there" {
	OPTIONS='-r oak' asked
	assert_failure 2
	assert_line 'peer-validate: site.yaml: routers: no router "oak" (expected -r and one of the 1 there)'
	refute_closed
}

@test "a peer record from outside stops the run" {
	echo 'peer	alder	asn=4242428101	router=yew' | joined >in
	run peer-validate -s site.yaml <in
	assert_failure 2
	assert_line "peer-validate: -:$LINE: a peer record that somebody else made (expected request)"
	refute_closed
	refute_line --regexp '^peer	'
}

@test "no aut-num although the site has a registry stops the run" {
	request alder >request
	stream "$(cat request)" | tr '|' '\t' >in
	run peer-validate -s site.yaml <in
	assert_failure 2
	assert_line 'peer-validate: -: no aut-num record, though the site has a registry (did registry-parse fail, or leave them out with -t?)'
	refute_closed
	echo 'registry: {kind: none}' >>site.yaml
	run peer-validate -s site.yaml --trusted <in
	assert_passed alder
}

@test "incomplete input: empty, and cut at every tenth byte" {
	run peer-validate -s site.yaml </dev/null
	assert_failure 2
	assert_line 'peer-validate: -: empty (expected a record stream; did the stage before this one fail?)'
	refute_closed
	request alder | joined >in
	every_tenth peer-validate -s site.yaml <in
}

@test "incomplete input: no newline at the end, sorted, text after it" {
	request alder | joined >in
	head -c -1 in >cut
	run peer-validate -s site.yaml <cut
	assert_failure 2
	assert_line --regexp "^peer-validate: -:$((LINE + 1)): the stream ends within a line "
	sort in >sorted
	run peer-validate -s site.yaml <sorted
	assert_failure 2
	refute_closed
	{ cat in; echo 'mntner	X'; } >more
	run peer-validate -s site.yaml <more
	assert_failure 2
	assert_line "peer-validate: -:$((LINE + 2)): a record outside %begin and %end"
	refute_closed
}

@test "two complete streams are one" {
	request alder | joined >in
	cat in "$RENDER/registry.records" >both
	run peer-validate -s site.yaml <both
	assert_passed alder
}

@test "/dev/full: exit 2, and the reason" {
	request alder | joined >in
	run sh -c 'peer-validate -s site.yaml <in >/dev/full'
	assert_failure 2
	assert_output 'peer-validate: standard output: write: No space left on device'
	run sh -c 'peer-validate -s site.yaml --explain alder <in >/dev/full'
	assert_failure 2
	for option in -h -V; do
		run sh -c "peer-validate $option >/dev/full"
		assert_failure 2
	done
}

@test "files that are not there, or cannot be read" {
	run peer-validate -s none.yaml <"$RENDER/registry.records"
	assert_failure 2
	assert_output 'peer-validate: none.yaml: No such file or directory'
	for path in none none.yaml; do
		run peer-validate -s site.yaml "$path" <"$RENDER/registry.records"
		assert_failure 2
		assert_output "peer-validate: $path: No such file or directory"
	done
	reachable peer-validate
	cp "$RENDER/registry.records" in
	mkdir d
	echo 'asn: 1' >d/a.yaml
	chmod 644 in site.yaml d/a.yaml
	for path in d/a.yaml d site.yaml; do
		chmod 755 . d
		chmod 000 "$path"
		run unprivileged ./peer-validate -s site.yaml d <in
		chmod 755 "$path"
		assert_failure 2
		assert_line "peer-validate: $path: Permission denied"
		refute_closed
	done
}

@test "a directory for a site file, a device for a peers file" {
	run peer-validate -s . <"$RENDER/registry.records"
	assert_failure 2
	assert_output 'peer-validate: .: a directory (expected a file)'
	mkdir -p d/x.yaml
	run peer-validate -s site.yaml d <"$RENDER/registry.records"
	assert_failure 2
	assert_line 'peer-validate: d/x.yaml: a directory (expected a file)'
	refute_closed
}

@test "--strict: a refusal is exit 1, and no end" {
	OPTIONS=--strict
	asked asn=4242428199
	assert_failure 1
	refute_closed
	assert_line 'peer-validate: 0 peers passed, 1 refused'
	asked
	assert_passed alder
	asked id=nonsense
	assert_failure 1
	refute_closed
	yaml "${PEER}id: 1\ncolour: blue\n"
	assert_failure 1
	refute_closed
}

@test "--explain: every check with its outcome, and nothing else on stdout" {
	request alder endpoint=192.168.1.1:51820 mntner=BIRCH-MNT | joined >in
	run -1 --separate-stderr peer-validate -s site.yaml --explain alder <in
	assert_line --regexp '^asn-exists +ok$'
	assert_line --regexp '^mntner-maintains +refused: AS4242428101 is not maintained by BIRCH-MNT '
	assert_line --regexp '^endpoint-public +refused: 192.168.1.1 '
	assert_line --regexp '^conflict +not looked at$'
	refute_line --partial %
	cut -d ' ' -f 1 <<<"$output" | diff -u - <(ids; echo conflict)
	request alder | joined >in
	run -0 --separate-stderr peer-validate -s site.yaml --explain alder <in
	assert_line --regexp '^conflict +ok$'
	refute_line --regexp 'refused|warning'
	run -2 peer-validate -s site.yaml --explain birch <in
	assert_line 'peer-validate: --explain: no peer is named "birch"'
}

# The identifiers in the table of checks.
ids() {
	sed -n 's/^	{ "\([a-z0-9-]*\)", PEER_.*/\1/p' \
		"$TOP_SRCDIR/src/peer-validate/check.c"
}

@test "the man page describes each check once, in the order of the table" {
	[ "$(ids | wc -l)" -gt 20 ]
	[ -z "$(ids | sort | uniq -d)" ]
	sed -n 's/^\.It Ic \([a-z0-9-]*\) Pq .*/\1/p' \
		"$TOP_SRCDIR/man/peer-validate.1" >page
	diff -u <(ids; echo conflict) page
}

@test "the man page's examples: a table becomes requests; why not" {
	cat >peering.csv <<-END
	id,as_num,key,host,port,link_local
	1,4242428101,$KEY,alder.example.net,51820,fe80::8101
	2,4242428102,$OTHER_KEY,2001:db8::8102,51820,
	3,4242428199,$OTHER_KEY,late.example.net,51820,
	END
	sed -i 's/$/\r/' peering.csv
	cp "$RENDER/registry.records" .
	example peer-validate.1 2 >script
	run sh script
	assert_success
	assert_line 'peer-validate: -:34: as4242428199: asn: AS4242428199 is not in the registry (expected an aut-num object) [asn-exists]'
	assert_line 'peer-validate: 2 peers passed, 1 refused'
	run grep '^peer' records
	assert_line --regexp '^peer	as4242428101	.*	endpoint=alder.example.net:51820	id=1	link-local=fe80::8101	'
	assert_line --regexp '^peer	as4242428102	.*	endpoint=\[2001:db8::8102\]:51820	id=2	'
	mkdir peers.d
	printf '%b' "${PEER}id: 1\n" >peers.d/p.yaml
	example peer-validate.1 3 >script
	run sh script
	assert_success
	assert_line --regexp '^conflict +ok$'
}

@test "-h, -V and wrong calls" {
	run -0 --separate-stderr peer-validate -h
	assert_line --index 0 --regexp '^usage: peer-validate '
	[ -z "$stderr" ]
	run -0 --separate-stderr peer-validate -V
	assert_output --regexp '^birdfeed peer-validate [0-9]'
	for call in '' '-x' '--nonsense' '-s' '-s site.yaml --explain'; do
		run --separate-stderr peer-validate $call </dev/null
		assert_failure 2
		assert_output ''
		[ "$(wc -l <<<"$stderr")" -eq 1 ]
		[[ $stderr == *peer-validate:* ]]
	done
}

# many N: a registry of N ASes, N requests for them, and N peers in YAML.
many() {
	seq 1 "$1" | awk -v key="%06dBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=" '
	BEGIN { print "%begin birdfeed-records 1" }
	{
		asn = "42" sprintf("%08d", $1)	# too large for some %d
		k = sprintf(key, $1)
		printf "aut-num\tAS%s\tmnt-by=M%d-MNT\n", asn, $1
		printf "request\tas%s\tasn=%s\tmntner=M%d-MNT\t" \
		    "public-key=%s\tid=%d\n", asn, asn, $1, k, $1 >"requests"
		printf "- {asn: %s, id: %d, public-key: %s}\n", asn, $1,
		    k >"p.yaml"
	}' >registry
	echo %end >end
}

# took COMMAND...: how many milliseconds.
took() {
	local start=$(date +%s%N)
	"$@" || return
	echo $((($(date +%s%N) - start) / 1000000 + 1))
}

from_requests() {
	cat registry requests end | peer-validate -s site.yaml >out 2>err
}

from_yaml() {
	cat registry end | peer-validate -s site.yaml p.yaml >out 2>err
}

@test "10,000 peers, as requests and as YAML: all pass, in linear time" {
	for from in from_requests from_yaml; do
		many 1000
		small=$(took $from)
		assert_equal "$(cat err)" 'peer-validate: 1000 peers passed, 0 refused'
		many 10000
		large=$(took $from)
		assert_equal "$(cat err)" 'peer-validate: 10000 peers passed, 0 refused'
		assert_equal "$(grep -c '^peer	' out)" 10000
		echo "# $from: $small ms for 1,000, $large ms for 10,000 peers" >&3
	done
}

@test "10,000 requests for one listen port: one stays" {
	many 10000
	sed -i 's/, id: [0-9]*/, link-local: fe80::1, listen-port: 999/' p.yaml
	run took from_yaml
	assert_success
	assert_equal "$(tail -n 1 err)" \
		'peer-validate: 1 peers passed, 9999 refused'
}
