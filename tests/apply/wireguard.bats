# apply: ip(8) and wg(8) that are missing, fail, hang or talk rubbish, and
# names that do not resolve.  They are stand-ins, so that no interface ever
# comes up; tests/lab/apply-wg.bats has real ones.  Needs no root.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
load helper

# printf a-private-key-for-the-tests-only | base64, and its public key.
PRIVATE=YS1wcml2YXRlLWtleS1mb3ItdGhlLXRlc3RzLW9ubHk=
OURS=25whZRD7pXctx0ytscO03rCYUgLvDWYVA2DFKaufVzI=

# Programs that log what they are told, and do as the text says; "wg show"
# is not among what is counted.
programs() {
	echo "$PRIVATE" >"$T/private.key"
	stand_in ip "echo \"ip \$*\" >>'$T/commands'; ${1:-exit 0}"
	stand_in wg "case \$1 in show) ${3:-exit 0} ;; esac
	    echo \"wg \$*\" >>'$T/commands'; ${2:-exit 0}"
	stand_in wireguard-go "echo \"wireguard-go \$*\" >>'$T/commands'; exit 1"
	: >"$T/commands"
}

# tunnels [OPTION ...] <FRAGMENTS: live, with the shim's time.
tunnels() {
	LD_PRELOAD=$TOP_BUILDDIR/tests/apply/shim.so \
		BIRDFEED_SHIM="fast ${SHIM:-}" apply -s "$T/wireguard.yaml" \
		--state-dir "$STATE" "$@"
}

# input TEXT [ENDPOINT]
input() {
	wireguard_set 1420 | if [ -n "${2:-}" ]; then
		sed "s|^AllowedIPs.*|&\nEndpoint = $2|"
	else
		cat
	fi
	bird_set 2 "$1"
}

# An old generation, without tunnels' commands; BIRD runs it.
the_old_one() {
	programs
	start_bird ok
	input old | tunnels >/dev/null 2>&1
	BEFORE=$(installed)
	BEFORE_ID=$(readlink "$STATE/current")
	: >"$T/bird.log"
	: >"$T/commands"
}

@test "a new tunnel is these commands, and BIRD comes behind them" {
	programs
	start_bird ok
	run --separate-stderr tunnels < <(input a)
	assert_success
	assert_output --partial "tunnel wg-a comes up"
	run cat "$T/commands"
	assert_output "$(cat <<-E
	ip link add dev wg-a type wireguard
	wg set wg-a private-key $T/private.key listen-port 52001 peer $PEER allowed-ips 172.16.0.0/12,fe80::/10 persistent-keepalive off
	ip link set dev wg-a addrgenmode none mtu 1420
	ip link set dev wg-a up
	ip addr add dev wg-a fe80::1/128 peer fe80::2/128 nodad
	E
	)"
}

@test "wg or ip missing: refused" {
	[ ! -x /usr/sbin/wg ] || skip "wg is where apply always looks"
	the_old_one
	for name in wg ip; do
		programs
		rm "$T/bin/$name"
		for tool in sh wg ip; do
			[ "$tool" = "$name" ] || [ -e "$T/bin/$tool" ] ||
				ln -s "$(command -v "$tool")" "$T/bin/$tool"
		done
		[ "$name" = wg ] || [ ! -x /sbin/ip ] || continue
		for option in --force -n; do
			run env PATH="$T/bin" "$TOP_BUILDDIR/apply" $option \
			    -s "$T/wireguard.yaml" --state-dir "$STATE" \
			    < <(input new)
			expect_refused "$name: not found"
			assert_equal "$(bird_runs)" ""
		done
	done
}

@test "wg that fails, hangs or talks rubbish when it is asked: refused" {
	the_old_one
	while IFS='|' read -r does reason; do
		programs "" "" "$does"
		run tunnels < <(input new)
		expect_refused "apply: $reason"
		assert_equal "$(bird_runs)" ""
		assert [ ! -s "$T/commands" ]
		# Nor is anything known without it.
		run tunnels < <(input old)
		expect_refused "apply: $reason"
	done <<-'E'
	echo "Unable to access interface: no" >&2; exit 1|wg: Unable to access interface: no
	exit 3|wg: exit status 3
	kill -9 $$|wg: exit status 137
	exec sleep 100|wg: killed, it took longer than 30 seconds
	printf 'lo\tone\ttwo\n'; exit 0|wg show all dump: a line with an unknown number of fields
	printf 'lo\t\377\t\001\t99999999\toff\n'; exit 0|
	yes x; exit 0|wg: killed
	E
}

# each_command DOES REASON: where the Nth command does that instead of its
# work, all is as it was; N up to the last one.
each_command() {
	local n
	the_old_one
	for n in 1 2 3 4 5; do
		# wireguard-go is asked where the first one fails.
		programs "[ \$(grep -c -v wireguard-go '$T/commands') != $n ] || { $1; }" \
		    "[ \$(grep -c -v wireguard-go '$T/commands') != $n ] || { $1; }"
		run tunnels --force < <(input new)
		assert_equal "$status" 3
		assert_output --partial "$2"
		assert_output --partial "apply: rolled back to $BEFORE_ID"
		assert_equal "$(installed)" "$BEFORE"
		# Nothing behind it was done; the way back, to a tunnel that
		# is not there, is five commands.  BIRD never heard of it.
		run grep -c -v wireguard-go "$T/commands"
		assert_output "$((n + 5))"
		assert_equal "$(bird_runs)" ""
		run cut -d ' ' -f 1 "$STATE/journal"
		assert_output failed
	done
	programs
	run tunnels --force < <(input new)
	assert_success
	run grep -c . "$T/commands"
	assert_output 5
}

@test "a command that fails, be it any: rolled back, BIRD is not told" {
	each_command "echo 'RTNETLINK answers: no' >&2; exit 2" \
	    "RTNETLINK answers: no"
}

@test "a command that hangs, be it any: killed, and the same" {
	each_command "exec sleep 100" "killed, it took longer than 30 seconds"
}

@test "an endpoint's name that does not resolve: a tunnel without" {
	for SHIM in no-names late-names; do
		rm -rf "$STATE"
		programs
		SECONDS=0
		run tunnels < <(input a "peer.example:51820")
		assert_success
		assert_output --partial "wg-a: warning: peer.example does not resolve: a tunnel without an endpoint"
		run grep -c endpoint "$T/commands"
		assert_output 0
		run grep -c . "$T/commands"
		assert_output 5
		assert [ "$SECONDS" -lt 5 ]
	done
	# And an address is none's to resolve.
	rm -rf "$STATE"
	programs
	run tunnels < <(input a "192.0.2.9:51820")
	assert_success
	run grep -c "endpoint 192.0.2.9:51820" "$T/commands"
	assert_output 1
}

@test "a hung child does not keep the lock when apply is killed" {
	for name in bird ip wg; do
		rm -rf "$STATE"
		programs
		stand_in "$name" "echo \$\$ >'$T/hung'; exec sleep 100"
		stand_in wg "[ \$1 != show ] || exit 0; [ $name = wg ] || exit 0
		    echo \$\$ >'$T/hung'; exec sleep 100"
		rm -f "$T/hung"
		input a >"$T/in"
		apply -s "$T/wireguard.yaml" --state-dir "$STATE" \
		    <"$T/in" >"$T/out" 2>&1 3>&- &
		pid=$!
		for _ in $(seq 500); do
			[ ! -s "$T/hung" ] || break
			sleep 0.01
		done
		kill -9 "$pid"
		wait "$pid" || true
		# The guardian, if there is one by then, is through at once.
		flock -w 5 "$STATE/lock" true
		kill -0 "$(cat "$T/hung")"
		kill "$(cat "$T/hung")"
		stand_in bird 'exit 0'
		programs
		run tunnels <"$T/in"
		assert_success
	done
}

@test "-n refuses what the real run refuses: keys, interfaces, programs" {
	the_old_one >/dev/null
	new() { wireguard_set 1400; bird_set 2 new; }
	run tunnels -n < <(new)
	assert_equal "$status" 1
	chmod 640 "$T/private.key"
	run tunnels -n < <(new)
	assert_equal "$status" 2
	assert_output --partial "private.key: its group or others have access"
	chmod 600 "$T/private.key"
	head -c 32 /dev/urandom | base64 >"$T/private.key"
	run tunnels -n < <(new)
	assert_equal "$status" 2
	assert_output --partial "not the private key of the site file's public-key"
	assert_equal "$(installed)" "$BEFORE"
	rm "$T/private.key"
	run tunnels -n < <(new)
	assert_equal "$status" 2
	assert_output --partial "private.key: No such file"
	# Without a state directory all is new, but somebody must have made the
	# one it goes into.
	programs
	STATE=$T/none
	run tunnels -n < <(new)
	assert_equal "$status" 1
	STATE=$T/none/state
	run tunnels -n < <(new)
	assert_equal "$status" 2
	assert_output --partial "$STATE: No such file or directory"
}
