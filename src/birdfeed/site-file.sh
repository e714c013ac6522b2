# The site files that init writes, one a kind.

# line KEY VALUE: a line of a map, if there is a value.
line() {
	[ -z "$2" ] || printf '%s: %s\n' "$1" "$(quoted "$2")"
}

site_dn42() {
	link=$(get asn | tr -cd 0-9 |
		awk '{ n = substr($0, length - 3) + 0; print n ? n : 1 }')
	cat <<END
# A network of dn42, begun by "birdfeed init".  birdfeed-site(5) has every key.
network:
  asn: $(get asn)
  prefixes: [$(items "$(get prefixes)")]   # yours, as in the registry
registry: {kind: dn42}
peering:
  listen-port: id     # a peer's UDP port: base-port, below, plus the peer's id
routers:
  $(get router):
$(for key in ipv4 ipv6 router-id; do line "    $key" "$(get "$key")"; done)
$(line '    endpoint' "$(get endpoint)")
    # region: 41      # where it is, in dn42's numbers; 41 is Europe
    # country: 276    # and in ISO 3166-1's
    crypto: 34        # encrypted, with forward secrecy, as WireGuard is
    wireguard:
      public-key: $public_key
      private-key-file: $dir/private.key
      base-port: 52000
      link-local: fe80::$link    # ours, on each tunnel
apply: {state-dir: /var/lib/birdfeed}
END
}

# An upstream is a session for each of its addresses.
edge_sessions() {
	n=0
	for address in $(get upstream | tr , ' '); do
		n=$((n + 1))
		[ "$n" -eq 1 ] && name=upstream || name=upstream-$n
		printf '  - name: %s\n    type: upstream     # or peer, route-server, downstream\n' "$name"
		printf '    asn: %s\n' "$(get upstream-asn)"
		line '    neighbor' "$address"
		line '    multihop' "$(get multihop)"
		cat <<-END
			    # local: ADDRESS   # ours on the link
			    # password-file: $dir/$name.conf
		END
		if [ -n "$(get multihop)" ]; then
			cat <<-END
				    import: none       # the host keeps its way; all and default want
				    # gateway: ADDRESS # the one of the host's default route
			END
		else
			echo '    import: default    # all: the whole table; none: nothing'
		fi
	done
}

site_edge() {
	cat <<END
# A network of the public internet, begun by "birdfeed init".  birdfeed-site(5)
# has every key.
network:
  asn: $(get asn)
  prefixes: [$(items "$(get prefixes)")]   # yours; each needs a ROA
registry: {kind: none}
# rpki: {servers: [{address: 127.0.0.1, port: 8282}]}   # an RTR server of yours
routers:
  $(get router):
$(for key in ipv4 ipv6 router-id; do line "    $key" "$(get "$key")"; done)
sessions:
$(edge_sessions)
apply: {state-dir: /var/lib/birdfeed}
END
}

site_ixp() {
	cat <<END
# An exchange over a VPN, begun by "birdfeed init".  birdfeed-site(5) has every
# key.
network:
  asn: $(get asn)
registry: {kind: none}
rpki: {static: false}
sources:
  headscale:               # who has which address in the VPN
    url: $(get headscale)
    token-file: $dir/headscale.token
    max-stale: 3600        # an answer may stand in for an hour
  gateway:                 # who has leased which AS and prefixes
    url: $(get gateway)
    token-file: $dir/gateway.token
    max-stale: 3600
ixp:
  local: $(get local)
  range: $(get range)
  via: $(get via)
  pool: [$(items "$(get pool)")]   # what may be leased at all
  import-limit: 100
routers:
  $(get router):
    ipv4: $(get local)
apply:
  state-dir: /var/lib/birdfeed
  max-removals: 20%        # of the participants, at a time
END
}

site_participant() {
	cat <<END
# A participant of an exchange over a VPN, begun by "birdfeed init".
# birdfeed-site(5) has every key.
network:
  asn: $(get asn)
  prefixes: [$(items "$(get prefixes)")]   # what you have leased
registry: {kind: none}
rpki: {static: false}
sources:
  tailscale: {url: /run/birdfeed/tailscale.json}
ixp:
  role: participant
  asn: $(get exchange)
  range: $(get range)
  via: $(get via)
routers:
  $(get router):
    router-id: $(get router-id)    # our address in the VPN will do
apply:
  state-dir: /var/lib/birdfeed
END
}
