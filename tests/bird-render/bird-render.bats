#!/usr/bin/env bats
# bird-render: a router's BIRD configuration, and the other side's.
#
# BIRD itself says whether it loads.  BIRD_OTHERS names further bird binaries
# to ask, apart by spaces.

load ../verbose
load ../render/helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	SITE=$RENDER/minimal/site.yaml
}

BASE='prefix-rule|1/ipv4|action=permit|prefix=172.31.0.0/16|min=21|max=29
vrp|172.31.101.0/26-28-AS1|prefix=172.31.101.0/26|max-length=28|origin=AS4242428101|source=TEST'
PEER='peer|alder|asn=4242428101|router=yew|link-local=fe80::8101|tunnel=none|interface=eth0|protocol=alder_1|import-limit=9'

# render SITE [OPTION ...]: what bird-render makes of the site's peers.
render() {
	local site=$1
	shift
	records "$site" |
		bird-render -s "$RENDER/$site/site.yaml" -r yew "$@" 2>err
}

# birds: every BIRD to ask.
birds() {
	PATH=$PATH:/usr/sbin command -v bird || :
	printf '%s\n' ${BIRD_OTHERS:-}
}

# loads FILE: each BIRD takes it without a word.  What lies in /etc/birdfeed
# is looked for here; and a password's missing "authentication" is the one
# warning that the common subset of all BIRDs cannot avoid.
loads() {
	local bird
	[ -n "$(birds)" ] || skip "no bird"
	mkdir -p etc
	touch etc/local.conf etc/lab.conf
	cat >etc/passwords.conf <<-'END'
	define BIRDFEED_PASSWORD_alder_dn42_v6 = "one";
	define BIRDFEED_PASSWORD_dn42_birch_2_v6 = "two";
	END
	find "$(dirname "$1")" -type f -exec \
		sed -i "s|/etc/birdfeed|$PWD/etc|" {} +
	for bird in $(birds); do
		run "$bird" -p -c "$1"
		assert_success
		[ -n "${STRICT:-}" ] || output=$(
			grep -v 'Missing authentication option' <<<"$output" || :)
		assert_output ''
	done
}

# tree SITE: the site's files below here, in bird/.
tree() {
	rm -rf bird
	render "$@" | unfold .
}

# refused REGEXP LINE...: such records are an error of the whole run.
refused() {
	local says=$1
	shift
	stream "$@" >in
	run bird-render -s "$SITE" <in
	assert_failure 2
	assert_line --regexp "^bird-render: $says"
	refute_closed
}

@test "minimal, full, six, mesh: the golden routers" {
	for site in minimal full six mesh; do
		render $site >out
		golden $site.bird <out
	done
}

@test "minimal, full, six: every BIRD loads them, and says nothing" {
	for site in minimal full six; do
		tree $site
		loads bird/bird.conf
	done
}

@test "mesh: every BIRD loads each router of it" {
	for router in yew rowan sloe; do
		rm -rf bird
		# yew alone may say what only newer ones know.
		sed 's/^    bird: .*//' "$RENDER/mesh/site.yaml" >site.yaml
		records mesh | bird-render -s site.yaml -r $router | unfold .
		loads bird/bird.conf
	done
}

@test "mesh: who reflects has sessions with all, the others with it" {
	sessions() {
		records mesh |
			bird-render -s "$RENDER/mesh/site.yaml" -r "$1" --only mesh |
			grep -e '^protocol bgp' -e 'rr client' |
			sed 's/^protocol bgp \([^ ]*\).*/\1/'
	}
	assert_equal "$(sessions yew)" "$(printf '%s\n' bf_ibgp_rowan "${TAB}rr client;" bf_ibgp_sloe "${TAB}rr client;")"
	assert_equal "$(sessions rowan)" bf_ibgp_yew
	assert_equal "$(sessions sloe)" bf_ibgp_yew
}

@test "with a version in the site file a password needs no warning either" {
	for version in 2.17 2.99 3.1 3.2; do
		sed "s/version: \"2.0\"/version: \"$version\"/" \
			"$RENDER/full/site.yaml" >site.yaml
		records full | bird-render -s site.yaml -r yew >out
		[ "$(grep -c '	authentication md5;' out)" -eq 3 ]
	done
	for version in 2.0 2.16 3.0; do
		sed "s/version: \"2.0\"/version: \"$version\"/" \
			"$RENDER/full/site.yaml" >site.yaml
		records full | bird-render -s site.yaml -r yew >out
		run ! grep 'authentication' out
	done
	[ -n "${BIRD_OTHERS:-}" ] || skip "no BIRD_OTHERS"
	for newer in $BIRD_OTHERS; do
		version=$("$newer" --version 2>&1 |
			sed 's/^BIRD version \([0-9]*\.[0-9]*\).*/\1/')
		case $version in 2.1[7-9] | 3.[1-9]) ;; *) continue ;; esac
		sed "s/version: \"2.0\"/version: \"$version\"/" \
			"$RENDER/full/site.yaml" >site.yaml
		rm -rf bird
		records full | bird-render -s site.yaml -r yew | unfold .
		birds() { echo "$newer"; }
		STRICT=1 loads bird/bird.conf
	done
}

@test "the other side's: the golden files of two peers, which load" {
	for peer in alder birch; do
		render full --remote $peer >out
		golden full.remote-$peer.bird <out
		mkdir -p $peer
		cp out $peer/bird.conf
		loads $peer/bird.conf
	done
}

@test "the other side's announces what the registry says is theirs" {
	render full --remote birch >out
	run cat out
	assert_line 'router id 172.31.102.1;'
	assert_line 'define BF_OWN4 = [ 172.31.102.0/27+ ];'
	assert_line 'define BF_OWN6 = [ fd10:8102::/48+ ];'
	assert_line '	neighbor fe80:8001::1:8%'"'wg-as4242428001' as 4242428001;"
	assert_line '	source address fe80:8001::2:8;'
	refute_line --partial '#%'
	refute_line --partial include
	refute_line --partial roa_check
	render full --remote as4242428104 >out
	run cat out
	assert_line 'router id 252.222.80.200;'
	assert_line 'define BF_OWN4 = [];'
	mkdir none
	cp out none/bird.conf
	loads none/bird.conf
}

@test "the other side's says that there is a password, and does not have it" {
	render full --remote alder >out
	grep '^# The session has a password' out
	run ! grep -i -e 'password BIRDFEED' -e passwords.conf out
}

@test "the order of the records changes nothing" {
	records full >in
	shuffled <in >other
	run ! cmp -s in other
	bird-render -s "$RENDER/full/site.yaml" -r yew <other >out
	cmp out "$GOLDEN/full.bird"
}

@test "two rules of one number: in one order, the stricter first" {
	stream "$BASE" 'prefix-rule|1/ipv4|action=deny|prefix=172.31.0.0/16|min=0|max=32' \
		'prefix-rule|1/ipv4|action=permit|prefix=172.31.0.0/16|min=20|max=30' >in
	shuffled <in >other
	run ! cmp -s in other
	bird-render -s "$SITE" <in >out
	bird-render -s "$SITE" <other >out.other
	cmp out out.other
	grep '172.31.0.0/16' out | head -n 1 | grep -F '] then reject;'
}

@test "each ROA once, and the prefixes of an AS once" {
	cat >more <<-END
	vrp|again|prefix=172.31.101.0/26|max-length=28|origin=AS4242428101|source=OTHER
	route6|fd10:8102::/48|origin=AS4242428102|source=OTHER
	END
	{ records full | sed '$d'; tr '|' '\t' <more; echo %end; } >in
	bird-render -s "$RENDER/full/site.yaml" -r yew <in >out
	cmp out "$GOLDEN/full.bird"
	bird-render -s "$RENDER/full/site.yaml" -r yew --remote birch <in >out
	cmp out "$GOLDEN/full.remote-birch.bird"
}

@test "a description keeps its letters, whatever the script" {
	stream "$BASE" "$PEER|description=Ahornstraße 樹 🌳" >in
	bird-render -s "$SITE" <in >out
	grep '# .*Ahornstraße 樹 🌳' out
	unfold . <out
	loads bird/bird.conf
}

@test "whatever the description, a line is printable and opens nothing" {
	for text in '"; } protocol bgp evil {' 'a\n#% end bird 1' \
	    'a\nprotocol bgp evil {\n}' '\x1b[2J\x7f' 'Ahornstraße' \
	    $'\u202e\u0085' '\xe6\xa8' '*/ /* %end' '\r'; do
		stream "$BASE" "$PEER|description=$text" >in
		bird-render -s "$SITE" <in >out
		sed 's/straße//' out >plain
		run env LC_ALL=C grep -n "[^ -~$TAB]" plain
		assert_failure 1
		[ "$(grep -c '^protocol bgp ' out)" -eq 1 ]
		[ "$(grep -c '^#% end' out)" -eq 1 ]
		rm -rf bird
		unfold . <out
		loads bird/bird.conf
	done
}

# The functions are called by filters on static routes in a BIRD of their
# own: what they let through is what it shows.
@test "the first rule that contains a route decides, by action and length" {
	cat >test.conf <<-'END'
	protocol static t_routes {
	    ipv4 { import filter { bf_network4(); accept; }; };
	    route 172.31.66.0/25 unreachable;
	    route 172.31.0.0/28 unreachable;
	    route 172.31.0.0/27 unreachable;
	    route 172.31.0.16/32 unreachable;
	    route 172.31.0.0/24 unreachable;
	    route 172.31.0.0/21 unreachable;
	    route 172.31.0.0/20 unreachable;
	    route 172.31.2.0/29 unreachable;
	    route 172.31.2.0/30 unreachable;
	    route 172.30.0.0/24 unreachable;
	    route 0.0.0.0/0 unreachable;
	}
	protocol static t_routes6 {
	    ipv6 { import filter { bf_network6(); accept; }; };
	    route fd66:1::/48 unreachable;
	    route fd67:1::/48 unreachable;
	    route fd67:1::/65 unreachable;
	    route fd00::/8 unreachable;
	    route 2001:db8::/48 unreachable;
	}
	END
	bird_shows 'show route protocol t_routes'
	assert_equal "$shown" '172.31.0.0/21
172.31.0.0/28
172.31.0.16/32
172.31.2.0/29'
	bird_shows 'show route protocol t_routes6'
	assert_equal "$shown" 'fd67:1::/48'
}

@test "of dn42's communities the worst on the path stays" {
	cat >test.conf <<-'END'
	protocol static t_routes {
	    ipv4 { import filter {
	        bf_latency(3); bf_bandwidth(24); bf_crypto(33); accept;
	    }; };
	    route 192.0.2.1/32 unreachable;
	    route 192.0.2.2/32 unreachable { bgp_community.add((64511, 9)); bgp_community.add((64511, 29)); bgp_community.add((64511, 34)); };
	    route 192.0.2.3/32 unreachable { bgp_community.add((64511, 1)); bgp_community.add((64511, 21)); bgp_community.add((64511, 31)); };
	    route 192.0.2.4/32 unreachable { bgp_community.add((64511, 41)); bgp_community.add((1, 24)); bgp_community.add((64511, 10)); };
	}
	END
	bird_shows 'show route protocol t_routes all'
	run awk '/^[0-9]/ { route = $1 }
		/community: / { sub(/.*community: /, ""); print route, $0 }
		' shown
	sort <<<"$output" >communities
	diff -u - communities <<-'END'
	192.0.2.1/32 (64511,3) (64511,24) (64511,33)
	192.0.2.2/32 (64511,9) (64511,24) (64511,33)
	192.0.2.3/32 (64511,21) (64511,31) (64511,3)
	192.0.2.4/32 (64511,41) (1,24) (64511,10) (64511,3) (64511,24) (64511,33)
	END
}

# bird_shows COMMAND: what a BIRD says that has the functions of the site
# "full" and test.conf; in the file shown, and its routes alone in $shown.
bird_shows() {
	PATH=$PATH:/usr/sbin
	command -v bird >/dev/null && command -v birdc >/dev/null ||
		skip "no bird or no birdc"
	tree full
	{
		printf 'router id 192.0.2.1;\n'
		grep '^define' bird/bird.conf
		cat bird/roa.conf bird/filters.conf test.conf
	} >daemon.conf
	bird -f -c daemon.conf -s daemon.ctl -P daemon.pid 3>&- &
	bird_pid=$!
	for ((try = 0; try < 100; try++)); do
		birdc -s daemon.ctl show status >status 2>/dev/null &&
			grep -q 'Daemon is up' status && break
		sleep 0.05
	done
	birdc -s daemon.ctl "$1" >shown
	kill "$bird_pid"
	wait "$bird_pid" || :
	unset bird_pid
	shown=$(sed -n 's|^\([0-9a-f:.]*/[0-9]*\) .*|\1|p' shown | sort)
}

teardown() {
	[ -z "${bird_pid:-}" ] || kill "$bird_pid"
}

@test "--only prints those parts" {
	for part in router:bird.conf filters:filters.conf roa:roa.conf \
	    peers:peers.conf; do
		render minimal --only "${part%:*}" >out
		run grep '^#% [fe]' out
		assert_output "#% file bird/${part#*:} 0640
#% end bird 1"
	done
	render minimal --only roa,peers >out
	run grep '^#% [fe]' out
	assert_output '#% file bird/roa.conf 0640
#% file bird/peers.conf 0640
#% end bird 2'
	# shellcheck disable=SC2258 # the commas are the point
	for part in '' oak router, roa,,peers ROUTER; do
		run -2 bird-render -s "$SITE" --only "$part" </dev/null
		assert_output --partial "bird-render: --only: \"$(case $part in
			*,*) ;; *) echo "$part" ;; esac)\" (expected one of router, roa, filters, peers, mesh, sessions, ixp"
	done
}

@test "no vrp although the ROA tables are static stops the run" {
	refused '-: no vrp record, though the site has static ROA tables \(did registry-parse fail' \
		"$(head -n 1 <<<"$BASE")"
	{ cat "$SITE"; echo 'rpki: {static: false}'; } >site.yaml
	run -0 bird-render -s site.yaml <in
	assert_line 'bird-render: site.yaml:11: rpki: warning: no ROA tables: origins are not checked'
	assert_line '#% end bird 4'
}

@test "no prefix-rule although the site has a registry stops the run" {
	refused '-: no prefix-rule record, though the site has a registry \(did registry-parse fail' \
		"$(tail -n 1 <<<"$BASE")"
	run -2 bird-render -s "$SITE" --remote alder <in
	refute_closed
}

@test "records that birdfeed does not write stop the run" {
	rule='prefix-rule|2/ipv4|action=permit|prefix=10.0.0.0/8|min=8|max=32'
	vrp='vrp|x|prefix=10.0.0.0/8|max-length=8|origin=AS1|source=X'
	refused '-:4: prefix-rule: expected the key NUMBER/FAMILY$' \
		"$BASE" "${rule/2\/ipv4/two}"
	refused '-:4: action: expected permit or deny$' \
		"$BASE" "${rule/permit/allow}"
	refused '-:4: action: missing$' "$BASE" "${rule/action=permit|/}"
	refused '-:4: prefix: "10.0.0.1/8" has host bits set \(expected 10.0.0.0/8\)' \
		"$BASE" "${rule/10.0.0.0/10.0.0.1}"
	refused '-:4: max: "33" ' "$BASE" "${rule/max=32/max=33}"
	refused '-:4: min: missing$' "$BASE" "${rule/|min=8/}"
	refused '-:4: max-length: shorter than the prefix$' \
		"$BASE" "${vrp/max-length=8/max-length=7}"
	refused '-:4: origin: "ASX" ' "$BASE" "${vrp/AS1/ASX}"
	refused '-:4: origin: missing$' "$BASE" "${vrp/|origin=AS1/}"
	refused '-:4: router: missing' "$BASE" 'peer|alder|asn=1'
	refused '-:4: protocol: "a;b" ' "$BASE" "${PEER/alder_1/a;b}"
	refused '-:4: password-file: "/etc/\\";" ' \
		"$BASE" "$PEER|password-file=/etc/\\\\\";"
	for field in protocol interface import-limit link-local; do
		refused "-:4: $field: missing \(expected what peer-validate writes\)" \
			"$BASE" "$(sed "s/|$field=[^|]*//" <<<"$PEER")"
	done
	refused '-:5: alder: two peer records of this name \(expected one\)' \
		"$BASE" "$PEER" "$PEER"
}

@test "--remote: without route objects it would announce nothing" {
	local peer="$PEER|local-link-local=fe80::1"
	stream "$BASE" 'route|172.31.9.0/26|origin=AS4242428199' "$peer" >in
	run -0 --separate-stderr bird-render -s "$SITE" --remote alder <in
	[[ $stderr == *"alder: warning: no route object of AS4242428101: its side announces nothing" ]]
	assert_line 'define BF_OWN4 = [];'
	stream "$BASE" "$peer" >in
	run -2 --separate-stderr bird-render -s "$SITE" --remote alder <in
	assert_output ''
	assert_equal "$stderr" 'bird-render: -: no route or route6 record, so that what AS4242428101 announces is not known (did registry-parse leave them out with -t?)'
	# An anycast address is no router id.
	stream "$BASE" 'route|172.20.0.53/32|origin=AS4242428101' \
		'route|172.31.9.0/26|origin=AS4242428101' "$peer" >in
	run -0 bird-render -s "$SITE" --remote alder <in
	assert_line 'router id 172.31.9.1;'
}

@test "--remote: no such peer, and one whose neighbour we do not know" {
	stream "$BASE" "$PEER" >in
	run -2 bird-render -s "$SITE" --remote birch <in
	assert_output 'bird-render: --remote: no peer of yew is named "birch"'
	run -2 bird-render -s "$SITE" --remote alder <in
	assert_output "bird-render: -:4: alder: local-link-local: missing (expected it, as it is the other side's neighbour)"
}

@test "no peers at all is a router, too" {
	stream "$BASE" >in
	run -0 bird-render -s "$SITE" <in
	assert_line '#% count peer 0'
	bird-render -s "$SITE" <in | unfold .
	loads bird/bird.conf
}

@test "incomplete input: empty, and cut at every tenth byte" {
	run bird-render -s "$SITE" </dev/null
	assert_failure 2
	assert_line 'bird-render: -: empty (expected a record stream; did the stage before this one fail?)'
	refute_closed
	stream "$BASE" "$PEER" >in
	every_tenth bird-render -s "$SITE" <in
}

@test "/dev/full: exit 2, and the reason" {
	stream "$BASE" "$PEER|local-link-local=fe80::1" \
		'route|172.31.9.0/26|origin=AS4242428101' >in
	run sh -c "bird-render -s '$SITE' <in >/dev/full"
	assert_failure 2
	assert_line 'bird-render: standard output: write: No space left on device'
	run sh -c "bird-render -s '$SITE' --remote alder <in >/dev/full"
	assert_failure 2
	assert_output 'bird-render: standard output: write: No space left on device'
	for option in -h -V; do
		run sh -c "bird-render $option >/dev/full"
		assert_failure 2
	done
}

@test "a site file that is not there, cannot be read, or lacks the router" {
	stream "$BASE" >in
	run -2 bird-render -s none.yaml <in
	assert_output 'bird-render: none.yaml: No such file or directory'
	run -2 bird-render -s "$SITE" -r oak <in
	assert_output "bird-render: $SITE: routers: no router \"oak\" for -r (expected one of yew)"
	reachable bird-render
	cp "$SITE" site.yaml
	chmod 000 site.yaml
	chmod 644 in
	run -2 unprivileged ./bird-render -s site.yaml <in
	assert_output 'bird-render: site.yaml: Permission denied'
}

@test "-h, -V and wrong calls" {
	run -0 --separate-stderr bird-render -h
	assert_line --index 0 --regexp '^usage: bird-render '
	[ -z "$stderr" ]
	run -0 --separate-stderr bird-render -V
	assert_output --regexp '^birdfeed bird-render [0-9]'
	run -2 bird-render -s "$SITE" records </dev/null
	assert_output --partial 'none: records come on standard input); see bird-render -h'
	for call in '' '-x' '--nonsense' '-s' '-s site.yaml --remote'; do
		run --separate-stderr bird-render $call </dev/null
		assert_failure 2
		assert_output ''
		[ "$(wc -l <<<"$stderr")" -eq 1 ]
		[[ $stderr == *bird-render:* ]]
	done
}

@test "the man page's examples: the policy, and what a peer has to paste" {
	records minimal >records
	cp "$SITE" site.yaml
	example bird-render.1 1 >script
	run -0 --separate-stderr sh script
	assert_line 'function bf_network4()'
	refute_line --partial 'protocol bgp'
	[ -n "$(birds)" ] || skip "no bird"
	example bird-render.1 2 >script
	PATH=$PATH:/usr/sbin run -0 sh script
	assert_output ''
}

# many N: that many peers, and ten times as many ROAs.
many() {
	echo '%begin birdfeed-records 1'
	tr '|' '\t' <<<"$BASE
$PEER" | awk -v n="$1" '
	/^peer/ {
		for (i = 1; i <= n; i++) {
			line = $0
			sub(/\talder\t/, "\tp" i "\t", line)
			sub(/alder_1/, "alder_" i, line)
			print line
		}
		next
	}
	/^vrp/ {
		for (i = 0; i < 10 * n; i++)
			printf "vrp\tx\tprefix=fd10:%x:%x::/48\tmax-length=48\t" \
			    "origin=AS1\n", i / 65536, i % 65536
	}
	{ print }'
	echo %end
}

@test "10,000 peers and 100,000 ROAs in linear time, and BIRD loads them" {
	for n in 1000 10000; do
		many $n >in.$n
		start=$(date +%s%N)
		bird-render -s "$SITE" <in.$n >out 2>err
		took[$n]=$((($(date +%s%N) - start) / 1000000 + 1))
		assert_equal "$(grep -v ' is not found: no ROA covers it$' err)" "bird-render: yew: $n peers, $((n * 10 + 1)) ROAs, 1 rules"
	done
	echo "# ${took[1000]} ms for 1,000, ${took[10000]} ms for 10,000 peers" >&3
	unfold . <out
	loads bird/bird.conf
}

@test "peers by name, and those that their own networks removed" {
	stream "$BASE" "$PEER" \
		'leave|as4242428102|router=yew|at=2026-11-26T12:00:00Z' \
		'leave|as4242428103|router=fir|at=2026-11-26T12:00:00Z' >in
	bird-render -s "$SITE" <in >out
	run grep -e '^#% member' -e '^#% leave' out
	assert_output "#% member peer alder
#% leave peer as4242428102"
	# A leave changes nothing else.
	grep -v leave in | bird-render -s "$SITE" >other
	grep -v '^#% leave' out | cmp - other
	run bird-render -s "$SITE" < <(sed 's/at=2026/at=x/' in)
	assert_failure 2
	assert_output --partial 'at: "x'
}

@test "when the registry's newest commit was made goes on to apply" {
	stream "$BASE" 'revision|2026-01-02T03:04:05Z' >in
	run -0 bird-render -s "$SITE" <in
	assert_line '#% revision 2026-01-02T03:04:05Z'
	stream "$BASE" 'aut-num|AS4242428101' 'revision|2020-01-02T03:04:05Z' >in
	run -0 bird-render -s "$SITE" <in
	assert_line --regexp 'asn: warning: AS[0-9]+ has no aut-num in the registry, whose newest commit is [0-9]+ days old$'
	stream "$BASE" >in
	run -0 bird-render -s "$SITE" <in
	refute_output --partial '#% revision'
}

@test "our own AS and prefixes: no aut-num, no route object, and no ROA" {
	stream "$BASE" 'aut-num|AS4242428101' 'route|172.31.9.0/26|origin=AS4242428101' >in
	run -0 bird-render -s "$SITE" <in
	assert_line --regexp 'asn: warning: AS[0-9]+ has no aut-num in the registry$'
	assert_line --regexp 'prefixes: warning: .* is not found: no ROA covers it, and there is no route object$'
	stream "$BASE" >in
	run -0 bird-render -s "$SITE" <in
	refute_output --partial 'aut-num'
	refute_output --partial 'no route object'
}

@test "a session that its network asked for says so, and is otherwise the same" {
	records full | sed '/^peer	birch	/s/$/	requested=true/' >in
	bird-render -s "$RENDER/full/site.yaml" -r yew <in >out
	run grep -o -e '^#% session .* requested=on' out
	assert_equal "${#lines[@]}" 1
	records full | bird-render -s "$RENDER/full/site.yaml" -r yew >other
	sed 's/ requested=on$//' out | cmp - other
}
