#!/usr/bin/env bats
# dn42's policy as BIRD carries it out: for each rule a route that must come in
# (or go out) and one that must not, announced by real neighbours.
#
#   alder ---.          .--- birch    learns what yew exports
#   date  ---- yew -----
#   fir   ---'   '--- cedar (a shell that speaks BGP)

load lab
load ../render/helper

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB name
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	lab_router yew
	number=0
	for name in alder birch cedar date fir; do
		number=$((number + 1))
		lab_router $name
		lab_wire yew fd10:8001:$number::1/64 $name fd10:8001:$number::2/64
		# Nobody waits for duplicate addresses.
		lab_in yew sysctl -qw "net.ipv6.conf.wire-$name.accept_dad=0"
	done
	lab_in yew ip addr add 192.0.2.1/24 dev wire-cedar
	lab_in cedar ip addr add 192.0.2.2/24 dev wire-yew
	lab_in yew ip link add dummy0 type veth peer name dummy1
	lab_in yew ip link set dummy1 up
	lab_in yew ip addr add 172.31.1.49/28 dev dummy0
	lab_in yew ip link set dummy0 up
	site >site.yaml
	records >records
	bird-render -s site.yaml <records | unfold .
	alder_conf >alder.conf
	neighbour birch 4242428102 2 \
		'172.31.11.0/27 unreachable;' 'route 172.31.11.32/27 unreachable;' \
		>birch.conf
	neighbour date 4242428104 4 '172.31.12.0/27 unreachable;' >date.conf
	fir_conf >fir.conf
	chmod -R a+rX .
	lab_bird yew "$LAB/bird/bird.conf"
	for name in alder birch date fir; do
		lab_bird $name "$LAB/$name.conf"
	done
}

setup() {
	local lacks
	lacks=$(lab_lacks)
	[ -z "$lacks" ] || skip "$lacks"
	cd "$LAB" || return
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down || true; rm -rf "$LAB"; }
}

site() {
	cat <<-'END'
	network: {asn: 4242428001, prefixes: [172.31.1.0/26, "fd10:8001::/48"]}
	peering: {prefer-direct: true}
	rpki: {expect: {prefix: 172.31.1.0/26, asn: 4242428001}}
	routers:
	  yew:
	    router-id: 192.0.2.99
	    region: 41
	    country: 250
	    bandwidth: 24
	    crypto: 34
	    announce: [172.31.1.32/29]
	    static:
	      - {prefix: 198.51.100.0/24, discard: blackhole}
	      - {prefix: 172.31.77.0/27, discard: blackhole}
	      - {prefix: 172.31.1.8/29, interface: dummy0}
	      - {prefix: 172.31.1.21/32, interface: dummy0}
	    direct: [dummy0]
	END
}

# roa PREFIX MAX ASN
roa() {
	echo "vrp|$1-$2-AS$3|prefix=$1|max-length=$2|origin=AS$3|source=TEST"
}

# peer NAME ASN NUMBER FIELDS
peer() {
	echo "peer|$1|asn=$2|router=yew|ipv6=fd10:8001:$3::1/fd10:8001:$3::2|tunnel=none|interface=wire-$1|protocol=$1|$4"
}

# Every prefix that somebody announces has its ROA, but for those that are
# about ROAs: nothing is refused for two reasons.
records() {
	local p
	{
		echo '%begin birdfeed-records 1'
		cat <<-'END'
		prefix-rule|1/ipv4|action=deny|prefix=172.31.66.0/24|min=24|max=32
		prefix-rule|1001/ipv4|action=permit|prefix=172.31.0.0/24|min=28|max=32
		prefix-rule|1002/ipv4|action=permit|prefix=172.31.0.0/16|min=21|max=29
		prefix-rule|10/ipv6|action=deny|prefix=fd66::/16|min=16|max=128
		prefix-rule|1001/ipv6|action=permit|prefix=fd00::/8|min=44|max=64
		END
		roa 172.31.1.0/26 29 4242428001
		for p in 172.31.0.0/17 172.31.66.0/24 198.51.100.0/24; do
			roa $p 32 4242428101
		done
		roa fd10:8000::/17 128 4242428101
		roa fd66:1::/32 128 4242428101
		roa 172.31.130.0/27 27 4242428107
		roa 172.31.131.0/27 27 4242428107
		roa 172.31.132.0/27 27 4242428101
		roa 172.31.135.0/27 27 4242428107
		roa 172.31.133.0/27 29 0
		roa 172.31.11.0/26 29 4242428102
		roa 172.31.140.0/24 29 4242428103
		roa 172.31.141.0/24 29 0
		roa 172.31.12.0/24 29 4242428104
		roa 172.31.150.0/24 29 4242428106
		roa 172.31.150.0/24 29 4242428107
		roa 172.31.16.0/20 20 4242428101
		peer alder 4242428101 1 'families=mp|latency=12|bandwidth=23|crypto=33|import-limit=99'
		peer birch 4242428102 2 'families=mp|bandwidth=24|crypto=34|import-limit=1'
		echo "peer|cedar|asn=4242428103|router=yew|ipv4=192.0.2.1/192.0.2.2|families=ipv4|tunnel=none|interface=wire-cedar|protocol=cedar|import-limit=99"
		peer date 4242428104 4 'families=mp|bandwidth=24|crypto=34|drain=true|import-limit=99'
		peer fir 4242428106 5 'families=mp|bandwidth=24|crypto=34|import-limit=99'
		echo %end
	} | tr '|' '\t'
}

# neighbour NAME ASN NUMBER ROUTES [FILTER]: a BIRD that announces these.
neighbour() {
	cat <<-END
	router id 192.0.2.10$3;
	protocol device {}
	protocol static { ipv4; route $4 ${5-} }
	protocol static { ipv6; ${routes6-} }
	filter lab_out { if source != RTS_STATIC then reject; ${filter-} accept; }
	protocol bgp yew {
		local as $2;
		neighbor fd10:8001:$3::1 as 4242428001;
		${session-}
		ipv4 { extended next hop on; import all; export filter lab_out; };
		ipv6 { import all; export filter lab_out; };
	}
	END
}

# What alder announces, and why, stands at the tests.
alder_conf() {
	local p n=0 routes='' routes6='' filter=''
	while read -r p rest; do
		case $p in
		'') continue ;;
		*:*) routes6+=" route $p unreachable;" ;;
		*) routes+=" route $p unreachable;" ;;
		esac
		[ -z "$rest" ] || filter+=" if net = $p then { $rest }"
	done <<-'END'
	172.31.1.0/27
	fd10:8001:0:7::/64
	172.31.2.0/27
	172.31.66.0/27
	198.51.100.0/24
	172.31.0.32/32
	172.31.0.128/27
	172.31.2.64/30
	172.31.8.0/21
	172.31.16.0/20
	fd10:8101::/48
	fd10:80e0::/43
	fd10:8102:0:1::/64
	fd10:8103::/65
	fd66:1::/48
	172.31.130.0/27 bgp_path.prepend(4242428107);
	172.31.131.0/27 bgp_path.prepend(4242428108);
	172.31.135.0/27 bgp_path.prepend(4242428107); bgp_path.prepend(65535);
	172.31.132.0/28
	172.31.133.0/27
	172.31.134.0/27
	172.31.3.0/27 bgp_community.add((64511, 2)); bgp_community.add((64511, 24)); bgp_community.add((64511, 34));
	172.31.3.32/27 bgp_community.add((64511, 5)); bgp_community.add((64511, 22)); bgp_community.add((64511, 31));
	172.31.3.64/27 bgp_community.add((64511, 44)); bgp_community.add((64511, 1276));
	172.31.4.0/27 bgp_community.add((65535, 0));
	172.31.5.0/27 bgp_path.prepend(4242428101);
	END
	session='' routes6=$routes6 filter=$filter \
		neighbour alder 4242428101 1 "${routes# route }"
}

# fir is a route server: its own AS is in the path only where the route says.
fir_conf() {
	session='rs client;' filter='
		if net = 172.31.150.0/27 then bgp_path.prepend(4242428106);
		if net = 172.31.150.32/27 then bgp_path.prepend(4242428107);
		' neighbour fir 4242428106 5 \
		'172.31.150.0/27 unreachable;' 'route 172.31.150.32/27 unreachable;'
}

# has ROUTER PREFIX [WORDS ...]: is the route in that router's table?
has() {
	local router=$1 prefix=$2
	shift 2
	lab_birdc "$router" show route "$prefix" "$@" | grep -q "^$prefix"
}

# accepted PEER PREFIX; rejected PEER PREFIX: by yew, which heard of both.
accepted() {
	lab_wait 30 has yew "$2" protocol "$1"
}

rejected() {
	local channel=ipv4
	[[ $2 != *:* ]] || channel=ipv6
	lab_wait 30 lab_birdc_says yew "^$2" show route import table "$1.$channel"
	run ! has yew "$2" protocol "$1"
}

# lab_birdc_says ROUTER REGEXP WORDS ...
lab_birdc_says() {
	local router=$1 regexp=$2
	shift 2
	lab_birdc "$router" "$@" | grep -q -- "$regexp"
}

# attribute ROUTER PREFIX NAME [WORDS ...]: of the best route there is; its
# words, in order.  BIRD 2 says BGP.local_pref, and 3 bgp_local_pref.
attribute() {
	local router=$1 prefix=$2 name=$3
	shift 3
	lab_birdc "$router" show route "$prefix" all "$@" |
		sed -nE "s/^\t(BGP\.|bgp_)$name: //p" | head -n 1 |
		sed 's/) (/)\n(/g' | sort | tr '\n' ' '
}

# marked ROUTER PREFIX: its communities of dn42, the numbers.
marked() {
	attribute "$1" "$2" community |
		grep -o '(64511,[0-9]*)' | tr -dc '0-9,\n' | cut -d , -f 2 |
		sort -n | tr '\n' ' '
}

pref() {
	assert_equal "$(attribute yew "$1" local_pref protocol "$2")" "$3 "
}

@test "the sessions come up, and the ROA that is expected is there" {
	for name in alder birch date fir; do
		lab_wait 60 lab_established yew $name
	done
	run lab_birdc yew eval 'roa_check(bf_roa4, 172.31.1.0/26, 4242428001) = ROA_VALID'
	assert_line --partial TRUE
	# All has been heard when the last one has.
	accepted alder 172.31.2.0/27
	accepted alder fd10:8101::/48
}

@test "import: nothing of our own prefixes" {
	accepted alder 172.31.2.0/27
	rejected alder 172.31.1.0/27
	rejected alder fd10:8001:0:7::/64
}

@test "import: what the registry's rules permit, and the first that contains it decides" {
	rejected alder 172.31.66.0/27		# rule 1 denies, before 1002
	accepted alder 172.31.0.32/32		# 1001 has 28 to 32
	rejected alder 172.31.0.128/27		# and 1002 would have it
	rejected alder 198.51.100.0/24		# of no rule
	rejected alder fd66:1::/48
}

@test "import: neither longer nor shorter than the rule says" {
	rejected alder 172.31.2.64/30		# at most 29
	accepted alder 172.31.8.0/21		# at least 21
	rejected alder 172.31.16.0/20
	rejected alder fd10:80e0::/43		# at least 44
	accepted alder fd10:8102:0:1::/64	# at most 64
	rejected alder fd10:8103::/65
}

@test "import: no reserved AS number in the path" {
	rejected alder 172.31.135.0/27		# valid, but behind AS65535
}

@test "import: what a ROA makes valid: from its AS, up to its length, not AS0" {
	accepted alder 172.31.130.0/27		# the last AS, not the first
	rejected alder 172.31.131.0/27		# another AS
	rejected alder 172.31.132.0/28		# longer than its max-length
	rejected alder 172.31.133.0/27		# AS0
	rejected alder 172.31.134.0/27		# no ROA
}

@test "import: a graceful shutdown is the last choice" {
	accepted alder 172.31.4.0/27
	pref 172.31.4.0/27 alder 0
}

@test "import: the peer's own routes are preferred, where the site says so" {
	pref 172.31.2.0/27 alder 200
	pref 172.31.5.0/27 alder 100		# prepended
	pref 172.31.130.0/27 alder 100		# somebody else's
}

@test "import: the first AS is the peer's" {
	accepted fir 172.31.150.0/27
	# Valid, and from fir, who is not in its path.
	run ! has yew 172.31.150.32/27
	run lab_birdc fir show route 172.31.150.32/27
	assert_output --partial unreachable
}

@test "import: as many as the limit, and the session stays" {
	lab_wait 30 lab_birdc_says yew 172.31.11 show route protocol birch
	lab_wait 30 lab_birdc_says yew 172.31.11.32/27 show route import table birch.ipv4
	run lab_birdc yew show route protocol birch
	assert_equal "$(grep -c '^172.31.11' <<<"$output")" 1
	lab_established yew birch
}

@test "import: marked by the worst on the path" {
	accepted alder 172.31.3.0/27
	assert_equal "$(marked yew 172.31.3.0/27)" "3 23 33 "	# ours are worse
	assert_equal "$(marked yew 172.31.3.32/27)" "5 22 31 "	# theirs are
	assert_equal "$(marked yew 172.31.2.0/27)" "3 23 33 "	# there was none
}

@test "import: a latency that was not measured is left out" {
	accepted fir 172.31.150.0/27
	assert_equal "$(marked yew 172.31.150.0/27)" "24 34 "
}

@test "import and export: a drained session is the last choice on both sides" {
	accepted date 172.31.12.0/27
	pref 172.31.12.0/27 date 0
	lab_wait 30 has date 172.31.2.0/27
	lab_wait 30 has birch 172.31.2.0/27
	run attribute date 172.31.2.0/27 community
	assert_output --partial '(65535,0)'
	run attribute birch 172.31.2.0/27 community
	refute_output --partial '(65535,0)'
}

@test "export: what others said, marked by the worst" {
	lab_wait 30 has birch 172.31.3.32/27
	assert_equal "$(marked birch 172.31.3.0/27)" "3 23 33 "
	assert_equal "$(marked birch 172.31.3.32/27)" "5 22 31 "
	# From a peer without a latency to one with.
	lab_wait 30 has alder 172.31.150.0/27
	assert_equal "$(marked alder 172.31.150.0/27)" "3 23 33 "
}

@test "export: ours, with region and country, which others' do not get" {
	lab_wait 30 has birch 172.31.1.0/26
	lab_wait 30 has birch fd10:8001::/48
	assert_equal "$(marked birch 172.31.1.0/26)" "24 34 41 1250 "
	assert_equal "$(marked birch fd10:8001::/48)" "24 34 41 1250 "
	# Theirs stay as they are.
	assert_equal "$(marked birch 172.31.3.64/27)" "3 23 33 44 1276 "
}

@test "export: own prefixes that are announced, static or on an interface" {
	lab_wait 30 has birch 172.31.1.32/29
	lab_wait 30 has birch 172.31.1.8/29
	lab_wait 30 has birch 172.31.1.48/28
	assert_equal "$(marked birch 172.31.1.48/28)" "24 34 41 1250 "
	# Not what lies elsewhere, nor what the rules have too long.
	run ! has birch 198.51.100.0/24
	run ! has birch 172.31.77.0/27
	lab_birdc yew show route 172.31.77.0/27 | grep -q '^172'
	run ! has birch 172.31.1.21/32
	lab_birdc yew show route 172.31.1.21/32 | grep -q '^172'
}

@test "the kernel gets routes that are learned and the site's static ones" {
	lab_wait 30 sh -c "nsenter -t $(cat yew.pid) -n ip route show | grep -q 198.51.100.0/24"
	run lab_in yew ip route show proto bird
	assert_line --regexp '^blackhole 198.51.100.0/24'
	assert_line --regexp '^172.31.1.8/29 dev dummy0'
	assert_line --regexp '^172.31.2.0/27 via'
	# The null routes of our own networks come after everything else.
	assert_line 'unreachable 172.31.1.0/26 metric 4000000000 '
	refute_line --regexp '172\.31\.1\.(0/26|32/29|48/28).* metric 32'
}

# cedar: BGP by hand, as no BIRD makes an AS_SET.  Numbers in hexadecimal.
message() {
	local body=$2
	printf '%s%04x%02x%s' ffffffffffffffffffffffffffffffff \
		$((19 + ${#body} / 2)) "$1" "$body"
}

# update PREFIX PATH: four bytes of prefix and its length, and the segments.
update() {
	local attributes
	attributes=40010100$(printf '4002%02x%s' $((${#2} / 2)) "$2")400304c0000202
	message 2 "0000$(printf %04x $((${#attributes} / 2)))$attributes$1"
}

@test "import: nothing whose origin an AS_SET hides" {
	local open alive me=fcde50c7 other=fcde50cb
	# An OPEN of AS_TRANS, with IPv4 and 4-byte AS numbers (RFC 6793).
	open=$(message 1 "045ba00000c00002021002060104000100010206""4104$me")
	alive=$(message 4 '')
	{
		printf %s "$open$alive"
		# 172.31.140.32/27: me {me}.  141.0/27: me {other}, under an
		# AS0, as which some BIRDs read a set.  140.0/27: me.
		update 1bac1f8c20 "0201${me}0101$me"
		update 1bac1f8d00 "0201${me}0101$other"
		update 1bac1f8c00 "0201$me"
		printf %s "$alive"
	} >cedar.hex
	assert_equal "$(printf '%d' "0x$me")" 4242428103
	# shellcheck disable=SC2016 # for the inner shell
	lab_in cedar bash -c 'exec 9<>/dev/tcp/192.0.2.1/179
		sed "s/../\\\\x&/g" cedar.hex >cedar.esc
		printf "%b" "$(cat cedar.esc)" >&9
		exec cat <&9 >/dev/null' 3>&- &
	accepted cedar_v4 172.31.140.0/27
	run lab_birdc yew show route protocol cedar_v4
	refute_output --partial 172.31.140.32/27
	refute_output --partial 172.31.141.0/27
	lab_established yew cedar_v4
}
