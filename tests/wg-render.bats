#!/usr/bin/env bats
# wg-render: one WireGuard interface for each peer, and the other side's.

load render/helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	SITE=$RENDER/minimal/site.yaml
}

# render SITE [OPTION ...]: what wg-render makes of the site's peers.
render() {
	local site=$1
	shift
	records "$site" |
		wg-render -s "$RENDER/$site/site.yaml" -r yew "$@" 2>err
}

# refused RECORD REGEXP: that peer record is an error of the whole run.
refused() {
	stream "$1" >in
	run wg-render -s "$SITE" <in
	assert_failure 2
	assert_line --regexp "^wg-render: -:2: $2"
	refute_closed
}

PEER='peer|alder|asn=4242428101|router=yew|public-key=Lp7j/JvFF2sdrUXS+FIVxPTc25CO0KXoL63EJZjd8Ak=|link-local=fe80::8101|local-link-local=fe80::8001|listen-port=28101|interface=wg-alder|protocol=alder_1|import-limit=9'

@test "minimal, full, six, mesh: the golden interfaces" {
	for site in minimal full six mesh; do
		render $site >out
		golden $site.wg <out
	done
}

@test "the other side's: the golden files of two peers" {
	render full --remote alder >out
	golden full.remote-alder.wg <out
	render full --remote birch >out
	golden full.remote-birch.wg <out
}

@test "the other side's has our endpoint, and the addresses the other way" {
	render full --remote birch >out
	run cat out
	assert_line 'Endpoint = yew.example.net:51008'
	assert_line 'ListenPort = 51820'
	assert_line 'PublicKey = epv3nCaiLwkfL/89hFdZLuCuoYZfA4YAVzhmyJpBcxI='
	assert_line 'PostUp = ip addr add dev %i fe80:8001::2:8/128 peer fe80:8001::1:8/128'
	refute_line --partial '#%'
}

@test "wg-quick strip takes every file, and leaves what wg(8) knows" {
	[ "$(id -u)" -eq 0 ] || skip "wg-quick strip asks for root"
	command -v wg-quick >/dev/null || skip "no wg-quick"
	for site in minimal full six mesh; do
		render $site | unfold "$site"
	done
	mkdir remote
	render full --remote alder >remote/wg-a.conf
	render full --remote birch >remote/wg-b.conf
	for conf in */*.conf */wireguard/*.conf; do
		[ -e "$conf" ] || continue
		chmod 600 "$conf"
		run wg-quick strip "./$conf"
		assert_success
		assert_line '[Peer]'
		assert_line --regexp '^PublicKey = .{43}=$'
		refute_line --regexp '^(PostUp|Table|MTU|Address|PrivateKey|PresharedKey)'
	done
	[ "$(ls */wireguard/*.conf | wc -l)" -eq 9 ]
}

@test "every line is of a form that apply knows" {
	for site in minimal full six mesh; do
		render $site
	done >out
	run grep -v -E -e '^#' -e '^$' -e '^\[(Interface|Peer)\]$' \
		-e '^(ListenPort|MTU) = [0-9]+$' -e '^Table = off$' \
		-e '^PostUp = wg set %i private-key /[A-Za-z0-9/._-]+$' \
		-e '^PostUp = wg set %i peer [A-Za-z0-9+/]{43}= preshared-key /[A-Za-z0-9/._-]+$' \
		-e '^PostUp = ip addr add dev %i [0-9a-f:.]+/(32|128) peer [0-9a-f:.]+/(32|128)$' \
		-e '^PublicKey = [A-Za-z0-9+/]{43}=$' \
		-e '^AllowedIPs = [0-9a-f:./, ]+$' \
		-e '^Endpoint = ([a-z0-9.-]+|\[[0-9a-f:]+\]):[0-9]+$' \
		-e '^PersistentKeepalive = (off|[0-9]+)$' out
	assert_failure 1
	assert_output ''
}

@test "the order of the records changes nothing" {
	records full >in
	shuffled <in >other
	run ! cmp -s in other
	wg-render -s "$RENDER/full/site.yaml" -r yew <other >out
	cmp out "$GOLDEN/full.wg"
}

@test "peers of other routers are passed over" {
	stream "${PEER/router=yew/router=oak}" >in
	run -0 --separate-stderr wg-render -s "$SITE" <in
	assert_output '#% begin wireguard 1
#% end wireguard 0'
	assert_equal "$stderr" 'wg-render: yew: 0 tunnels'
}

@test "a description opens nothing, ends nothing and starts no line" {
	for text in '"; } protocol bgp evil {' 'a\n#% end wireguard 1' \
	    'a\r\n[Peer]\nPublicKey = x' '\x1b[2J\x7f' 'Ahornstraße'; do
		stream "$PEER|description=$text" >in
		wg-render -s "$SITE" <in >out
		[ "$(grep -c '^#% ' out)" -eq 4 ]
		[ "$(grep -c '^\[Peer\]' out)" -eq 1 ]
		run env LC_ALL=C grep -n "[^ -~$TAB]" out
		assert_failure 1
	done
}

@test "an endpoint, a key, a name that are none stop the run" {
	refused "$PEER|endpoint=host;rm -rf:51820" \
		'endpoint: "host;rm -rf:51820" \(expected HOST:PORT'
	refused "${PEER/public-key=L/public-key=}" 'public-key: '
	refused "${PEER/wg-alder/..}" 'interface: '
	refused "${PEER/wg-alder/a\/b}" 'interface: '
	refused "${PEER/wg-alder/wg-alder-is-too-long}" 'interface: '
	refused "$PEER|psk-file=/etc/a b" 'psk-file: '
	refused "$PEER|psk-file=../x" 'psk-file: '
	refused "$PEER|colour=blue" 'colour: not a field of a peer record$'
}

@test "a record that peer-validate cannot have written stops the run" {
	refused 'peer|alder|asn=1' 'router: missing'
	for field in public-key listen-port interface local-link-local \
	    link-local protocol import-limit; do
		refused "$(sed "s/|$field=[^|]*//" <<<"$PEER")" \
			"$field: missing \(expected what peer-validate writes\)"
	done
}

@test "one peer twice stops the run" {
	stream "$PEER" "$PEER" >in
	run wg-render -s "$SITE" <in
	assert_failure 2
	assert_line 'wg-render: -:3: alder: two peer records of this name (expected one)'
	refute_closed
}

@test "a router without keys cannot have a tunnel" {
	printf 'network: {asn: 1}\nrouters:\n  yew: {router-id: 192.0.2.1}\n' \
		>site.yaml
	stream "$PEER" >in
	run wg-render -s site.yaml <in
	assert_failure 2
	assert_output 'wg-render: site.yaml:3: wireguard: missing, though yew has the tunnelled peer alder'
	run wg-render -s site.yaml --remote alder <in
	assert_failure 2
	assert_output 'wg-render: site.yaml:3: wireguard: missing, though yew has the tunnelled peer alder'
}

@test "--remote: no such peer, and one without a tunnel" {
	for name in nobody as4242428103; do
		records full >in
		run wg-render -s "$RENDER/full/site.yaml" -r yew \
			--remote $name <in
		assert_failure 2
		assert_output "wg-render: --remote: no tunnelled peer of yew is named \"$name\""
	done
}

@test "incomplete input: empty, and cut at every tenth byte" {
	run wg-render -s "$SITE" </dev/null
	assert_failure 2
	assert_line 'wg-render: -: empty (expected a record stream; did the stage before this one fail?)'
	refute_closed
	stream "$PEER" "${PEER/peer|alder/peer|birch}" >in
	every_tenth wg-render -s "$SITE" <in
}

@test "/dev/full: exit 2, and the reason" {
	stream "$PEER" >in
	run sh -c "wg-render -s '$SITE' <in >/dev/full"
	assert_failure 2
	assert_output 'wg-render: standard output: write: No space left on device'
	run sh -c "wg-render -s '$SITE' --remote alder <in >/dev/full"
	assert_failure 2
	for option in -h -V; do
		run sh -c "wg-render $option >/dev/full"
		assert_failure 2
	done
}

@test "a site file that is not there, cannot be read, or lacks the router" {
	records minimal >in
	run wg-render -s none.yaml <in
	assert_failure 2
	assert_output 'wg-render: none.yaml: No such file or directory'
	run wg-render -s "$SITE" -r oak <in
	assert_failure 2
	assert_output "wg-render: $SITE: routers: no router \"oak\" (expected -r and one of the 1 there)"
	reachable wg-render
	cp "$SITE" site.yaml
	chmod 000 site.yaml
	chmod 644 in
	run unprivileged ./wg-render -s site.yaml <in
	assert_failure 2
	assert_output 'wg-render: site.yaml: Permission denied'
}

@test "-h, -V, -f and wrong calls" {
	run -0 --separate-stderr wg-render -h
	assert_line --index 0 --regexp '^usage: wg-render '
	[ -z "$stderr" ]
	run -0 --separate-stderr wg-render -V
	assert_output --regexp '^birdfeed wg-render [0-9]'
	records minimal >in
	wg-render -s "$SITE" -f wg-quick <in >out
	cmp out "$GOLDEN/minimal.wg"
	run -2 wg-render -s "$SITE" -f networkd <in
	assert_output 'wg-render: -f: "networkd" (expected wg-quick)'
	run -2 wg-render -s "$SITE" records <in
	assert_output 'wg-render: records come on standard input (-h for help)'
	for call in '' '-x' '--nonsense' '-s' '-s site.yaml --remote'; do
		run --separate-stderr wg-render $call </dev/null
		assert_failure 2
		assert_output ''
		[ "$(wc -l <<<"$stderr")" -eq 1 ]
		[[ $stderr == *wg-render:* ]]
	done
}

@test "the man page's example: what a peer has to paste" {
	records minimal >records
	cp "$SITE" site.yaml
	example wg-render.1 2 >script
	run -0 --separate-stderr sh script
	assert_line 'ListenPort = 51820'
	assert_line --regexp '^PublicKey = epv3'
}

# many N: that many peer records.
many() {
	echo '%begin birdfeed-records 1'
	tr '|' '\t' <<<"$PEER" | awk -v n="$1" '{
		for (i = 1; i <= n; i++) {
			line = $0
			sub(/\talder\t/, "\tp" i "\t", line)
			sub(/wg-alder/, "wg-" i, line)
			print line
		}
	}'
	echo %end
}

@test "10,000 peers in linear time" {
	for n in 1000 10000; do
		many $n >in.$n
		start=$(date +%s%N)
		wg-render -s "$SITE" <in.$n >out
		took[$n]=$((($(date +%s%N) - start) / 1000000 + 1))
		assert_equal "$(tail -n 1 out)" "#% end wireguard $n"
	done
	echo "# ${took[1000]} ms for 1,000, ${took[10000]} ms for 10,000 peers" >&3
}
