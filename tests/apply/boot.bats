# apply without an input: --boot brings the tunnels of the confirmed
# generation up, --resolve sees to endpoints whose names have moved.  Programs
# are stand-ins; needs no root.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
load helper

# The name of the one interface that every host has: the stand-in says that
# it is WireGuard's.
setup() {
	T=$(cd "$BATS_TEST_TMPDIR" && pwd -P)
	STATE=$T/state
	PATH=$PATH:/usr/sbin:/sbin
	(umask 077 && wg genkey >"$T/private.key")
	OURS=$(wg pubkey <"$T/private.key")
	mkdir "$T/bin"
	stand_in bird 'exit 0'
	stand_in wireguard-go 'exit 1'
	stand_in ip "echo \"ip \$*\" >>'$T/log'"
	stand_in wg "case \$* in
		'show all dump') cat '$T/dump' ;;
		*) echo \"wg \$*\" >>'$T/log' ;;
		esac"
	PATH=$T/bin:$PATH
	: >"$T/dump"
	: >"$T/log"
	site >"$T/site.yaml"
	site wireguard >"$T/wireguard.yaml"
}

# wg_set ENDPOINT [NAME]
wg_set() {
	wireguard_set 1420 |
		sed "s|^AllowedIPs.*|&\nEndpoint = $1|; s|wg-a|${2:-wg-boota}|"
}

# seen NAME ENDPOINT HANDSHAKE: what wg(8) says of the tunnel.
seen() {
	printf '%s\tPRIVATE\t%s\t52001\toff\n' "$1" "$OURS" >"$T/dump"
	printf '%s\t%s\t(none)\t%s\t172.16.0.0/12,fe80::/10\t%s\t0\t0\toff\n' \
		"$1" "$PEER" "$2" "$3" >>"$T/dump"
}

now() {
	date +%s
}

# pass OPTION ...: without an input; one that is there must not be read.
pass() {
	apply -s "$T/wireguard.yaml" --state-dir "$STATE" "$@" </dev/null
}

# install_one ENDPOINT [NAME]
install_one() {
	{ wg_set "$@"; bird_set 2; } | install wireguard >/dev/null
	BEFORE=$(installed)
}

@test "--boot brings the tunnels up, without BIRD or a name server" {
	install_one host.invalid:51820
	SECONDS=0
	run --separate-stderr pass --boot
	assert_success
	assert_output "tunnel wg-boota comes up"
	assert_regex "$stderr" "host.invalid is not looked up"
	assert [ "$SECONDS" -lt 4 ]
	run cat "$T/log"
	assert_output "$(cat <<-E
	ip link add dev wg-boota type wireguard
	wg set wg-boota private-key $T/private.key listen-port 52001 peer $PEER allowed-ips 172.16.0.0/12,fe80::/10 persistent-keepalive off
	ip link set dev wg-boota addrgenmode none mtu 1420
	ip link set dev wg-boota up
	ip addr add dev wg-boota fe80::1/128 peer fe80::2/128 nodad
	E
	)"
	assert_equal "$(installed)" "$BEFORE"
}

@test "--boot sets an endpoint that is an address" {
	install_one 192.0.2.7:51820
	run pass --boot
	assert_success
	run grep -c "endpoint 192.0.2.7:51820" "$T/log"
	assert_output 1
}

@test "--boot -n only says it, and takes no lock" {
	install_one 192.0.2.7:51820
	exec 9<"$STATE/lock"
	flock 9
	run --separate-stderr pass --boot -nv 9<&-
	assert_equal "$status" 1
	assert_output "tunnel wg-boota comes up"
	assert_regex "$stderr" "ip link add dev wg-boota"
	run cat "$T/log"
	assert_output ""
	run pass --boot --timeout 1 9<&-
	assert_equal "$status" 4
	exec 9<&-
}

@test "--boot goes on where one tunnel fails: 3, and it is named" {
	{
		wg_set 192.0.2.7:51820 | sed '$d'
		wg_set 192.0.2.8:51820 wg-bootb | sed '1d; s/end wireguard 1/end wireguard 2/'
		bird_set 2
	} | install wireguard
	stand_in ip "case \$* in *wg-boota*) echo no >&2; exit 1 ;; esac
		echo \"ip \$*\" >>'$T/log'"
	run pass --boot
	assert_equal "$status" 3
	assert_line "tunnel wg-bootb comes up"
	assert_line "apply: of 2 tunnels 1 are not as they should be"
	refute_line "tunnel wg-boota comes up"
}

@test "--boot settles what a run left that the power cut ended" {
	install_one 192.0.2.7:51820
	old=$(readlink "$STATE/current")
	{ wg_set 192.0.2.9:51820; bird_set 2; } | install wireguard
	new=$(readlink "$STATE/current")
	ln -sfn "$old" "$STATE/current"
	echo "pending $new $old 2026-11-21T00:00:00Z" >"$STATE/journal"
	run pass --boot
	assert_success
	assert_line --partial "died half-way: going back"
	assert_equal "$(readlink "$STATE/current")" "$old"
	run cat "$STATE/journal"
	assert_output --partial "undone $new $old"
	run grep -c "endpoint 192.0.2.9" "$T/log"
	assert_output 0
}

@test "--boot refuses a key that is not the site file's, and does nothing" {
	install_one 192.0.2.7:51820
	head -c 32 /dev/urandom | base64 >"$T/private.key"
	run pass --boot
	assert_equal "$status" 2
	assert_output --partial "private-key-file"
	run cat "$T/log"
	assert_output ""
}

@test "--boot leaves a tunnel out whose file was edited" {
	install_one 192.0.2.7:51820
	sed -i 's/192.0.2.7/192.0.2.66/' "$STATE/current/wireguard/wg-boota.conf"
	run pass --boot
	assert_equal "$status" 3
	assert_output --partial "wg-boota.conf is not as apply installed it"
	run cat "$T/log"
	assert_output ""
}

@test "without a generation --boot and --resolve are refused" {
	for what in --boot --resolve; do
		run pass $what
		assert_equal "$status" 2
		assert_output "apply: $STATE: nothing is installed here"
		assert [ ! -e "$STATE" ]
	done
	mkdir -m 755 "$STATE"
	run pass --boot
	assert_equal "$status" 2
}

@test "--resolve sets the endpoint, and only that, where the name moved" {
	install_one localhost:51820 lo
	seen lo 192.0.2.9:51820 0
	run --separate-stderr pass --resolve
	assert_success
	assert_output --regexp \
	    '^tunnel lo: localhost is at (127\.0\.0\.1|\[::1\]):51820 now \(was 192\.0\.2\.9:51820\)$'
	run cat "$T/log"
	assert_output --regexp "^wg set lo peer $PEER endpoint [^ ]*:51820\$"
	assert_equal "$(installed)" "$BEFORE"
	run ls -A "$STATE"
	assert_equal "${#lines[@]}" 4	# a generation, current, journal, lock
}

@test "--resolve sets the first endpoint of one that came up without" {
	install_one localhost:51820 lo
	seen lo "(none)" 0
	run --separate-stderr pass --resolve
	assert_success
	assert_output --partial "(was none)"
}

@test "--resolve is silent where nothing moved, and sets nothing" {
	install_one localhost:51820 lo
	for endpoint in 127.0.0.1:51820 "[::1]:51820"; do
		# Either may be the name's only address here.
		getent ahosts localhost | grep -qwF "$(echo "$endpoint" |
			sed 's/:51820//; s/[][]//g')" || continue
		seen lo "$endpoint" 0
		run --separate-stderr pass --resolve
		assert_success
		assert_equal "$output$stderr" ""
	done
	run cat "$T/log"
	assert_output ""
}

@test "--resolve leaves a tunnel alone that has a recent handshake" {
	install_one localhost:51820 lo
	seen lo 192.0.2.9:51820 "$(($(now) - 100))"
	run --separate-stderr pass --resolve
	assert_success
	assert_equal "$output$stderr" ""
	seen lo 192.0.2.9:51820 "$(($(now) - 300))"
	run pass --resolve
	assert_output --partial "localhost is at"
	# The clock was set back: the handshake lies in the future.
	seen lo 192.0.2.9:51820 "$(($(now) + 86400))"
	run pass --resolve
	assert_output --partial "localhost is at"
}

@test "--resolve: addresses, other peers and names without one are left" {
	install_one 192.0.2.7:51820 lo
	seen lo 192.0.2.9:51820 0
	run pass --resolve
	assert_success
	assert_output ""
	install_one host.invalid:51820 lo
	run pass --resolve
	assert_success
	assert_output ""
	run pass --resolve -v
	assert_output "apply: lo: host.invalid does not resolve"
	install_one localhost:51820 lo
	sed -i "s|$PEER|$OURS|" "$T/dump"
	run pass --resolve
	assert_success
	assert_output ""
	run cat "$T/log"
	assert_output ""
}

@test "--resolve -n says it; a busy lock is 4, a failing wg 3" {
	install_one localhost:51820 lo
	seen lo 192.0.2.9:51820 0
	exec 9<"$STATE/lock"
	flock 9
	run pass --resolve -n 9<&-
	assert_equal "$status" 1
	assert_output --partial "localhost is at"
	run pass --resolve --timeout 1 9<&-
	assert_equal "$status" 4
	exec 9<&-
	run cat "$T/log"
	assert_output ""
	stand_in wg "[ \"\$1\" = show ] && cat '$T/dump'"
	run pass --resolve
	assert_equal "$status" 3
	assert_output --partial "lo: wg: exit status 1"
}

@test "--resolve waits for the apply that settles a dead one" {
	install_one localhost:51820 lo
	seen lo 192.0.2.9:51820 0
	id=$(readlink "$STATE/current")
	echo "pending $id - 2026-11-21T00:00:00Z" >"$STATE/journal"
	run pass --resolve
	assert_equal "$status" 2
	assert_output --partial "is pending"
	run cat "$T/log"
	assert_output ""
}

@test "--boot and --resolve go with no other mode, -j or --install-only" {
	for call in "--boot --resolve" "--boot --rollback" "--resolve --list" \
	    "--boot -j" "--resolve -j" "--boot --install-only"; do
		# shellcheck disable=SC2086
		run pass $call
		assert_equal "$status" 2
		assert_equal "${#lines[@]}" 1
	done
}

@test "standard output full: not 0, after everything was done" {
	install_one 192.0.2.7:51820
	run bash -c "apply -s '$T/wireguard.yaml' --state-dir '$STATE' --boot \
	    >/dev/full </dev/null"
	assert_equal "$status" 2
	assert_output --partial "standard output: write:"
	run grep -c "wg-boota up" "$T/log"
	assert_output 1
}
