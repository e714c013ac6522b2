#!/usr/bin/env bats
# apply in a lab: oak's secrets change, and ash follows or does not.  What
# ash does not follow goes back, secrets included; what it follows is
# confirmed by a new handshake.  Each step goes on from where the one before
# it left the network.
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
		wg genkey >"$LAB/oak.key"
		wg genkey >"$LAB/ash.key"
		wg genpsk >"$LAB/psk"
		cp "$LAB/psk" "$LAB/ash.psk"
		password one
	)
	lab_router oak
	lab_router ash
	lab_wire oak 192.0.2.1/24 ash 192.0.2.2/24
	# Where the peer came in by, wireguard-go goes on to answer: so its
	# peers are made when the routes are in.
	for name in a b; do
		port=5200$([ $name = a ] && echo 1 || echo 2)
		lab_in ash wireguard-go "wg-$name" 3>&-
		lab_in ash wg set "wg-$name" private-key "$LAB/ash.key" \
			listen-port "$port"
		ash_peer $name
		lab_in ash ip addr add fe80::2/128 peer fe80::1/128 dev "wg-$name"
		lab_in ash ip link set "wg-$name" up
	done
	site >"$LAB/site.yaml"
	cat >"$LAB/ash.conf" <<-'E'
	router id 192.0.2.2; protocol device {}
	protocol bgp oak {
		local 192.0.2.2 as 64513; neighbor 192.0.2.1 as 64512;
		password "one"; connect delay time 1; error wait time 1, 2;
		connect retry time 2; ipv4 { import none; export none; };
	}
	E
	lab_bird ash "$LAB/ash.conf"
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

site() {
	cat <<-E
	network: {asn: 64512, prefixes: [172.22.0.0/27]}
	routers:
	  oak:
	    router-id: 192.0.2.1
	    bird: {control-socket: $LAB/oak.run/bird.ctl}
	    wireguard:
	      public-key: $(wg pubkey <"$LAB/oak.key")
	      private-key-file: $LAB/oak.key
	      link-local: fe80::1
	apply: {state-dir: $LAB/state, confirm: 5}
	E
}

# password WORD: what oak's BIRD is to use from now on.
password() {
	echo "define BIRDFEED_PASSWORD_ash = \"$1\";" >"$LAB/password.conf"
}

# ash_peer a|b [PSK-FILE]: oak as ash knows it.
ash_peer() {
	local key port=52001
	[ "$1" = a ] || port=52002
	key=$(wg pubkey <"$LAB/oak.key")
	lab_in ash wg set "wg-$1" peer "$key" remove
	lab_in ash wg set "wg-$1" peer "$key" \
		preshared-key "${2-$LAB/ash.psk}" allowed-ips fe80::/10 \
		endpoint "192.0.2.1:$port"
}

# tunnel a|b [PEER]
tunnel() {
	local port=52001 peer
	[ "$1" = a ] || port=52002
	peer=${2-$(wg pubkey <"$LAB/ash.key")}
	cat <<-E
	#% file wireguard/wg-$1.conf 0600
	#% depends $LAB/oak.key
	#% depends $LAB/psk
	[Interface]
	ListenPort = $port
	PostUp = wg set %i private-key $LAB/oak.key
	PostUp = wg set %i peer $peer preshared-key $LAB/psk
	PostUp = ip addr add dev %i fe80::1/128 peer fe80::2/128
	MTU = 1420
	Table = off

	[Peer]
	PublicKey = $peer
	AllowedIPs = fe80::/10
	Endpoint = 192.0.2.2:$port
	PersistentKeepalive = off
	E
}

# wireguard a|b [PEER]
wireguard() {
	echo "#% begin wireguard 1"
	tunnel "$@"
	echo "#% end wireguard 1"
}

bird() {
	local copy
	copy=copy/$(printf %s "$LAB/password.conf" | b2sum -l 256 | cut -c 1-16)
	cat <<-E
	#% begin bird 1
	#% file bird/bird.conf 0640
	#% count peer 1
	#% session ash password=$LAB/password.conf
	router id 192.0.2.1;
	protocol device {}
	include "$copy";
	protocol bgp ash {
		local 192.0.2.1 as 64512; neighbor 192.0.2.2 as 64513;
		password BIRDFEED_PASSWORD_ash; connect delay time 1;
		error wait time 1, 2; connect retry time 2;
		ipv4 { import none; export none; };
	}
	#% file bird/$copy 0640
	#% copy $LAB/password.conf
	#% end bird 2
	E
}

oak() {
	{ wireguard a; bird; } | lab_in oak apply -s "$LAB/site.yaml" "$@"
}

# handshake a|b: when the latest was.
handshake() {
	lab_in oak wg show "wg-$1" latest-handshakes | cut -f 2
}

answers() {
	lab_in oak ping -c 1 -W 1 "fe80::2%wg-$1"
}

@test "installed: the tunnel answers, and the session comes up" {
	run oak
	assert_success
	lab_bird oak "$LAB/state/current/bird/bird.conf"
	lab_wait 20 answers a
	lab_wait 30 lab_established oak ash
	run oak
	assert_success
	assert_output ""
	readlink "$LAB/state/current" >"$LAB/id"
}

# assert_back: all is as it was, and answers.
assert_back() {
	assert_equal "$(readlink "$LAB/state/current")" "$(cat "$LAB/id")"
	assert_equal "$(lab_in oak wg show wg-a preshared-keys | cut -f 2)" \
		"$(cat "$LAB/ash.psk")"
	lab_wait 20 answers a
	lab_wait 30 lab_established oak ash
	run lab_in oak wg show wg-a persistent-keepalive
	assert_output --regexp 'off$'
}

@test "a preshared key that the peer does not have goes back" {
	(umask 077; wg genpsk >"$LAB/psk")
	run oak
	assert_failure 3
	assert_output --partial "of 1 live tunnels 1 did not come back"
	assert_back
	run oak
	assert_failure 2
	cp "$LAB/ash.psk" "$LAB/psk"
	run oak
	assert_success
	assert_output ""
}

@test "one that it has is confirmed by a new handshake" {
	(umask 077; wg genpsk >"$LAB/psk")
	before=$(handshake a)
	ash_peer a "$LAB/psk"
	SECONDS=0
	run oak
	assert_success
	assert [ "$SECONDS" -lt 5 ]
	assert [ "$(handshake a)" -ge "$before" ]
	assert [ "$(handshake a)" -ge "$(($(date +%s) - 5))" ]
	cp "$LAB/psk" "$LAB/ash.psk"
	readlink "$LAB/state/current" >"$LAB/id"
	assert_back
}

@test "a private key that the peer does not know goes back" {
	cp -p "$LAB/oak.key" "$LAB/oak.key.old"
	(umask 077; wg genkey >"$LAB/oak.key")
	site >"$LAB/site.yaml"
	run oak
	assert_failure 3
	assert_output --partial "of 1 live tunnels 1 did not come back"
	assert_equal "$(lab_in oak wg show wg-a public-key)" \
		"$(wg pubkey <"$LAB/oak.key.old")"
	assert_back
	# Nobody needs the site's old key for that.
	run lab_in oak ip link del wg-a
	run lab_in oak apply -s "$LAB/site.yaml" --boot
	assert_success
	assert_output --partial "another private key than the site file says"
	assert_back
	cp -p "$LAB/oak.key.old" "$LAB/oak.key"
	site >"$LAB/site.yaml"
	run oak
	assert_success
}

@test "a password that the peer does not have goes back" {
	(umask 077; password two)
	run oak
	assert_failure 3
	assert_output --partial "of 1 BGP sessions 1 did not come back"
	assert_back
	(umask 077; password one)
	run oak
	assert_success
	assert_output ""
}

# What is to be seen of wg-b, but handshakes and bytes.
seen() {
	lab_in oak wg show wg-b dump | cut -f 1-4,8
	# apply sets addresses with "nodad".
	lab_in oak ip -o addr show dev wg-b | sed 's/valid_lft.*//
	    s/ nodad//; s/ stable-privacy//'
	lab_in oak ip link show dev wg-b | sed 's/ qlen.*//'
}

# adopt: somebody's tunnel becomes apply's, with a peer that is nobody.
adopt() {
	{ wireguard b "$(wg genkey | wg pubkey)"; bird; } |
		lab_in oak apply -s "$LAB/site.yaml" --state-dir "$LAB/other" "$@"
}

@test "a tunnel that was somebody's: all of it goes back" {
	lab_in oak wireguard-go wg-b 3>&-
	lab_in oak wg set wg-b private-key "$LAB/oak.key" listen-port 52002
	lab_in oak ip addr add fe80::1/64 dev wg-b
	lab_in oak ip addr add 10.9.9.1/30 dev wg-b
	lab_in oak ip link set wg-b mtu 1400 up
	ash_peer b
	lab_in oak wg set wg-b peer "$(wg pubkey <"$LAB/ash.key")" \
		preshared-key "$LAB/ash.psk" endpoint 192.0.2.2:52002 \
		allowed-ips 10.9.9.0/30,fe80::/10 persistent-keepalive 7
	lab_wait 20 answers b
	seen >"$LAB/before"
	lab_birdc oak show protocols >/dev/null
	run adopt
	assert_failure 3
	assert_output --partial "rolled back to where there was no generation"
	seen >"$LAB/after"
	diff "$LAB/before" "$LAB/after"
	lab_wait 20 answers b
}

@test "and so it does when apply is killed" {
	adopt --force >"$LAB/out" 2>&1 3>&- &
	lab_wait 20 grep -q "wait for tunnels" "$LAB/out"
	pid=$(pgrep -f "^apply .*--state-dir $LAB/other --force" -o)
	kill -9 "$pid"
	lab_wait 30 flock -n "$LAB/other/lock" true
	seen >"$LAB/after"
	diff "$LAB/before" "$LAB/after"
	lab_wait 20 answers b
}
