#!/usr/bin/env bats
# peer-status, on what real BIRDs answered: said/bird-VERSION
# are their words to each command, which a stand-in plays back.  The files
# VERSION.FORMAT beside them are what is to be printed of it.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

HERE=$TOP_SRCDIR/tests/peer-status/said
NOW=1795261081		# 2026-11-21 11:38:01 UTC, when it was recorded
PEER=YS1wZWVycy1wdWJsaWMta2V5LWZvci10aGUtdGVzdHM=

setup() {
	T=$(cd "$BATS_TEST_TMPDIR" && pwd -P)
	cd "$T" || return 1
	mkdir bin
	export PATH=$T/bin:$PATH TZ=UTC
	stand_in wg "printf 'wg-cedar\\t$PEER\\t$PEER\\t52001\\toff\\n'
printf 'wg-cedar\\t$PEER\\t(none)\\t192.0.2.7:51820\\tfe80::/10\\t$((NOW - 200))\\t1000\\t2000\\t25\\n'
printf 'wg-other\\t$PEER\\t(none)\\t(none)\\t(none)\\t0\\t0\\t0\\toff\\n'"
}

teardown() {
	[ -z "${BIRD_PID:-}" ] || kill "$BIRD_PID" || true
}

stand_in() {
	printf '#!/bin/sh\n%s\n' "$2" >"bin/$1"
	chmod 755 "bin/$1"
}

# start_bird MODE: a stand-in that listens on bird.ctl.
start_bird() {
	# Nobody listens on the socket of one that was killed.
	rm -f bird.ctl
	: >bird.log
	"$TOP_BUILDDIR/tests/fake-bird" "$T/bird.ctl" "$1" >>bird.log 3>&- &
	BIRD_PID=$!
	for _ in $(seq 200); do
		[ ! -S bird.ctl ] || return 0
		sleep 0.01
	done
	return 1
}

# ask [OPTION ...]: peer-status at the time of the recording.
ask() {
	peer-status --socket "$T/bird.ctl" --now "$NOW" "$@"
}

# golden NAME: is standard input that file?
golden() {
	cat >"golden-$1"
	if [ -n "${UPDATE_GOLDEN:-}" ]; then
		cp "golden-$1" "$HERE/$1"
	fi
	diff -u "$HERE/$1" "golden-$1"
}

records() {
	echo "%begin birdfeed-records 1"
	printf '%s\n' "$@" | tr ' ' '\t'
	echo "%end"
}

leases() {
	records \
		"participant AS4242429051 address=127.0.0.2 prefix=2001:db8:5a::/48 prefix=198.51.100.0/24 user=ash@example.org" \
		"participant AS4242429053 address=fe80::2 prefix=2001:db8:5c::/48" \
		"participant AS4242429055 address=127.0.0.5"
}

# Each line of the Prometheus text format on standard input, and that a
# metric is described once, before its samples, all of which stand together.
prometheus_check() {
	awk '
	/^# HELP [a-z_]+ [^ ]/ { if (helped[$3]++) bad("described twice"); next }
	/^# TYPE [a-z_]+ (gauge|counter)$/ {
		if (!helped[$3] || typed[$3]++) bad("type")
		metric = $3; next
	}
	/^[a-z_]+({[a-z_]+="([^"\\]|\\[\\"n])*"(,[a-z_]+="([^"\\]|\\[\\"n])*")*})? [0-9]+$/ {
		name = $0; sub(/[{ ].*/, "", name)
		if (name != metric) bad("a sample of another metric")
		label = $0; sub(/ [0-9]+$/, "", label)
		if (seen[label]++) bad("a second sample")
		n++; next
	}
	{ bad("syntax") }
	function bad(what) { print what ": " $0; failed = 1 }
	END { exit failed || n == 0 }'
}

# Well-formed, of nothing that would be fetched or run.
html_check() {
	! grep -iE '<(script|img|link|iframe|object|form)|<[^>]* on[a-z]+=|<[^>]*javascript:|@import|url\(' \
		"$1" || return 1
	command -v xmllint >/dev/null || return 0
	xmllint --noout "$1"
}

for_each_format() {
	local version=$1
	start_bird "play=$HERE/bird-$version"
	leases >records
	ask records | golden "$version.table"
	ask -f json records >json
	"$TOP_BUILDDIR/tests/json-check" <json
	golden "$version.json" <json
	ask -f prometheus >prom
	prometheus_check <prom
	golden "$version.prometheus" <prom
	ask -f html records >html
	html_check html
	golden "$version.html" <html
}

@test "BIRD 2.0.12: each format, letter by letter" {
	for_each_format 2.0.12
}

@test "BIRD 3.2.3: each format, letter by letter" {
	for_each_format 3.2.3
}

@test "BIRD is asked nothing that changes anything, and restricts us first" {
	start_bird "play=$HERE/bird-2.0.12"
	ask -f json >/dev/null
	run head -n 1 bird.log
	assert_output restrict
	run grep -vE '^(restrict|show |eval roa_check\()' bird.log
	assert_failure
}

@test "the reasons: leases, origin, first AS, rules, ROAs, our own prefix" {
	start_bird "play=$HERE/bird-2.0.12"
	rejected() {
		records "$@" >r
		ask r | sed -n 's/^ash: \(2001:db8:5c::.*\)/\1/p'
	}
	run rejected "participant AS4242429051 address=127.0.0.2"
	assert_output --partial "48: rejected: not leased to anybody"
	run rejected "participant AS4242429053 address=127.0.0.3 prefix=2001:db8::/32 more-specifics=true"
	assert_output --partial "48: rejected: the session's address is no participant's; leased to AS4242429053"
	run rejected "participant AS4242429051 address=127.0.0.2 prefix=2001:db8::/40"
	assert_output --partial "more specific than 2001:db8::/40, which is leased up to /40"
	run rejected "participant AS4242429051 address=127.0.0.2 prefix=2001:db8::/40 more-specifics=false"
	assert_output --partial "more specific than 2001:db8::/40, which is leased up to /40"
	run rejected "participant AS4242429051 address=127.0.0.2 prefix=2001:db8::/40 more-specifics=true"
	assert_output "2001:db8:5c::/48: rejected: its ROA is for another AS or another length"
	run rejected "participant AS4242429059 address=127.0.0.2 prefix=2001:db8:5c::/48"
	assert_output --partial "announced by AS4242429051, not by AS4242429059"
	run rejected "prefix-rule 5/6 action=deny prefix=2001:db8::/32 min=0 max=128"
	assert_output --partial "denied by the registry's rule 5"
	run rejected "prefix-rule 5/6 action=permit prefix=2001:db8::/32 min=40 max=44"
	assert_output --partial "its length is not /40 to /44, as the registry's rule 5 wants"
	run rejected "prefix-rule 5/6 action=permit prefix=fd00::/8 min=40 max=44"
	assert_output --partial "no rule of the registry permits it"
	run rejected "vrp x prefix=2001:db8:5c::/48 max-length=48 origin=AS4242429051"
	assert_output "2001:db8:5c::/48: rejected: the filter does not accept it"
	run rejected "vrp x prefix=2001:db8:5c::/48 max-length=48 origin=AS4242429053"
	assert_output --partial "its ROA is for another AS or another length"
	run rejected "vrp x prefix=2001:db8:5d::/48 max-length=48 origin=AS4242429053"
	assert_output --partial "no ROA for it"
	# Where a route without a ROA is welcome, that is no reason.
	run rejected "vrp x prefix=2001:db8:5d::/48 max-length=48 origin=AS4242429053" \
		"participant AS4242429059 address=127.0.0.2"
	assert_output --partial "not leased to anybody"
	refute_output --partial ROA
	cat >site.yaml <<-E
	network: {asn: 4242429050, prefixes: ["2001:db8:5c::/47"]}
	routers: {r1: {router-id: 192.0.2.1, bird: {control-socket: $T/bird.ctl}}}
	E
	run peer-status -s site.yaml
	assert_output --partial "2001:db8:5c::/48: rejected: 2001:db8:5c::/48 is ours; "
	assert_line "ash: 203.0.113.0/24: rejected: no ROA for it"
	sed -i 's/^routers/registry: {kind: none}\n&/' site.yaml
	run peer-status -s site.yaml
	assert_line "ash: 203.0.113.0/24: rejected: the filter does not accept it"
	# And with next hops before the path, as where there are some.
	sed -e 's/as_path: 4242429051$/as_path: 4242429099/' \
		-e 's/unreachable \(\[ash .*\)/unicast \1\n \tvia fe80::7 on eth0/' \
		"$HERE/bird-2.0.12" >other
	kill "$BIRD_PID"
	start_bird "play=$T/other"
	run ask
	assert_output --partial "its path begins with AS4242429099, not AS4242429051"
	sed -i 's/as_path: 4242429099$/as_path: 4242429051 23456 4242429099/' other
	run ask
	assert_output --partial ": rejected: AS23456 in its path is reserved"
}

# reasons NUMBER: BIRD 2's answers, where the exchange's filter wrote that
# reason to the routes of ash that it rejected.
reasons() {
	sed "/^> show route filtered protocol ash all/,/^0000/s/.*as_path.*/&\\n \\tBGP.large_community: (64500, 1101, 10) (4242429050, 1, 1101) (4242429050, 1101, $1)/" \
		"$HERE/bird-2.0.12" >carried
	[ -z "${BIRD_PID:-}" ] || kill "$BIRD_PID"
	start_bird "play=$T/carried"
}

@test "the reason that the exchange's filter wrote to a route" {
	reasons 9
	run ask
	assert_line "ash: 2001:db8:5c::/48: rejected: not leased to the AS that announces it"
	refute_line --regexp '^ash: 2001:.*ROA'
	ask -f json >json
	grep '"id": "lease"' json
	# The records say more.
	leases >records
	run ask records
	assert_line --regexp '^ash: 2001:db8:5c::/48: rejected: leased to AS4242429053'
	reasons 7
	run ask
	assert_line "ash: 2001:db8:5c::/48: rejected: its path does not begin with the neighbor's AS"
	# No number of ours, and a number of somebody else.
	for number in 0 5 99999; do
		reasons $number
		run ask
		assert_line "ash: 2001:db8:5c::/48: rejected: its ROA is for another AS or another length"
	done
	# BIRD 3 has other names.
	reasons 10
	sed -i 's/BGP\.large_community/bgp_large_community/' carried
	run ask
	assert_line "ash: 2001:db8:5c::/48: rejected: announced by another AS than the participant's"
}

@test "rejected routes of which BIRD keeps no list are counted" {
	sed 's/2 imported, 3 filtered/2 imported/' "$HERE/bird-2.0.12" >unkept
	start_bird "play=$T/unkept"
	run ask
	assert_line "ash: 3 updates rejected, of which BIRD keeps no list (the session has no import table)"
	refute_line --regexp '^ash: 2001:'
	ask -f json >json
	grep '"unlisted_rejections": 3' json
	ask -f html >html
	html_check html
	grep '3 updates rejected' html
	run ! grep unlisted <(ask -f json --only birch)
}

@test "-l: how many routes are named, and that there are more" {
	start_bird "play=$HERE/bird-2.0.12"
	run ask -l 1
	assert_line --regexp '^ash: [^ ]+: rejected: '
	assert_line "ash: and 3 more"
	run ask -l 0
	refute_output --partial "rejected"
	ask -l 0 -f json >json
	run ! grep -E '"(accepted|rejected)": {' json
	grep '"filtered": 3' json
	: >bird.log
	ask -l 0 -f html >/dev/null
	run grep -cE 'show route (protocol|filtered|table)' bird.log
	assert_output 0
}

@test "--only: names and AS numbers, their tunnels; --all: every protocol" {
	start_bird "play=$HERE/bird-2.0.12"
	run --separate-stderr ask --only cedar,AS4242429052,nobody
	assert_line --index 1 --partial "birch "
	assert_line --index 2 --regexp '^cedar .* 3 min'
	assert_equal "${#lines[@]}" 3
	assert_equal "$stderr" 'peer-status: --only: warning: "nobody": BIRD has no such session'
	ask --only cedar -f prometheus >prom
	grep 'interface="wg-cedar"' prom
	run ! grep wg-other prom
	run ask --all
	assert_output --partial "mesh "
	run ask
	refute_output --partial "mesh "
}

@test "what BIRD does not say is not said: no made-up zero" {
	sed -e '/Routes: /d' -e '/Neighbor AS/d' -e '/Import limit/d' \
		"$HERE/bird-2.0.12" >less
	start_bird "play=$T/less"
	run ask -f prometheus
	assert_success
	refute_output --partial "session_routes{"
	refute_output --partial peer_asn
	refute_output --partial "import_limit{"
	run ask
	assert_line --regexp '^ash +Established +11:37:32.914 +- +127.0.0.2 +ipv6 +- +- +- +- '
}

@test "hostile text: nothing of it gets out of its place" {
	start_bird "play=$HERE/hostile"
	run ask
	assert_success
	run bash -c "LC_ALL=C grep -c '[^ -~]' <<<\"\$1\"" - "$output"
	assert_output 0
	ask -f json >json
	"$TOP_BUILDDIR/tests/json-check" <json
	ask -f prometheus >prom
	prometheus_check <prom
	ask -f html >html
	html_check html
	run ! grep -E '<b>|<ipv6>' html
	grep -F '&lt;script&gt;' html
	run ! grep -F 'configure' bird.log
	ask | golden hostile.table
}

@test "BIRD does not run: said, exit 1, and the file is written" {
	run --separate-stderr ask
	assert_failure 1
	assert_output --partial "BIRD does not answer: $T/bird.ctl: "
	run --separate-stderr ask -f prometheus -o out.prom
	assert_failure 1
	grep -x 'birdfeed_bird_up 0' out.prom
	run ! grep session out.prom
	prometheus_check <out.prom
	grep 'interface="wg-other"' out.prom
	run ask -f json
	assert_output --partial '"up": false'
	run --separate-stderr ask -f html -o out.html
	html_check out.html
	grep 'BIRD does not answer' out.html
}

@test "BIRD that hangs, before its greeting or in an answer: exit 1 in time" {
	start_bird mute
	SECONDS=0
	run ask --timeout 1
	assert_failure 1
	assert_output --partial "does not answer in time"
	kill "$BIRD_PID"
	sed -n '1,/^1002-birch/p' "$HERE/bird-2.0.12" >half
	start_bird "play=$T/half"
	run ask --timeout 1 -f json
	assert_failure 1
	assert_output --partial '"up": false'
	refute_output --partial '"ash"'
	kill "$BIRD_PID"
	# A line now and then is no answer either.
	start_bird drip
	run ask --timeout 1
	assert_failure 1
	assert_output --partial "does not answer in time"
	# Nor does a signal wait for longer than that.
	# The stand-in ends with the connection.
	start_bird drip
	run timeout --preserve-status -s TERM 0.5 peer-status --socket "$T/bird.ctl" --timeout 2
	assert_equal "$status" 143
	[ "$SECONDS" -lt 60 ]
}

@test "something that is no BIRD: exit 1" {
	printf '> restrict\nhello\n' >odd
	start_bird "play=$T/odd"
	run ask
	assert_failure 1
	assert_output --partial "something that is no reply of BIRD's"
}

@test "a socket that we may not use is no statement about BIRD: 2, nothing written" {
	[ "$(id -u)" -eq 0 ] || skip "needs root to be somebody else"
	command -v setpriv >/dev/null || skip "no setpriv"
	start_bird "play=$HERE/bird-2.0.12"
	chmod 755 "$BATS_RUN_TMPDIR" "$T"
	chmod 700 bird.ctl
	cp "$TOP_BUILDDIR/peer-status" .
	mkdir -m 777 out
	run setpriv --reuid=65534 --regid=65534 --clear-groups ./peer-status \
		--socket "$T/bird.ctl" -f prometheus -o out/x.prom
	[ "$status" -ne 126 ] || skip "another user cannot reach $T"
	assert_failure 2
	assert_output --partial "Permission denied"
	[ ! -e out/x.prom ]
	chmod 777 bird.ctl
	run setpriv --reuid=65534 --regid=65534 --clear-groups ./peer-status \
		--socket "$T/bird.ctl" -f prometheus -o out/x.prom
	assert_success
}

@test "wg that fails, or is not there: no tunnels, and a word under -v" {
	start_bird "play=$HERE/bird-2.0.12"
	stand_in wg 'echo "Unable to access interface wg-cedar: Operation not permitted" >&2'
	run --separate-stderr ask -f prometheus
	assert_success
	assert_equal "$stderr" ""
	refute_output --partial tunnel
	run --separate-stderr ask -v
	assert_equal "$stderr" "peer-status: no tunnels: wg: Unable to access interface wg-cedar: Operation not permitted"
	assert_line --regexp '^cedar .* - +-$'
	stand_in wg 'echo nonsense'
	run --separate-stderr ask -v -f json
	assert_success
	refute_output --partial '"tunnels"'
	[ -n "$stderr" ]
}

@test "keys: neither private nor preshared ones are printed" {
	start_bird "play=$HERE/bird-2.0.12"
	secret=c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I=
	stand_in wg "printf 'wg-cedar\\t$secret\\t$PEER\\t1\\toff\\nwg-cedar\\t$PEER\\t$secret\\t192.0.2.7:1\\t(none)\\t0\\t0\\t0\\toff\\n'"
	for f in table json prometheus html; do
		run ask -f $f
		assert_success
		refute_output --partial "$secret"
	done
	run ask -f html
	refute_output --partial 192.0.2.7
	refute_output --partial "$PEER"
	run ask
	assert_line --regexp '^cedar .* never'
}

@test "-o: replaced in one step, 0644; a failure leaves what was there" {
	start_bird "play=$HERE/bird-2.0.12"
	(umask 077 && ask -o out)
	assert_equal "$(stat -c %a out)" 644
	ask >direct
	cmp direct out
	run compgen -G 'out.*'
	assert_output ""
	run ask -o nowhere/out
	assert_failure 2
	ln -s out link
	run ask -o link
	assert_failure 2
	assert_output "peer-status: link: not a regular file"
	run ask -o /dev/null
	assert_failure 2
	[ -c /dev/null ]
	before=$(cat out)
	records "vrp x prefix=nonsense" >bad
	run ask -o out bad
	assert_failure 2
	assert_equal "$(cat out)" "$before"
}

@test "a full disk is an error" {
	start_bird "play=$HERE/bird-2.0.12"
	for f in table json prometheus html; do
		run sh -c "peer-status --socket '$T/bird.ctl' -f $f >/dev/full"
		assert_failure 2
		assert_output --partial "standard output: write: "
	done
	run bash -c "ulimit -f 1; trap '' XFSZ; peer-status --socket '$T/bird.ctl' -f html -o out"
	assert_failure 2
	[ ! -e out ]
	run compgen -G 'out.*'
	assert_output ""
}

@test "records that are cut, or wrong: 2, with file and line, and nothing else" {
	start_bird "play=$HERE/bird-2.0.12"
	leases | grep -v '^%end' >cut
	run --separate-stderr ask cut
	assert_failure 2
	assert_output ""
	run --separate-stderr ask - <cut
	assert_failure 2
	while IFS='|' read -r record message; do
		records "$record" >r
		run --separate-stderr ask r
		assert_failure 2
		assert_output ""
		assert_equal "${stderr%% (expected*}" "peer-status: r:2: $message"
	done <<-'END'
	participant nobody prefix=2001:db8::/48|participant: "nobody"
	participant AS1 prefix=x|prefix: "x"
	participant AS1 address=x|address: "x"
	participant AS1 more-specifics=x|more-specifics: "x"
	participant AS1 address=192.0.2.1 more-specifics=48|more-specifics: "48"
	participant AS1 prefix=2001:db8::/48|address: missing
	participant AS0 address=192.0.2.1|participant: a reserved AS number
	participant AS1 address=192.0.2.1 mtu=1420|"mtu"
	prefix-rule x action=deny|prefix-rule: expected the key NUMBER/FAMILY
	END
	run ask nowhere
	assert_failure 2
}

@test "root writes no page and no history on another user's way" {
	[ "$(id -u)" = 0 ] || skip "only root has something to lose here"
	mkdir "$T/theirs" "$T/target"
	ln -s "$T/target" "$T/theirs/way"
	chown -h 65534 "$T/theirs" "$T/theirs/way"
	for way in theirs theirs/way; do
		for option in -o --history; do
			run peer-status --socket "$T/bird.ctl" -f html \
				$option "$T/$way/file"
			assert_equal "$status" 2
			assert_output --partial "$T/$way/file: a directory on the way is not root's alone"
		done
	done
	assert_equal "$(ls -A "$T/target")" ""
	assert_equal "$(ls -A "$T/theirs")" way
}

@test "the history: changes are kept, drawn, and bounded" {
	start_bird "play=$HERE/bird-2.0.12"
	ask -f html --history history -o page
	assert_equal "$(head -n 1 history)" "birdfeed-history 2"
	html_check page
	grep -F 'up 100.0 % of the time' page
	before=$(cat history)
	ask --history history >/dev/null
	assert_equal "$(cat history)" "$before"
	# A day later BIRD is gone, and the next day it is back.
	kill "$BIRD_PID"
	wait "$BIRD_PID" || true
	run peer-status --socket "$T/bird.ctl" --history history -f html --now $((NOW + 86400))
	assert_failure 1
	assert_output --partial 'BIRD does not answer, since <time datetime="2026-11-22T11:38:01Z" title="2026-11-22 11:38:01Z">0 s ago<'
	grep -P "^$((NOW + 86400))\tAS4242429051 127.0.0.2\tunknown$" history
	start_bird "play=$HERE/bird-2.0.12"
	peer-status --socket "$T/bird.ctl" --history history -f html \
		--now $((NOW + 172800)) >page
	html_check page
	run grep -P '\tAS4242429051 127.0.0.2\t' history
	assert_line --index 0 --partial up
	assert_line --index 1 --partial unknown
	assert_line --index 2 --partial up
	# What BIRD does not have any more goes after the days that are drawn.
	printf '%s\tgone\tup\n' $((NOW - 10)) >>history
	peer-status --socket "$T/bird.ctl" --history history --now $((NOW + 3600)) >/dev/null
	grep -P "^$((NOW + 3600))\tgone\tdown" history
	peer-status --socket "$T/bird.ctl" --history history --now $((NOW + 9 * 86400)) >/dev/null
	run ! grep -P '\tgone\t' history
	grep -P '\tAS4242429051 127.0.0.2\tup$' history
	# Two hundred of one session, the newest.
	{ echo "birdfeed-history 2"; seq 1 300 | awk -v now=$NOW \
		'{ printf "%d\tAS4242429051 127.0.0.2\t%s\n", now - 3000 + $1, $1 % 2 ? "up" : "down" }'; } >history
	ask --history history >/dev/null
	run grep -c -P '\tAS4242429051 127.0.0.2\t' history
	assert_output 200
	# With --only it is just read.
	before=$(cat history)
	ask --history history --only cedar >/dev/null
	assert_equal "$(cat history)" "$before"
}

# A BIRD that has no session with ash any more, as after its restart, and in
# which birch's has no AS number, as that of a range that is down.
restarted() {
	awk '/^1002-ash /{ skip = 1 } /^1002-birch/{ skip = 0 } !skip' \
		"$HERE/bird-2.0.12" | sed 's/Neighbor AS: .*4242429052/Neighbor AS: 0/'
}

@test "the history of a participant outlives BIRD and its names" {
	start_bird "play=$HERE/bird-2.0.12"
	leases >records
	ask --history history records >/dev/null
	kill "$BIRD_PID"
	restarted >other
	start_bird "play=$T/other"
	later=$((NOW + 600))
	peer-status --socket "$T/bird.ctl" --now $later --history history \
		-f html records >page
	html_check page
	grep -P "^$later\tAS4242429051 127.0.0.2\tdown$" history
	grep -F '<a href="#as4242429051">AS4242429051</a></th><td class="state is-down" data-label="State">not connected</td>' page
	# A page of ash's alone has her history, by AS number and by address.
	for who in AS4242429051 127.0.0.2; do
		peer-status --socket "$T/bird.ctl" --now $later -f html \
			--history history --only $who records >own 2>err
		[ ! -s err ]
		html_check own
		grep -F '<title>The last 7 days: up 100.0 % of the time</title>' own
		grep -F '<h2><span id="as4242429051">AS4242429051</span></h2>' own
		run ! grep -F birch own
	done
	# She is back, under another name.
	kill "$BIRD_PID"
	sed -e 's/^1002-ash  /1002-elm_7/' -e 's/^1002-birch /1002-ash   /' \
		"$HERE/bird-2.0.12" >other
	start_bird "play=$T/other"
	peer-status --socket "$T/bird.ctl" --now $((later + 600)) \
		--history history records >/dev/null
	run grep -cP '\tAS4242429051 127.0.0.2\t' history
	assert_output 3
	run tail -n 1 <(grep -P '\tAS4242429051 127.0.0.2\t' history)
	assert_output --regexp 'up$'
}

@test "a history of names becomes one of keys; names that BIRD deals are nobody's" {
	start_bird "play=$HERE/bird-2.0.12"
	printf '%s\n' 'birdfeed-history 1' $'1795000000\t-\tup' \
		$'1795000000\tash\tdown' $'1795000000\tbf_participant4_1\tup' \
		$'1795000000\tleft\tup' >history
	cp history old
	# A BIRD that is down cannot say whose they are: they wait.
	run peer-status --socket "$T/nowhere" --now $NOW --history history
	assert_failure 1
	assert_equal "$(head -n 1 history)" "birdfeed-history 1"
	grep -P '\tbf_participant4_1\tup$' history
	cp old history
	ask --history history >/dev/null
	assert_equal "$(head -n 1 history)" "birdfeed-history 2"
	run grep -P '\tAS4242429051 127.0.0.2\t' history
	assert_line --index 0 $'1795000000\tAS4242429051 127.0.0.2\tdown'
	assert_line --index 1 --regexp 'up$'
	run ! grep -E 'participant|left|ash' history
}

@test "who is down, never came, is refused, or does not announce, in each format" {
	restarted >other
	start_bird "play=$T/other"
	records "participant AS4242429051 address=127.0.0.99 prefix=2001:db8:5a::/48" \
		"participant AS4242429052 address=127.0.0.3" \
		"refusal AS4242429061 address=127.0.0.11 reason=prefix:_no" \
		"refusal AS4242429061 reason=<asn>" \
		"refusal AS4242429055 address=127.0.0.5 reason=late" \
		"aut-num AS4242429052 as-name=<BIRCH>" | tr _ ' ' >records
	ask records >table
	run cat table
	assert_line --regexp '^birch +Active .* 4242429052 '
	assert_line "AS4242429051: never connected"
	assert_line "AS4242429051: 2001:db8:5a::/48: leased, but not announced"
	assert_line "AS4242429061: refused: prefix: no"
	assert_line "AS4242429061: refused: <asn>"
	assert_line "AS4242429055: refused: late"
	ask -f html --every 90 records >page
	html_check page
	grep -F '<meta http-equiv="refresh" content="90"/>' page
	grep -F 'The next page is made at <time datetime="2026-11-21T11:39:31Z">' page
	# What is down comes first, by AS number; what is up last.
	run sed -n 's/^<tr><th scope="row"><a href="#\(as[0-9]*\)">AS.*/\1/p' page
	assert_output "as4242429052
as4242429053
as4242429055
as4242429061
as4242429051
as4242429058"
	grep -F 'AS4242429052</a> <bdi>&lt;BIRCH&gt;</bdi> <small class="dim"><bdi>birch</bdi></small>' page
	grep -F '<li>&lt;asn&gt;</li>' page
	grep -F 'data-label="State">Active, refused</td>' page
	grep -F '1 never connected.  1 refused.' page
	ask -f json records >json
	"$TOP_BUILDDIR/tests/json-check" <json
	tr -d ' \n' <json >flat
	grep -F '{"asn":4242429051,"state":"never","not_announced":["2001:db8:5a::/48"]}' flat
	grep -F '{"asn":4242429061,"state":"refused","refused":["<asn>","prefix:no"]}' flat
	ask -f prometheus records >prom
	prometheus_check <prom
	grep -x 'birdfeed_network_sessions_up{peer_asn="4242429051"} 0' prom
	grep -x 'birdfeed_network_sessions_up{peer_asn="4242429058"} 1' prom
	# A selection that is nobody's is a warning, as before.
	run --separate-stderr ask --only AS4242429061,AS4242429099 records
	assert_equal "$stderr" 'peer-status: --only: warning: "AS4242429099": BIRD has no such session'
	# Whoever announced more than was asked for may have announced it.
	run ask -l 1 records
	assert_line "AS4242429051: 2001:db8:5a::/48: leased, but not announced"
	refute_line --partial "AS4242429058: "
}

@test "a refusal that participant-parse cannot have written: 2" {
	start_bird "play=$HERE/bird-2.0.12"
	while IFS='|' read -r record message; do
		records "$record" >r
		run --separate-stderr ask r
		assert_failure 2
		assert_equal "${stderr%% (expected*}" "peer-status: r:2: $message"
	done <<-'END'
	refusal nobody reason=x|refusal: "nobody"
	refusal AS1 address=x reason=x|address: "x"
	refusal AS1 address=192.0.2.1|reason: missing
	refusal AS1 reason=x user=x|"user"
	END
}

@test "a file that is no history is left alone" {
	start_bird "play=$HERE/bird-2.0.12"
	for text in 'root:x:0:0' 'birdfeed-history 3' $'birdfeed-history 1\nx' \
	    $'birdfeed-history 1\n1\tash\tsideways' $'birdfeed-history 1\n1\tash\tup\textra' ; do
		printf '%s\n' "$text" >file
		run ask --history file
		assert_failure 2
		assert_output --partial "no history of peer-status"
		assert_equal "$(cat file)" "$text"
	done
}

@test "the site file names the socket; -r the router" {
	start_bird "play=$HERE/bird-2.0.12"
	cat >site.yaml <<-E
	network: {asn: 4242429050, prefixes: ["2001:db8::/48"]}
	routers:
	  r1: {router-id: 192.0.2.1, bird: {control-socket: $T/nowhere.ctl}}
	  r2: {router-id: 192.0.2.2, bird: {control-socket: $T/bird.ctl}}
	E
	run peer-status -s site.yaml -r r1
	assert_failure 1
	run peer-status -s site.yaml -r r2
	assert_success
	run peer-status -s site.yaml -r r3
	assert_failure 2
}

@test "the real BIRD, without a session that is up" {
	PATH=$PATH:/usr/sbin:/sbin
	command -v bird >/dev/null || skip "no bird"
	cat >bird.conf <<-'E'
	router id 192.0.2.1;
	protocol device {}
	protocol bgp ash {
		disabled;
		description "Ash";
		local 192.0.2.1 as 64496;
		neighbor 192.0.2.2 as 64497;
		ipv6 { import none; export none; import limit 9 action block; };
	}
	E
	IFS=: read -ra others <<<"${BIRD_OTHERS:+${BIRD_OTHERS// /:}}"
	for bird in bird "${others[@]}"; do
		rm -f bird.ctl
		"$bird" -f -c bird.conf -s "$T/bird.ctl" -P bird.pid 3>&- 2>/dev/null &
		BIRD_PID=$!
		for _ in $(seq 200); do
			[ ! -S bird.ctl ] || break
			sleep 0.01
		done
		run peer-status --socket "$T/bird.ctl" -f json
		assert_success
		assert_output --partial '"name": "ash"'
		assert_output --partial '"description": "Ash"'
		assert_output --partial '"neighbor_asn": 64497'
		assert_output --partial '"import_limit": 9'
		assert_output --partial '"bgp_state": "Down"'
		assert_output --partial '"since_seconds": '
		kill "$BIRD_PID"
		wait "$BIRD_PID" || true
		BIRD_PID=
	done
}

@test "-h, -V, and calls that are wrong" {
	run -0 peer-status -h
	assert_output --partial "usage: peer-status"
	run -0 peer-status -V
	assert_output --regexp '^birdfeed peer-status [0-9]'
	run -2 sh -c 'peer-status -h >/dev/full'
	for wrong in "-f xml" "-l x" "-l -1" "-r r1" "--nonsense" "a b" \
	    "--timeout 0" "--now x" "-s site.yaml --socket x"; do
		# shellcheck disable=SC2086 # words
		run -2 peer-status $wrong
	done
}

# What stands behind .Dl and between .Bd and .Ed in EXAMPLES.
examples() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/p' "$TOP_SRCDIR/man/peer-status.1" |
		sed -n -e 's/^\.Dl //p' -e '/^\.Bd/,/^\.Ed/{/^\./d;s/\\e/\\/;p;}'
}

@test "the man page's examples work" {
	start_bird "play=$HERE/bird-2.0.12"
	leases >records
	cat >site.yaml <<-E
	network: {asn: 4242429050, prefixes: ["2001:db8::/48"]}
	routers: {r1: {router-id: 192.0.2.1, bird: {control-socket: $T/bird.ctl}}}
	E
	# The same, but where its socket is.
	stand_in peer-status "case \" \$* \" in *\" -s \"*) ;; *) set -- --socket '$T/bird.ctl' \"\$@\" ;; esac
exec '$TOP_BUILDDIR/peer-status' --now $NOW \"\$@\""
	# crontab's line and the unit's, without what is not the command.
	examples | sed -e 's/^\* \* \* \* \* //' -e 's/^ExecStart=.*bin\///' \
		-e '/^\[/d' -e '/^[A-Z][A-Za-z]*=/d' -e "s|/var/lib/node_exporter|$T|" >examples.sh
	run grep -c '^peer-status' examples.sh
	assert_output 7
	run bash -exo pipefail examples.sh
	assert_success
	assert_output --partial "2001:db8:5c::/48: rejected: leased to AS4242429053"
	assert_line 'birdfeed_session_up{session="cedar",peer_asn="4242429053"} 0'
	prometheus_check <birdfeed.prom
	html_check all.html
	html_check as4242429051.html
	grep -F '<title>AS4242429051</title>' as4242429051.html
	grep -F 'up 100.0 % of the time' as4242429051.html
	run ! grep -F cedar as4242429051.html
}

@test "the man page has the reasons and the metrics that there are" {
	page=$TOP_SRCDIR/man/peer-status.1
	sed -n 's/^	\[REJECT_[A-Z_]*\] = { "\([a-z-]*\)", [0-9]*[ },]*$/\1/p' "$TOP_SRCDIR/src/render/reject-reason.c" >source
	[ "$(wc -l <source)" -ge 10 ]
	sed -n '/^\.Ss Reasons/,/^\.El/s/^\.It Li //p' "$page" >listed
	diff source listed
	start_bird "play=$HERE/bird-3.2.3"
	ask -f prometheus | grep . >metrics
	# Of a site file and vrp records, which are not asked for here.
	echo '# TYPE birdfeed_announcement_valid gauge' >>metrics
	<metrics sed -n 's/^# TYPE \([^ ]*\) .*/\1/p' | sort >source
	grep -o 'birdfeed_[a-z_]*' "$page" | sort -u >listed
	diff source listed
}

@test "our own announcements: valid or not, in each format" {
	cat >site.yaml <<-END
	network: {asn: 4242429001, prefixes: [172.20.4.0/24, 172.20.9.0/24]}
	registry: {kind: none}
	routers: {one: {ipv4: 172.20.4.1, ipv6: "fd00::1", bird: {control-socket: $T/none.ctl}}}
	END
	records "vrp a prefix=172.20.4.0/23 max-length=24 origin=AS4242429001" \
		"vrp b prefix=172.20.8.0/22 max-length=22 origin=AS4242429001" >roas
	run -1 --separate-stderr peer-status -s site.yaml roas
	assert_line '172.20.4.0/24 of AS4242429001: valid'
	assert_line '172.20.9.0/24 of AS4242429001: invalid: the ROA 172.20.8.0/22 permits it up to /22'
	run -1 --separate-stderr peer-status -s site.yaml -f prometheus roas
	assert_line 'birdfeed_announcement_valid{prefix="172.20.4.0/24",origin_asn="4242429001",state="valid"} 1'
	assert_line 'birdfeed_announcement_valid{prefix="172.20.9.0/24",origin_asn="4242429001",state="invalid-length"} 0'
	run -1 --separate-stderr peer-status -s site.yaml -f json roas
	assert_output --partial '"state": "invalid-length"'
	run -1 --separate-stderr peer-status -s site.yaml -f html roas
	assert_line --partial '<code>172.20.9.0/24</code> of AS4242429001: <span class="is-down">invalid:'
	run -1 --separate-stderr peer-status -s site.yaml -f prometheus
	refute_output --partial announcement
}

@test "requests whose sessions are not up, and why" {
	start_bird "play=$HERE/bird-2.0.12"
	mkdir run
	cat >site.yaml <<-E
		network: {asn: 4242429001, prefixes: [172.23.240.0/27]}
		routers:
		  r1:
		    router-id: 192.0.2.1
		    bird: {control-socket: $T/bird.ctl}
		    wireguard: {public-key: $PEER, private-key-file: /k, link-local: "fe80::1"}
		peering: {protocol: "%n"}
		self-service: {run-dir: $T/run}
	E
	echo '{"serial": 3, "exit": 0, "refused": {"fir": "endpoint: 10.0.0.1 \u001b[2J [endpoint-public]"}}' >run/result
	{
		printf '\n%%begin birdfeed-records 1\n'
		for name in ash birch cedar fir oak; do
			printf 'request\t%s\tasn=4242429051\tmntner=A-MNT\tpublic-key=%s\tid=1\n' $name "$PEER"
		done
		printf '%%end\n'
	} >requests
	run peer-status -s site.yaml --now "$NOW" -l 0 requests
	assert_line 'birch: down: the session is Active: there is no tunnel'
	assert_line "cedar: down: the session is Down: the tunnel's last handshake was 3 min ago"
	assert_line 'fir: refused: endpoint: 10.0.0.1 \x1b[2J [endpoint-public]'
	assert_line 'oak: missing: BIRD has no session oak (did the pipeline run since?)'
	refute_line --regexp '^ash: '
	run peer-status -s site.yaml --now "$NOW" -l 0 -f json requests
	assert_output --partial '"name": "oak"'
	assert_output --partial '"state": "missing"'
	# Without a result nobody was refused.
	rm run/result
	run peer-status -s site.yaml --now "$NOW" -l 0 requests
	assert_line --partial 'fir: missing: '
	printf 'nonsense' >run/result
	run peer-status -s site.yaml --now "$NOW" -l 0 requests
	assert_line --partial 'fir: missing: '
}
