#!/usr/bin/env bats
# Each key of a session is changed in the site file, and the forecast of the
# session (#% session) before and after is compared with what BIRD restarts a
# session for.

load render/helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# One line a key: KEY, the session's other keys, its value before ("-": not
# given) and after, and the settings that change.  "name" is another session:
# one that goes and one that comes.  Nothing: BIRD keeps the session up.
# What restarts one: addresses and AS numbers, the channels, extended next hop,
# a next hop address (from 2.17 on at the latest), an import table, multihop, TTL security, graceful restart, the role, enforce
# first AS, ADD-PATH, route reflection, the password, and being disabled.
UP='type: upstream, asn: 3000000002, neighbor: 192.0.2.1'
DOWN='type: downstream, asn: 3000000011, neighbor: 192.0.2.11, prefixes: [7.11.0.0/24]'
IBGP='type: ibgp, neighbor: 192.0.2.21'
VIEW='type: collector, asn: 3000000030, neighbor: 192.0.2.30'
SIX='type: upstream, asn: 3000000002, neighbor: "2001:db8::1", families: mp'
KEYS="name|$UP|oak|ash|name
router|$UP|edge1|edge2|name
type|asn: 3000000002, neighbor: 192.0.2.1|upstream|peer|role
type|asn: 3000000002, neighbor: 192.0.2.1|peer|route-server|role enforce-first-as
asn|type: upstream, neighbor: 192.0.2.1|3000000002|3000000003|as
neighbor|type: upstream, asn: 3000000002|192.0.2.1|192.0.2.2|neighbor
local|$UP|-|192.0.2.9|source
local|$UP|192.0.2.8|192.0.2.9|source
local-ipv4|$SIX|-|192.0.2.9|next-hop-address
local-ipv6|$UP, families: mp|\"2001:db8::8\"|\"2001:db8::9\"|next-hop-address
interface|type: upstream, asn: 3000000002, neighbor: \"fe80::2\"|eth0|eth1|neighbor
multihop|$UP, gateway: 192.0.2.254|2|3|multihop
gateway|$UP, multihop: 2|192.0.2.253|192.0.2.254|
protocol|$UP|-|oak_two|name
password-file|$UP|-|/etc/birdfeed/p|password
password-file|$UP|/etc/birdfeed/p|/etc/birdfeed/q|password
graceful-restart|$UP|-|true|graceful-restart
ttl-security|$UP|-|true|ttl-security
bfd|$UP|-|true|
role|$UP|-|none|role
families|$UP|-|mp|channels next-hop-address
families|$UP|mp|ipv6|channels
extended-next-hop|$SIX|-|true|extended-next-hop next-hop-address
import|$UP|-|default|import-table
import|$UP|default|none|
import-limit|$UP|-|5|
import-limit|$UP|5|{ipv4: 6}|
receive-limit|$UP|-|5|
export-limit|$UP|-|5|
action|$UP, import-limit: 5|-|warn|
prefixes|type: downstream, asn: 3000000011, neighbor: 192.0.2.11|[7.11.0.0/24]|[7.12.0.0/24]|
as-set|$DOWN|-|AS-FIR|
asns|$DOWN|-|[3000000012]|
more-specifics|$DOWN|-|true|
default-route|$UP|-|true|
local-pref|$UP|-|5|
prefer|$UP|-|[{asn: 5, local-pref: 5}]|
announce|$UP|-|[]|
communities|$UP|-|[\"64500:1\"]|
prepend|$UP|-|2|
med|$UP|-|2|
blackhole|$UP|-|true|
blackhole-communities|$UP, blackhole: true|-|[\"64500:1\"]|
import-hook|$UP|-|my_hook|
export-hook|$UP|-|my_hook|
rr-client|$IBGP|-|true|rr-client
add-paths|$VIEW|-|false|add-paths
drain|$UP|-|true|
shutdown|$UP|-|true|disabled
description|$UP|-|text|"

# forecast KEY OTHERS VALUE: the settings of the session, one a line.
forecast() {
	local session="{name: oak, $2"
	[ "$1" != name ] || session="{name: $3, $2"
	[ "$1" = name ] || [ "$3" = - ] || session="$session, $1: $3"
	[ "$1" = router ] || session="$session, router: edge1"
	cat >site.yaml <<-END
	network: {asn: 3000000001, prefixes: [7.0.0.0/22, "3000:1::/32"]}
	registry: {kind: none}
	rpki: {static: true}
	routers:
	  edge1: {ipv4: 7.0.0.1, ipv6: "3000:1::1", hooks: [/etc/birdfeed/hooks.conf]}
	  edge2: {ipv4: 7.0.0.2, ipv6: "3000:1::2"}
	sessions:
	  - $session}
	END
	stream 'vrp|x|prefix=7.0.0.0/22|max-length=24|origin=AS3000000001' \
		'as-set|AS-FIR|members=AS3000000011' \
		'route|7.11.0.0/24|origin=AS3000000011' |
		bird-render -s site.yaml -r edge1 --only sessions 2>err |
		sed -n 's/^#% session /name=/p' | tr ' ' '\n'
	cat err >>all.err
}

@test "what of a session's keys restarts it, key by key" {
	while IFS='|' read -r key others before after expected; do
		forecast "$key" "$others" "$before" >old
		forecast "$key" "$others" "$after" >new
		[ -s old ] || { cat err; fail "$key: $before: no session"; }
		[ -s new ] || [ "$key" = router ] || fail "$key: $after: no session"
		if ! cmp -s <(head -1 old) <(head -1 new); then
			changed=name
		else
			changed=$(diff old new | sed -n 's/^[<>] \([a-z-]*\)=.*/\1/p' |
				uniq | awk '!seen[$0]++' | tr '\n' ' ')
		fi
		assert_equal "$key $before $after: $(echo $changed)" \
			"$key $before $after: $expected"
	done <<<"$KEYS"
	grep -v -e warning -e 'edge1: 0 peers' all.err >wrong || :
	run cat wrong
	assert_output ''
}

@test "every key of a session is in that table" {
	forecast unheard-of "$UP" 1 >/dev/null
	sed -n 's/.*an unknown key of a session (expected one of \(.*\))$/\1/p' err |
		tr -d ' ' | tr ',' '\n' | LC_ALL=C sort >there
	cut -d '|' -f 1 <<<"$KEYS" | LC_ALL=C sort -u >said
	[ -s there ]
	run diff there said
	assert_output ''
}
