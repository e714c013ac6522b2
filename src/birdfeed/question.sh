# The facts of a network: asked on a terminal, or given as options.

# A row for each kind and fact: KIND, the option, where the value stands (for
# its check), "yes" if it may be empty ("ipv4": it is needed only without that
# fact), and the question.
questions='
dn42 asn network no Your AS number
dn42 prefixes network no Your prefixes, separated by commas
dn42 router routers no A name for this router
dn42 ipv4 router yes Its own IPv4 address, in a prefix of yours
dn42 ipv6 router yes Its own IPv6 address, in a prefix of yours
dn42 router-id router ipv4 Its BGP identifier, an IPv4 address
dn42 endpoint router yes The name or address at which others reach it (empty: it is behind a NAT)
edge asn network no Your AS number
edge prefixes network no Your prefixes, separated by commas
edge router routers no A name for this router
edge ipv4 router yes Its own IPv4 address, in a prefix of yours
edge ipv6 router yes Its own IPv6 address, in a prefix of yours
edge router-id router ipv4 Its BGP identifier, an IPv4 address
edge upstream-asn session no The AS number of your upstream
edge upstream session no The address of your upstream, or an IPv4 and an IPv6 one
edge multihop session yes How many hops away it is (empty: on your link)
ixp asn network no The AS number of the exchange
ixp router routers no A name for this route server
ixp via ixp no The interface of the VPN
ixp range ixp no The addresses of the VPN
ixp local ixp no Its IPv4 address in the VPN
ixp pool ixp no The prefixes that participants lease from, separated by commas
ixp headscale source no The URL of the nodes of Headscale
ixp gateway source no The URL of the mappings of the gateway
participant asn network no Your AS number
participant prefixes network no Your prefixes, separated by commas
participant exchange ixp no The AS number of the exchange
participant router routers no A name for this router
participant router-id router no Your IPv4 address in the VPN
participant range ixp no The addresses of the VPN
participant via ixp no The interface of the VPN
'

# The value of a fact is in a variable of its name.
get() {
	eval "printf '%s' \"\${v_$(printf '%s' "$1" | tr - _)-}\""
}

put() {
	eval "v_$(printf '%s' "$1" | tr - _)=\$2"
}

# rows KIND: its rows, without the kind.
rows() {
	printf '%s' "$questions" | sed -n "s/^$1 //p"
}

# quoted VALUE: as YAML takes it.
quoted() {
	case $1 in
	*:*) printf '"%s"' "$1" ;;
	*) printf '%s' "$1" ;;
	esac
}

# items VALUE: "a, b" as the items of a list in YAML.
items() {
	printf '%s' "$1" | tr -s ', ' '\n' | sed 's/.*:.*/"&"/' |
		awk 'NF { printf "%s%s", n++ ? ", " : "", $0 }'
}

# key_of NAME: what a fact is called in the site file.
key_of() {
	case $1 in
	upstream) echo neighbor ;;
	upstream-asn | exchange) echo asn ;;
	headscale | gateway) echo url ;;
	*) echo "$1" ;;
	esac
}

# pairs KEY VALUE NAME=DEFAULT...: a map in YAML of KEY and the others.
pairs() {
	pairs_key=$1
	pairs_text="$1: $2"
	shift 2
	for pair; do
		[ "${pair%%=*}" = "$pairs_key" ] ||
			pairs_text="$pairs_text, ${pair%%=*}: ${pair#*=}"
	done
	printf '{%s}' "$pairs_text"
}

# little_site WHERE NAME VALUE: a site file for the check of one fact.
little_site() {
	key=$(key_of "$2")
	value=$(quoted "$3")
	case $2 in
	prefixes | pool) value="[$(items "$3")]" ;;
	upstream) value=$(items "$3" | sed 's/,.*//') ;;
	esac
	network='{asn: 64496}' name=r router='{router-id: 192.0.2.1}' rest=
	case $1 in
	network) network=$(pairs "$key" "$value" asn=64496) ;;
	routers) name=$value ;;
	router) router=$(pairs "$key" "$value" router-id=192.0.2.1) ;;
	session) rest="sessions: [$(pairs "$key" "$value" name=s \
		type=upstream asn=64500 neighbor=192.0.2.9 import=none)]" ;;
	ixp)
		# A server's address has to be in the range, which is not known.
		if [ "$2" = range ] || [ "$kind" = participant ]; then
			rest="role=participant asn=64500"
		else
			rest="local=100.64.0.1"
		fi
		# shellcheck disable=SC2086 # the words are meant to split
		rest="ixp: $(pairs "$key" "$value" $rest range=100.64.0.0/10 via=v0)"
		;;
	source) rest="sources: {s: $(pairs "$key" "$value")}" ;;
	esac
	printf 'network: %s\nregistry: {kind: none}\nrouters: {%s: %s}\n%s\n' \
		"$network" "$name" "$router" "$rest"
}

# wrong_fact WHERE NAME VALUE: prints what is wrong with it, if anything is.
wrong_fact() {
	case $3 in
	*[!A-Za-z0-9.:/_@%+?\&=~,\ -]*)
		echo "a character that does not belong there"
		return
		;;
	esac
	[ -n "$(items "$3")" ] || {
		echo "nothing but separators"
		return
	}
	little_site "$@" >"$scratch/little.yaml"
	site-show -q -s "$scratch/little.yaml" 2>&1 >/dev/null |
		sed -n '1s/^site-show: [^ ]*: //p'
}

# ask WHERE NAME EMPTY QUESTION: until the answer is right.
ask() {
	shown=$(get "$2")
	while :; do
		printf '%s%s: ' "$4" "${shown:+ [$shown]}" >&2
		IFS= read -r answer <&3 || die "no answer"
		answer=${answer:-$shown}
		if [ -z "$answer" ]; then
			[ "$3" = no ] || break
			continue
		fi
		put "$2" "$answer"
		problem=$(wrong_fact "$1" "$2" "$answer")
		[ -n "$problem" ] || break
		printf '  %s\n' "$problem" >&2
		put "$2" ''
	done
}

# take_fact WHERE NAME EMPTY: without a terminal, the option or its default.
take_fact() {
	value=$(get "$2")
	[ -n "$value" ] || [ "$3" = yes ] ||
		die "--$2 is missing (expected it, or a terminal to ask on)"
	[ -z "$value" ] && return
	problem=$(wrong_fact "$1" "$2" "$value")
	[ -z "$problem" ] || die "--$2: $problem"
}

# suggest NAME: puts what is likely, where nothing was given.
suggest() {
	[ -z "$(get "$1")" ] || return 0
	case $1 in
	router) put "$1" "$(uname -n | sed 's/\..*//' | tr '[:upper:]' '[:lower:]')" ;;
	ipv4) put "$1" "$(first_address '[.]')" ;;
	ipv6) put "$1" "$(first_address :)" ;;
	range) put "$1" 100.64.0.0/10 ;;
	via) put "$1" tailscale0 ;;
	router-id)
		# A participant's is its address in the VPN.
		[ "$kind" = participant ] || put "$1" "$(ip -4 -o route get 192.0.9.1 2>/dev/null |
			sed -n 's/.* src \([0-9.]*\).*/\1/p')"
		;;
	local) put "$1" "$(ip -4 -o addr show dev "$(get via)" 2>/dev/null |
		sed -n '1s|.* inet \([0-9.]*\).*|\1|p')" ;;
	esac
}

# first_address PATTERN: the first address of the first prefix of a family; of
# a network of one address, that one.
first_address() {
	get prefixes | tr -s ', ' '\n' | grep "$1" | sed -n 1p |
		awk -F '[./]' '/:.*[/]128$|[.].*[/]32$/ { sub("/.*", ""); print; exit }
			/::[/]/ { sub("/.*", ""); print $0 "1" }
			NF == 5 && $4 < 255 { print $1 "." $2 "." $3 "." $4 + 1 }'
}

# ask_all KIND: all facts of a kind.
ask_all() {
	rows "$1" >"$scratch/rows"
	while read -r fact where empty question; do
		if [ "$empty" = ipv4 ]; then
			empty=no
			case " $given " in
			*" $fact "*) ;;
			*) [ -z "$(get ipv4)" ] || continue ;;
			esac
		fi
		suggest "$fact"
		case " $given " in
		*" $fact "*) take_fact "$where" "$fact" "$empty" ;;
		*)
			if [ -t 3 ]; then
				ask "$where" "$fact" "$empty" "$question"
			else
				take_fact "$where" "$fact" "$empty"
			fi
			;;
		esac
	done <"$scratch/rows"
}
