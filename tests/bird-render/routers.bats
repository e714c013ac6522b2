#!/usr/bin/env bats
# Complete routers, each with something of its own: what bird-render prints of
# them, that every BIRD loads it, and what it refuses.  bird-render.bats has
# the tool itself.

load ../render/helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	SITE=$PWD/site.yaml
}

# The site, and the site whose peers it has.
ROUTERS='rtr minimal
expect minimal
anycast minimal
vrf full
prefer full
drain full
mesh4 minimal
bird217 full
bird32 full'

# render SITE [OPTION ...]
render() {
	local site=$1 peers
	shift
	peers=$(sed -n "s/^$site //p" <<<"$ROUTERS")
	records "$peers" |
		bird-render -s "$RENDER/$site/site.yaml" -r yew "$@" 2>err
}

# site LINE...: a site file of a router yew, with these lines at its end.
site() {
	cat >site.yaml <<-'END'
	network: {asn: 4242428001, prefixes: [172.31.1.0/26, "fd10:8001::/48"]}
	routers:
	  yew:
	    ipv4: 172.31.1.1
	END
	printf '%s\n' "$@" >>site.yaml
}

# yields [OPTION ...]: what is made of it.
yields() {
	records minimal | bird-render -s "$SITE" "$@" 2>err
}

# refused TEXT LINE...: such a site file is an error that says so.
refused() {
	local says=$1
	shift
	site "$@"
	run yields
	assert_failure 2
	assert_output ''
	grep -F -- "$says" err || fail "$(cat err)"
}

@test "the golden routers" {
	while read -r site _; do
		render "$site" >out
		golden "$site.bird" <out
	done <<<"$ROUTERS"
}

# birds_of SITE: the BIRDs that are as new as it says.
birds_of() {
	local bird want have
	want=$(sed -n 's/.*version: "\([0-9.]*\)".*/\1/p' "$RENDER/$1/site.yaml")
	for bird in $(PATH=$PATH:/usr/sbin command -v bird) ${BIRD_OTHERS:-}; do
		have=$("$bird" --version 2>&1 | sed 's/^BIRD version //')
		# 3.0 is older than 2.17 in what it takes.
		case $want,$have in 2.*,3.0*) continue ;; esac
		[ "$(printf '%s\n' "${want:-2.0}" "$have" | sort -V |
			head -n 1)" = "${want:-2.0}" ] || continue
		echo "$bird"
	done
}

@test "every BIRD that is as new as the site file says loads them" {
	local site bird tried=0
	[ -n "$(PATH=$PATH:/usr/sbin command -v bird)" ] || skip "no bird"
	while read -r site _; do
		rm -rf bird etc
		mkdir etc
		printf 'define BIRDFEED_PASSWORD_%s = "%s";\n' \
			alder_dn42_v6 one dn42_birch_2_v6 two >etc/passwords.conf
		render "$site" | unfold .
		find bird -type f -exec sed -i "s|/etc/birdfeed|$PWD/etc|" {} +
		for bird in $(birds_of "$site"); do
			run "$bird" -p -c bird/bird.conf
			assert_success
			# With a version there is nothing to excuse.
			case $site in bird*) ;; *)
				output=$(grep -v 'Missing authentication option' \
					<<<"$output" || :) ;;
			esac
			assert_output ''
			tried=$((tried + 1))
		done
	done <<<"$ROUTERS"
	[ "$tried" -ge 7 ]
}

@test "each router of the mesh of four, and both of the VRF's, load" {
	local router bird
	for router in mesh4/rowan mesh4/sloe mesh4/thorn vrf/rowan; do
		rm -rf bird
		records minimal | bird-render -r "${router#*/}" \
			-s "$RENDER/${router%/*}/site.yaml" | unfold .
		for bird in $(birds_of "${router%/*}"); do
			run "$bird" -p -c bird/bird.conf
			assert_success
			assert_output ''
		done
	done
}

@test "static: true for dn42 and false for none is the default" {
	site
	yields --only roa >out
	grep -q 'route 172.31.101.0/26 max 28' out
	site 'rpki: {static: false}'
	yields --only roa >out
	run ! grep -e '	route' -e '^protocol' out
}

@test "with servers no vrp is needed, and with static ones it is" {
	records minimal | grep -v '^vrp' >no-vrps
	site 'rpki: {static: false, servers: [{address: 192.0.2.1}]}'
	bird-render -s "$SITE" <no-vrps >out
	grep -q 'roa_check(bf_roa4, net, bgp_path.last) != ROA_VALID' out
	site 'rpki: {servers: [{address: 192.0.2.1}]}'
	run bird-render -s "$SITE" <no-vrps
	assert_failure 2
	assert_output --partial 'no vrp record'
	refute_closed
}

@test "without a server and without static ROAs nothing is asked" {
	site 'rpki: {static: false}'
	yields >out
	run ! grep roa_check out
	grep -q 'warning: .*origins are not checked' err
}

@test "servers: what is wrong with them" {
	refused 'servers: expected a list of maps' 'rpki: {servers: rtr.example}'
	refused 'servers: expected a list of maps' 'rpki: {servers: []}'
	refused 'not a map' 'rpki: {servers: [192.0.2.1]}'
	refused 'address: missing' 'rpki: {servers: [{port: 323}]}'
	refused 'address: "a b"' 'rpki: {servers: [{address: "a b"}]}'
	refused 'address: "x"; "' 'rpki: {servers: [{address: "x\"; "}]}'
	refused 'port: "0"' 'rpki: {servers: [{address: 192.0.2.1, port: 0}]}'
	refused 'port: "65536"' 'rpki: {servers: [{address: 192.0.2.1, port: 65536}]}'
	refused 'expire: "599"' 'rpki: {servers: [{address: 192.0.2.1, expire: 599}]}'
	refused 'retry: "7201"' 'rpki: {servers: [{address: 192.0.2.1, retry: 7201}]}'
	refused 'expire: not above refresh' \
		'rpki: {servers: [{address: 192.0.2.1, refresh: 600, expire: 600}]}'
	refused 'expire: not above refresh' \
		'rpki: {servers: [{address: 192.0.2.1, retry: 601, expire: 600}]}'
	refused 'password: an unknown key' \
		'rpki: {servers: [{address: 192.0.2.1, password: x}]}'
	refused 'site.yaml:5: address: the same address and port' \
		'rpki: {servers: [{address: rtr.example}, {address: RTR.example, port: 323}]}'
	site 'rpki: {servers: [{address: 192.0.2.1}, {address: 192.0.2.1, port: 8282}]}'
	yields --only roa | grep -c '^protocol rpki' | grep -qx 2
}

@test "expect: a map or a list, and each family its own" {
	site 'rpki: {expect: {prefix: 172.31.101.0/26, asn: AS4242428101}}'
	yields >out
	grep -q 'function bf_roa_ready4()' out
	grep -q '^	bf_roa_ready4();' out
	run ! grep bf_roa_ready6 out
	# It is asked before anything is let in, and with the static ROAs.
	grep -A4 '^function bf_import4' out | grep -q bf_roa_ready4
}

@test "expect: what is wrong with it" {
	refused 'expect: no ROAs' \
		'rpki: {static: false, expect: {prefix: 192.0.2.0/24, asn: 1}}'
	refused 'expect: an empty list' 'rpki: {expect: []}'
	refused 'not a map' 'rpki: {expect: 192.0.2.0/24}'
	refused 'asn: missing' 'rpki: {expect: {prefix: 192.0.2.0/24}}'
	refused 'asn: AS0' 'rpki: {expect: {prefix: 192.0.2.0/24, asn: 0}}'
	refused 'prefix: "192.0.2.1/24"' 'rpki: {expect: {prefix: 192.0.2.1/24, asn: 1}}'
}

@test "expect: where only static ROAs could bring it, they have to" {
	for expect in 'prefix: 172.31.101.0/29, asn: 4242428101' \
	    'prefix: 172.31.101.0/26, asn: 4242428102' \
	    'prefix: 192.0.2.0/24, asn: 4242428101' \
	    'prefix: "fd10:8109::/48", asn: 4242428101'; do
		refused 'expect: no vrp record makes' "rpki: {expect: {$expect}}"
	done
	site 'rpki: {expect: {prefix: 172.31.101.16/28, asn: 4242428101}}'
	yields >out
	site 'rpki: {servers: [{address: 192.0.2.1}], expect: {prefix: 192.0.2.0/24, asn: 1}}'
	yields >out
}

@test "expect: BIRD 3 by name, and servers, is worth a warning" {
	site '    bird: {version: "3.2"}' \
		'rpki: {servers: [{address: 192.0.2.1}], expect: {prefix: 172.31.101.0/26, asn: 4242428101}}'
	yields >out
	grep -q 'site.yaml:6: expect: warning: BIRD 3' err || fail "$(cat err)"
	site '    bird: {version: "2.19"}' \
		'rpki: {servers: [{address: 192.0.2.1}], expect: {prefix: 172.31.101.0/26, asn: 4242428101}}'
	yields >out
	run ! grep 'expect: warning' err
}

@test "announce: ours, not the whole, not too long, once" {
	refused '192.0.2.0/24: not ours' '    announce: [192.0.2.0/24]'
	refused '172.31.0.0/16: not ours' '    announce: [172.31.0.0/16]'
	refused '172.31.1.0/26: announced anyway' '    announce: [172.31.1.0/26]'
	refused '172.31.1.0/30: nobody would take it (expected at most a /29' \
		'    announce: [172.31.1.0/30]'
	refused 'fd10:8001::/65: nobody would take it' '    announce: ["fd10:8001::/65"]'
	refused '172.31.1.8/29: twice' '    announce: [172.31.1.8/29, 172.31.1.8/29]'
	refused 'announce: not a list' '    announce: 172.31.1.8/29'
	refused 'at most a /24 or /48' '    announce: [172.31.1.32/28]' \
		'registry: {kind: none}'
	site '    announce: [172.31.1.8/29, "fd10:8001:0:1::/64"]'
	yields >out
	grep -q 'route 172.31.1.8/29 unreachable;' out
}

@test "static: four ways, and what is no way" {
	refused 'static: not a list' '    static: {prefix: 192.0.2.0/24}'
	refused 'not a map' '    static: [192.0.2.0/24]'
	refused 'prefix: missing' '    static: [{via: 192.0.2.1}]'
	refused '192.0.2.0/24: goes nowhere' '    static: [{prefix: 192.0.2.0/24}]'
	refused 'of the other family' '    static: [{prefix: 192.0.2.0/24, via: "fd00::1"}]'
	refused 'expected its interface' '    static: [{prefix: "2001:db8::/32", via: fe80::1}]'
	refused 'needs no interface' \
		'    static: [{prefix: 192.0.2.0/24, via: 192.0.2.1, interface: eth0}]'
	refused 'discarded and sent on' \
		'    static: [{prefix: 192.0.2.0/24, via: 192.0.2.1, discard: blackhole}]'
	refused 'discarded and sent on' \
		'    static: [{prefix: 192.0.2.0/24, interface: eth0, discard: blackhole}]'
	refused 'discard: "prohibit"' '    static: [{prefix: 192.0.2.0/24, discard: prohibit}]'
	refused 'interface: "a;b"' '    static: [{prefix: 192.0.2.0/24, interface: "a;b"}]'
	refused '192.0.2.0/24: twice' \
		'    static: [{prefix: 192.0.2.0/24, interface: a}, {prefix: 192.0.2.0/24, interface: b}]'
}

@test "direct: names and patterns, and nothing else" {
	refused 'direct: "-eth0"' '    direct: ["-eth0"]'
	refused 'direct: "a b"' '    direct: ["a b"]'
	refused 'direct: """' "    direct: ['\"']"
	refused 'direct: "abcdefghijklmnop"' '    direct: [abcdefghijklmnop]'
	refused 'direct: not a list' '    direct: dummy0'
	site '    direct: [dummy0, "wg-*", "*", "eth?"]'
	yields >out
	grep -q '	interface "dummy0", "wg-\*", "\*", "eth?";' out
}

@test "vrf: with its table, in every protocol that talks or routes" {
	refused 'vrf: without a table' '    kernel: {vrf: blue}'
	refused 'vrf: "a b"' '    kernel: {table: 9, vrf: "a b"}'
	site '    kernel: {vrf: none}'
	yields >out
	run ! grep vrf out
	render vrf >out
	# Not in what only announces, nor towards RTR servers.
	awk '/^(protocol|template) / { name = $2 " " $3 }
		/^	vrf "vrf-dn42";$/ { print name }' out | LC_ALL=C sort >has
	diff - has <<-'END'
	babel bf_babel
	bfd bf_bfd
	bgp bf_ibgp
	bgp bf_peer
	direct bf_direct
	kernel bf_kernel4
	kernel bf_kernel6
	static bf_route4
	END
	# Its change restarts every session.
	[ "$(grep -c '^#% session .* vrf=vrf-dn42$' out)" -eq \
		"$(grep -c '^#% session ' out)" ]
}

@test "vrf: networkd puts our tunnels into it, and nobody else's" {
	wg() {
		records full | wg-render -s "$RENDER/vrf/site.yaml" -r yew "$@" 2>err
	}
	wg -f networkd >out
	tunnels=$(grep -c '^#% file .*network 0640' out)
	[ "$tunnels" -ge 4 ]
	awk '/^\[/ { section = $0 }
		/^VRF=vrf-dn42$/ && section == "[Network]" { n++ }
		END { print n }' out | grep -qx "$tunnels"
	wg -f networkd --remote alder >out
	run ! grep -i vrf out
	# wg-quick has no word for it.
	wg >out
	run ! grep -i vrf out
}

@test "prefer-direct and prefer-latency are off unless they are said" {
	site
	yields >out
	run ! grep -e bgp_path.len -e prefer_latency out
	refused 'prefer-direct: "200"' 'peering: {prefer-direct: 200}'
}

@test "the order of servers stays, that of everything else does not matter" {
	site '    announce: [172.31.1.8/29, 172.31.1.32/29]' \
		'    static: [{prefix: 192.0.2.0/24, interface: a}, {prefix: 198.51.100.0/24, interface: b}]'
	yields >one
	site '    announce: [172.31.1.32/29, 172.31.1.8/29]' \
		'    static: [{interface: b, prefix: 198.51.100.0/24}, {prefix: 192.0.2.0/24, interface: a}]'
	yields >two
	cmp one two
}

@test "names: protocols are called as they were before birdfeed" {
	refused 'ibgp: no pattern' '    names: {ibgp: ibgp}'
	refused 'ibgp: no pattern' '    names: {ibgp: "i-%n"}'
	refused 'ibgp: no pattern' '    names: {ibgp: "%a_%n"}'
	refused 'names: two protocols of one name' '    names: {kernel4: krt, kernel6: krt}'
	refused 'device: "a b"' '    names: {device: "a b"}'
	site '    names: {device: dev0, kernel4: kernel1, kernel6: kernel2}' \
		'    kernel: {metric: 32}'
	yields >out
	grep -E '^protocol (device|kernel) ' out >names
	diff - names <<-'END'
	protocol device dev0 {
	protocol kernel kernel1 {
	protocol kernel kernel2 {
	END
	# One metric for all: no null route, which would hide the host's own.
	[ "$(grep -c '^	metric 32;$' out)" -eq 2 ]
	run ! grep krt_metric out
	[ "$(grep -c 'source = RTS_STATIC then reject' out)" -eq 2 ]
}
