# The keys of a session, and what their change restarts.
# shellcheck shell=bash disable=SC2034 # for those who load it

# One line a key: KEY, the session's other keys, its value before ("-": not
# given) and after, and the settings that change.  "name" is another session:
# one that goes and one that comes.  Nothing: BIRD keeps the session up.
# What restarts one: addresses and AS numbers, the channels, extended next hop,
# a next hop address (2.19.2 and 3.x, not 2.0.12 and 2.17.1), an import table,
# multihop, TTL security, graceful restart, the role, enforce first AS, ADD-PATH,
# route reflection, the password, and being disabled.
UP='type: upstream, asn: 3000000002, neighbor: 192.0.2.1'
DOWN='type: downstream, asn: 3000000011, neighbor: 192.0.2.11, prefixes: [7.11.0.0/24]'
IBGP='type: ibgp, neighbor: 192.0.2.21'
VIEW='type: collector, asn: 3000000030, neighbor: 192.0.2.30'
SIX='type: upstream, asn: 3000000002, neighbor: "2001:db8::1", families: mp'
SESSION_KEYS="name|$UP|oak|ash|name
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
