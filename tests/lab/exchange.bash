# The exchange of ixp.bats and ixp-live.bats: its server, three participants,
# and mallory, whose address is nobody's.  All are on one Ethernet with
# addresses of no size, as in a VPN.  Alice has two /48s and two more with
# which she lies, bob one and an IPv4 network, carol nothing.

load lab

# Their AS numbers.
ALICE=65550
BOB=64500
CAROL=65002

# exchange_up: the routers, in a new folder LAB, which is where we then are.
exchange_up() {
	export LAB
	LAB=$(mktemp -d /dev/shm/birdfeed-ixp-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	member ixp 100.64.0.1
	member alice 100.64.0.10
	member bob 100.64.0.11
	member carol 100.101.7.3
	member mallory 100.64.9.9
}

exchange_down() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

# member NAME ADDRESS: with that address, and the rest of the VPN behind lan0.
member() {
	lab_router "$1"
	lab_lan "$1" "$2/32"
	lab_in "$1" ip route add 100.64.0.0/10 dev lan0 src "$2"
}

# site_of_exchange: its site file.
site_of_exchange() {
	cat <<-END
	network: {asn: 64511, prefixes: ["2001:db8:ff::/48"]}
	registry: {kind: none}
	rpki: {static: false}
	ixp: {local: 100.64.0.1, range: 100.64.0.0/10, via: lan0, pool: ["2001:db8::/32", 198.51.100.0/24]}
	routers:
	  ixp: {ipv4: 100.64.0.1, bird: {control-socket: $LAB/ixp.run/bird.ctl}}
	apply: {state-dir: $LAB/state}
	END
}

# site NAME ASN ROUTER-ID PREFIXES: a participant's own, in NAME.conf.
site() {
	cat >"$LAB/$1.yaml" <<-END
	network: {asn: $2, prefixes: [$4]}
	registry: {kind: none}
	rpki: {static: false}
	ixp: {role: participant, asn: 64511, range: 100.64.0.0/10, via: lan0}
	routers: {$1: {router-id: $3}}
	END
	printf '%%begin birdfeed-records 1\nparticipant\tAS64511\taddress=100.64.0.1\n%%end\n' |
		bird-render -s "$LAB/$1.yaml" |
		sed -e '/^#% /d' -e '/^include/d' >"$LAB/$1.conf"
}

# protocol ADDRESS: the exchange's session with it.
protocol() {
	lab_birdc ixp show protocols all |
		awk -v a="$1" '/^bf_/ { name = $1 } $1 == "Neighbor" && $3 == a { print name }'
}

up() {
	lab_birdc ixp show protocols "$(protocol "$1")" | grep -q Established
}

# accepted PREFIX FROM; refused PREFIX FROM REASON
accepted() {
	lab_birdc ixp show route "$1" all | grep -q "from $2\]\|via $2 "
}

refused() {
	lab_birdc ixp show route filtered all protocol "$(protocol "$2")" |
		awk -v p="$1" '/^[0-9a-f:.]+\/[0-9]+/ { on = $1 == p } on' |
		grep -q "(64511, 1101, $3)" &&
		! accepted "$1" "$2"
}

# has NAME PREFIX: is it in that participant's table, from the exchange?
has() {
	lab_birdc "$1" show route "$2" | grep -q 'bf_server'
}

since() {
	lab_birdc ixp show protocols all |
		awk '$2 == "BGP" { at = $1 " " $5 " " $6 } $1 == "Neighbor" && $2 == "address:" { print $3, at }' | sort
}

# participants_up EXCHANGE RECORDS: everybody's BIRD, and their sessions.
# Alice's router is what --remote printed for her, and then she lies with it:
# as a route server she may write any path.  Her lies have a preference above
# what the exchange says of these networks.  The others' are rendered from
# site files of their own.
participants_up() {
	bird-render -s "$1" --remote AS$ALICE <"$2" >"$LAB/alice.conf"
	run bird -p -c "$LAB/alice.conf"
	assert_success
	assert_output ""
	sed -i -e 's|export filter bf_ixp_export6|export filter lies|' \
		-e 's|^template bgp bf_ixp {|&\n\trs client;|' \
		-e "/^protocol device/i\\
protocol static lie6 {\\
	ipv6 { preference 250; };\\
	route 2001:db8:5d::/48 blackhole;\\
	route 2001:db8:5b:1::/64 blackhole;\\
	route ::/0 blackhole;\\
}\\
filter lies {\\
	if proto != \"bf_static6\" \&\& proto != \"lie6\" then reject;\\
	if net = 2001:db8:5e::/48 then bgp_path.prepend(64999);\\
	bgp_path.prepend($ALICE);\\
	if net = 2001:db8:5f::/48 then bgp_path.prepend(64999);\\
	accept;\\
}" "$LAB/alice.conf"
	site bob $BOB 100.64.0.11 '"2001:db8:5d::/48", 198.51.100.0/24'
	site carol $CAROL 100.101.7.3 '"2001:db8:61::/48"'
	site mallory $ALICE 100.64.9.9 '"2001:db8:5b::/48", "2001:db8:62::/48"'
	for name in alice bob carol mallory; do
		lab_bird $name "$LAB/$name.conf"
	done
	for address in 100.64.0.10 100.64.0.11 100.101.7.3 100.64.9.9; do
		lab_wait 60 up $address
	done
}

leased_is_accepted() {
	lab_wait 20 accepted 2001:db8:5b::/48 100.64.0.10
	lab_wait 20 accepted 2001:db8:5c::/48 100.64.0.10
	lab_wait 20 accepted 2001:db8:5d::/48 100.64.0.11
	lab_wait 20 accepted 198.51.100.0/24 100.64.0.11
	run lab_birdc ixp show route all 2001:db8:5d::/48
	assert_output --partial '100.64.0.11 on lan0'
	refute_output --partial '1101'
}

foreign_is_refused() {
	lab_wait 20 refused 2001:db8:5d::/48 100.64.0.10 9
	lab_wait 20 refused 2001:db8:5b:1::/64 100.64.0.10 9
	lab_wait 20 refused ::/0 100.64.0.10 9
}

forged_is_refused() {
	lab_wait 20 refused 2001:db8:5e::/48 100.64.0.10 10
	lab_wait 20 refused 2001:db8:5f::/48 100.64.0.10 7
}

# Who has no lease hears everything, and says nothing.
unleased_hears() {
	lab_wait 20 refused 2001:db8:61::/48 100.101.7.3 9
	for prefix in 2001:db8:5b::/48 2001:db8:5d::/48 198.51.100.0/24 2001:db8:ff::/48; do
		lab_wait 20 has carol $prefix
	done
	run lab_birdc carol show route 100.64.0.0/10
	refute_output --partial bf_server
}

# Whose address is nobody's, neither.
nobody_hears() {
	lab_wait 20 refused 2001:db8:62::/48 100.64.9.9 101
	# Not even what is leased to the AS number that it claims.
	lab_wait 20 refused 2001:db8:5b::/48 100.64.9.9 101
	lab_wait 20 has mallory 2001:db8:5d::/48
}
