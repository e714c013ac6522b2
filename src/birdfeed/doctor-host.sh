# The doctor's checks of the host: its kernel, addresses, clock and names.

check_programs() {
	all=1
	have bird || {
		wrong "there is no bird" BIRD "$(package bird2 bird bird bird)"
		all=0
	}
	have ip || {
		wrong "there is no ip" iproute2 \
			"$(package iproute2 iproute iproute2 iproute2)"
		all=0
	}
	if has_tunnels && ! have wg; then
		wrong "there is no wg" "WireGuard's tools" \
			"$(package wireguard-tools wireguard-tools wireguard-tools wireguard-tools)"
		all=0
	fi
	[ "$all" -eq 0 ] || good "all are there"
}

# Linux takes no default route from its provider's router any more when it
# forwards, unless accept_ra is 2.  With 0 a program does it, such as networkd.
check_router_advertisements() {
	device=$(ip -6 route show default 2>/dev/null |
		sed -n '/proto ra/s/.* dev \([^ ]*\).*/\1/p' | head -n 1)
	if [ -z "$device" ]; then
		good "no default route comes from one"
	elif [ "$(sysctl_is "ipv6/conf/$device/accept_ra")" = 1 ] &&
		{ carries || [ "$(sysctl_is ipv6/conf/all/forwarding)" = 1 ]; }; then
		wrong "the default route of IPv6 comes from one on $device, and goes when the host forwards" \
			"accept_ra of 2" "$(mend_sysctl "net.ipv6.conf.$device.accept_ra=2")"
	else
		good "the default route of IPv6 on $device stays"
	fi
}

# The first rule of dn42.
check_forwarding() {
	carries || { good "not needed: nobody's packets go through"; return; }
	all=1
	for key in ipv4/ip_forward ipv6/conf/all/forwarding; do
		name=net.$(printf '%s' "$key" | tr / .)
		[ "$(sysctl_is "$key")" != 0 ] || {
			wrong "$name is 0: this host forwards nothing" 1 \
				"$(mend_sysctl "$name=1")"
			all=0
		}
	done
	[ "$all" -eq 0 ] || good "IPv4 and IPv6 are forwarded"
}

# effective_rp_filter INTERFACE: the kernel takes the larger of the two.
effective_rp_filter() {
	own=$(sysctl_is "ipv4/conf/$1/rp_filter")
	every=$(sysctl_is ipv4/conf/all/rp_filter)
	[ "${own:-0}" -gt "${every:-0}" ] && echo "$own" || echo "${every:-0}"
}

check_rp_filter() {
	strict=
	for path in "$root"/proc/sys/net/ipv4/conf/*/rp_filter; do
		name=${path%/rp_filter}
		name=${name##*/}
		case $name in all | default | lo | '*') continue ;; esac
		[ "$(effective_rp_filter "$name")" -ne 1 ] || strict="$strict $name"
	done
	if [ -n "$strict" ]; then
		wrong "rp_filter is 1 on$strict: packets that come by another way than theirs go are dropped" \
			'0 or 2' "$(mend_sysctl net.ipv4.conf.all.rp_filter=2)"
	else
		good "rp_filter is strict on no interface"
	fi
}

# A tunnel that comes later starts with the values of "default".
check_new_interfaces() {
	keys=
	[ "$(effective_rp_filter default)" -ne 1 ] ||
		keys="$keys net.ipv4.conf.all.rp_filter=2"
	[ "$(sysctl_is ipv6/conf/default/disable_ipv6)" != 1 ] ||
		keys="$keys net.ipv6.conf.default.disable_ipv6=0"
	if carries; then
		for family in ipv4 ipv6; do
			[ "$(sysctl_is "$family/conf/default/forwarding")" != 0 ] ||
				keys="$keys net.$family.conf.default.forwarding=1"
		done
	fi
	if [ -n "$keys" ]; then
		# shellcheck disable=SC2086 # the words are meant to split
		wrong "an interface that comes starts with other values" \
			"${keys# }" "$(mend_sysctl $keys)"
	else
		good "an interface that comes starts with the right values"
	fi
}

# mend_vpn INTERFACE: its address comes with it.
mend_vpn() {
	case $1 in
	tailscale*) echo "tailscale up" ;;
	*) echo "ip link set $1 up, or what brings up its VPN" ;;
	esac
}

check_addresses() {
	have ip || { unclear "there is no ip to ask"; return; }
	missing='' there=''
	for key in ipv4 ipv6; do
		address=$(of_router "$key")
		[ -n "$address" ] || continue
		if address_there "$address"; then
			there="$there $address"
		else
			missing="$missing $address"
		fi
	done
	if [ -n "$missing" ]; then
		mend=
		for address in $missing; do
			case $address in *:*) bits=128 ;; *) bits=32 ;; esac
			if [ "$address" = "$(fact ixp.local)" ]; then
				mend="${mend:+$mend; }$(mend_vpn "$(fact ixp.via)")"
			else
				mend="${mend:+$mend; }ip addr add $address/$bits dev lo"
			fi
		done
		wrong "no interface has$missing" "the router's own addresses" "$mend"
	else
		good "an interface has${there:- nothing, and needs nothing}"
	fi
}

check_wireguard() {
	has_tunnels || { good "not needed: the router has no tunnels"; return; }
	if [ -d "$root/sys/module/wireguard" ]; then
		good "the kernel's module is loaded"
	elif grep -qs '/wireguard\.ko' \
		"$root/lib/modules/$(uname -r)/modules.builtin" ||
		modprobe -n -q wireguard 2>/dev/null; then
		good "the kernel has it"
	elif have wireguard-go && [ -e "$root/dev/net/tun" ]; then
		good "wireguard-go is there; the kernel has none"
	else
		wrong "the kernel has no WireGuard" "its module, or wireguard-go" \
			"modprobe wireguard, or $(package wireguard-go wireguard-go wireguard-go wireguard-go)"
	fi
}

# Is the clock right?  WireGuard refuses a handshake from the past, and TLS a
# certificate from the future.
check_clock() {
	now=$(date +%s)
	newest=$(stat -c %Y site.yaml)
	synchronised=$(timedatectl show -p NTPSynchronized --value 2>/dev/null || :)
	mend="timedatectl set-ntp true"
	have timedatectl || mend=$(package chrony chrony chrony chrony)
	if [ "$now" -lt "$newest" ]; then
		wrong "the clock is behind the date of site.yaml" "the time" "$mend"
	elif [ "$synchronised" = no ] && ! chronyc -n tracking 2>/dev/null |
		grep -q 'Leap status *: Normal'; then
		wrong "the clock is not synchronised" "NTP" "$mend"
	elif [ "$synchronised" = yes ]; then
		good "the clock is synchronised"
	else
		unclear "nothing here says whether the clock is synchronised"
	fi
}

# host_of ENDPOINT: its name; nothing for an address.
host_of() {
	printf '%s\n' "$1" | sed -n '/^\[/d; s/:[0-9]*$//; /^[0-9.]*$/d; /:/d; p'
}

# Names are needed before the tunnels are up, so not only by way of them.
check_resolver() {
	servers=$(sed -n 's/^nameserver[ 	]*\([^ 	%]*\).*/\1/p' \
		"$root/etc/resolv.conf" 2>/dev/null | tr '\n' ' ')
	outside=
	for server in $servers; do
		case $server in
		172.2[0-3].* | 10.127.* | [fF][dD]??:*) ;;
		*) outside=$server ;;
		esac
	done
	name=
	for endpoint in $(of_peers endpoint) $(of_router endpoint); do
		[ -n "$name" ] || name=$(host_of "$endpoint")
	done
	if [ -z "$servers" ]; then
		wrong "$root/etc/resolv.conf names no server" "one" \
			"echo nameserver 9.9.9.9 >>/etc/resolv.conf"
	elif [ -z "$outside" ]; then
		wrong "all resolvers are inside of dn42 ($servers), and the names of endpoints are needed before there are tunnels" \
			"one outside" "echo nameserver 9.9.9.9 >>/etc/resolv.conf"
	elif [ -z "$name" ]; then
		good "${servers% }"
	elif getent ahosts "$name" >/dev/null 2>&1; then
		good "$name is known to ${servers% }"
	else
		wrong "the endpoint $name does not resolve" "an address" "getent ahosts $name"
	fi
}

check_endpoint_family() {
	has_tunnels || { good "not needed: the router has no tunnels"; return; }
	have ip || { unclear "there is no ip to ask"; return; }
	ways=
	# Addresses that everybody can reach; nothing is sent to them.
	way_there 4 192.0.9.1 && ways=ipv4
	way_there 6 2600:: && ways=${ways:+both}${ways:-ipv6}
	[ "$ways" != bothipv4 ] || ways=both
	family=$(fact peering.endpoint-family)
	case $family/$ways in
	*/) wrong "this host has no way to any peer" "a default route" "ip route show" ;;
	*/both) good "$family; the host has both" ;;
	ipv4/ipv4 | ipv6/ipv6) good "$family" ;;
	both/*) wrong "endpoints may have both families, and the host has only $ways" \
		"endpoint-family: $ways" "in site.yaml: peering: {endpoint-family: $ways}" ;;
	*) wrong "endpoints have $family, and the host has only $ways" \
		"endpoint-family: $ways" "in site.yaml: peering: {endpoint-family: $ways}" ;;
	esac
}
