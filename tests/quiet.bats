#!/usr/bin/env bats
# --quiet, in every tool: a run that has a warning, a note or a summary under
# --verbose writes the same output with --quiet, and nothing on standard error.

load render/helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	PATH=$PATH:/usr/sbin:/sbin
	MINIMAL=$RENDER/minimal/site.yaml
}

# A site with the sections that the stores and the exchange's tools need.
site() {
	port=$((20000 + RANDOM % 10000))
	cat >site.yaml <<-END
		network: {asn: 64511}
		registry: {kind: none}
		routers: {ixp1: {ipv4: 192.0.2.1}}
		ixp:
		  local: 100.64.0.1
		  range: 100.64.0.0/10
		  via: vpn0
		  pool: ["2001:db8::/32"]
		  participants: [{name: oak, asn: 65001, ipv4: 100.64.0.9}]
		leases:
		  asns: [4200000000-4200000999]
		  prefixes: ["2001:db8:f000::/44"]
		  store: $PWD/leases.db
		  api:
		    listen: 127.0.0.1:$port
		    issuer: https://id.example/
		    audience: https://gateway.example
		    jwks: https://id.example/jwks.json
		sources:
		  s: {url: $PWD/document, format: other}
	END
	echo text >document
}

# A site where peers ask for peering; the file of the serial is in the way.
service() {
	. "$TOP_SRCDIR/tests/peer-shell/service.bash"
	service ''
	mkdir serial
}

# A row for each tool: NAME OPTION runs it with that option.
row_apply() {
	cat >apply.yaml <<-END
		network: {asn: 64496}
		registry: {kind: none}
		routers: {r1: {ipv4: 192.0.2.1}}
	END
	mkdir bin
	printf '#!/bin/sh\n' >bin/bird
	chmod 755 bin/bird
	bird-render -q -s apply.yaml --no-records |
		PATH=$PWD/bin:$PATH apply "$1" -s apply.yaml --install-only \
			--json --state-dir "$PWD/state"
}
row_bird-render() { records minimal | bird-render "$1" -s "$MINIMAL"; }
row_guest-key() { guest-key "$1" ssh-ed25519 AAAA; }
row_irr-fetch() { site && irr-fetch "$1" -s site.yaml; }
# Until it listens.
row_lease-serve() {
	site
	lease-serve "$1" -s site.yaml &
	for ((i = 0; i < 200; i++)); do
		! (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
		sleep 0.05
	done
	kill $! && wait $!
}
row_lease-store() { site && lease-store "$1" -s site.yaml expire; }
row_link-latency() {
	echo "192.0.2.9 : 6.9" |
		link-latency "$1" -s "$RENDER/mesh/site.yaml" -r yew --memory memory \
			--records <(stream) --fping sample
}
row_mrt-origins() { mrt-origins "$1" "$TOP_SRCDIR/tests/mrt-origins/dumps/bird-rib-master4.mrt"; }
row_participant-parse() { site && participant-parse "$1" -s site.yaml --no-records; }
row_peer-shell() { service && shell OAK-MNT "$1" "peer_create asn=64601 public-key=$KEY link-local=fe80::2"; }
row_peer-status() { peer-status "$1" --socket "$PWD/none.ctl" -f json --now 1; }
row_peer-validate() {
	echo '- {name: oak}' >peers.yaml
	records minimal | sed '/^peer/d' | peer-validate "$1" -s "$MINIMAL" peers.yaml
}
row_peeringdb-parse() { peeringdb-parse "$1" <<<'{"data": [{"asn": "x"}, {"asn": 64500}]}'; }
row_registry-activity() {
	printf '@2024-01-01T00:00:00Z\n\ndata/aut-num/AS64496\n' |
		registry-activity "$1"
}
row_registry-check() { registry-check "$1" "$TOP_SRCDIR/tests/registry-check/tree"; }
row_registry-graph() {
	registry-graph "$1" path mntner OAK-MNT mntner DN42-MNT \
		<(registry-parse -q "$TOP_SRCDIR/tests/registry-graph/tree")
}
row_registry-keys() {
	stream 'mntner|OAK-MNT|auth=ssh-ed25519 AAAA' | registry-keys "$1"
}
row_registry-parse() { registry-parse "$1" "$TOP_SRCDIR/tests/registry/tree"; }
row_registry-query() {
	registry-query "$1" covers 172.20.16.1 <"$TOP_SRCDIR/tests/registry/tree.records"
}
row_request-store() {
	service
	stream "petition|as64601|operation=create|date=2026-11-26T12:00:00Z|key=ssh-ed25519 SHA256:abc|signed-by=OAK-MNT|asn=64601|public-key=$KEY" |
		request-store "$1" -s site.yaml --now 2026-11-26T12:00:00Z put
}
row_request-verify() {
	service && request-verify "$1" -s site.yaml run/registry.records <<<'no request'
}
row_roa-json() {
	stream 'vrp|192.0.2.0/24-24-AS64500|prefix=192.0.2.0/24|max-length=24|origin=AS64500' |
		roa-json "$1"
}
row_site-show() { echo '- {name: oak}' >peers.yaml && site-show "$1" -s "$MINIMAL" peers.yaml; }
row_source-fetch() { site && source-fetch "$1" -s site.yaml --cache cache; }
row_wg-render() { records minimal | wg-render "$1" -s "$MINIMAL"; }

tools() {
	sed -n 's/^s\{0,1\}bin_PROGRAMS += //p' "$TOP_SRCDIR"/src/*/local.mk
}

# run_row TOOL OPTION NAME: its streams in NAME.out and NAME.err.
run_row() {
	mkdir "$3" && (cd "$3" && "row_$1" "$2") >"$3.out" 2>"$3.err"
}

@test "--quiet: nothing on standard error but errors, in each tool" {
	local tool loud quiet
	[ "$(tools | wc -l)" -ge 24 ]
	for tool in $(tools); do
		# Some need a library that is optional.
		[ -x "$TOP_BUILDDIR/$tool" ] || continue
		declare -F "row_$tool" >/dev/null || fail "$tool has no row here"
		loud=0 quiet=0
		run_row "$tool" --verbose "$tool.loud" || loud=$?
		run_row "$tool" --quiet "$tool.quiet" || quiet=$?
		[ -s "$tool.loud.err" ] ||
			fail "$tool: nothing is said with --verbose either"
		run cat "$tool.quiet.err"
		assert_equal "$tool: $output" "$tool: "
		assert_equal "$tool: $quiet" "$tool: $loud"
		run diff <(sed 's/\.loud//' "$tool.loud.out") \
			<(sed 's/\.quiet//' "$tool.quiet.out")
		assert_equal "$tool: $output" "$tool: "
	done
}
