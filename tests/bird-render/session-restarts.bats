#!/usr/bin/env bats
# Each key of a session is changed in the site file, and the forecast of the
# session (#% session) before and after is compared with what BIRD restarts a
# session for.

load ../render/helper
load ../session-keys

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# forecast KEY OTHERS VALUE: the settings of the session, one a line.
forecast() {
	local session="{name: oak, $2"
	[ "$1" != name ] || session="{name: $3, $2"
	[ "$1" = name ] || [ "$3" = - ] || session="$session, $1: $3"
	[ "$1" = router ] || session="$session, router: edge1"
	cat >site.yaml <<-END
	network: {asn: 3000000001, prefixes: [7.0.0.0/22, "3000:1::/32"]}
	registry: {kind: none}
	rpki: {static: true}
	routers:
	  edge1: {ipv4: 7.0.0.1, ipv6: "3000:1::1", hooks: [/etc/birdfeed/hooks.conf]}
	  edge2: {ipv4: 7.0.0.2, ipv6: "3000:1::2"}
	sessions:
	  - $session}
	END
	stream 'vrp|x|prefix=7.0.0.0/22|max-length=24|origin=AS3000000001' \
		'as-set|AS-FIR|members=AS3000000011' \
		'route|7.11.0.0/24|origin=AS3000000011' |
		bird-render -s site.yaml -r edge1 --only sessions 2>err |
		sed -n 's/^#% session /name=/p' | tr ' ' '\n'
	cat err >>all.err
}

@test "what of a session's keys restarts it, key by key" {
	while IFS='|' read -r key others before after expected; do
		forecast "$key" "$others" "$before" >old
		forecast "$key" "$others" "$after" >new
		[ -s old ] || { cat err; fail "$key: $before: no session"; }
		[ -s new ] || [ "$key" = router ] || fail "$key: $after: no session"
		if ! cmp -s <(head -1 old) <(head -1 new); then
			changed=name
		else
			changed=$(diff old new | sed -n 's/^[<>] \([a-z-]*\)=.*/\1/p' |
				uniq | awk '!seen[$0]++' | tr '\n' ' ')
		fi
		assert_equal "$key $before $after: $(echo $changed)" \
			"$key $before $after: $expected"
	done <<<"$SESSION_KEYS"
	grep -v -e warning -e 'edge1: 0 peers' all.err >wrong || :
	run cat wrong
	assert_output ''
}

@test "every key of a session is in that table" {
	forecast unheard-of "$UP" 1 >/dev/null
	sed -n 's/.*an unknown key of a session (expected one of \(.*\))$/\1/p' err |
		tr -d ' ' | tr ',' '\n' | LC_ALL=C sort >there
	cut -d '|' -f 1 <<<"$SESSION_KEYS" | LC_ALL=C sort -u >said
	[ -s there ]
	run diff there said
	assert_output ''
}
