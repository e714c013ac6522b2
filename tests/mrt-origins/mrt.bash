# Writes MRT dumps, byte by byte, as hexadecimal digits that bin makes bytes.
# shellcheck shell=bash

# bin HEX...: these bytes.
bin() {
	local hex=${*//[^0-9a-f]/}
	# shellcheck disable=SC2001 # no & in older bash
	printf '%b' "$(sed 's/../\\x&/g' <<<"$hex")"
}

u8() { printf '%02x' "$1"; }
u16() { printf '%04x' "$1"; }
u32() { printf '%08x' "$1"; }

# counted WIDTH HEX: HEX behind the number of its bytes.
counted() {
	local hex=${2// /}
	printf "%0$((2 * $1))x%s" $((${#hex} / 2)) "$hex"
}

# record TIME TYPE SUBTYPE BODY
record() {
	printf '%s%s%s%s' "$(u32 "$1")" "$(u16 "$2")" "$(u16 "$3")" \
		"$(counted 4 "$4")"
}

# segment TYPE WIDTH ASN...: 1 a set, 2 a sequence, 3 and 4 of confederations.
segment() {
	local type=$1 width=$2
	shift 2
	printf '%s%s' "$(u8 "$type")" "$(u8 $#)"
	printf "%0$((2 * width))x" "$@"
}

# attribute TYPE VALUE
attribute() {
	printf '40%s%s' "$(u8 "$1")" "$(counted 1 "$2")"
}

# path WIDTH ASN...: the attributes of a route with that AS_PATH.
path() {
	local width=$1
	shift
	printf '%s%s' "$(attribute 1 00)" \
		"$(attribute 2 "$(segment 2 "$width" "$@")")"
}

# The prefixes 192.0.2.0/24 and 2001:db8::/32.
v4=18c00002
v6=2020010db8
# Their addresses' ends in the older table dumps.
a4=c0000200
a6=20010db8000000000000000000000000

# peers TIME: a peer index table.
peers() {
	record "$1" 13 1 "c00002010000 0001 02 c0000202 c0000202 0000fbf0"
}

# rib TIME SUBTYPE ATTRIBUTES...: one net, a route for each of the attributes.
rib() {
	local time=$1 subtype=$2 body
	shift 2
	body=00000000
	case $subtype in
	2 | 3 | 8 | 9) body+=$v4 ;;
	4 | 5 | 10 | 11) body+=$v6 ;;
	6 | 12) body+=000101$v4 ;;
	esac
	body+=$(u16 $#)
	while [ $# -gt 0 ]; do
		body+=0000$(u32 "$time")
		case $subtype in
		8 | 9 | 10 | 11 | 12) body+=00000001 ;;
		esac
		body+=$(counted 2 "$1")
		shift
	done
	record "$time" 13 "$subtype" "$body"
}

# table TIME SUBTYPE ATTRIBUTES: the older table dump's record.
table() {
	local address=$a4
	[ "$2" = 1 ] || address=$a6
	record "$1" 12 "$2" "00000000${address}1801$(u32 "$1")${address}fbf0$(
		counted 2 "$3")"
}

# session WIDTH MESSAGE: a BGP message of a session over IPv4.
session() {
	local width=$1 length
	length=$((${#2} / 2 + 18))
	printf "%0$((2 * width))x%0$((2 * width))x" 64496 64497
	printf '00000001%s%s%032x%s%s' c0000202 c0000201 0 \
		"$(u16 $length)" "$2" | sed 's/0\{32\}/ffffffffffffffffffffffffffffffff/'
}

# update ATTRIBUTES [NLRI] [WITHDRAWN]: an UPDATE.
update() {
	printf '02%s%s%s' "$(counted 2 "${3-}")" "$(counted 2 "$1")" "${2-}"
}
