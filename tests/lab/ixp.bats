#!/usr/bin/env bats
# An exchange: its server, three participants, and mallory, whose address is
# nobody's.  All are on one Ethernet with addresses of no size, as in a VPN.
# Alice's router is what --remote printed, and then she lies with it; bob's
# and carol's are rendered from site files of their own.
# Each step goes on from where the one before it left the network.

load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /dev/shm/birdfeed-ixp-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	member ixp 100.64.0.1
	member alice 100.64.0.10
	member bob 100.64.0.11
	member carol 100.101.7.3
	member mallory 100.64.9.9
	site_of_ixp
	records <<-'END'
	participant|AS65550|address=100.64.0.10|prefix=2001:db8:5b::/48|prefix=2001:db8:5c::/48|prefix=2001:db8:5e::/48|prefix=2001:db8:5f::/48|user=alice@example.com
	participant|AS64500|address=100.64.0.11|prefix=2001:db8:5d::/48|prefix=198.51.100.0/24|user=bob@example.net
	participant|AS65002|address=100.101.7.3|user=carol@example.org
	END
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

# member NAME ADDRESS: with that address, and the rest of the VPN behind lan0.
member() {
	lab_router "$1"
	lab_lan "$1" "$2/32"
	lab_in "$1" ip route add 100.64.0.0/10 dev lan0 src "$2"
}

site_of_ixp() {
	cat >ixp.yaml <<-END
	network: {asn: 64511, prefixes: ["2001:db8:ff::/48"]}
	registry: {kind: none}
	rpki: {static: false}
	ixp: {local: 100.64.0.1, range: 100.64.0.0/10, via: lan0, pool: ["2001:db8::/32", 198.51.100.0/24]}
	routers:
	  ixp: {ipv4: 100.64.0.1, bird: {control-socket: $LAB/ixp.run/bird.ctl}}
	apply: {state-dir: $LAB/state}
	END
}

# records: standard input, with | for TAB, as the exchange's participants.
records() {
	{ echo '%begin birdfeed-records 1'; tr '|' '\t'; echo %end; } >"$LAB/records"
}

run_ixp() {
	bird-render -s "$LAB/ixp.yaml" <"$LAB/records" |
		lab_in ixp apply -s "$LAB/ixp.yaml" 3>&-
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

@test "the exchange is installed, and BIRD takes it" {
	run run_ixp
	assert_success
	assert_output --partial bird/ixp.conf
	lab_bird ixp "$LAB/state/current/bird/bird.conf"
	lab_wait 10 lab_birdc ixp show status
	run run_ixp
	assert_success
	refute_output --partial changed
}

@test "four sessions come up, one of them from an address that is nobody's" {
	bird-render -s "$LAB/ixp.yaml" --remote AS65550 <"$LAB/records" \
		>"$LAB/alice.conf"
	run bird -p -c "$LAB/alice.conf"
	assert_success
	assert_output ""
	# As a route server she may write any path.
	sed -i -e 's|export filter bf_ixp_export6|export filter lies|' \
		-e 's|^template bgp bf_ixp {|&\n\trs client;|' \
		-e 's|^\troute 2001:db8:5f::/48 .*|&\n\troute 2001:db8:5d::/48 blackhole;\n\troute 2001:db8:5b:1::/64 blackhole;\n\troute ::/0 blackhole;|' \
		-e '/^protocol device/i\
filter lies {\
	if proto != "bf_static6" then reject;\
	if net = 2001:db8:5e::/48 then bgp_path.prepend(64999);\
	bgp_path.prepend(65550);\
	if net = 2001:db8:5f::/48 then bgp_path.prepend(64999);\
	accept;\
}' "$LAB/alice.conf"
	site bob 64500 100.64.0.11 '"2001:db8:5d::/48", 198.51.100.0/24'
	site carol 65002 100.101.7.3 '"2001:db8:61::/48"'
	site mallory 65550 100.64.9.9 '"2001:db8:5b::/48", "2001:db8:62::/48"'
	for name in alice bob carol mallory; do
		lab_bird $name "$LAB/$name.conf"
	done
	for address in 100.64.0.10 100.64.0.11 100.101.7.3 100.64.9.9; do
		lab_wait 60 up $address
	done
}

@test "what is leased is accepted: two /48s, and one of each family" {
	lab_wait 20 accepted 2001:db8:5b::/48 100.64.0.10
	lab_wait 20 accepted 2001:db8:5c::/48 100.64.0.10
	lab_wait 20 accepted 2001:db8:5d::/48 100.64.0.11
	lab_wait 20 accepted 198.51.100.0/24 100.64.0.11
	run lab_birdc ixp show route all 2001:db8:5d::/48
	assert_output --partial '100.64.0.11 on lan0'
	refute_output --partial '1101'
}

@test "another's, a more-specific, a default route: refused, and why" {
	lab_wait 20 refused 2001:db8:5d::/48 100.64.0.10 9
	lab_wait 20 refused 2001:db8:5b:1::/64 100.64.0.10 9
	lab_wait 20 refused ::/0 100.64.0.10 9
}

@test "their own with a wrong origin, or a wrong first AS: refused, and why" {
	lab_wait 20 refused 2001:db8:5e::/48 100.64.0.10 10
	lab_wait 20 refused 2001:db8:5f::/48 100.64.0.10 7
}

@test "without a lease: everything comes, and nothing goes" {
	lab_wait 20 refused 2001:db8:61::/48 100.101.7.3 9
	for prefix in 2001:db8:5b::/48 2001:db8:5d::/48 198.51.100.0/24 2001:db8:ff::/48; do
		lab_wait 20 has carol $prefix
	done
	run lab_birdc carol show route 100.64.0.0/10
	refute_output --partial bf_server
}

@test "an address that is nobody's gets the table, and says nothing" {
	lab_wait 20 refused 2001:db8:62::/48 100.64.9.9 101
	# Not even what is leased to the AS number that it claims.
	lab_wait 20 refused 2001:db8:5b::/48 100.64.9.9 101
	lab_wait 20 has mallory 2001:db8:5d::/48
}

@test "participants hear each other, and never what was refused" {
	lab_wait 20 has alice 198.51.100.0/24
	lab_wait 20 has bob 2001:db8:5b::/48
	for prefix in ::/0 2001:db8:5b:1::/64 2001:db8:5e::/48 2001:db8:5f::/48 \
	    2001:db8:61::/48 2001:db8:62::/48; do
		run lab_birdc bob show route "$prefix"
		refute_output --partial bf_server
	done
	run lab_birdc bob show route all 2001:db8:5b::/48
	assert_output --partial '64511 65550'
}

@test "the participant's kernel has the route through the VPN" {
	in_kernel() {
		lab_in "$1" ip "$2" route show "$3" | grep -q 'dev lan0'
	}
	for name in carol ixp; do
		lab_wait 30 in_kernel $name -4 198.51.100.0/24
		lab_wait 30 in_kernel $name -6 2001:db8:5b::/48
	done
}

@test "a new lease is live and an expired one is gone, and no session notices" {
	before=$(since)
	[ "$(wc -l <<<"$before")" -ge 4 ]
	sed -i -e '/AS65550/s/\tprefix=2001:db8:5c::.48//' \
		-e '/AS65002/s/\tuser=/\tprefix=2001:db8:61::\/48&/' "$LAB/records"
	run run_ixp
	assert_success
	gone() {
		refused 2001:db8:5c::/48 100.64.0.10 9 &&
			! has bob 2001:db8:5c::/48
	}
	lab_wait 30 accepted 2001:db8:61::/48 100.101.7.3
	lab_wait 30 has bob 2001:db8:61::/48
	lab_wait 30 gone
	assert_equal "$(since)" "$before"
	has bob 2001:db8:5b::/48
}

@test "a participant who is gone says nothing any more, from the same session" {
	before=$(since)
	sed -i -e '/AS64500/d' "$LAB/records"
	run run_ixp
	assert_success
	lab_wait 30 refused 2001:db8:5d::/48 100.64.0.11 101
	gone() {
		! has carol 2001:db8:5d::/48 && ! has carol 198.51.100.0/24
	}
	lab_wait 30 gone
	assert_equal "$(since)" "$before"
}

@test "no participants at all are refused, twice" {
	before=$(readlink "$LAB/state/current")
	records </dev/null
	run run_ixp
	assert_failure 2
	assert_output --partial 'no participant record, though the site is an exchange'
	sed -i 's/^ixp: {/&allow-empty: true, /' "$LAB/ixp.yaml"
	run run_ixp
	assert_failure 2
	assert_output --partial 'participants 0 would be left'
	assert_equal "$(readlink "$LAB/state/current")" "$before"
	has bob 2001:db8:5b::/48
}
