#!/usr/bin/env bats
# The table "What a change does" of apply(8), row by row: oak changes, and ash
# follows; then what the row says has restarted and nothing else, and --rollback
# brings all of it back, with ash.  Where ash does not follow, it goes back by
# itself.  Last, apply is killed at one moment after the other.
# shellcheck disable=SC2154 # status is run's

bats_require_minimum_version 1.5.0
load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	(
		umask 077
		for name in oak ash oak.new ash.new; do
			wg genkey >"$LAB/$name.key"
		done
		wg genpsk >"$LAB/psk.old"
		wg genpsk >"$LAB/psk.new"
	)
	lab_router oak
	lab_router ash
	lab_wire oak 192.0.2.1/24 ash 192.0.2.2/24
	lab_in ash ip addr add 192.0.2.3/24 dev wire-oak
	lab_in ash wireguard-go wg-a 3>&-
	lab_in ash ip addr add fe80::2/128 peer fe80::1/128 dev wg-a
	lab_in ash ip addr add fe80::22/128 peer fe80::11/128 dev wg-a
	lab_in ash ip link set wg-a up
	base
	ash_follows
	ash_bird one
	lab_bird ash "$LAB/ash.conf"
	oak || return
	lab_bird oak "$LAB/state/current/bird/bird.conf"
	lab_wait 30 lab_established oak ash
}

setup() {
	local lacks
	lacks=$(lab_lacks)
	[ -z "$lacks" ] || skip "$lacks"
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

# What oak's generation is made of, and what ash knows of it.  A file of oak's
# is a secret.
value() {
	echo "$2" >"$LAB/value.$1"
}

get() {
	cat "$LAB/value.$1"
}

base() {
	value key oak.key; value ash ash.key; value psk psk.old
	value endpoint 192.0.2.2; value mtu 1420; value local fe80::1
	value peer fe80::2
	value password one; value constant 1; value hold 240; value filter 2
}

site() {
	cat <<-E
	network: {asn: 64512, prefixes: [172.22.0.0/27]}
	routers:
	  oak:
	    router-id: 192.0.2.1
	    include: [$LAB/constant.conf]
	    bird: {control-socket: $LAB/oak.run/bird.ctl}
	    wireguard:
	      public-key: $(wg pubkey <"$LAB/key")
	      private-key-file: $LAB/key
	      link-local: fe80::1
	apply: {state-dir: $LAB/state, confirm: 5}
	E
}

wireguard() {
	cat <<-E
	#% begin wireguard 1
	#% file wireguard/wg-a.conf 0600
	#% depends $LAB/key
	#% depends $LAB/psk
	[Interface]
	ListenPort = 52001
	PostUp = wg set %i private-key $LAB/key
	PostUp = wg set %i peer $(wg pubkey <"$LAB/$(get ash)") preshared-key $LAB/psk
	PostUp = ip addr add dev %i $(get local)/128 peer $(get peer)/128
	MTU = $(get mtu)
	Table = off

	[Peer]
	PublicKey = $(wg pubkey <"$LAB/$(get ash)")
	AllowedIPs = fe80::/10
	Endpoint = $(get endpoint):52001
	PersistentKeepalive = off
	#% end wireguard 1
	E
}

copy() {
	echo "copy/$(printf %s "$LAB/$1.conf" | b2sum -l 256 | cut -c 1-16)"
}

bird() {
	cat <<-E
	#% begin bird 1
	#% file bird/bird.conf 0640
	#% count peer 1
	#% session ash password=$LAB/password.conf hold-time=$(get hold)
	router id 192.0.2.1;
	protocol device {}
	include "$(copy password)";
	include "$(copy constant)";
	roa4 table roas;
	protocol static { roa4 { table roas; }; route 10.$(get filter).0.0/16 max 24 as 64513; }
	filter f { if net.len > MY_LENGTH + $(get filter) then reject; accept; }
	protocol bgp ash {
		local 192.0.2.1 as 64512; neighbor 192.0.2.2 as 64513;
		password BIRDFEED_PASSWORD_ash; hold time $(get hold);
		connect delay time 1; error wait time 1, 2; connect retry time 2;
		ipv4 { import filter f; export none; };
	}
	#% file bird/$(copy password) 0640
	#% copy $LAB/password.conf
	#% file bird/$(copy constant) 0640
	#% copy $LAB/constant.conf
	#% end bird 3
	E
}

# oak [OPTION ...]: oak's apply.
oak() {
	(
		umask 077
		cp "$LAB/$(get key)" "$LAB/key"
		cp "$LAB/$(get psk)" "$LAB/psk"
		echo "define BIRDFEED_PASSWORD_ash = \"$(get password)\";" >"$LAB/password.conf"
		echo "define MY_LENGTH = $(get constant);" >"$LAB/constant.conf"
		site >"$LAB/site.yaml"
	)
	{ wireguard; bird; } | lab_in oak apply -s "$LAB/site.yaml" "$@"
}

# ash_follows: ash knows of oak what the values say.
ash_follows() {
	lab_in ash wg set wg-a private-key "$LAB/$(get ash)" listen-port 52001
	lab_in ash wg show wg-a peers | while read -r key; do
		lab_in ash wg set wg-a peer "$key" remove
	done
	lab_in ash wg set wg-a peer "$(wg pubkey <"$LAB/$(get key)")" \
		preshared-key "$LAB/$(get psk)" allowed-ips fe80::/10 \
		endpoint 192.0.2.1:52001
}

ash_bird() {
	cat >"$LAB/ash.conf" <<-E
	router id 192.0.2.2; protocol device {}
	protocol bgp oak {
		local 192.0.2.2 as 64513; neighbor 192.0.2.1 as 64512;
		password "$1"; connect delay time 1; error wait time 1, 2;
		connect retry time 2; ipv4 { import none; export none; };
	}
	E
}

# follow NAME: where that value is of ash's tunnel or of its session.
follow() {
	case $1 in
	key | psk | ash) ash_follows ;;
	esac
	grep -q "password \"$(get password)\"" "$LAB/ash.conf" && return
	ash_bird "$(get password)"
	birdc -s "$LAB/ash.run/bird.ctl" configure >/dev/null
}

since() {
	lab_birdc oak show protocols ash | tail -n 1
}

handshake() {
	lab_in oak wg show wg-a latest-handshakes | cut -f 2
}

answers() {
	lab_in oak ping -c 1 -W 1 "$(get peer)%wg-a"
}

# seen: the tunnel, but for handshakes and bytes.
seen() {
	lab_in oak wg show wg-a dump | cut -f 1-4,8
	lab_in oak ip -o addr show dev wg-a | sed 's/valid_lft.*//'
	lab_in oak ip link show dev wg-a | grep -o 'mtu [0-9]*'
}

# The rows of the page: CHANGE|RESTARTS|HEALTH|GOING BACK.
page_rows() {
	sed -n '/^\.Ss What a change does/,/^\.El/s/^\.It \([^S].*\)/\1/p' \
		"$TOP_SRCDIR/man/apply.8" | sed 's/ Ta /|/g'
}

# The same here: the change, the value that it is of, another one that ash can
# follow, and one that it cannot ("-": there is none).
ROWS='private key|key|oak.new.key|-
preshared key|psk|psk.new|-
peer'"'"'s key|ash|ash.new.key|-
endpoint|endpoint|192.0.2.3|192.0.2.99
addresses, MTU|mtu|1400|-
password|password|two|three
included file|constant|3|-
session'"'"'s setting|hold|200|-
filter, ROAs|filter|4|-'

@test "the lab has the rows of the page" {
	page_rows | cut -d '|' -f 1 >"$LAB/page"
	cut -d '|' -f 1 <<<"$ROWS" >"$LAB/here"
	run diff "$LAB/page" "$LAB/here"
	assert_output ''
}

# column ROW N: what the page says of that row.
column() {
	page_rows | awk -F '|' -v row="$1" -v n="$2" '$1 == row { print $n }'
}

# restarted ROW BEFORE START: has what the page says restarted, and no more?
restarted() {
	case $(column "$1" 2) in
	*keys)
		[ "$(handshake)" -ge "$3" ] || fail "$1: no new handshake" ;;&
	*session*)
		[ "$(since)" != "$2" ] || fail "$1: the session was kept" ;;
	*)
		lab_kept "$2" "$(since)" ;;
	esac
}

# all_up: before a row is begun, and after it.
all_up() {
	lab_wait 20 answers && lab_wait 30 lab_established oak ash
}

@test "each change does what its row says, and --rollback takes it back" {
	while IFS='|' read -r row name new _ <&4; do
		all_up
		before=$(since) tunnel=$(seen) id=$(readlink "$LAB/state/current")
		old=$(get "$name")
		value "$name" "$new"
		follow "$name"
		sleep 1
		start=$(date +%s)
		run oak
		assert_equal "$row: $status: $output" "$row: 0: $output"
		lab_wait 30 lab_established oak ash
		restarted "$row" "$before" "$start"
		all_up
		refute [ "$(readlink "$LAB/state/current")" = "$id" ]
		before=$(since)
		# The files of oak stay what they are: what comes back are the copies.
		value "$name" "$old"
		follow "$name"
		sleep 1
		start=$(date +%s)
		run lab_in oak apply -s "$LAB/site.yaml" --rollback
		assert_equal "$row, back: $status: $output" "$row, back: 0: $output"
		lab_wait 30 lab_established oak ash
		restarted "$row" "$before" "$start"
		assert_equal "$row: $(readlink "$LAB/state/current")" "$row: $id"
		assert_equal "$row: $(seen)" "$row: $tunnel"
		run oak
		assert_equal "$row, unchanged: $status: $output" "$row, unchanged: 0: "
	done 4<<<"$ROWS"
}

@test "what ash does not follow goes back, by what its row asks" {
	while IFS='|' read -r row name new bad <&4; do
		[ "$bad" != - ] || bad=$new
		case $(column "$row" 2) in
		nothing | what* | the\ session) continue ;;
		esac
		all_up
		tunnel=$(seen) id=$(readlink "$LAB/state/current") old=$(get "$name")
		value "$name" "$bad"
		run oak
		assert_equal "$row: $status: $output" "$row: 3: $output"
		case $(column "$row" 3) in
		*handshake*) assert_output --partial "live tunnels 1 did not come back" ;;
		*sessions*) assert_output --partial "BGP sessions 1 did not come back" ;;
		esac
		assert_equal "$row: $(readlink "$LAB/state/current")" "$row: $id"
		assert_equal "$row: $(seen)" "$row: $tunnel"
		value "$name" "$old"
		all_up
		run oak
		assert_equal "$row, unchanged: $status: $output" "$row, unchanged: 0: "
	done 4<<<"$ROWS"
}

# all_of_one: the tunnel, BIRD and "current" are of one generation.
all_of_one() {
	local current=$LAB/state/current
	sed -n 's/^MTU = /mtu /p' "$current/wireguard/wg-a.conf"
	lab_in oak ip link show dev wg-a | grep -o 'mtu [0-9]*'
	sed -n 's/^define BIRDFEED_GENERATION = "\(.*\)";/\1/p' "$current/bird/bird.conf"
	lab_birdc oak eval BIRDFEED_GENERATION | tail -n 1
}

@test "killed after whatever time, tunnel and BIRD are those of one generation" {
	local ms mtu=1420 settled=0
	for ms in 0 5 10 20 30 40 50 60 75 90 110 130 160 200; do
		all_up
		mtu=$((2820 - mtu))
		value mtu $mtu
		value filter $((ms / 5 + 5))
		{ wireguard; bird; } >"$LAB/stream"
		lab_in oak apply -s "$LAB/site.yaml" --force <"$LAB/stream" \
			>"$LAB/out" 2>&1 3>&- &
		sleep "$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000)))"
		! kill -9 $! 2>/dev/null || settled=$((settled + 1))
		wait $! || true
		# The guardian has the lock until it has settled the change.
		lab_wait 60 flock -n "$LAB/state/lock" true
		run all_of_one
		assert_equal "$ms ms: ${#lines[@]} ${lines[1]} ${lines[3]}" \
			"$ms ms: 4 ${lines[0]} ${lines[2]}"
		run oak --force
		assert_equal "$ms ms: $status: $output" "$ms ms: 0: $output"
		run all_of_one
		assert_equal "${lines[0]}" "mtu $mtu"
		assert_equal "${lines[1]} ${lines[3]}" "${lines[0]} ${lines[2]}"
	done
	[ "$settled" -gt 2 ]
}
