#!/usr/bin/env bats
# site-show: a site file and peers as lines of key and value.

bats_load_library bats-support
bats_load_library bats-assert

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cat >site.yaml <<-'END'
		network: {asn: 4242429001, prefixes: [172.23.240.0/27, "fd00:1::/48"]}
		routers:
		  r1:
		    number: 1
		    ipv4: 172.23.240.1
		    ipv6: "fd00:1::1"
		    endpoint: r1.example.net
		    wireguard:
		      public-key: W6S7qlcJVUxSgb3AybN87Sb1zh0T/KTS60MjLN0mxEU=
		      private-key-file: /etc/wireguard/private.key
		      link-local: "fe80::1"
	END
	mkdir peers.d
	cat >peers.d/alder.yaml <<-'END'
		asn: 4242429002
		public-key: jLhTLj2IxNFbPvjqlmfQmkXF+muFpsX83d+5WyJkGnQ=
		link-local: "fe80::2"
		id: 7
		description: "a\tb"
	END
}

show() {
	site-show -s site.yaml "$@"
}

line() {
	assert_line "$1$(printf '\t')$2"
}

@test "given values, lists and defaults, a line each" {
	run show
	assert_success
	line network.asn 4242429001
	line network.prefixes 172.23.240.0/27
	line network.prefixes fd00:1::/48
	line registry.kind dn42
	line apply.state-dir /var/lib/birdfeed
	line routers.r1.bird.control-socket /run/bird/bird.ctl
	line routers.r1.endpoint r1.example.net
	line router r1
	# No section that the file does not have.
	refute_output --partial ixp.
	refute_output --partial mesh.
	refute_output --partial peers.
}

@test "sessions, sources and an exchange" {
	run site-show -s "$TOP_SRCDIR/examples/edge/site.yaml"
	assert_success
	line sessions.sedge.neighbor 192.0.2.1
	line sessions.rush.password-file /etc/birdfeed/rush.conf
	run site-show -s "$TOP_SRCDIR/examples/ixp/site.yaml"
	assert_success
	line sources.headscale.url https://vpn.orchard.example/api/v1/node
	line ixp.via tailscale0
}

@test "a peer has what it leaves to the site, and free text is one line" {
	run show peers.d
	assert_success
	line peers.as4242429002.listen-port 52007
	line peers.as4242429002.interface wg-as4242429002
	line peers.as4242429002.description 'a\tb'
}

@test "several routers: one is this host with -r, and its mesh links are there" {
	cat >>site.yaml <<-'END'
		  r2:
		    number: 2
		    ipv4: 172.23.240.2
		    ipv6: "fd00:1::2"
		    wireguard:
		      public-key: jLhTLj2IxNFbPvjqlmfQmkXF+muFpsX83d+5WyJkGnQ=
		      private-key-file: /etc/wireguard/private.key
		      link-local: "fe80::2"
		mesh: {}
	END
	run show
	assert_success
	refute_line --regexp '^router	'
	line routers.r2.number 2
	run show -r r1
	assert_success
	line router r1
	line links.wg-int-r2.listen-port 51802
	run show -r r3
	assert_failure 2
	assert_output --partial 'no router "r3"'
}

@test "a wrong site file: 2 and its line; a wrong peer: 1 and the others" {
	sed 's/4242429001/x/' site.yaml >wrong.yaml
	run site-show -s wrong.yaml
	assert_failure 2
	assert_output --partial 'wrong.yaml:1: asn: '
	printf 'asn: x\n' >peers.d/ash.yaml
	run show peers.d
	assert_failure 1
	assert_output --partial 'peers.d/ash.yaml:1: asn: '
	line peers.as4242429002.listen-port 52007
	run show nowhere
	assert_failure 2
	run site-show
	assert_failure 2
}

@test "a full disk is an error" {
	[ -w /dev/full ] || skip "no /dev/full"
	run sh -c 'site-show -s site.yaml >/dev/full'
	assert_failure 2
}
