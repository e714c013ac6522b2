# What the tests of apply share: input, programs and a control socket that
# are stand-ins, and what is installed.
# shellcheck shell=bash disable=SC2154 # stderr is run's

bats_load_library bats-support
bats_load_library bats-assert

# Valid, and nobody's: printf our-own-public-key-for-the-tests | base64
OURS=b3VyLW93bi1wdWJsaWMta2V5LWZvci10aGUtdGVzdHM=
PEER=YS1wZWVycy1wdWJsaWMta2V5LWZvci10aGUtdGVzdHM=

setup() {
	umask 077	# keys and passwords for others to read are refused
	T=$(cd "$BATS_TEST_TMPDIR" && pwd -P)
	STATE=$T/state
	mkdir "$T/bin"
	stand_in bird 'exit 0'
	PATH=$T/bin:$PATH
	site >"$T/site.yaml"
	site wireguard >"$T/wireguard.yaml"
	# Tests that give up root read these.
	chmod 755 "$T/bin"
	chmod 644 "$T"/*.yaml
}

teardown() {
	[ -z "${BIRD_PID:-}" ] || kill "$BIRD_PID" || true
}

# stand_in NAME COMMANDS: a program of that name.
stand_in() {
	printf '#!/bin/sh\n%s\n' "$2" >"$T/bin/$1"
	chmod 755 "$T/bin/$1"
}

site() {
	cat <<-E
	network: {asn: 4242420001, prefixes: [172.22.0.0/27]}
	routers:
	  r1:
	    router-id: 192.0.2.1
	    bird: {control-socket: $T/bird.ctl}
	E
	[ -z "${1:-}" ] || cat <<-E
	    wireguard:
	      public-key: $OURS
	      private-key-file: $T/private.key
	      link-local: fe80::1
	E
	echo "apply: {max-removals: 20%}"
}

# bird_set PEERS [LINE]: LINE stands in bird.conf.
bird_set() {
	cat <<-E
	#% begin bird 1
	#% file bird/bird.conf 0640
	# ${2:-}
	include "peers.conf";
	#% file bird/peers.conf 0644
	#% count peer $1
	#% count roa 10
	E
	for i in $(seq "$1"); do
		echo "#% session ebgp_$i hold-time=240"
	done
	cat <<-E
	# $1 peers
	#% end bird 2
	E
}

# wireguard_set MTU
wireguard_set() {
	cat <<-E
	#% begin wireguard 1
	#% file wireguard/wg-a.conf 0600
	[Interface]
	ListenPort = 52001
	PostUp = wg set %i private-key $T/private.key
	PostUp = ip addr add dev %i fe80::1/128 peer fe80::2/128
	MTU = $1
	Table = off

	[Peer]
	PublicKey = $PEER
	AllowedIPs = 172.16.0.0/12, fe80::/10
	PersistentKeepalive = off
	#% end wireguard 1
	E
}

# install SITE [OPTION ...] <FRAGMENTS
install() {
	local site=$1
	shift
	apply -s "$T/$site.yaml" --install-only --state-dir "$STATE" "$@"
}

# What is installed, as one text; "nothing" where nothing is.
installed() {
	if [ ! -L "$STATE/current" ]; then
		echo nothing
		return
	fi
	readlink "$STATE/current"
	(cd "$STATE/current" && find . -type f -exec sha256sum {} + | sort)
}

# expect_refused TEXT: exit 2, that is said, and all is as it was.
expect_refused() {
	assert_equal "$status" 2
	assert_output --partial "$1"
	assert_equal "$(installed)" "$BEFORE"
	run ! compgen -G "$STATE/.tmp-*"
}

start_bird() {
	: >"$T/bird.log"
	rm -f "$T/bird.ctl"
	FAKE_BIRD_FILE=${BIRD_FILE-$STATE/current/bird/bird.conf} \
	    "$TOP_BUILDDIR/tests/fake-bird" "$T/bird.ctl" "$1" \
	    >>"$T/bird.log" 3>&- &
	BIRD_PID=$!
	for _ in $(seq 200); do
		[ ! -S "$T/bird.ctl" ] || return 0
		sleep 0.01
	done
	return 1
}

# live [OPTION ...] <FRAGMENTS: with a control socket, not --install-only.
live() {
	apply -s "$T/site.yaml" --state-dir "$STATE" "$@"
}

stop_bird() {
	kill "$BIRD_PID" || true	# it may have died of its own
	wait "$BIRD_PID" || true
	BIRD_PID=
}

# The generation that BIRD was told last to load.
bird_runs() {
	sed -n 's|^configure ".*/\([0-9a-f]\{64\}\)/bird/bird.conf"$|\1|p' \
		"$T/bird.log" | tail -n 1
}

# shimmed WORDS [OPTION ...] <FRAGMENTS: live with what apply/shim.c does.
shimmed() {
	local words=$1
	shift
	LD_PRELOAD=$TOP_BUILDDIR/tests/apply/shim.so BIRDFEED_SHIM=$words \
		apply -s "$T/site.yaml" --state-dir "$STATE" "$@"
}

# as_nobody COMMAND ...: root is allowed everything; skips where nobody can
# not come that far.
as_nobody() {
	local as=()
	if [ "$(id -u)" = 0 ]; then
		as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
		chmod 755 "$T" "$BATS_RUN_TMPDIR" "$BATS_TEST_TMPDIR" \
			"$BATS_FILE_TMPDIR" "$BATS_RUN_TMPDIR/test"
	fi
	"${as[@]}" test -r "$T/site.yaml" || skip "can not reach $T"
	"${as[@]}" "$@"
}
