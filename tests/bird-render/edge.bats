#!/usr/bin/env bats
# Routers with sessions of the site file: the public internet's, and dn42's
# collectors.
#
# Documentation prefixes and AS numbers are bogons to these routers, so what
# they are to accept is invented elsewhere: AS numbers from 3000000000 on and
# 3000::/16, which IANA has given to nobody, and 7.0.0.0/8, which nobody
# announces.

load ../render/helper

SITES='minimal full downstream exchange mesh routes dn42'

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	EDGE=$TOP_SRCDIR/tests/edge
}

# edge SITE [OPTION ...]: what bird-render makes of that site.
edge() {
	local site=$1 router=edge1 from=$EDGE/irr.records
	shift
	if [ "$site" = dn42 ]; then
		router=yew from=$RENDER/registry.records
	fi
	bird-render -s "$EDGE/$site/site.yaml" -r $router "$@" <"$from" 2>err
}

birds() {
	PATH=$PATH:/usr/sbin command -v bird || :
	printf '%s\n' ${BIRD_OTHERS:-}
}

# loads DIRECTORY: each BIRD takes its bird.conf without a word, but for the
# password's one warning.
loads() {
	local bird
	[ -n "$(birds)" ] || skip "no bird"
	mkdir -p etc
	for name in bf_bgp_oak oak_six bf_bgp_fir bf_bgp_rs1_v6; do
		echo "define BIRDFEED_PASSWORD_$name = \"one\";"
	done >etc/passwords.conf
	find "$1" -type f -exec \
		sed -i "s|/etc/birdfeed|$PWD/etc|" {} +
	for bird in $(birds); do
		run "$bird" -p -c "$1/bird.conf"
		assert_success
		output=$(grep -v 'Missing authentication option' <<<"$output" || :)
		assert_output ''
	done
}

# site LINE ...: a site file of one router and such sessions.
site() {
	cat >site.yaml <<-'END'
	network: {asn: 3000000001, prefixes: [7.0.0.0/22, "3000:1::/32"]}
	registry: {kind: none}
	routers:
	  edge1: {ipv4: 7.0.0.1, ipv6: "3000:1::1"}
	sessions:
	END
	printf '  - {%s}\n' "$@" >>site.yaml
}

OAK='name: oak, type: upstream, asn: 3000000002, neighbor: 192.0.2.1'
FIR='name: fir, type: downstream, asn: 3000000011, neighbor: 192.0.2.11'
EMPTY='%begin birdfeed-records 1
%end'

# refused MESSAGE [SESSION ...]: site.yaml with these has that error.
refused() {
	local message=$1
	shift
	[ $# -eq 0 ] || site "$@"
	run bird-render -s site.yaml <<<"$EMPTY"
	assert_failure 2
	assert_line "bird-render: site.yaml:$message"
	refute_closed
}

@test "the golden routers" {
	for site in $SITES; do
		edge $site >out
		golden edge-$site.bird <out
	done
}

@test "every BIRD loads them, and says nothing" {
	for site in $SITES; do
		rm -rf bird
		edge $site >out
		[ $site != exchange ] || sed -i '/authentication md5;/d' out
		unfold . <out
		loads bird
	done
}

@test "the version's authentication is for those that know it" {
	edge exchange >out
	grep -c '	authentication md5;' out
	[ -n "${BIRD_OTHERS:-}" ] || skip "no BIRD_OTHERS"
	birds() { printf '%s\n' ${BIRD_OTHERS:-}; }
	unfold . <out
	loads bird
}

@test "the other side's: of a downstream, and of a peer; they load" {
	for name in fir hazel; do
		edge downstream --remote $name >out
		golden edge-downstream.remote-$name.bird <out
		mkdir $name
		cp out $name/bird.conf
		loads $name
	done
	grep -F 'BF_OWN4 = [ 7.11.0.0/24+, 7.11.1.0/24+, 7.11.4.0/23+ ];' \
		fir/bird.conf
	grep '^# The session has a password' fir/bird.conf
	run ! grep BIRDFEED_PASSWORD fir/bird.conf
}

@test "the other side's, refused: who has a configuration, and unknown ones" {
	run -2 edge downstream --remote oak
	run cat err
	assert_line "bird-render: $EDGE/downstream/site.yaml:6: oak: type: upstream has its own configuration (expected a peer or a downstream)"
	run -2 edge downstream --remote empty
	run cat err
	assert_line "bird-render: $EDGE/downstream/site.yaml:16: empty: local: missing (expected it, as it is the other side's neighbour)"
	run -2 edge downstream --remote nobody
	run cat err
	assert_line 'bird-render: --remote: no peer of edge1 is named "nobody"'
}

@test "the order of the records and of the sessions changes nothing" {
	shuffled <"$EDGE/irr.records" >other
	run ! cmp -s "$EDGE/irr.records" other
	bird-render -s "$EDGE/downstream/site.yaml" <other >out
	cmp out "$GOLDEN/edge-downstream.bird"
	site "$OAK" "$FIR, prefixes: [7.11.0.0/24, 7.12.0.0/24]"
	bird-render -s site.yaml <<<"$EMPTY" >one
	site "$FIR, prefixes: [7.12.0.0/24, 7.11.0.0/24]" "$OAK"
	bird-render -s site.yaml <<<"$EMPTY" >two
	cmp one two
}

@test "an as-set: nested, in a loop, in any case, of several sources" {
	edge downstream >out
	run sed -n '/^define BF_ORIGINS_lime /,/\];/p' out
	# 64512..64520 is no AS number and no set.
	assert_output 'define BF_ORIGINS_lime = [
	3000000005..3000000007,
	3000000009
];'
	run sed -n '/^define BF_PREFIXES4_lime /,/\];/p' out
	assert_output 'define BF_PREFIXES4_lime = [
	7.5.0.0/23{23,24},
	7.6.0.0/22,
	7.6.1.0/24
];'
	run sed -n '/^define BF_PREFIXES6_lime_v6 /,/\];/p' out
	assert_output 'define BF_PREFIXES6_lime_v6 = [
	3000:5::/32,
	3000:6::/32{33,33},
	3000:8::/32
];'
}

@test "a very deep as-set is no matter" {
	{
		echo '%begin birdfeed-records 1'
		awk 'BEGIN {
			for (i = 0; i < 20000; i++)
				printf "as-set\tAS-D%d\tmembers=AS-D%d\n", i, i + 1
			printf "as-set\tAS-D20000\tmembers=AS3000000077, AS-D0\n"
			printf "route\t7.77.0.0/16\torigin=AS3000000077\n"
		}'
		echo %end
	} >in
	site "$FIR, as-set: AS-D0"
	bird-render -s site.yaml <in >out
	grep -A 2 BF_PREFIXES4_fir out | grep 7.77.0.0/16
}

@test "an as-set or routes that did not come stop the run" {
	site "$FIR, as-set: AS-FIR"
	refused '6: fir: as-set: no as-set record of this name (did registry-parse fail, or leave them out with -t?)'
	stream 'as-set|AS-FIR|members=AS3000000011' >in
	run -2 bird-render -s site.yaml <in
	assert_output --partial 'bird-render: site.yaml:6: fir: as-set: no route or route6 record (did registry-parse fail, or leave them out with -t?)'
	site "$FIR, asns: [3000000012]"
	refused '6: fir: asns: no route or route6 record (did registry-parse fail, or leave them out with -t?)'
}

@test "a list that comes to nothing permits nothing, and that is said" {
	edge downstream >out
	grep -F 'BF_PREFIXES4_empty = [];' out
	grep -F 'empty: warning: as-set: permits nothing (expected a route)' err
	site "$FIR, prefixes: []"
	run -0 bird-render -s site.yaml <<<"$EMPTY"
	assert_line 'bird-render: site.yaml:6: fir: warning: prefixes: permits nothing (expected a route)'
	assert_line 'define BF_PREFIXES4_fir = [];'
	assert_line '	if net !~ BF_PREFIXES4_fir then reject;'
}

@test "an own prefix that nobody would take is warned of" {
	site "$OAK"
	sed -i 's|7.0.0.0/22|7.0.0.0/25|' site.yaml
	run -0 bird-render -s site.yaml <<<"$EMPTY"
	assert_line 'bird-render: site.yaml:1: prefixes: warning: 7.0.0.0/25 is not announced (expected /8 to /24, or /16 to /48)'
}

@test "every way in and out has a filter of its own, or none" {
	for site in $SITES; do
		edge $site | awk '
		/^(protocol|template)/ { in_bgp = $2 == "bgp" }
		in_bgp && /^\tipv[46] \{$/ { channel = 1; in_ = out = 0 }
		channel && /import (filter [a-z0-9_]+|none);/ { in_++ }
		channel && /export filter [a-z0-9_]+;/ { out++ }
		/^\t};/ && channel {
			if (in_ != 1 || out != 1) { print "channel", NR; bad = 1 }
			channel = 0
			n++
		}
		/^protocol bgp/ { bgp++ }
		/^protocol bgp/ && / from / { n++ }
		END { exit bad || bgp < 1 || n < bgp }' ||
			fail "$site"
	done
}

@test "a tunnelled peer is a peer as any other, without marks" {
	site "$OAK"
	stream 'peer|alder|asn=3000000040|router=edge1|link-local=fe80::40|tunnel=none|interface=eth0|protocol=alder|import-limit=9|latency=7' >in
	bird-render -s site.yaml <in >out
	run sed -n '/^filter bf_import4_l2/,/^}/p' out
	assert_output 'filter bf_import4_l2_b0_c0
{
	bgp_local_pref = 120;
	bf_clean();
	bf_import4();
	bf_no_transit();
	bf_graceful();
	bgp_large_community.add((3000000001, 3, 3));
	accept;
}'
	run ! grep '(64511,' out
	unfold . <out
	loads bird
	site "$OAK, protocol: alder"
	run -2 bird-render -s site.yaml <in
	assert_line "bird-render: site.yaml:6: oak: protocol: a peer's session has the same name (expected another)"
	sed -i 's/link-local=/local-link-local=fe80::1|link-local=/' in
	tr '|' '\t' <in >in.tabs
	site "$OAK"
	bird-render -s site.yaml --remote alder <in.tabs >out
	mkdir remote
	cp out remote/bird.conf
	loads remote
}

@test "one password file for peers and sessions is included once" {
	site "$OAK, password-file: /etc/birdfeed/p.conf" \
		"$FIR, prefixes: [7.11.0.0/24], password-file: /etc/birdfeed/p.conf"
	stream 'peer|alder|asn=3000000040|router=edge1|link-local=fe80::40|tunnel=none|interface=eth0|protocol=alder|import-limit=9|password-file=/etc/birdfeed/p.conf' >in
	bird-render -s site.yaml <in >out
	copy=$(sed -n 's|^#% file bird/\(copy/[0-9a-f]*\) 0640$|\1|p' out)
	assert_equal "$(grep -c "^include \"$copy\";  # /etc/birdfeed/p.conf\$" out)" 1
	assert_equal "$(grep -c '^#% copy /etc/birdfeed/p.conf$' out)" 1
	assert_equal "$(grep -c 'password BIRDFEED_PASSWORD_' out)" 3
}

@test "whatever the description, a line is printable and opens nothing" {
	for text in '"}; } protocol bgp evil {' 'a\n#% end bird 1' \
	    'a\nprotocol bgp evil {\n}' '\e[2J\x7f' 'Ahornstraße' \
	    '*/ /* %end' '\r' '\nfilter bf_in4_oak { accept; }'; do
		site "$OAK, description: \"${text//\"/\\\"}\""
		bird-render -s site.yaml <<<"$EMPTY" >out
		sed 's/straße//' out >plain
		run env LC_ALL=C grep -n "[^ -~$TAB]" plain
		assert_failure 1
		[ "$(grep -c '^protocol bgp ' out)" -eq 1 ]
		[ "$(grep -c '^filter ' out)" -eq 2 ]
		[ "$(grep -c '^#% end' out)" -eq 1 ]
		rm -rf bird
		unfold . <out
		loads bird
	done
}

@test "hostile text in the other keys is refused" {
	hostile='x"; } protocol bgp evil {'
	for key in name router type asn neighbor local interface multihop \
	    gateway protocol password-file role families import-limit action \
	    as-set local-pref prepend med blackhole add-paths; do
		site "$(sed "s/, $key: [^,]*//; s/^$key: [^,]*, //" <<<"$OAK"), $key: '$hostile'"
		run -2 bird-render -s site.yaml <<<"$EMPTY"
		assert_line --regexp "^bird-render: site.yaml:6: $key: "
		refute_closed
	done
	for key in prefixes asns; do
		site "$FIR, $key: ['$hostile']"
		run -2 bird-render -s site.yaml <<<"$EMPTY"
		assert_line --regexp "^bird-render: site.yaml:6: $key: "
	done
	# As records nothing of it is a member, a prefix or a number.
	stream "as-set|AS-FIR|members=$hostile, AS-\"X, AS3000000011" \
		"route|7.11.0.0/24|origin=AS3000000011|descr=$hostile" \
		"route|$hostile|origin=AS3000000011" \
		"route|7.12.0.0/24|origin=$hostile" >in
	site "$FIR, as-set: AS-FIR"
	bird-render -s site.yaml <in >out
	run ! grep -F -e evil -e 7.12.0.0 -e '"X' out
	grep 7.11.0.0/24 out
}

@test "what a session lacks or cannot have is refused" {
	has='of another type (expected it of'
	refused '6: name: missing' "${OAK/name: oak, /}"
	refused '6: type: missing' "${OAK/type: upstream, /}"
	refused '6: asn: missing' "${OAK/asn: 3000000002, /}"
	refused '6: neighbor: missing' "${OAK%, neighbor*}"
	refused '6: typo: an unknown key of a session (did you mean type?)' "$OAK, typo: 1"
	refused '6: router: an unknown router (expected one of the site'"'s)" "$OAK, router: edge9"
	refused '6: asn: our own (expected another'"'s; the site's own routers are joined by its mesh, or by type: ibgp)" "${OAK/3000000002/3000000001}"
	refused '6: asn: a reserved AS number' "${OAK/3000000002/65535}"
	refused '6: role: is not that of the type (expected none, or to leave it out)' "$OAK, role: provider"
	refused "6: prefixes: $has a peer, a downstream or an ibgp)" "$OAK, prefixes: [7.9.0.0/16]"
	for key in 'as-set: AS-X' 'asns: [1]' 'more-specifics: true'; do
		refused "6: ${key%%:*}: $has a peer or a downstream)" "$OAK, $key"
	done
	refused "6: add-paths: $has a collector)" "$OAK, add-paths: true"
	refused "6: default-route: $has an upstream, to take it, or of a downstream, to send it)" "${OAK/upstream/peer}, default-route: true"
	refused "6: blackhole: $has a downstream, an upstream or a route-server)" "${OAK/upstream/peer}, blackhole: true"
	for key in import-limit receive-limit local-pref; do
		refused "6: $key: of a collector (expected none: nothing is taken from it)" "${OAK/upstream/collector}, $key: 5"
	done
	for key in prepend med; do
		refused "6: $key: of a collector (expected none: it sees what there is)" "${OAK/upstream/collector}, $key: 5"
	done
	refused '6: drain: of a collector (expected none: it has no traffic)' "${OAK/upstream/collector}, drain: true"
	refused '6: more-specifics: of no list (expected prefixes, as-set or asns)' "${OAK/upstream/peer}, more-specifics: true"
	refused '6: prefixes: missing (expected prefixes, as-set or asns: what a downstream may announce)' "$FIR"
	for prefix in 7.9.0.0/25 6.0.0.0/7 '"3000:9::/49"' '"3000::/15"'; do
		refused '6: prefixes: a length that no neighbour may announce (expected /8 to /24, or /16 to /48)' "$FIR, prefixes: [$prefix]"
	done
	refused "6: prefixes: our own (expected the neighbour's, or a part of ours)" "$FIR, prefixes: [7.0.0.0/22]"
	refused '6: as-set: "FIR" (expected an as-set such as AS-NAME, AS64496:AS-NAME or RIPE::AS-NAME, or a route-set such as RS-NAME, at most 64 long)' "$FIR, as-set: FIR"
}

@test "addresses that do not go together are refused" {
	LL=${OAK/192.0.2.1/\"fe80::1\"}
	refused '6: interface: missing (expected it, as the neighbor is a link-local address)' "$LL"
	refused '6: interface: of a neighbor that needs none (expected it for a link-local address, or with multihop)' "$OAK, interface: eth0"
	refused '6: interface: a link of the mesh (expected none that begins with wg-int-)' "$LL, interface: wg-int-x"
	refused '6: multihop: to a link-local neighbor (expected none: it is on the link)' "$LL, interface: eth0, multihop: 2"
	for local in 192.0.2.1 '"2001:db8::1"'; do
		refused '6: local: does not go with the neighbor (expected another address of its family, link-local when it is)' "$OAK, local: $local"
	done
	refused '6: local: does not go with the neighbor (expected another address of its family, link-local when it is)' "$LL, interface: eth0, local: \"2001:db8::1\""
	refused '6: gateway: to a neighbor on the link (expected multihop, or none)' "$OAK, gateway: 192.0.2.9"
	for gateway in 192.0.2.1 '"2001:db8::1"'; do
		refused '6: gateway: does not go with the neighbor (expected another address of its family)' "$OAK, multihop: 2, gateway: $gateway"
	done
	V6=${OAK/192.0.2.1/\"2001:db8::1\"}
	refused '6: interface: missing (expected it, as the gateway is a link-local address)' "$V6, multihop: 2, gateway: \"fe80::9\""
	refused '6: interface: of a gateway that needs none (expected it for a link-local address only)' "$V6, multihop: 2, gateway: \"2001:db8::9\", interface: eth0"
	refused '6: multihop: "256" (expected a decimal number, 1 .. 255)' "$OAK, multihop: 256"
	refused '6: multihop: "0" (expected a decimal number, 1 .. 255)' "$OAK, multihop: 0"
	refused '6: prepend: "11" (expected a decimal number, 0 .. 10)' "$OAK, prepend: 11"
}

@test "the other family of a neighbor that is not on the link needs a way, too" {
	local V6=${OAK/192.0.2.1/\"2001:db8::1\"}
	local mp="$OAK, multihop: 2, families: mp, local-ipv6: \"2001:db8::9\""
	missing='6: gateway: missing for IPv6, and BIRD would not know the way for these routes'
	site "$mp, gateway: 192.0.2.9"
	run -2 bird-render -s site.yaml --no-records
	assert_line --partial "$missing (expected gateway: {ipv4: ADDRESS, ipv6: ADDRESS}"
	for keys in 'gateway: 192.0.2.9, import: none' \
	    'gateway: {ipv4: 192.0.2.9, ipv6: "2001:db8::7"}' \
	    'gateway: {ipv4: 192.0.2.9, ipv6: "fe80::7"}, interface: eth0'; do
		site "$mp, $keys"
		bird-render -s site.yaml --no-records >out 2>err || { cat err; false; }
		unfold . <out
		loads bird
		grep -q '192.0.2.1/32 via 192.0.2.9;' out
	done
	run sed -n '/^filter bf_in6_oak/,/^}/p' out
	assert_output --partial $'\tifname = "eth0";\n\tgw = fe80::7;\n\tbf_graceful();'
	run sed -n '/^filter bf_in4_oak/,/^}/p' out
	refute_output --partial 'gw = '
	refused '6: interface: missing (expected it, as the gateway is a link-local address)' \
		"$mp, gateway: {ipv4: 192.0.2.9, ipv6: 'fe80::7'}"
	refused '6: gateway: "192.0.2.8" (expected an IPv6 address)' "$mp, gateway: {ipv6: 192.0.2.8}"
	refused '6: gateway: an unknown family (expected ipv4 or ipv6)' "$mp, gateway: {ipv5: 192.0.2.8}"
	# IPv4 routes over IPv6, whose next hop is the neighbor itself.
	site "$V6, multihop: 2, families: mp, extended-next-hop: true, gateway: '2001:db8::9'"
	bird-render -s site.yaml --no-records >out 2>err || { cat err; false; }
}

@test "a neighbor that is not on the link needs a way to it" {
	missing='6: gateway: missing, and BIRD would not know the way to the neighbor'
	site "$OAK, multihop: 2"
	run -2 bird-render -s site.yaml <<<"$EMPTY"
	assert_line --partial "$missing (expected gateway: ADDRESS"
	assert_line --partial 'interface: NAME'
	assert_line --partial 'static route of the router'
	# Nothing is taken from a collector.
	site "${OAK/upstream/collector}, multihop: 2"
	bird-render -s site.yaml <<<"$EMPTY" >out
	run ! grep bf_gateways out
	way() {	# LINE SESSION: the way that BIRD gets
		site "$2"
		bird-render -s site.yaml <<<"$EMPTY" >out
		grep -x "	route $1;" out
		grep -A1 'static bf_gateways' out | grep 'preference 210'
		unfold tree <out
		loads tree/bird
	}
	V6=${OAK/192.0.2.1/\"2001:db8::1\"}
	way '192.0.2.1/32 via 192.0.2.9' "$OAK, multihop: 2, gateway: 192.0.2.9"
	way '192.0.2.1/32 via "eth0"' "$OAK, multihop: 2, interface: eth0"
	way "2001:db8::1/128 via fe80::9%'eth0'" "$V6, multihop: 2, gateway: \"fe80::9\", interface: eth0"
	# A static route is one, unless it leads nowhere.
	site "$OAK, multihop: 2"
	sed -i 's/edge1: {/&static: [{prefix: 192.0.2.0\/30, via: 192.0.2.9}], /' site.yaml
	bird-render -s site.yaml <<<"$EMPTY" >out
	run ! grep bf_gateways out
	sed -i 's/via: 192.0.2.9/discard: blackhole/' site.yaml
	run -2 bird-render -s site.yaml <<<"$EMPTY"
	assert_line --partial "$missing"
}

@test "networks of neighbours: the site's, and around every other neighbour" {
	site "$OAK" "${FIR/192.0.2.?/203.0.113.7}, prefixes: [7.9.0.0/16]"
	echo 'lans: [203.0.113.0/24, "2001:db8:7::/64"]' >>site.yaml
	bird-render -s site.yaml <<<"$EMPTY" >out
	unfold tree <out
	loads tree/bird
	sed -n '/^define BF_LANS/,/;$/p' out >lans
	run cat lans
	assert_output - <<-END
	define BF_LANS4 = [
	$(printf '\t')203.0.113.0/24+,
	$(printf '\t')192.0.2.1/32{17,32}
	];
	define BF_LANS6 = [
	$(printf '\t')2001:db8:7::/64+
	];
	END
}

@test "names that two sessions share, or BIRD's own, are refused" {
	refused '6: protocol: a word of BIRD'"'s own (expected another name)" "$OAK, protocol: filter"
	refused '6: protocol: begins as birdfeed'"'s own names do (expected another beginning than bf_)" "$OAK, protocol: bf_static4"
	refused '7: name: session oak-1 of this router has the same (expected another)' "${OAK/oak/oak-1}" "${OAK/oak/oak_1}"
	refused '7: protocol: session oak of this router has the same (expected another)' "$OAK, protocol: up" "$FIR, prefixes: [7.9.0.0/16], protocol: up"
	refused '7: neighbor: session oak of this router has the same (expected another, or another local, where the router'"'"'s bird: {version} is 2.17 or 3.2 or later)' "$OAK" "${OAK/oak/ash}"
	# On another interface it is another neighbour.
	LL=${OAK/192.0.2.1/\"fe80::1\"}
	site "$LL, interface: eth0" "${LL/oak/ash}, interface: eth1"
	run -0 bird-render -s site.yaml <<<"$EMPTY"
	site "$OAK"
	sed -i 's/^sessions:/  edge2: {ipv4: 7.0.0.2}\n&/' site.yaml
	refused '7: router: missing (expected it, as there are several)'
	site x
	sed -i 's/^sessions:/sessions: {}/; $d' site.yaml
	refused '5: sessions: not a list (expected a list of sessions)'
	site "$OAK"
	sed -i '$s/.*/  - text/' site.yaml
	refused '6: a session: not a map (expected a map of keys)'
}

@test "in dn42 there are collectors, and peers elsewhere" {
	site "$OAK"
	sed -i '/kind: none/d' site.yaml
	refused '5: type: has no meaning in dn42 (expected collector or ibgp here, and who peers as a peer, with tunnel: none)'
}

@test "without ROA tables nothing asks them; with them, only what is invalid goes" {
	edge minimal >out
	run ! grep -e roa_check -e 'import table' out
	edge exchange >out
	assert_equal "$(grep -c -e 'roa_check(bf_roa[46], net, bf_asn) = ROA_INVALID then reject' -e '^	bf_origin[46](bgp_path.last);' out)" 4
	assert_equal "$(grep -c 'import table on' out)" 4
	site "$OAK"
	echo 'rpki: {static: true}' >>site.yaml
	run -2 bird-render -s site.yaml <<<"$EMPTY"
	assert_output --partial 'no vrp record, though the site has static ROA tables'
}

@test "peer-validate, wg-render and apply work on such a site" {
	# BIRD's own user reads the staged files.
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* . 2>/dev/null || :
	PATH=$PATH:/usr/sbin:/sbin
	{ peer-validate -s "$EDGE/minimal/site.yaml" <<<"$EMPTY" >records; } 2>&1
	{
		wg-render -s "$EDGE/minimal/site.yaml" <records
		bird-render -s "$EDGE/minimal/site.yaml" <records
	} >fragments
	run ! grep wireguard fragments
	run -0 apply -s "$EDGE/minimal/site.yaml" --install-only \
		--state-dir "$PWD/state" <fragments
	[ -s state/current/bird/sessions.conf ]
	run -0 apply -v -s "$EDGE/minimal/site.yaml" --install-only \
		--state-dir "$PWD/state" <fragments
	assert_line 'apply: unchanged'
}

@test "incomplete input: cut at every tenth byte" {
	every_tenth bird-render -s "$EDGE/downstream/site.yaml" \
		<"$EDGE/irr.records"
}

@test "100,000 route records of one downstream: aggregated, and BIRD loads them" {
	{
		echo '%begin birdfeed-records 1'
		echo "as-set${TAB}AS-FIR${TAB}members=AS3000000011"
		awk 'BEGIN { for (i = 0; i < 100000; i++)
			printf "route\t%d.%d.%d.0/24\torigin=AS%u\n",
			    20 + i % 7, i / 7 % 256, i / 1792, 3000000011 }'
		echo %end
	} >in
	site "$FIR, as-set: AS-FIR"
	bird-render -s site.yaml <in >out
	ranges=$(sed -n '/^define BF_PREFIXES4_fir/,/\];/p' out | wc -l)
	[ "$ranges" -le 6100 ]
	unfold . <out
	loads bird
}

@test "no records: the site that needs none says so, and none are read" {
	site "$OAK"
	run -2 bird-render -s site.yaml </dev/null
	assert_output --partial ' fail? The site file needs no records: --no-records reads none)'
	printf '\n%%begin birdfeed-records 1\n%%end\n' |
		bird-render -s site.yaml >with 2>err
	# Not even opened: it would wait forever.
	mkfifo never
	bird-render -s site.yaml --no-records <>never >without 2>err
	cmp with without
	bird-render -s site.yaml --no-records <&- >without 2>err
	cmp with without
	wg-render -s site.yaml --no-records <&- >without 2>err
	run -2 wg-render -s site.yaml </dev/null
	assert_output --partial '--no-records reads none'
}

@test "no records: refused where the router needs some, and not hinted at" {
	local need
	while IFS='|' read -r line need; do
		site "name: elm, type: downstream, asn: 3000000009, neighbor: 7.1.0.9, $line"
		for tool in bird-render wg-render; do
			run -2 $tool -s site.yaml --no-records
			assert_line "$tool: site.yaml:6: elm: $need (expected a record stream, and no --no-records)"
			run -2 $tool -s site.yaml </dev/null
			refute_output --partial 'no-records'
		done
	done <<-'END'
	as-set: AS-ELM|as-set: needs the records of an IRR
	asns: [3000000010]|asns: without prefixes needs the records of an IRR
	END
	run -2 bird-render -s "$EDGE/dn42/site.yaml" -r yew --no-records
	assert_output --partial "registry: needs the registry's records"
	site "$OAK"
	echo 'rpki: {static: true}' >>site.yaml
	run -2 bird-render -s site.yaml --no-records
	assert_output --partial 'rpki: static: needs vrp records'
	sed -i 's/^rpki:.*/peering: {}/' site.yaml
	run -2 bird-render -s site.yaml --no-records
	assert_output --partial 'peering: peers come as records'
}

# What the pipeline of examples/edge needs here.
example_edge() {
	cp -R "$TOP_SRCDIR/examples/edge" reed
	chmod -R u+w reed
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* . 2>/dev/null || :
	PATH=$PATH:/usr/sbin:/sbin
	echo 'define BIRDFEED_PASSWORD_bf_bgp_rush = "x";' >rush.conf
	# BIRD reads it as its own user.
	chmod 640 rush.conf
	[ "$(id -u)" != 0 ] || chgrp bird rush.conf 2>/dev/null || :
	sed -i "s|/etc/birdfeed/rush.conf|$PWD/rush.conf|" reed/site.yaml
	state=$PWD/state
	cd reed || return
}

@test "examples/edge installs and loads; a second run finds nothing changed" {
	example_edge
	run -0 ./pipeline --install-only --state-dir "$state"
	refute_output --partial warning:\ prefixes
	run -0 ./pipeline -v --install-only --state-dir "$state"
	assert_line 'apply: unchanged'
	run sed -n '/^define BF_PREFIXES4_cress /,/^\]/p; /^define BF_PREFIXES4_mint /,/^\]/p' \
		"$state/current/bird/sessions.conf"
	assert_output 'define BF_PREFIXES4_cress = [
	203.0.116.0/23{24,24}
];
define BF_PREFIXES4_mint = [
	203.0.112.0/24,
	203.0.114.0/23{24,24}
];'
	registry-parse irr | bird-render -s site.yaml --remote cress >theirs.conf
	[ -n "$(birds)" ] || skip "no bird"
	for bird in $(birds); do
		run -0 "$bird" -p -c theirs.conf
		assert_output ''
		run -0 "$bird" -p -c "$state/current/bird/bird.conf"
	done
}

@test "examples/edge/one-upstream: it installs, loads, and says whether it is valid" {
	cp -R "$TOP_SRCDIR/examples/edge/one-upstream" teasel
	chmod -R u+w teasel
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* . 2>/dev/null || :
	PATH=$PATH:/usr/sbin:/sbin
	echo 'define BIRDFEED_PASSWORD_bf_bgp_prov = "x";' >prov.conf
	chmod 640 prov.conf
	[ "$(id -u)" != 0 ] || chgrp bird prov.conf 2>/dev/null || :
	sed -i "s|/etc/birdfeed/prov.conf|$PWD/prov.conf|" teasel/site.yaml
	state=$PWD/state
	cd teasel
	run -0 ./pipeline --install-only --state-dir "$state"
	refute_output --partial warning
	sessions=$state/current/bird/sessions.conf
	grep 'next hop address 2001:db8:7::7;' "$sessions"
	grep 'multihop 2;' "$sessions"
	grep 'import none;' "$sessions"
	for bird in $(birds); do
		run -0 "$bird" -p -c "$state/current/bird/bird.conf"
	done
	echo '{"roas": [{"prefix": "2001:db8::/32", "maxLength": 32, "asn": 64496}]}' >roas.json
	run -0 ./pipeline -v --install-only --state-dir "$state"
	assert_line --partial 'warning: 2001:db8:362::/48 of AS64496 is invalid: the ROA 2001:db8::/32 permits it up to /32'
	assert_line 'apply: unchanged'
	sed -i 's/"maxLength": 32/"maxLength": 48/' roas.json
	run -0 ./pipeline --install-only --state-dir "$state"
	refute_output --partial warning
	# A download that was cut is none.
	truncate -s -2 roas.json
	run ./pipeline --install-only --state-dir "$state"
	assert_failure
}

@test "examples/edge: a stage killed before or during its output installs nothing" {
	example_edge
	mkdir ../bin
	for stage in registry-parse bird-render; do
		real=$(command -v $stage)
		for half in 0 1; do
			cat >../bin/$stage <<-END
			#!/bin/sh
			"$real" "\$@" >whole
			head -c \$((\$(wc -c <whole) / 2 * $half)) whole
			kill -9 \$\$
			END
			chmod +x ../bin/$stage
			PATH=$PWD/../bin:$PATH run ./pipeline --install-only --state-dir "$state"
			assert_failure
			[ ! -e "$state/current" ]
		done
		rm ../bin/$stage
	done
	run -0 ./pipeline --install-only --state-dir "$state"
}

@test "is my announcement valid? ROAs warn of own prefixes, and do nothing else" {
	site "$OAK"
	vrps() { printf '%s\n' '%begin birdfeed-records 1' "$@" '%end' | tr '|' '\t'; }
	local six='vrp|b|prefix=3000:1::/32|max-length=48|origin=AS3000000001' n=0
	bird-render -s site.yaml --no-records >without 2>err
	while IFS=';' read -r vrp warning; do
		vrps "$six" "${vrp//,/|}" | bird-render -s site.yaml >out 2>err
		cmp out without
		run grep 'prefixes:.* of AS' err
		assert_output "${warning:+bird-render: site.yaml:1: prefixes: warning: 7.0.0.0/22 of AS3000000001 is $warning}"
		n=$((n + 1))
	done <<-'END'
	vrp,a,prefix=7.0.0.0/22,max-length=22,origin=AS3000000001;
	vrp,a,prefix=7.0.0.0/16,max-length=21,origin=AS3000000001;invalid: the ROA 7.0.0.0/16 permits it up to /21
	vrp,a,prefix=7.0.0.0/20,max-length=24,origin=AS3000000009;invalid: the ROA 7.0.0.0/20 is for AS3000000009
	vrp,a,prefix=7.0.0.0/23,max-length=24,origin=AS3000000001;not found: no ROA covers it
	END
	assert_equal "$n" 4
	vrps 'aut-num|AS1' | bird-render -s site.yaml >out 2>err
	run -1 grep -e valid -e 'not found' -e aut-num err
}

# lists_of KEYS: the lists of a downstream fir with these keys, in one line.
lists_of() {
	site "$FIR, families: mp, $1"
	bird-render -s site.yaml <in >out 2>err || { cat err; return 1; }
	sed -n '/^define BF_\(PREFIXES[46]\|ORIGINS\)_fir = /,/\];/p' out |
		tr -d '\n\t' | sed 's/define BF_//g; s/_fir = //g; s/;/ /g; s/ $//'
}

@test "lists: SOURCE::AS-NAME, several sets, and prefixes with asns" {
	stream 'as-set|AS-FIR|members=AS3000000012, AS-SUB|source=RIPE' \
		'as-set|AS-FIR|members=AS3000000066|source=RADB' \
		'as-set|AS-SUB|members=AS3000000014|source=RIPE' \
		'as-set|AS-SUB|members=AS3000000067|source=RADB' \
		'as-set|AS-FIR-SIX|members=AS3000000013,AS-NONE,?|source=ripe' \
		'route|7.12.0.0/24|origin=AS3000000012' 'route|7.14.0.0/24|origin=AS3000000014' \
		'route|7.66.0.0/24|origin=AS3000000066' 'route|7.67.0.0/24|origin=AS3000000067' \
		'route6|3000:13::/32|origin=AS3000000013' >in
	run -0 lists_of 'as-set: "ripe::AS-FIR"'
	assert_output 'PREFIXES4[7.12.0.0/24,7.14.0.0/24] PREFIXES6[] ORIGINS[3000000011..3000000012,3000000014]'
	run cat err
	refute_output --partial 'passed over'
	assert_line 'bird-render: site.yaml:6: fir: warning: as-set: permits nothing in IPv6, which the session carries'
	run -0 lists_of 'as-set: [RIPE::AS-FIR, AS-FIR-SIX]'
	assert_output 'PREFIXES4[7.12.0.0/24,7.14.0.0/24] PREFIXES6[3000:13::/32] ORIGINS[3000000011..3000000014]'
	run cat err
	assert_line --partial 'fir: warning: as-set: passed over: 1 sets without a record, 1 members that are no AS number, set or prefix'
	refute_output --partial 'permits nothing'
	run -0 lists_of 'as-set: AS-FIR'
	assert_output 'PREFIXES4[7.12.0.0/24,7.14.0.0/24,7.66.0.0/24,7.67.0.0/24] PREFIXES6[] ORIGINS[3000000011..3000000012,3000000014,3000000066..3000000067]'
	run -1 lists_of 'as-set: [AS-FIR, "ARIN::AS-FIR"]'
	assert_line --partial 'as-set: no as-set record of this name: ARIN::AS-FIR (did registry-parse fail'
	refused '6: as-set: "RIPE::FIR" (expected an as-set such as AS-NAME, AS64496:AS-NAME or RIPE::AS-NAME, or a route-set such as RS-NAME, at most 64 long)' "$FIR, as-set: 'RIPE::FIR'"
	# No IRR is needed, and what it says of these AS numbers is not asked.
	run -0 lists_of 'prefixes: [7.60.0.0/22], asns: [3000000012]'
	assert_output 'PREFIXES4[7.60.0.0/22] PREFIXES6[] ORIGINS[3000000011..3000000012]'
	bird-render -s site.yaml --no-records >none 2>err
	diff <(grep -v '^#% count' none) <(grep -v '^#% count' out)
}

@test "lists: route-sets, with their range operators" {
	stream 'route-set|AS3000000011:RS-FIR|members=7.11.0.0/21^21-24, 7.12.0.0/23^+,\n7.13.0.0/24 # comment, 7.9.0.0/24|mp-members=3000:11::/32^48, RS-MORE, 7.15.0.0/24^24|members=7.16.0.0/24^8, AS3000000012' \
		'route-set|RS-MORE|members=7.14.0.0/23^-, RS-MORE' \
		'route|7.19.0.0/24|origin=AS3000000012' >in
	run -0 lists_of 'as-set: "AS3000000011:RS-FIR"'
	assert_output 'PREFIXES4[7.11.0.0/21{21,24},7.12.0.0/23{23,24},7.13.0.0/24,7.14.0.0/23{24,24},7.15.0.0/24,7.19.0.0/24] PREFIXES6[3000:11::/32{48,48}] ORIGINS[3000000011..3000000012]'
	run cat err
	assert_line --partial 'passed over: 0 sets without a record, 1 members that are'
	unfold . <out
	loads bird
	stream 'route-set|RS-FIR|members=7.11.0.0/24' >in
	run -0 lists_of 'as-set: RS-FIR'
	assert_output 'PREFIXES4[7.11.0.0/24] PREFIXES6[] ORIGINS[3000000011]'
	run -1 lists_of 'as-set: RS-NONE'
	assert_line --partial 'as-set: no route-set record of this name (did'
}

@test "lists: range operators after sets and AS numbers of a route-set" {
	stream 'route-set|RS-FIR|members=RS-A^24, AS3000000012^23-24, AS-SUB^+, RS-B^-, RS-GONE^+, RS-A^?' \
		'route-set|RS-A|members=7.11.0.0/22, 7.40.0.0/21^22-23, 7.41.0.0/24^+' \
		'route-set|RS-B|members=7.42.0.0/22, RS-B^+, RS-C' \
		'route-set|RS-C|members=7.43.0.0/22^23, 7.44.0.0/24' \
		'as-set|AS-SUB|members=AS3000000014' \
		'route|7.12.0.0/22|origin=AS3000000012' 'route|7.14.0.0/23|origin=AS3000000014' >in
	run -0 lists_of 'as-set: RS-FIR'
	assert_output 'PREFIXES4[7.11.0.0/22{24,24},7.12.0.0/22{22,24},7.14.0.0/23{23,24},7.40.0.0/21{24,24},7.41.0.0/24,7.42.0.0/22{23,24},7.43.0.0/22{24,24}] PREFIXES6[] ORIGINS[3000000011..3000000012,3000000014]'
	run cat err
	assert_line --partial 'passed over: 1 sets without a record, 1 members that are'
	# Loops end, whatever their operators are.
	stream 'route-set|RS-FIR|members=7.11.0.0/24, RS-FIR^-, RS-FIR^+, RS-FIR^24-32, RS-D^-' \
		'route-set|RS-D|members=RS-FIR^-, RS-D^-, 7.15.0.0/24' >in
	run -0 lists_of 'as-set: RS-FIR'
	assert_output 'PREFIXES4[7.11.0.0/24] PREFIXES6[] ORIGINS[3000000011]'
}

@test "no RPKI: no ROA tables that would be empty for ever" {
	site "$OAK"
	bird-render -s site.yaml --no-records >out 2>err
	run ! grep -e bf_roa -e 'route objects' out
	unfold . <out
	loads bird
}
