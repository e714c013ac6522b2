# What the tests of peer-validate share: a site, requests, and verdicts.

load ../render/helper

KEY=Lp7j/JvFF2sdrUXS+FIVxPTc25CO0KXoL63EJZjd8Ak=
OTHER_KEY=Oa+oIQTPzYDtLZiukSgVIIFJt1qThWSHkxcQ8BgurQ8=
OUR_KEY=epv3nCaiLwkfL/89hFdZLuCuoYZfA4YAVzhmyJpBcxI=
# Points of small order: 0, and 1, one of order 8, and p - 1.
ZERO=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
HIGH_BIT=jLhTLj2IxNFbPvjqlmfQmkXF+muFpsX83d+5WyJkGvQ=
ABOVE_P=9v///////////////////////////////////////38=
LOW_ORDER="AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
4Ot6fDtBuK4WVuP68Z/EatoJjeucMrH9hmIFFl9JuAA=
7P///////////////////////////////////////38="

# The line of the first record behind registry.records.
LINE=30

setup() {
	cd "$BATS_TEST_TMPDIR" || return
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
