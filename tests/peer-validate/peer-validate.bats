#!/usr/bin/env bats
# peer-validate: its streams, files and options.

load ../verbose
load ../render/judge

@test "minimal: the peer record of a peer with what it must have" {
	peer-validate -s "$RENDER/minimal/site.yaml" \
		"$RENDER/minimal/peers.d" <"$RENDER/registry.records" >out
	grep '^peer' out | golden minimal.peers
}

@test "full: peer records with every field" {
	peer-validate -s "$RENDER/full/site.yaml" "$RENDER/full/peers.d" \
		<"$RENDER/registry.records" >out
	grep '^peer' out | golden full.peers
}

@test "six: peer records of a router without IPv4" {
	peer-validate -s "$RENDER/six/site.yaml" "$RENDER/six/peers.d" \
		<"$RENDER/registry.records" >out
	grep '^peer' out | golden six.peers
}

@test "mesh: the peer record of one router of several" {
	peer-validate -s "$RENDER/mesh/site.yaml" "$RENDER/mesh/peers.d" \
		<"$RENDER/registry.records" >out
	grep '^peer' out | golden mesh.peers
}

@test "every record passes through, in its place, byte by byte" {
	request alder | joined >in
	peer-validate -s site.yaml <in >out
	grep -v '^peer' out >passed
	diff -u in passed
}

@test "-r writes the peers of that router only" {
	run -0 --separate-stderr peer-validate -s "$RENDER/full/site.yaml" \
		-r zelkova "$RENDER/full/peers.d" <"$RENDER/registry.records"
	[ "$(grep -c '^peer' <<<"$output")" -eq 1 ]
	assert_line --regexp '^peer	as4242428106	.*	router=zelkova	'
}

@test "the order of the requests changes nothing" {
	{ request alder; request birch asn=4242428102 mntner=GROVE-MNT id=2
	request cedar asn=4242428103 mntner=CEDAR-MNT id=3 public-key=$OTHER_KEY
	request alder-2 id=4; request late asn=4242428104 mntner=DATE-MNT id=2
	} | joined >in
	shuffled <in >other
	run ! cmp -s in other
	peer-validate -s site.yaml <in 2>&1 | grep '^peer	' >out
	peer-validate -s site.yaml <other 2>&1 | grep '^peer	' >out.other
	[ "$(wc -l <out)" -eq 3 ]
	diff -u out out.other
}

@test "a site file: unknown and repeated keys, a wrong type, no router" {
	local -A says=(
		['colour: blue']='13: colour: an unknown key of the site file '
		['network: {asn: 1}']='13: network: this key was there before, on line 1$'
		['rpki: {static: perhaps}']='13: static: "perhaps" \(expected true or false\)$'
		['apply: [1]']='13: .*map of keys'
		['	tab: 1']='13: not YAML: '
	)
	cp site.yaml good.yaml
	for line in "${!says[@]}"; do
		{ cat good.yaml; echo; echo "$line"; } >site.yaml
		asked
		assert_failure 2
		assert_line --regexp "^peer-validate: site.yaml:${says[$line]}"
		refute_closed
	done
	sed 's/4242428001/010/' good.yaml >site.yaml
	asked
	assert_failure 2
	assert_line 'peer-validate: site.yaml:1: asn: "010" (expected an AS number, 0 .. 4294967295)'
	sed -n '1,2p' good.yaml >site.yaml
	asked
	assert_failure 2
	assert_line --regexp '^peer-validate: site.yaml:1: routers: missing'
	echo 'routers: {}' >>site.yaml
	asked
	assert_failure 2
	assert_line --regexp '^peer-validate: site.yaml:3: routers: .*expected at least one router'
	refute_closed
}

@test "-r names a router that is not there" {
	OPTIONS='-r oak' asked
	assert_failure 2
	assert_line 'peer-validate: site.yaml: routers: no router "oak" for -r (expected one of yew)'
	refute_closed
}

@test "a peer record from outside stops the run" {
	echo 'peer	alder	asn=4242428101	router=yew' | joined >in
	run peer-validate -s site.yaml <in
	assert_failure 2
	assert_line "peer-validate: -:$LINE: a peer record that somebody else made (expected request)"
	refute_closed
	refute_line --regexp '^peer	'
}

@test "no aut-num although the site has a registry stops the run" {
	request alder >request
	stream "$(cat request)" | tr '|' '\t' >in
	run peer-validate -s site.yaml <in
	assert_failure 2
	assert_line 'peer-validate: -: no aut-num record, though the site has a registry (did registry-parse fail, or leave them out with -t?)'
	refute_closed
	echo 'registry: {kind: none}' >>site.yaml
	run peer-validate -s site.yaml --trusted <in
	assert_passed alder
}

@test "incomplete input: empty, and cut at every tenth byte" {
	run peer-validate -s site.yaml </dev/null
	assert_failure 2
	assert_line 'peer-validate: -: empty (expected a record stream; did the stage before this one fail?)'
	refute_closed
	request alder | joined >in
	every_tenth peer-validate -s site.yaml <in
}

@test "incomplete input: no newline at the end, sorted, text after it" {
	request alder | joined >in
	head -c -1 in >cut
	run peer-validate -s site.yaml <cut
	assert_failure 2
	assert_line --regexp "^peer-validate: -:$((LINE + 1)): the stream ends within a line "
	sort in >sorted
	run peer-validate -s site.yaml <sorted
	assert_failure 2
	refute_closed
	{ cat in; echo 'mntner	X'; } >more
	run peer-validate -s site.yaml <more
	assert_failure 2
	assert_line "peer-validate: -:$((LINE + 2)): a record outside %begin and %end"
	refute_closed
}

@test "two complete streams are one" {
	request alder | joined >in
	cat in "$RENDER/registry.records" >both
	run peer-validate -s site.yaml <both
	assert_passed alder
}

@test "/dev/full: exit 2, and the reason" {
	request alder | joined >in
	run sh -c 'peer-validate -s site.yaml <in >/dev/full'
	assert_failure 2
	assert_output 'peer-validate: standard output: write: No space left on device'
	run sh -c 'peer-validate -s site.yaml --explain alder <in >/dev/full'
	assert_failure 2
	for option in -h -V; do
		run sh -c "peer-validate $option >/dev/full"
		assert_failure 2
	done
}

@test "files that are not there, or cannot be read" {
	run peer-validate -s none.yaml <"$RENDER/registry.records"
	assert_failure 2
	assert_output 'peer-validate: none.yaml: No such file or directory'
	for path in none none.yaml; do
		run peer-validate -s site.yaml "$path" <"$RENDER/registry.records"
		assert_failure 2
		assert_output "peer-validate: $path: No such file or directory"
	done
	reachable peer-validate
	cp "$RENDER/registry.records" in
	mkdir d
	echo 'asn: 1' >d/a.yaml
	chmod 644 in site.yaml d/a.yaml
	for path in d/a.yaml d site.yaml; do
		chmod 755 . d
		chmod 000 "$path"
		run unprivileged ./peer-validate -s site.yaml d <in
		chmod 755 "$path"
		assert_failure 2
		assert_line "peer-validate: $path: Permission denied"
		refute_closed
	done
}

@test "a directory where a file should be" {
	run peer-validate -s . <"$RENDER/registry.records"
	assert_failure 2
	assert_output 'peer-validate: .: a directory (expected a file)'
	mkdir -p d/x.yaml
	run peer-validate -s site.yaml d <"$RENDER/registry.records"
	assert_failure 2
	assert_line 'peer-validate: d/x.yaml: a directory (expected a file)'
	refute_closed
}

@test "--strict: a refusal is exit 1, and no end" {
	OPTIONS=--strict
	asked asn=4242428199
	assert_failure 1
	refute_closed
	assert_line 'peer-validate: 0 peers passed, 1 refused'
	asked
	assert_passed alder
	asked id=nonsense
	assert_failure 1
	refute_closed
	yaml "${PEER}id: 1\ncolour: blue\n"
	assert_failure 1
	refute_closed
}

@test "--explain: every check with its outcome, and nothing else on stdout" {
	request alder endpoint=192.168.1.1:51820 mntner=BIRCH-MNT | joined >in
	run -1 --separate-stderr peer-validate -s site.yaml --explain alder <in
	assert_line --regexp '^asn-exists +ok$'
	assert_line --regexp '^mntner-maintains +refused: AS4242428101 is not maintained by BIRCH-MNT '
	assert_line --regexp '^endpoint-public +refused: 192.168.1.1 '
	assert_line --regexp '^conflict +not looked at$'
	refute_line --partial %
	cut -d ' ' -f 1 <<<"$output" | diff -u - <(ids; echo conflict)
	request alder | joined >in
	run -0 --separate-stderr peer-validate -s site.yaml --explain alder <in
	assert_line --regexp '^conflict +ok$'
	refute_line --regexp 'refused|warning'
	run -0 --separate-stderr peer-validate -s site.yaml --explain alder \
		-f json <in
	assert_line '  "refused": false,'
	assert_line '      "check": "endpoint-public",'
	refute_output --partial '"why"'
	request alder endpoint=192.168.1.1:51820 | joined >in.private
	run -1 --separate-stderr peer-validate -s site.yaml --explain alder \
		-f json <in.private
	assert_line '  "refused": true,'
	assert_line --regexp '^      "why": "192.168.1.1 '
	printf '  zelkova: {router-id: 192.0.2.2}\n' >>site.yaml
	request alder router=zelkova link-local=fe80::1 | joined >in.zelkova
	run -1 --separate-stderr peer-validate -s site.yaml --explain alder \
		<in.zelkova
	assert_line --regexp '^tunnel-possible +refused: '
	assert_line --regexp "^local-known +refused: missing \(expected it, or the router's wireguard: link-local\)\$"
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	run -2 peer-validate -s site.yaml -f json <in
	run -2 peer-validate -s site.yaml --explain birch <in
	assert_line 'peer-validate: --explain: no peer is named "birch"'
}

# The identifiers in the table of checks.
ids() {
	sed -n 's/^	{ "\([a-z0-9-]*\)", PEER_.*/\1/p' \
		"$TOP_SRCDIR/src/peer-validate/check.c"
}

@test "the man page describes each check once, in the order of the table" {
	[ "$(ids | wc -l)" -gt 20 ]
	[ -z "$(ids | sort | uniq -d)" ]
	sed -n 's/^\.It Ic \([a-z0-9-]*\) Pq .*/\1/p' \
		"$TOP_SRCDIR/man/peer-validate.1" >page
	diff -u <(ids; echo conflict) page
}

@test "the man page's examples: a table becomes requests; why not" {
	cat >peering.csv <<-END
	id,as_num,key,host,port,link_local
	1,4242428101,$KEY,alder.example.net,51820,fe80::8101
	2,4242428102,$OTHER_KEY,2001:db8::8102,51820,
	3,4242428199,$OTHER_KEY,late.example.net,51820,
	END
	sed -i 's/$/\r/' peering.csv
	cp "$RENDER/registry.records" .
	example peer-validate.1 2 >script
	run sh script
	assert_success
	assert_line 'peer-validate: -:34: as4242428199: asn: AS4242428199 is not in the registry (expected an aut-num object) [asn-exists]'
	assert_line 'peer-validate: 2 peers passed, 1 refused'
	run grep '^peer' records
	assert_line --regexp '^peer	as4242428101	.*	endpoint=alder.example.net:51820	id=1	link-local=fe80::8101	'
	assert_line --regexp '^peer	as4242428102	.*	endpoint=\[2001:db8::8102\]:51820	id=2	'
	mkdir peers.d
	printf '%b' "${PEER}id: 1\n" >peers.d/p.yaml
	example peer-validate.1 3 >script
	run sh script
	assert_success
	assert_line --regexp '^conflict +ok$'
}

@test "-h, -V and wrong calls" {
	run -0 --separate-stderr peer-validate -h
	assert_line --index 0 --regexp '^usage: peer-validate '
	[ -z "$stderr" ]
	run -0 --separate-stderr peer-validate -V
	assert_output --regexp '^birdfeed peer-validate [0-9]'
	for call in '' '-x' '--nonsense' '-s' '-s site.yaml --explain'; do
		run --separate-stderr peer-validate $call </dev/null
		assert_failure 2
		assert_output ''
		[ "$(wc -l <<<"$stderr")" -eq 1 ]
		[[ $stderr == *peer-validate:* ]]
	done
}

# many N: a registry of N ASes, N requests for them, and N peers in YAML.
many() {
	seq 1 "$1" | awk -v key="%06dBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=" '
	BEGIN { print "%begin birdfeed-records 1" }
	{
		asn = "42" sprintf("%08d", $1)	# too large for some %d
		k = sprintf(key, $1)
		printf "aut-num\tAS%s\tmnt-by=M%d-MNT\n", asn, $1
		printf "request\tas%s\tasn=%s\tmntner=M%d-MNT\t" \
		    "public-key=%s\tid=%d\n", asn, asn, $1, k, $1 >"requests"
		printf "- {asn: %s, id: %d, public-key: %s}\n", asn, $1,
		    k >"p.yaml"
	}' >registry
	echo %end >end
}

# took COMMAND...: how many milliseconds.
took() {
	local start
	start=$(date +%s%N)
	"$@" || return
	echo $((($(date +%s%N) - start) / 1000000 + 1))
}

from_requests() {
	cat registry requests end | peer-validate -s site.yaml >out 2>err
}

from_yaml() {
	cat registry end | peer-validate -s site.yaml p.yaml >out 2>err
}

@test "10,000 peers, as requests and as YAML: all pass, in linear time" {
	for from in from_requests from_yaml; do
		many 1000
		small=$(took $from)
		assert_equal "$(cat err)" 'peer-validate: 1000 peers passed, 0 refused'
		many 10000
		large=$(took $from)
		assert_equal "$(cat err)" 'peer-validate: 10000 peers passed, 0 refused'
		assert_equal "$(grep -c '^peer	' out)" 10000
		echo "# $from: $small ms for 1,000, $large ms for 10,000 peers" >&3
	done
}

@test "10,000 requests for one listen port: one stays" {
	many 10000
	sed -i 's/, id: [0-9]*/, link-local: fe80::1, listen-port: 999/' p.yaml
	run took from_yaml
	assert_success
	assert_equal "$(tail -n 1 err)" \
		'peer-validate: 1 peers passed, 9999 refused'
}

@test "a directory without a peers file: said when there is no peer at all" {
	mkdir -p empty
	records=$(printf '%%begin birdfeed-records 1\naut-num\tAS4242428101\tmnt-by=ALDER-MNT\n%%end')
	echo 'asn: 4242428101' >empty/alder.txt
	run --separate-stderr peer-validate -s site.yaml empty <<<"$records"
	assert_success
	assert_equal "${stderr_lines[0]}" "peer-validate: empty: warning: no peer: no *.yaml file in it, and no request"
	# A request is a peer.
	printf '%%begin birdfeed-records 1\nrequest\tx\tasn=1\n%%end\n' >requests
	run --separate-stderr peer-validate -s site.yaml --requests requests empty <<<"$records"
	assert_success
	[[ $stderr != *"no peer: "* ]]
}
