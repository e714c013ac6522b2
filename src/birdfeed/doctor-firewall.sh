# The doctor's checks of the firewall, by reading its rules: nothing is sent.

# ruleset: the rules, in nft's words; fails where nobody may read them.
ruleset() {
	if have nft; then
		nft list ruleset 2>/dev/null
		return
	fi
	for tool in iptables:ip ip6tables:ip6; do
		have "${tool%:*}" || continue
		"${tool%:*}" -S >"$scratch/iptables" 2>/dev/null || return
		awk -v family="${tool#*:}" "$(iptables_awk)" \
			"$scratch/iptables"
	done
}

# outside: the interface that packets from the internet come by.
outside() {
	ip -o route show default 2>/dev/null |
		sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -n 1
}

# opening FAMILY TABLE CHAIN PROTOCOL PORTS [INTERFACE]: the command that lets
# them in.
opening() {
	ports_=$(echo "$5" | tr ' ' ,)
	on=${6-}
	case $on in wg-*) on='wg-*' ;; esac
	case $3 in
	ufw* | INPUT)
		if have ufw; then
			echo "ufw allow ${6:+in on $6 }to any port $ports_ proto $4"
			return
		fi
		;;
	esac
	if [ "$2" = firewalld ]; then
		echo "firewall-cmd --permanent$(for port in $5; do
			printf ' --add-port=%s/%s' "$port" "$4"; done) && firewall-cmd --reload"
	elif have nft; then
		[ -z "$on" ] || on="iifname '$on' "
		echo "nft insert rule $1 $2 $3 $on$4 dport '{ $ports_ }' accept"
	else
		tool=iptables
		[ "$1" != ip6 ] || tool=ip6tables
		on=$(printf '%s' "$on" | tr '*' +)
		echo "$tool -I $3 ${on:+-i $on }-p $4 -m multiport --dports $ports_ -j ACCEPT"
	fi
}

# judge_packets PACKETS: into $scratch/judged.
judge_packets() {
	ruleset >"$scratch/rules" || return
	awk -v packets="$1" "$(firewall_awk)" "$scratch/rules" >"$scratch/judged"
}

# firewall_row PROTOCOL PACKETS WHAT [INTERFACE]: says what the firewall makes
# of them.
firewall_row() {
	if ! judge_packets "$2"; then
		unclear "the rules of the firewall cannot be read (expected root)"
		return
	fi
	if grep -q '	drop	' "$scratch/judged"; then
		chain=$(sed -n 's/.*	drop	//p' "$scratch/judged" | head -n 1)
		ports=$(grep '	drop	' "$scratch/judged" | cut -d ' ' -f 3 |
			sort -nu | tr '\n' ' ')
		ports=${ports% }
		# shellcheck disable=SC2086 # the words are meant to split
		wrong "the firewall's chain $chain drops $1 $ports" "$3" \
			"$(opening $chain "$1" "$ports" ${4+"$4"})"
	elif [ -s "$scratch/judged" ]; then
		unclear "a rule of the firewall lets $3 in under a condition; look at it"
	else
		good "the firewall lets $3 in"
	fi
}

check_udp_ports() {
	ports=$(printf '%s %s' "$(of_peers listen-port)" "$(of_links listen-port)" |
		tr '\n' ' ')
	# Those of peers that came as requests, too.
	for file in "$root$state"/current/wireguard/*.conf; do
		[ ! -r "$file" ] ||
			ports="$ports $(sed -n 's/^ListenPort = //p' "$file")"
	done
	ports=$(printf '%s' "$ports" | tr -s ' ' '\n' | sort -nu | tr '\n' ' ')
	ports=$(printf '%s' "$ports" | sed 's/^ *//; s/ *$//')
	[ -n "$ports" ] || { good "no tunnel listens yet"; return; }
	device=$(outside)
	packets=$(for port in $ports; do
		printf 'input udp %s %s -,' "$port" "${device:-eth0}"
	done)
	firewall_row udp "${packets%,}" "UDP $ports"
}

# session_interface: an interface that sessions come by.
session_interface() {
	name=$(of_peers interface | head -n 1)
	[ -n "$name" ] || name=$(sed -n 's/^links\.\([^.]*\)\..*/\1/p' \
		"$scratch/facts" | head -n 1)
	[ -n "$name" ] || name=$(fact ixp.via)
	[ -n "$name" ] || name=$(outside)
	echo "${name:-eth0}"
}

check_bgp_port() {
	name=$(session_interface)
	firewall_row tcp "input tcp 179 $name -" "TCP 179 on $name" "$name"
}

# What comes by one tunnel goes out by another.
check_transit() {
	carries || { good "not needed: nobody's packets go through"; return; }
	name=$(session_interface)
	if ! judge_packets "forward tcp 80 $name $name,forward udp 53 $name $name"; then
		unclear "the rules of the firewall cannot be read (expected root)"
	elif grep -q '	drop	' "$scratch/judged"; then
		chain=$(sed -n 's/.*	drop	//p' "$scratch/judged" | head -n 1)
		pattern=$name
		case $name in wg-*) pattern='wg-*' ;; esac
		if have nft; then
			mend="nft insert rule $chain iifname '$pattern' oifname '$pattern' accept"
		else
			pattern=$(echo "$pattern" | tr '*' +)
			mend="iptables -I FORWARD -i $pattern -o $pattern -j ACCEPT; ip6tables -I FORWARD -i $pattern -o $pattern -j ACCEPT"
		fi
		wrong "the firewall's chain $chain drops what goes from tunnel to tunnel" \
			"it lets it through" "$mend"
	elif [ -s "$scratch/judged" ]; then
		unclear "a rule of the firewall forwards under a condition; look at it"
	else
		good "the firewall lets through what is forwarded"
	fi
}
