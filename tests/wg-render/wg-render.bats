#!/usr/bin/env bats
# wg-render: one WireGuard interface for each peer, and the other side's.

load ../verbose
load ../render/helper

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

@test "minimal, full, six, mesh: the golden files of networkd" {
	for site in minimal full six mesh; do
		render $site -f networkd >out
		golden $site.networkd <out
	done
}

@test "the other side's: the golden files of three peers" {
	for name in alder birch birch-2; do
		render full --remote $name >out
		golden full.remote-$name.wg <out
		render full -f networkd --remote $name >out
		golden full.remote-$name.networkd <out
	done
}

@test "the other side's: the preshared key is told of, and is not there" {
	run render full --remote alder
	assert_line '# Both sides have the same preshared key, which no file like this one holds:'
	assert_line 'PostUp = wg set %i peer epv3nCaiLwkfL/89hFdZLuCuoYZfA4YAVzhmyJpBcxI= preshared-key /etc/wireguard/preshared.key'
	refute_output --partial alder.psk
	run render full -f networkd --remote alder
	assert_line '# Both sides have the same preshared key, which no file like this one holds:'
	assert_line 'PresharedKeyFile=/etc/systemd/network/preshared.key'
	refute_output --partial alder.psk
	run render full --remote birch
	refute_output --partial preshared
}

@test "the other side's: our MTU, their pairs, and no port where they have no endpoint" {
	run render full --remote alder
	assert_line 'MTU = 1412'
	assert_line 'PostUp = ip addr add dev %i 172.31.101.1/32 peer 172.31.1.1/32'
	run render full --remote birch-2
	refute_line --partial ListenPort
	assert_line 'Endpoint = yew.example.net:51009'
	assert_line 'AllowedIPs = 172.16.0.0/12, fd00::/8, fe80::/10, 192.0.2.2/32'
	run render full -f networkd --remote birch-2
	refute_line --partial ListenPort
	assert_line 'Endpoint=yew.example.net:51009'
}

@test "the other side's, where we have no endpoint" {
	records full >in
	sed '/endpoint: yew/d' "$RENDER/full/site.yaml" >site.yaml
	run -0 --separate-stderr wg-render -s site.yaml -r yew --remote alder <in
	assert_line '# We have no public address: we come to yours.'
	assert_line 'ListenPort = 51820'
	refute_line --regexp '^Endpoint'
}

@test "the other side's of a mesh link is another router's" {
	records mesh >in
	run -2 wg-render -s "$RENDER/mesh/site.yaml" -r yew --remote rowan <in
	assert_output 'wg-render: --remote: rowan is a router of ours: -r rowan has its side of every link'
}

# The sections and keys of systemd.netdev(5) and systemd.network(5), 252,
# that these files may have, and the form of their values.
@test "networkd: every key is one of its man pages', in its section" {
	cat >known <<-'EOF'
	netdev NetDev Name [a-z0-9][a-z0-9._-]*
	netdev NetDev Kind wireguard
	netdev NetDev MTUBytes [0-9]+
	netdev WireGuard PrivateKeyFile /[A-Za-z0-9/._-]+
	netdev WireGuard ListenPort [0-9]+
	netdev WireGuardPeer PublicKey [A-Za-z0-9+/]+=
	netdev WireGuardPeer PresharedKeyFile /[A-Za-z0-9/._-]+
	netdev WireGuardPeer AllowedIPs [0-9a-f:./, ]+
	netdev WireGuardPeer Endpoint ([a-z0-9.-]+|\[[0-9a-f:]+\]):[0-9]+
	netdev WireGuardPeer PersistentKeepalive (off|[0-9]+)
	network Match Name [a-z0-9][a-z0-9._-]*
	network Link RequiredForOnline no
	network Network DHCP no
	network Network IPv6AcceptRA no
	network Network LinkLocalAddressing no
	network Address Address [0-9a-f:.]+/(32|128)
	network Address Peer [0-9a-f:.]+/(32|128)
	network Address DuplicateAddressDetection none
	EOF
	for site in minimal full six mesh; do
		render $site -f networkd
	done >out
	awk '
		NR == FNR { form[$1 " " $2 " " $3] = $4 ($5 != "" ? " " $5 : ""); next }
		/^#% file networkd\/50-birdfeed-[a-z0-9._-]*\.(netdev|network) 0640$/ {
			kind = $3; sub(/.*\./, "", kind); section = ""
			next
		}
		/^#/ || /^$/ { next }
		/^\[[A-Za-z]*\]$/ { section = substr($0, 2, length - 2); next }
		{
			at = index($0, "=")
			key = kind " " section " " substr($0, 1, at - 1)
			used[key]
			if (!(key in form) || substr($0, at + 1) !~ "^" form[key] "$") {
				print key ": " $0
				bad = 1
			}
		}
		END {
			for (key in form)
				if (!(key in used)) { print "never used: " key; bad = 1 }
			exit bad
		}' known out
}

@test "networkd: the same tunnels as wg-quick's" {
	for site in minimal full six mesh; do
		render $site >quick
		render $site -f networkd >out
		# One word a fact, in both.
		sed -n -e 's/^ListenPort = /port /p' -e 's/^MTU = /mtu /p' \
			-e 's/^PublicKey = /key /p' -e 's/^AllowedIPs = /allowed /p' \
			-e 's/^Endpoint = /endpoint /p' -e 's/^PersistentK[a-z]* = /keep /p' \
			-e 's/^PostUp = wg set %i private-key /private /p' \
			-e 's/^PostUp = wg set .*preshared-key /preshared /p' \
			-e 's/^PostUp = ip addr add dev %i \(.*\) peer /address \1\npeer /p' \
			-e 's/^#% depends/depends/p' quick | LC_ALL=C sort >expected
		sed -n -e 's/^ListenPort=/port /p' -e 's/^MTUBytes=/mtu /p' \
			-e 's/^PublicKey=/key /p' -e 's/^AllowedIPs=/allowed /p' \
			-e 's/^Endpoint=/endpoint /p' -e 's/^PersistentK[a-z]*=/keep /p' \
			-e 's/^PrivateKeyFile=/private /p' \
			-e 's/^PresharedKeyFile=/preshared /p' \
			-e 's/^Address=/address /p' -e 's/^Peer=/peer /p' \
			-e 's/^#% depends/depends/p' out | LC_ALL=C sort >actual
		diff -u expected actual
		assert_equal "$(tail -n 1 out)" "#% end networkd $(($(grep -c '^#% file' quick) * 2))"
		assert_equal "$(tail -n 1 err)" \
			"wg-render: yew: $(grep -c '^#% file' quick) tunnels"
	done
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
	render full --remote birch-2 >remote/wg-c.conf
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
	    'a\r\n[Peer]\nPublicKey = x' '\x1b[2J\x7f' \
	    $'\u202e\u0085' '\xe6\xa8'; do
		stream "$PEER|description=$text" >in
		wg-render -s "$SITE" <in >out
		[ "$(grep -c '^#% ' out)" -eq 4 ]
		[ "$(grep -c '^\[Peer\]' out)" -eq 1 ]
		run env LC_ALL=C grep -n "[^ -~$TAB]" out
		assert_failure 1
	done
}

@test "a description keeps its letters, whatever the script" {
	stream "$PEER|description=Ahornstraße 樹 🌳" >in
	wg-render -s "$SITE" <in >out
	grep -x '# .*Ahornstraße 樹 🌳' out
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
	assert_output "wg-render: $SITE: routers: no router \"oak\" for -r (expected one of yew)"
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
	run -2 wg-render -s "$SITE" -f network <in
	assert_output 'wg-render: --format: "network" (expected one of wg-quick, networkd; did you mean networkd?); see wg-render -h'
	run -2 wg-render -s "$SITE" records <in
	assert_output --partial 'none: records come on standard input); see wg-render -h'
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

@test "the man page's example: networkd's files, and old ones gone" {
	records full >records
	sed '/zelkova/,/192.0.2.2$/d' "$RENDER/full/site.yaml" >site.yaml
	mkdir network
	touch network/50-birdfeed-gone.netdev network/10-eth0.network
	example wg-render.1 3 | sed -e "s|/etc/systemd/network|$PWD/network|" \
		-e 's/ -g systemd-network//' -e '/^networkctl reload$/d' >script
	run -0 --separate-stderr sh script
	assert_output ''
	run ls network
	assert_output --partial 10-eth0.network
	refute_output --partial gone
	assert_equal "${#lines[@]}" 9
	assert_equal "$(stat -c %a network/50-*.netdev | sort -u)" 640
	run cat network/50-birdfeed-dn42-alder.netdev
	assert_line '[NetDev]'
	assert_line 'PersistentKeepalive=off'
	# One that fails takes nothing away.
	echo '%begin birdfeed-records 1' >records
	run -2 sh script
	[ -e network/50-birdfeed-dn42-alder.network ]
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

@test "a tunnel that its network asked for says so, and is otherwise the same" {
	records full | sed '/^peer	birch	/s/$/	requested=true/' >in
	wg-render -s "$RENDER/full/site.yaml" -r yew <in >out
	run grep -e '^#% file' -e '^#% member' out
	assert_equal "$(grep -c '^#% member' <<<"$output")" 1
	assert_output --partial '#% member request birch'
	records full | wg-render -s "$RENDER/full/site.yaml" -r yew >other
	grep -v '^#% member' out | cmp - other
}

@test "networkd: a preshared key that it cannot read is a warning" {
	records full | sed '/^peer	birch	/s|$|	psk-file=/var/lib/birdfeed-peer/psk/birch|' >in
	run wg-render -s "$RENDER/full/site.yaml" -r yew -f networkd <in
	assert_success
	assert_line --regexp '^wg-render: -:[0-9]*: birch: warning: networkd cannot read its preshared key /var/lib/birdfeed-peer/psk/birch: '
	run wg-render -s "$RENDER/full/site.yaml" -r yew <in
	refute_output --partial warning
}
