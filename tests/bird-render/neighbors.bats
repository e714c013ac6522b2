#!/usr/bin/env bats
# Neighbours as they are, and what operators say of them: the keys of a
# session, one by one.  Numbers are invented as in tests/bird-render/edge.bats.

load ../render/helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	PATH=$PATH:/usr/sbin
}

# site [KEY: VALUE ...] -- SESSION ...: a site file with these keys.
site() {
	{
		echo 'network: {asn: 3000000001, prefixes: [7.0.0.0/22, "3000:1::/32"]}'
		echo 'registry: {kind: none}'
		ROUTER=${ROUTER-'ipv4: 7.0.0.1, ipv6: "3000:1::1"'}
		printf 'routers: {edge1: {%s}}\n' "$ROUTER"
		while [ "$1" != -- ]; do
			echo "$1"
			shift
		done
		shift
		echo sessions:
		printf '  - {%s}\n' "$@"
	} >site.yaml
}

EMPTY='%begin birdfeed-records 1
%end'
OAK='name: oak, type: upstream, asn: 3000000002, neighbor: 192.0.2.1'
FIR='name: fir, type: downstream, asn: 3000000011, neighbor: 192.0.2.11, import-limit: 9'
ASH='name: ash, type: peer, asn: 3000000003, neighbor: 192.0.2.3, import-limit: 9'

# render [SESSION ...]: the router with these, unfolded in bird/; it loads.
render() {
	[ $# -eq 0 ] || site -- "$@"
	rm -rf bird
	run -0 --separate-stderr bird-render -s site.yaml <<<"$EMPTY"
	printf '%s\n' "$output" >out
	unfold . <out
	for bird in $(command -v bird || :) ${BIRD_OTHERS:-}; do
		run -0 "$bird" -p -c bird/bird.conf
		assert_output ''
	done
}

# filter NAME: its text.
filter() {
	sed -n "/^filter $1\$/,/^}/p" bird/sessions.conf
}

# refused KEY TEXT SESSION ...: its line has that error of that key.
refused() {
	local key=$1 text=$2
	shift 2
	site -- "$@"
	run bird-render -s site.yaml <<<"$EMPTY"
	assert_failure 2
	assert_line "bird-render: site.yaml:$(wc -l <site.yaml): $key: $text"
	refute_closed
}

@test "a private AS number is taken at the head of the path, and nowhere else" {
	render "${OAK/3000000002/64512}" "${FIR/3000000011/4200000009}, prefixes: [7.11.0.0/24]"
	refute_output --partial 'private use'
	run filter bf_in4_oak
	assert_line '	if bgp_path ~ [= * [0..64511, 64513..4294967295] 64512 * =] then reject;'
	assert_line '	bf_private_path(64512);'
	refute_line '	bf_path();'
	run filter bf_in4_fir
	assert_line '	bf_private_path(4200000009);'
	# With ROAs, the origin of what is its own is ours in the end.
	echo 'rpki: {static: true}' >>site.yaml
	stream 'vrp|x|prefix=7.11.0.0/24|max-length=24|origin=AS3000000001' >in
	bird-render -s site.yaml <in >out
	assert_equal "$(grep -c '	if bgp_path.last = 4200000009 then bf_origin4(BF_ASN);' out)" 1
	assert_equal "$(grep -c '	else bf_origin4(bgp_path.last);' out)" 1
}

@test "a downstream may have a part of our own space, by its prefixes alone" {
	render "$FIR, prefixes: [7.0.1.0/24], blackhole: true"
	run filter bf_in4_fir
	assert_equal "$(grep -c 'if net ~ BF_OWN4 && net !~ BF_GIVEN4_fir then reject;' <<<"$output")" 2
	grep -A3 '^define BF_GIVEN4_fir' bird/sessions.conf | grep '7.0.1.0/24{24,24}\|7.0.1.0/24,'
	refused prefixes "our own (expected the neighbour's, or a part of ours)" "$FIR, prefixes: [7.0.0.0/22]"
	refused prefixes "our own (expected the neighbour's)" "$ASH, prefixes: [7.0.1.0/24]"
	# A route object of a registry gives nothing of ours away.
	site -- "$FIR, as-set: AS-FIR, prefixes: [7.0.1.0/24], more-specifics: true"
	stream 'as-set|AS-FIR|members=AS3000000011' \
		'route|7.0.2.0/24|origin=AS3000000011' >in
	bird-render -s site.yaml <in >out
	run sed -n '/^define BF_GIVEN4_fir/,/^\]/p' out
	assert_output --partial 7.0.1.0/24
	refute_output --partial 7.0.2.0/24
}

@test "the other family over a session has a next hop, or is an error" {
	render "$OAK, families: mp"
	grep '^		next hop address 3000:1::1;' bird/sessions.conf
	render "$OAK, families: ipv6, local-ipv6: \"2001:db8::7\""
	grep '^		next hop address 2001:db8::7;' bird/sessions.conf
	render "$OAK, families: mp, extended-next-hop: true"
	run ! grep 'next hop address' bird/sessions.conf
	assert_equal "$(grep -c 'extended next hop on' bird/sessions.conf)" 1
	six="${OAK/192.0.2.1/\"2001:db8::9\"}, families: mp"
	render "$six"
	grep '^		next hop address 7.0.0.1;' bird/sessions.conf
	run ! grep 'extended next hop' bird/sessions.conf
	render "$six, extended-next-hop: true"
	assert_equal "$(grep -c 'extended next hop on' bird/sessions.conf)" 1
	ROUTER='ipv4: 7.0.0.1' refused local-ipv6 \
		"missing (expected it, or the router's ipv6: the next hop of IPv6 routes over an IPv4 neighbor)" \
		"$OAK, families: mp"
	ROUTER='ipv6: "3000:1::1", router-id: 7.0.0.1' refused local-ipv4 \
		"missing (expected it, or the router's ipv4: the next hop of IPv4 routes over an IPv6 neighbor; or extended-next-hop: true)" "$six"
	refused local-ipv4 "of the session's own family (expected local)" "$OAK, local-ipv4: 192.0.2.2"
	refused local-ipv6 'of a family that the session does not carry (expected families: mp, or that family)' "$OAK, local-ipv6: \"2001:db8::1\""
	refused local-ipv6 'a link-local address (expected a global one)' "$OAK, families: mp, local-ipv6: \"fe80::1\""
}

@test "a peer's next hop is compared in the session's own family only" {
	render "${ASH/192.0.2.3/\"2001:db8::3\"}, families: mp"
	run filter bf_in6_ash
	assert_line '	if bgp_next_hop != from then reject;'
	run filter bf_in4_ash
	refute_line --partial bgp_next_hop
}

@test "an own prefix without a session: a warning, and an error when it is all" {
	site -- "$OAK"
	run -0 bird-render -s site.yaml <<<"$EMPTY"
	assert_line 'bird-render: site.yaml:1: prefixes: warning: 3000:1::/32 is carried by no session (expected one over IPv6, or families: mp and local-ipv6 of one, and in its announce where it has that)'
	sed -i 's|7.0.0.0/22, ||' site.yaml
	run -2 bird-render -s site.yaml <<<"$EMPTY"
	assert_line 'bird-render: site.yaml:1: prefixes: 3000:1::/32 is carried by no session (expected one over IPv6, or families: mp and local-ipv6 of one, and in its announce where it has that)'
	refute_closed
	sed -i 's|}$|, families: mp}|' site.yaml
	sed -i 's|^network.*|network: {asn: 3000000001, prefixes: ["3000:1::/32"]}|; s|^routers.*|routers: {edge1: {ipv4: 7.0.0.1, ipv6: "3000:1::1"}}|; s|^registry.*|registry: {kind: none}|' site.yaml
	run -0 bird-render -s site.yaml <<<"$EMPTY"
	refute_output --partial 'carried by no session'
}

@test "routers of one family alone" {
	ROUTER='ipv6: "3000:1::1", router-id: 7.0.0.1' render "${OAK/192.0.2.1/\"2001:db8::9\"}"
	assert_equal "$(grep -c 'krt_prefsrc' bird/bird.conf)" 1
	ROUTER='ipv4: 7.0.0.1' render "$OAK"
	assert_equal "$(grep -c 'krt_prefsrc' bird/bird.conf)" 1
}

@test "import: all, the default route alone, or nothing" {
	render "$OAK, import: default" "${FIR/import-limit: 9/import: none}, default-route: true" \
		"${ASH/import-limit: 9/import: none}"
	run filter bf_in4_oak
	assert_line '	if net != 0.0.0.0/0 then reject;'
	refute_line --partial bf_import4
	assert_equal "$(grep -c '^		import none;' bird/sessions.conf)" 2
	run ! grep -e 'filter bf_in4_fir' -e 'import limit' bird/sessions.conf
	for key in 'import-limit: 5' 'receive-limit: 5' 'local-pref: 5' \
	    'import-hook: x' 'prefer: [{asn: 5, local-pref: 5}]'; do
		refused "${key%%:*}" 'of a session that takes nothing (expected another import than none, or the key left out)' "$OAK, import: none, $key"
	done
	refused default-route 'of a session that takes nothing (expected import: default, or the key left out)' "$OAK, import: none, default-route: true"
	refused default-route 'false, and import is default (expected one of them)' "$OAK, import: default, default-route: false"
	refused import 'default of another type (expected it of an upstream)' "$ASH, import: default"
}

@test "limits a family; one that nobody said is said, and only warns" {
	render "$OAK, families: mp, import-limit: {ipv4: 1000000, ipv6: 250000}, receive-limit: {ipv6: 300000}, export-limit: 5"
	run sed -n '/^protocol bgp/,/^}/p' bird/sessions.conf
	assert_line '		import limit 1000000 action restart;'
	assert_line '		import limit 250000 action restart;'
	assert_equal "$(grep -c 'receive limit' <<<"$output")" 1
	assert_equal "$(grep -c 'export limit 5 action restart' <<<"$output")" 2
	site -- "${ASH%, import-limit*}"
	run -0 bird-render -s site.yaml <<<"$EMPTY"
	assert_line 'bird-render: site.yaml:5: ash: warning: import-limit: 9000 routes assumed, beyond which BIRD only warns (expected a number, and then the action)'
	assert_line '		import limit 9000 action warn;'
	site 'peering: {import-limit: 77}' -- "${ASH%, import-limit*}"
	run -0 bird-render -s site.yaml <<<"$EMPTY"
	refute_output --partial assumed
	assert_line '		import limit 77 action restart;'
	refused import-limit 'an unknown family (expected ipv4 or ipv6)' "$OAK, import-limit: {ip: 5}"
	refused import-limit '"0" (expected a decimal number, 1 .. 10000000)' "$OAK, import-limit: {ipv4: 0}"
}

@test "announce: what of ours goes to a session" {
	render "$OAK, announce: [7.0.0.0/22]" "${ASH}, announce: []"
	run filter bf_out4_oak
	assert_line '	if net ~ BF_OWN4 && (3000000001, 3, 2) !~ bgp_large_community && (65535, 666) !~ bgp_community && net !~ [ 7.0.0.0/22 ] then reject;'
	run filter bf_out4_ash
	assert_line --partial 'net !~ [] then reject;'
	refused announce "not ours (expected some of the network's prefixes, or of the router's announce)" "$OAK, announce: [8.0.0.0/22]"
}

@test "communities: standard, large, extended; of all routes or of a prefix" {
	render "$OAK, families: mp, communities: [\"64500:1\", \"4200000001:2:3\", \"rt:64500:4\", {prefix: 7.0.0.0/22, communities: [\"ro:64500:5\"]}]"
	run filter bf_out4_oak
	assert_line '	bgp_community.add((64500, 1));'
	assert_line '	bgp_large_community.add((4200000001, 2, 3));'
	assert_line '	bgp_ext_community.add((rt, 64500, 4));'
	assert_line '	if net = 7.0.0.0/22 then {'
	assert_line '		bgp_ext_community.add((ro, 64500, 5));'
	run filter bf_out6_oak
	refute_line --partial ro,
	for bad in 64500 65536:1 1:65536 1:2:3:4 rt:70000:70000 a:b 1: :1; do
		refused communities "\"$bad\" (expected a community such as \"64500:1\" (up to 65535), \"4200000000:1:2\" or \"rt:64500:1\")" "$OAK, communities: [\"$bad\"]"
	done
	refused communities 'not a list (expected a list of communities)' "$OAK, communities: \"1:2\""
	refused communities missing "$OAK, communities: [{prefix: 7.0.0.0/22}]"
}

@test "prefer: by community or AS, and a graceful shutdown is stronger" {
	render "$OAK, prefer: [{community: \"64500:1\", local-pref: 50}, {asn: 3000000077, local-pref: 300}]"
	# Before anything is taken off: a large community may be one of ours.
	run filter bf_in4_oak
	assert_output --partial '{
	bgp_local_pref = 100;
	if (64500, 1) ~ bgp_community then bgp_local_pref = 50;
	if bgp_path ~ [= * 3000000077 * =] then bgp_local_pref = 300;
	bf_clean();
	bf_import4();
	bf_graceful();'
	refused prefer 'what is unclear (expected one of community and asn)' "$OAK, prefer: [{local-pref: 5}]"
	refused prefer 'what is unclear (expected one of community and asn)' "$OAK, prefer: [{asn: 1, community: \"1:1\", local-pref: 5}]"
}

@test "defaults by type: a session's own words are stronger" {
	site 'defaults:' '  peer: {bfd: true, import-limit: 77, communities: ["64500:1"]}' \
		'  upstream: {graceful-restart: true}' -- "$OAK" "$ASH" \
		"name: elm, type: peer, asn: 3000000004, neighbor: 192.0.2.4, bfd: false" \
		"name: vine, type: peer, asn: 3000000005, neighbor: 192.0.2.5, import: none"
	render
	assert_equal "$(grep -c 'graceful restart on' bird/sessions.conf)" 1
	assert_equal "$(grep -c 'bfd graceful' bird/sessions.conf)" 2
	assert_equal "$(grep -c 'import limit 77 ' bird/sessions.conf)" 1
	assert_equal "$(grep -c 'import limit 9 ' bird/sessions.conf)" 1
	assert_equal "$(grep -c 'bgp_community.add((64500, 1))' bird/sessions.conf)" 3
	while IFS='|' read -r default text; do
		site "defaults: {$default}" -- "$OAK"
		run -2 bird-render -s site.yaml <<<"$EMPTY"
		assert_line "bird-render: site.yaml:4: $text"
	done <<-'END'
	friend: {bfd: true}|defaults: an unknown type (expected upstream, peer, route-server, downstream, collector or ibgp)
	peer: {name: x}|name: of all sessions of a type (expected it of each session)
	peer: {bdf: true}|bdf: an unknown key (expected one of a session's)
	peer: 1|defaults: not a map (expected keys of a session)
	upstream: {bfd: maybe}|bfd: "maybe" (expected true or false)
	END
}

@test "iBGP without a mesh: routers, a reflector's clients, a load balancer" {
	render "name: core, type: ibgp, neighbor: 10.0.0.2, local: 10.0.0.1, rr-client: true, families: mp" \
		"name: lb, type: ibgp, asn: 3000000001, neighbor: 10.0.0.3, prefixes: [7.0.3.0/24]" "$OAK"
	run sed -n '/^protocol bgp bf_bgp_core/,/^}/p' bird/sessions.conf
	assert_line '	rr client;'
	assert_line '	direct;'
	assert_equal "$(grep -c 'next hop self ebgp;' <<<"$output")" 2
	refute_output --partial role
	run filter bf_in4_lb
	assert_line '	if net ~ BF_OWN4 && (3000000001, 3, 2) !~ bgp_large_community && net !~ BF_PREFIXES4_lb then reject;'
	run filter bf_out4_core
	assert_line '	if source != RTS_BGP then reject;'
	IBGP='name: core, type: ibgp, neighbor: 10.0.0.2'
	render "$IBGP, multihop: 4, gateway: 10.0.1.1" "$OAK"
	grep '^	multihop 4;' bird/sessions.conf
	refused asn 'not ours (expected another type than ibgp)' "$IBGP, asn: 3000000009"
	refused asn "our own (expected another's; the site's own routers are joined by its mesh, or by type: ibgp)" "${OAK/3000000002/3000000001}"
	refused asn missing "${OAK/asn: 3000000002, /}"
	refused prefixes "not ours (expected a part of the network's prefixes)" "$IBGP, prefixes: [8.0.0.0/24]"
	refused rr-client 'of another type (expected it of an ibgp)' "$OAK, rr-client: true"
	refused role 'is not that of the type (expected none, or to leave it out)' "$IBGP, role: peer"
	refused local-pref 'of an ibgp (expected none: the borders set it)' "$IBGP, local-pref: 5"
	refused med 'of an ibgp (expected it of the sessions at the borders)' "$IBGP, med: 5"
}

# ibgp VALUE [KEY: VALUE ...]: a site of three routers with ibgp: VALUE.
ibgp() {
	{
		echo 'network: {asn: 3000000001, prefixes: [7.0.0.0/22, "3000:1::/32"]}'
		echo 'registry: {kind: none}'
		echo 'routers:'
		echo '  edge1: {ipv4: 7.0.0.1, ipv6: "3000:1::1"}'
		echo '  edge2: {ipv4: 7.0.0.2, ipv6: "3000:1::2"}'
		echo '  edge3: {ipv4: 7.0.0.3}'
		echo "ibgp: $1"
		printf '%s\n' "${@:2}"
	} >site.yaml
}

# sessions_of ROUTER: its iBGP protocols and, behind a slash, whether the other
# side is a client.
sessions_of() {
	bird-render -s site.yaml -r "$1" --no-records 2>err >out || { cat err; return 1; }
	rm -rf bird
	unfold . <out
	for bird in $(command -v bird || :) ${BIRD_OTHERS:-}; do
		"$bird" -p -c bird/bird.conf
	done
	awk '/^protocol bgp/ { name = $3 } /^\trr client/ { name = name "/client" }
		/^}/ && name { printf "%s ", name; name = "" }' bird/sessions.conf
}

@test "ibgp: between all routers, or with reflectors, with the defaults of the type" {
	ibgp full 'defaults: {ibgp: {bfd: true}}'
	assert_equal "$(sessions_of edge1)" 'bf_bgp_ibgp_edge2 bf_bgp_ibgp_edge3 '
	run sed -n '/^protocol bgp bf_bgp_ibgp_edge2/,/^}/p' bird/sessions.conf
	assert_line '	neighbor 3000:1::2 as 3000000001;'
	assert_line '	source address 3000:1::1;'
	assert_line '	multihop 64;'
	assert_line '	bfd graceful;'
	assert_equal "$(grep -c 'next hop self ebgp;' <<<"$output")" 2
	run sed -n '/^protocol bgp bf_bgp_ibgp_edge3/,/^}/p' bird/sessions.conf
	assert_line '	neighbor 7.0.0.3 as 3000000001;'
	refute_output --partial ipv6
	ibgp '[edge2]'
	assert_equal "$(sessions_of edge1)" 'bf_bgp_ibgp_edge2 '
	assert_equal "$(sessions_of edge2)" 'bf_bgp_ibgp_edge1/client bf_bgp_ibgp_edge3/client '
	assert_equal "$(sessions_of edge3)" 'bf_bgp_ibgp_edge2 '
	ibgp '[edge1, edge2]'
	assert_equal "$(sessions_of edge1)" 'bf_bgp_ibgp_edge2 bf_bgp_ibgp_edge3/client '
	while IFS='|' read -r value text; do
		ibgp "$value"
		run -2 bird-render -s site.yaml -r edge1 --no-records
		assert_line "bird-render: site.yaml:7: ibgp: $text"
	done <<-'END'
	[edge4]|an unknown router (expected one of the site's)
	some|expected full, or a list of routers that reflect
	[]|expected full, or a list of routers that reflect
	END
	ibgp full
	sed -i '/edge2/d; s/edge3: {ipv4: 7.0.0.3}/edge3: {router-id: 7.0.0.3, ipv6: "3000:1::3"}/; s/edge1: {ipv4: 7.0.0.1.*/edge1: {ipv4: 7.0.0.1}/' site.yaml
	run -2 bird-render -s site.yaml -r edge1 --no-records
	assert_line 'bird-render: site.yaml:4: ibgp: two routers without addresses of one family (expected ipv4 or ipv6 of both)'
	sed -i '/edge3/d' site.yaml
	run -2 bird-render -s site.yaml --no-records
	assert_line 'bird-render: site.yaml:5: ibgp: of one router (expected several routers)'
}

@test "the version as bird says it, and names that BIRD would find too long" {
	ROUTER='ipv4: 7.0.0.1, bird: {version: "2.0.12"}' render "$OAK"
	for version in 2 2.0.12.1 2. .2 2.0.x 1.6.8; do
		ROUTER="ipv4: 7.0.0.1, bird: {version: \"$version\"}" site -- "$OAK"
		run -2 bird-render -s site.yaml <<<"$EMPTY"
		assert_line "bird-render: site.yaml:3: version: \"$version\" (expected a BIRD version such as \"2.0\" or \"2.0.12\")"
	done
	name=a23456789012345678901234567890123456789012345678
	refused protocol "\"${name}\" (expected at most 46 characters, because the password's constant is named after it)" "$OAK, protocol: $name, password-file: /etc/birdfeed/p"
	render "$OAK, protocol: ${name}z"
	refused protocol "a word of BIRD's own (expected another name)" "$OAK, protocol: a234567890123456789012345678901b"
	# The longest names there are, in all that is made of them.
	long=b2345678901234567890123456789012
	site -- "name: $long, type: downstream, asn: 64600, neighbor: 192.0.2.9, import-limit: 5, prefixes: [7.0.1.0/24, 7.9.0.0/24], blackhole: true"
	render
}

@test "the longest names there are: in everything that is made of them, BIRD loads" {
	local n=2345678901234567890123456789012 p k r h
	p=$(printf '%064d' 0 | tr 0 p) k=${p%p}k h=${p%p}h r=r${n%89012}
	echo "function $h() { bgp_med = 1; }" >hooks.conf
	printf 'define BIRDFEED_PASSWORD_%s = "x";\n' "${p:18}" bf_bgp_ibgp_s${n%89012} >password
	cat >site.yaml <<-END
	network: {asn: 4199999999, prefixes: [7.0.0.0/22, "3000:1::/32"]}
	registry: {kind: none}
	ibgp: full
	defaults: {ibgp: {password-file: $PWD/password}}
	routers:
	  $r: {ipv4: 7.0.0.1, ipv6: "3000:1::1", direct: [wg-345678901234], hooks: [$PWD/hooks.conf],
	    names: {device: $p, kernel4: $k, kernel6: ${k%pk}qk}, kernel: {table: 42, vrf: vrf456789012345}}
	  s${r#r}: {ipv4: 7.0.0.2, ipv6: "3000:1::2"}
	sessions:
	  - {name: d$n, router: $r, type: downstream, asn: 4199999998, neighbor: 45.30.0.1, families: mp, blackhole: true,
	     prefixes: [7.0.1.0/24, 7.20.0.0/24, "3000:1:1::/48"], import-limit: 5, default-route: true,
	     protocol: ${p:18}, password-file: $PWD/password, import-hook: $h, export-hook: $h}
	  - {name: u$n, router: $r, type: upstream, asn: 4199999997, neighbor: 45.30.0.2, protocol: ${p%pp}zz, communities: ["64500:1"]}
	  - {name: p$n, router: $r, type: peer, asn: 4199999996, neighbor: "fe80::1", interface: eth456789012345, prefixes: [7.21.0.0/24], import-limit: 5}
	END
	rm -rf bird
	run -0 --separate-stderr bird-render -s site.yaml -r "$r" --no-records
	printf '%s\n' "$output" >out
	unfold . <out
	for bird in $(command -v bird || :) ${BIRD_OTHERS:-}; do
		run -0 "$bird" -p -c bird/bird.conf
		refute_output --partial error
	done
	# All of it is there, and one more letter is our own error.
	longest=$(grep -ohE '\w+' bird/*.conf | awk '{ print length }' | sort -n | tail -n 1)
	assert_equal "$longest" 64
	while read -r from to key; do
		sed "s/$from/$to/" site.yaml >longer.yaml
		run bird-render -s longer.yaml -r "$r" --no-records
		[ "$status" -eq 2 ] || fail "$key may be as long as $to"
		assert_output --regexp "^bird-render: longer.yaml:[0-9]+: $key: "
		refute_output --partial '#%'
	done <<-END
	$p x$p device
	$k x$k kernel4
	protocol:.${p:18} protocol:\x20x${p:18} protocol
	import-hook:.$h import-hook:\x20x$h import-hook
	d$n dd$n name
	eth4 eth44 interface
	vrf4 vrf44 vrf
	wg-3 wg-33 direct
	s${r#r} ss${r#r} ibgp
	END
}

@test "hooks: called last, and files of the router's" {
	echo 'function my_in() { if net = 8.0.0.0/8 then reject; accept; }' >hooks.conf
	echo 'function my_out() { bgp_med = 7; }' >>hooks.conf
	ROUTER="ipv4: 7.0.0.1, hooks: [$PWD/hooks.conf]" site -- \
		"$OAK, import-hook: my_in, export-hook: my_out, default-route: true, drain: true" \
		"$FIR, prefixes: [7.0.1.0/24], blackhole: true, import-hook: my_in" \
		"name: core, type: ibgp, neighbor: 10.0.0.2, import-hook: my_in, export-hook: my_out"
	render
	assert_equal "$(grep -c "^#% copy $PWD/hooks.conf" out)" 1
	run filter bf_in4_oak
	assert_output --partial '	bgp_large_community.add((3000000001, 3, 4));
	my_in();
	accept;
}'
	run filter bf_out4_oak
	assert_output --partial '	bgp_community.add((65535, 0));
	my_out();
	accept;
}'
	run filter bf_in4_fir
	assert_equal "$(grep -c -B1 'my_in();' <<<"$output")" 2
	refused import-hook 'of a router without hooks (expected its hooks: to name the file with this function)' "$OAK, import-hook: my_in"
	export ROUTER="ipv4: 7.0.0.1, hooks: [$PWD/hooks.conf]"
	refused import-hook "a word of BIRD's own (expected another name)" "$OAK, import-hook: reject"
	refused export-hook "begins as birdfeed's own names do (expected a function of your own)" "$OAK, export-hook: bf_strip"
	refused export-hook '"x; accept" (expected a BIRD name of letters, digits and _, at most 64 long)' "$OAK, export-hook: 'x; accept'"
}

@test "apply: a hook with a syntax error is one line, and nothing is installed" {
	# BIRD's own user reads the staged files.
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* . 2>/dev/null || :
	[ -n "$(command -v bird)" ] || skip "no bird"
	install_hooks() {
		bird-render -s site.yaml <<<"$EMPTY" 2>/dev/null |
			apply -s site.yaml --install-only --state-dir "$PWD/state" 2>&1
	}
	ROUTER="ipv4: 7.0.0.1, hooks: [$PWD/hooks.conf]" site -- "$OAK, import-hook: my_in"
	echo 'function my_in() { bgp_local_pref = 50; }' >hooks.conf
	run install_hooks
	assert_success
	before=$(readlink state/current)
	echo 'function my_in() { bgp_local_pref == 50 }' >hooks.conf
	run install_hooks
	assert_failure 2
	assert_line --regexp "^apply: bird: $PWD/hooks.conf:1:[0-9]+ syntax error"
	refute_output --partial 'import-hook'
	assert_equal "$(readlink state/current)" "$before"
	# BIRD knows only that a name is unknown.
	echo 'function my_inn() { bgp_local_pref = 50; }' >hooks.conf
	run install_hooks
	assert_failure 2
	assert_line --regexp "^apply: site.yaml:5: oak: import-hook: no file of the router's hooks has my_in \(expected "
	assert_equal "$(readlink state/current)" "$before"
}

@test "hosts of ours that an upstream drops, by its own community or RFC 7999's" {
	ROUTER='ipv4: 7.0.0.1, blackhole: [7.0.0.9/32], static: [{prefix: 7.0.0.8/32, discard: blackhole}, {prefix: 7.0.0.7/32, discard: unreachable}]' \
		site -- "$OAK, blackhole: true, blackhole-communities: [\"64500:666\"], announce: []" "$ASH"
	render
	run sed -n '/^protocol static bf_route4/,/^}/p' bird/bird.conf
	assert_line '	route 7.0.0.9/32 blackhole { bgp_community.add((65535, 666)); };'
	assert_line '	route 7.0.0.8/32 blackhole { bgp_community.add((65535, 666)); };'
	assert_line '	route 7.0.0.7/32 unreachable;'
	run filter bf_out4_oak
	assert_output --partial '	if (65535, 666) ~ bgp_community then {
		bgp_community.delete([(65535, 666)]);
		bgp_community.add((64500, 666));
	}'
	refused blackhole-communities 'without blackhole (expected blackhole: true, too)' "$OAK, blackhole-communities: [\"1:1\"]"
	for host in 8.0.0.1/32 7.0.0.0/24; do
		ROUTER="ipv4: 7.0.0.1, blackhole: [$host]" site -- "$OAK"
		run -2 bird-render -s site.yaml <<<"$EMPTY"
		assert_line "bird-render: site.yaml:3: blackhole: $host: not one of our hosts (expected a /32 or /128 in the network's prefixes)"
	done
}

@test "kernel: none leaves the kernel alone" {
	ROUTER='ipv4: 7.0.0.1, kernel: none' render "$OAK"
	run ! grep -r '^protocol kernel' bird
	ROUTER='ipv4: 7.0.0.1, kernel: some' site -- "$OAK"
	run -2 bird-render -s site.yaml <<<"$EMPTY"
	assert_line "bird-render: site.yaml:3: a router's kernel: not a map (expected a map of keys)"
}

@test "the policy's lists: in place of the built-in ones, more, and less" {
	set_of() { sed -n "/^define $1 = \[/,/^\]/p" bird/filters.conf; }
	site 'transit-free: {add: [6939], remove: [174]}' \
		'bogons: {prefixes: {add: [7.66.0.0/16, "3000:66::/32"], remove: [192.0.2.0/24]}, asns: {remove: [64496-64511], add: [3000000066]}}' \
		'never-via-route-servers: [3000000055-3000000056]' \
		'blocked: {prefixes: [7.77.0.0/16], asns: [3000000088]}' -- \
		"name: rs, type: route-server, asn: 3000000020, neighbor: 192.0.2.5"
	render
	run set_of BF_TRANSIT_FREE_ASNS
	assert_line --partial 6939
	assert_line --partial 3356
	refute_line --regexp '^	174\b'
	run set_of BF_BOGONS4
	assert_line --partial '7.66.0.0/16+'
	refute_line --partial 192.0.2.0/24
	run set_of BF_BOGON_ASNS
	refute_line --partial 64496
	assert_line --partial 3000000066
	run filter bf_in4_rs
	assert_line '	if bgp_path ~ BF_NEVER_VIA_RS_ASNS then reject;'
	run sed -n '/^function bf_network4/,/^}/p; /^function bf_path()/,/^}/p' bird/filters.conf
	assert_line '	if net ~ BF_BLOCKED4 then reject;'
	assert_line '	if bgp_path ~ BF_BLOCKED_ASNS then reject;'
	site 'transit-free: []' 'bogons: {prefixes: [], asns: []}' -- "$OAK" "$ASH"
	render
	run sed -n '/^function bf_no_transit/,/^}/p; /^function bf_path()/,/^}/p' bird/filters.conf
	refute_line --partial '~ BF_'
	while IFS='|' read -r line text; do
		site "$line" -- "$OAK"
		run -2 bird-render -s site.yaml <<<"$EMPTY"
		assert_line "bird-render: site.yaml:4: $text"
	done <<-'END'
	transit-free: {remove: [6939]}|transit-free: 6939 is not in the built-in list (expected an entry of it, written in full)
	bogons: {prefixes: {remove: [10.0.0.0/9]}}|bogons: 10.0.0.0/9 is not in the built-in list (expected an entry of it, written in full)
	bogons: {asns: {add: [9-5]}}|add: "9-5" (expected an AS number, or two as in "64512-65534")
	blocked: {prefixes: {remove: [10.0.0.0/8]}}|blocked: 10.0.0.0/8 is not in the built-in list (expected an entry of it, written in full)
	blocked: []|blocked: not a map (expected a map of keys)
	END
}

@test "apply: a password file with another constant, or none, is named" {
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* . 2>/dev/null || :
	[ -n "$(command -v bird)" ] || skip "no bird"
	install_password() {
		echo "$1" >p.conf
		chmod 640 p.conf
		[ "$(id -u)" != 0 ] || chgrp bird p.conf 2>/dev/null || :
		bird-render -s site.yaml <<<"$EMPTY" 2>/dev/null |
			apply -s site.yaml --install-only --state-dir "$PWD/state" 2>&1
	}
	site -- "$OAK, password-file: $PWD/p.conf"
	for text in 'sesame' 'define BIRDFEED_PASSWORD_oak = "sesame";' \
	    'define OTHER = "define"; # no BIRDFEED_PASSWORD_bf_bgp_oak' \
	    '# define BIRDFEED_PASSWORD_bf_bgp_oak = "sesame";' \
	    '/* "x" # define BIRDFEED_PASSWORD_bf_bgp_oak = "sesame"; */'; do
		run install_password "$text"
		assert_failure 2
		assert_line "apply: BIRDFEED_PASSWORD_bf_bgp_oak: defined in no password file (expected 'define BIRDFEED_PASSWORD_bf_bgp_oak = \"...\";' in the password-file of its session)"
		refute_output --partial sesame
		[ ! -e state/current ]
	done
	local name='define BIRDFEED_PASSWORD_bf_bgp_oak'
	for text in "$name = \"sesame\"" "$name = \"\";" "$name \"sesame\";" \
	    "$name = \"sesame$(printf '%075d' 0)\";"; do
		run install_password "$text"
		assert_failure 2
		assert_line "apply: BIRDFEED_PASSWORD_bf_bgp_oak: not defined as a password (expected 'define BIRDFEED_PASSWORD_bf_bgp_oak = \"...\";' in the password-file of its session, 1 to 80 characters)"
		refute_output --partial sesame
	done
	for text in "define  BIRDFEED_PASSWORD_bf_bgp_oak = \"sesame\";" \
	    "$name = \"#/*\"; # $name" "define X = \"sesame\"; $name = X;" \
	    "/* old: */ $name = \"sesame$(printf '%074d' 0)\" ;"; do
		run install_password "$text"
		assert_success
	done
}

@test "two sessions to one neighbour, from two addresses, where BIRD can" {
	two() {
		site -- "$OAK, local: 192.0.2.8" "name: oak-b, type: upstream, asn: 3000000002, neighbor: 192.0.2.1, local: $1"
		run bird-render -s site.yaml <<<"$EMPTY"
	}
	local text="bird-render: site.yaml:6: neighbor: session oak of this router has the same (expected another, or another local, where the router's bird: {version} is 2.17 or 3.2 or later)"
	export ROUTER
	for version in 2.17 2.19.2 3.2 3.3.2; do
		ROUTER="ipv4: 7.0.0.1, bird: {version: \"$version\"}"
		two 192.0.2.9
		assert_success
		two 192.0.2.8
		assert_failure 2
		assert_line "$text"
	done
	for version in 2.0.12 2.16 3.1; do
		ROUTER="ipv4: 7.0.0.1, bird: {version: \"$version\"}"
		two 192.0.2.9
		assert_failure 2
		assert_line "$text"
	done
	ROUTER='ipv4: 7.0.0.1'
	two 192.0.2.9
	assert_failure 2
}

@test "explained: each of these lines names its key" {
	ROUTER='ipv4: 7.0.0.1, ipv6: "3000:1::1", hooks: [/etc/birdfeed/h.conf]' \
		site 'blocked: {asns: [3000000088]}' 'never-via-route-servers: [3000000055]' \
		'defaults: {upstream: {bfd: true}}' -- \
		"${OAK/3000000002/64512}, families: mp, announce: [7.0.0.0/22], communities: [\"64500:1\"], prefer: [{asn: 5, local-pref: 5}], import-hook: my_in, import: default" \
		"name: rs, type: route-server, asn: 3000000020, neighbor: 192.0.2.5" \
		"$FIR, prefixes: [7.0.1.0/24]"
	run --separate-stderr bird-render -s site.yaml --explain <<<"$EMPTY"
	assert_success
	while IFS='|' read -r text reason; do
		grep -F "$text" <<<"$output" | grep -F -- "<- site.yaml:$reason" >/dev/null ||
			fail "$text: not $reason"
	done <<-'END'
	define BF_BLOCKED_ASNS|4 blocked
	BF_NEVER_VIA_RS_ASNS then reject|5 never-via-route-servers
	bfd graceful;|6 sessions oak bfd
	# /etc/birdfeed/h.conf|3 routers.edge1.hooks
	bf_private_path(64512)|8 sessions oak asn
	net != 0.0.0.0/0|8 sessions oak import
	[= * 5 * =]|8 sessions oak prefer
	my_in();|8 sessions oak import-hook
	net !~ [ 7.0.0.0/22 ]|8 sessions oak announce
	bgp_community.add((64500, 1))|8 sessions oak communities
	next hop address 3000:1::1|3 routers.edge1.ipv6
	BF_GIVEN4_fir then reject|10 sessions fir prefixes
	END
}
