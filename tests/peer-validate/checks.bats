#!/usr/bin/env bats
# Checks: which peers pass, and what peer-validate says of those that do not.

load ../verbose
load ../render/judge

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

@test "a message about what the registry does not have says how old it is" {
	local at=$((LINE + 1))
	# older DAYS: the registry's newest commit.
	older() {
		date -u -d "-$1 days -1 hour" +$'revision\t%Y-%m-%dT%H:%M:%SZ'
	}
	{ older 5; older 12; request alder asn=4242428199; } | joined >in
	run peer-validate -s site.yaml <in
	assert_line "peer-validate: -:$((at + 1)): alder: asn: AS4242428199 is not in the registry, whose newest commit is 12 days old (expected an aut-num object) [asn-exists]"
	{ older 3; request alder mntner=BIRCH-MNT; } | joined >in
	run --separate-stderr peer-validate -v -s site.yaml <in
	assert_equal "${stderr_lines[0]}" "peer-validate: -:$at: alder: mntner: AS4242428101 is not maintained by BIRCH-MNT in the registry, whose newest commit is 3 days old (expected one of its mnt-by) [mntner-maintains]"
	# It goes on to bird-render.
	assert_line --regexp $'^revision\t'
	{ printf 'revision\tyesterday\n'; request alder; } | joined >in
	run peer-validate -s site.yaml <in
	assert_failure 2
}

@test "an AS with two aut-num records that differ: neither is believed" {
	{
		printf 'aut-num\tAS4242428101\tmnt-by=MALLET-MNT\n'
		request alder
		request mallet mntner=MALLET-MNT id=2
	} | joined >in
	run peer-validate -s site.yaml <in
	assert_success
	assert_line 'peer-validate: 0 peers passed, 2 refused'
	assert_line "peer-validate: -:$((LINE + 1)): alder: asn: AS4242428101 has aut-num records with different mnt-by, and none is believed (expected one) [asn-exists]"
}

@test "the mntner: missing, another's, in other letters, second of two" {
	asked mntner=
	assert_refused "-:$LINE: alder: mntner: missing (expected the mntner that the request was authenticated for) [mntner-given]"
	asked mntner=BIRCH-MNT
	assert_refused "-:$LINE: alder: mntner: AS4242428101 is not maintained by BIRCH-MNT in the registry (expected one of its mnt-by) [mntner-maintains]"
	asked mntner=alder-mnt
	assert_passed alder
	asked asn=4242428102 mntner=BIRCH-MNT
	assert_passed alder
	OPTIONS=--trusted
	asked mntner=
	assert_passed alder
	asked mntner=BIRCH-MNT
	assert_refused "-:$LINE: alder: mntner: AS4242428101 is not maintained by BIRCH-MNT in the registry (expected one of its mnt-by) [mntner-maintains]"
}

@test "without a registry no stranger's word says whose the AS is" {
	echo 'registry: {kind: none}' >>site.yaml
	asked
	assert_refused "-:$LINE: alder: mntner: without a registry, nothing shows whose AS4242428101 is (expected --trusted) [mntner-maintains]"
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
	# The highest bit, and 2^255 - 19 + 9: X25519 reads another key.
	for key in "$HIGH_BIT" "$ABOVE_P"; do
		asked "public-key=$key"
		assert_refused "-:$LINE: alder: public-key: another form of a key (expected a key that wg pubkey printed) [key-other-form]"
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
	    local-link-local=fe80::1 tunnel=none interface=eth0 \
	    protocol=alder_as1 latency=1 bandwidth=21 crypto=31 \
	    psk-file=/etc/shadow password-file=/etc/shadow import-limit=1 \
	    bfd=true drain=true shutdown=true requested=false; do
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

@test "a request's peer is marked as one, unless it is trusted" {
	asked
	assert_line --regexp '^peer	alder	.*	requested=true$'
	OPTIONS=--trusted
	asked
	assert_passed alder
	refute_output --partial requested
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

@test "the mesh: its ports and interfaces are taken" {
	cp "$RENDER/mesh/site.yaml" .
	peers="asn: 4242428101
router: yew
public-key: $KEY
link-local: fe80::8101
"
	printf '%slisten-port: 51902\n' "$peers" >peer.yaml
	run peer-validate -s site.yaml peer.yaml <"$RENDER/registry.records"
	assert_line "peer-validate: peer.yaml:5: as4242428101: listen-port: 51902 is that of the link to our own router rowan [mesh-port]"
	printf '%slisten-port: 51903\ninterface: wg-int-rowan\n' "$peers" >peer.yaml
	run peer-validate -s site.yaml peer.yaml <"$RENDER/registry.records"
	assert_line "peer-validate: peer.yaml:6: as4242428101: interface: wg-int-rowan (expected another: those with wg-int- are the links to our own routers) [mesh-interface]"
	# sloe is no neighbour of yew's: its port is free there, but Babel runs on
	# every interface that is called like a link.
	printf '%slisten-port: 51903\ninterface: wg-int-sloe\n' "$peers" >peer.yaml
	run peer-validate -s site.yaml peer.yaml <"$RENDER/registry.records"
	assert_line --partial 'interface: wg-int-sloe (expected another'
	printf '%slisten-port: 51903\ninterface: wg-inty\n' "$peers" >peer.yaml
	run peer-validate -s site.yaml peer.yaml <"$RENDER/registry.records"
	assert_line "peer-validate: 1 peers passed, 0 refused"
}

@test "the mesh: what a site file must have for it" {
	# broken SED LINE: that change makes that the message.
	broken() {
		sed "$1" "$RENDER/mesh/site.yaml" >site.yaml
		run peer-validate -s site.yaml <"$RENDER/registry.records"
		assert_failure 2
		assert_line "peer-validate: site.yaml:$2"
	}
	broken 's/number: 2$/number: 255/' '14: number: missing or over 254 (expected it, as the site has a mesh)'
	broken '/number: 3/d' '23: number: missing or over 254 (expected it, as the site has a mesh)'
	broken '/ipv6: fd10:8001::3/d' '23: ipv6: missing (expected it, as the site has a mesh)'
	broken '/endpoint/d' '5: endpoint: missing, and so it is at the other end of a link of the mesh'
	broken 's|Oa+oIQTPzYDtLZiukSgVIIFJt1qThWSHkxcQ8BgurQ8=|ujvEFakPWLN3JnL27zVV9Y9g1i2CGP4iiQ59Z4LAGQM=|' '28: public-key: router rowan has the same, and the mesh links them (expected a key of its own)'
	broken 's/sloe/sloe-sloe/' '23: routers: a name over 8 long, which makes no interface wg-int-NAME'
	broken 's|rowan/sloe|rowan/nobody|' '3: mesh: an unknown link (expected ROUTER/ROUTER, two routers of the site)'
	broken 's|rowan/sloe|rowan/rowan|' '3: mesh: an unknown link (expected ROUTER/ROUTER, two routers of the site)'
	broken 's|ibgp: .yew.|ibgp: [nobody]|' "3: mesh: an unknown router (expected one of the site's)"
	broken 's|links: .*babel|links: some, babel|' '3: mesh: expected full, or a list of ROUTER/ROUTER'
	broken 's|rxcost: 96|rxcost: 0|' '3: rxcost: "0" (expected a decimal number, 1 .. 65534)'
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

# requests RECORD ...: a file of a store's.
requests() {
	printf '\n%%begin birdfeed-records 1\n'
	printf '%s\n' "$@"
	printf '%%end\n'
}

@test "a conflict: the operator's own stays against a request with a lower id" {
	echo "- {asn: 4242428101, name: alder, public-key: $OTHER_KEY, id: 9, listen-port: 52001}" >p.yaml
	requests "request	as4242428102	asn=4242428102	mntner=BIRCH-MNT	public-key=$KEY	id=1" >r
	run peer-validate -s site.yaml --requests r p.yaml <"$RENDER/registry.records"
	assert_passed alder
	assert_line "peer-validate: r:3: as4242428102: listen-port: 52001 is alder's (p.yaml:1), on the same router (expected another) [conflict]"
}

@test "--requests: requests and leaves alone, from there alone" {
	local ok="request	as4242428101	asn=4242428101	mntner=ALDER-MNT	public-key=$KEY	id=9"
	local leave='leave	as4242428102	router=fir	at=2026-11-26T12:00:00Z'
	requests "$ok" "$leave" >r
	run peer-validate -s site.yaml --requests r <"$RENDER/registry.records"
	assert_success
	assert_line "$ok"
	assert_line "$leave"
	assert_line --regexp '^peer	as4242428101	'
	assert_line '%end'
	for other in 'aut-num	AS4242428199	mnt-by=EVIL-MNT' \
	    'vrp	0.0.0.0/0-32-AS1	prefix=0.0.0.0/0	max-length=32	origin=AS1	source=X' \
	    'peer	x	asn=1' 'route	10.0.0.0/8	origin=AS1' \
	    'leave	as4242428102	router=fir	at=yesterday' 'leave	../x	router=fir	at=2026-11-26T12:00:00Z'; do
		requests "$ok" "$other" >r
		run peer-validate -s site.yaml --requests r <"$RENDER/registry.records"
		assert_failure 2
		refute_line '%end'
	done
	requests "$ok" | head -n 3 >r
	run peer-validate -s site.yaml --requests r <"$RENDER/registry.records"
	assert_failure 2
	run peer-validate -s site.yaml --requests nowhere <"$RENDER/registry.records"
	assert_failure 2
	requests >r
	for other in "$ok" "$leave"; do
		run peer-validate -s site.yaml --requests r \
			< <(cat "$RENDER/registry.records"; requests "$other")
		assert_failure 2
		assert_output --partial 'expected it in the file of --requests'
	done
}

@test "psk: yes is a file of the peer's name, and no other" {
	local ok="request	as4242428101	asn=4242428101	mntner=ALDER-MNT	public-key=$KEY	id=9	psk=yes"
	echo "self-service: {psk-dir: $PWD/psk}" >>site.yaml
	mkdir psk
	head -c 32 /dev/urandom | base64 >psk/as4242428101
	chmod 600 psk/as4242428101
	requests "$ok" >r
	run peer-validate -s site.yaml --requests r <"$RENDER/registry.records"
	assert_line --regexp "^peer	as4242428101	.*	psk-file=$PWD/psk/as4242428101	"
	requests "${ok/psk=yes/psk=\/etc\/shadow}" >r
	run peer-validate -s site.yaml --requests r <"$RENDER/registry.records"
	refute_line --regexp '^peer	'
	# One whose key is not there is refused alone; apply would refuse all.
	requests "$ok" "request	as4242428102	asn=4242428102	mntner=BIRCH-MNT	public-key=$OTHER_KEY	id=8	psk=yes" >r
	run peer-validate -s site.yaml -v --requests r <"$RENDER/registry.records"
	assert_passed as4242428101
	assert_line --partial "as4242428102: psk: there is no good key in the site's psk-dir (expected the store to have made one) [psk-there]"
	chmod 644 psk/as4242428101
	run peer-validate -s site.yaml --requests r <"$RENDER/registry.records"
	refute_line --regexp '^peer	'
	rm -r psk
	run peer-validate -s site.yaml --requests r <"$RENDER/registry.records"
	assert_success
	refute_line --regexp '^peer	'
}

@test "--refusals: which requests were refused, and why, as JSON" {
	requests "request	as4242428101	asn=4242428101	mntner=ALDER-MNT	public-key=$KEY	id=9	endpoint=10.0.0.1:5" \
	    "request	as4242428199	asn=4242428199	mntner=\"A-MNT	public-key=$KEY	id=8" >r
	echo "- {asn: 4242428001, name: ours, public-key: $OTHER_KEY, id: 9}" >p.yaml
	peer-validate -s site.yaml --requests r --refusals why p.yaml \
		<"$RENDER/registry.records" >out
	tail -n 1 out | grep -qx %end
	run cat why
	assert_line --index 0 '{'
	assert_line --index 1 --regexp '^  "as4242428199": "asn: .*\[asn-exists\]",$'
	assert_line --index 2 '  "as4242428101": "endpoint: 10.0.0.1 (expected an address of the public internet) [endpoint-public]"'
	assert_line --index 3 '}'
	assert_equal "${#lines[@]}" 4
	requests >r
	peer-validate -s site.yaml --requests r --refusals why <"$RENDER/registry.records" >out
	assert_equal "$(cat why)" '{}'
	run peer-validate -s site.yaml --requests r --refusals /nowhere/x <"$RENDER/registry.records"
	assert_failure 2
	run peer-validate -s site.yaml --requests r --refusals /dev/full <"$RENDER/registry.records"
	assert_failure 2
	refute_line %end
}
