#!/usr/bin/env bats
# peer-shell: commands as words, as one line and from a pipe.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset SSH_ORIGINAL_COMMAND SSH_USER_AUTH
	# shellcheck source=tests/peer-shell/service.bash
	. "$TOP_SRCDIR/tests/peer-shell/service.bash"
	service ''
}

oak() {
	shell OAK-MNT "$@"
}

# created: OAK-MNT's AS64601 has a peering.
created() {
	oak "peer_create asn=64601 public-key=$KEY endpoint=oak.example:51820 link-local=fe80::2"
}

@test "a peering is created, listed, configured, changed and removed" {
	run -0 created
	assert_line 'as64601 on fir is active, id 1.'
	[ "$(cat serial)" = 1 ]
	run -0 oak peer_list
	assert_output --regexp '^as64601 +fir +active +id 1 +oak.example:51820$'
	run -0 oak peer_config
	assert_line 'Endpoint = fir.example:52001'
	assert_line --regexp 'protocol bgp '
	run -0 oak 'peer_change as64601 mtu=1400 endpoint='
	run -0 oak 'peer_list -j'
	assert_line '   "mtu": "1400",'
	refute_line --partial endpoint
	run -0 oak peer_remove
	assert_line 'as64601 on fir is removed, id 1.'
	run -0 oak peer_list
	assert_output 'You have no peerings here yet.'
	run -0 request-store -s site.yaml log
	assert_line --partial 'by OAK-MNT, from 192.0.2.77'
	assert_equal "${#lines[@]}" 3
}

@test "another's AS is refused in every command" {
	created
	shell ELM-MNT "peer_create public-key=$OTHER_KEY endpoint=elm.example:1 link-local=fe80::3"
	local verb
	for verb in "peer_create public-key=$KEY" 'peer_change mtu=1400' \
	    peer_config peer_status peer_remove; do
		run -1 shell ELM-MNT "$verb asn=64601"
		assert_output --partial 'asn: AS64601 is not yours'
		assert_output --partial '[not-yours]'
	done
	run -1 shell ELM-MNT 'peer_remove as64601'
	assert_output --partial '[no-such-peer]'
	run -0 shell ELM-MNT peer_list
	refute_output --partial as64601
	# The registry takes the AS away.
	sed -i 's/AS64601\tmnt-by=OAK-MNT/AS64601\tmnt-by=ELM-MNT/' \
		run/registry.records
	run -1 oak 'peer_remove asn=64601'
	assert_output --partial '[not-yours]'
	# Two records of one AS are nobody's word.
	sed -i 's/^aut-num\tAS64603.*/&\n&/' run/registry.records
	run -1 oak "peer_create asn=64603 public-key=$KEY"
	assert_output --partial '[not-yours]'
}

@test "a registry that changes is in effect with the next command" {
	: >out
	# shellcheck disable=SC2094 # it waits for what is written
	{
		echo intro
		for _ in {1..100}; do
			! grep -q 'AS64601 is yours' out || break
			sleep 0.1
		done
		sed 's/AS64601\tmnt-by=OAK-MNT/AS64601\tmnt-by=ELM-MNT/' \
			run/registry.records >new
		mv new run/registry.records
		echo "peer_create asn=64601 public-key=$KEY"
	} | oak >out 2>said || status=$?
	assert_equal "$status" 1
	run -0 cat said
	assert_output 'peer_create: asn: AS64601 is not yours, by the registry [not-yours]'
}

@test "what peer-validate and the store refuse changes nothing" {
	run -1 oak "peer_create asn=64601 public-key=$KEY endpoint=10.0.0.1:5 link-local=fe80::2"
	assert_output --partial 'peer_create: endpoint: 10.0.0.1 '
	assert_output --partial '[endpoint-public]'
	run -1 oak "peer_create asn=64601 public-key=x"
	assert_output --partial 'public-key:'
	run -1 oak "peer_create -j asn=64601 endpoint=oak.example:1"
	assert_line '  "check": "public-key",'
	assert_line '  "field": "public-key",'
	run -2 oak "peer_create asn=64601 public_key=$KEY"
	assert_output --partial 'did you mean public-key?'
	run -1 oak "peer_create asn=64601 psk=/etc/shadow public-key=$KEY"
	run -2 oak "peer_create asn=64601 psk-file=/etc/shadow public-key=$KEY"
	run -2 oak "peer_create asn=64601 id=7 public-key=$KEY"
	run -0 request-store -s site.yaml list
	refute_output --partial request
	service 'blocked: [AS64601]'
	run -1 created
	assert_output --partial '[blocked]'
	service 'maintenance: true'
	run -1 created
	assert_output --partial '[maintenance]'
	service 'changes-per-hour: 1'
	created
	run -1 oak peer_remove
	assert_output --partial '[changes-per-hour]'
}

@test "a preshared key: shown to its maintainer, gone with its peering" {
	run -0 oak "peer_create asn=64601 public-key=$KEY endpoint=oak.example:51820 link-local=fe80::2 psk=yes"
	run -0 oak peer_config
	assert_line "# $(cat psk/as64601)"
	assert_line --regexp '^PostUp = wg set %i peer .* preshared-key /etc/wireguard/'
	run -0 oak 'peer_config -j'
	assert_line " \"preshared-key\": \"$(cat psk/as64601)\","
	run -0 oak 'peer_config only=psk'
	assert_output "$(cat psk/as64601)"
	run -0 oak 'peer_config only=bird'
	refute_output --partial "$(cat psk/as64601)"
	refute_output --partial '[Interface]'
	assert_line --regexp 'protocol bgp '
	run -0 oak 'peer_config as64601 only=wireguard'
	assert_line '[Interface]'
	refute_line --regexp 'protocol bgp '
	run -2 oak 'peer_config only=both'
	run -1 shell ELM-MNT 'peer_config as64601'
	refute_output --partial "$(cat psk/as64601)"
	run -0 request-store -s site.yaml list
	refute_output --partial "$(cat psk/as64601)"
	local key
	key=$(cat psk/as64601)
	run -0 oak 'peer_change psk=no'
	[ ! -e psk/as64601 ]
	run -0 oak 'peer_change psk=yes'
	run -0 oak peer_config
	refute_line "# $key"
	# A key that is not one is shown to nobody.
	echo x >psk/as64601
	run -2 oak peer_config
	assert_output --partial '[render]'
	refute_output --partial 'Endpoint ='
	run -0 oak peer_remove
	[ -z "$(ls psk)" ]
}

@test "words are split at blanks, with quotes, and mean nothing else" {
	created
	# shellcheck disable=SC2016
	run -0 oak "peer_change description='it''s \$(touch here); %s%n | x'"
	[ ! -e here ]
	run -0 oak 'peer_list -j'
	# shellcheck disable=SC2016
	assert_line '   "description": "its $(touch here); %s%n | x",'
	run -2 oak "peer_change description='x"
	assert_output --partial "a quote ' without its end"
	run -2 oak $'peer_list \e[2J'
	assert_output --partial 'a byte 0x1b (expected visible text)'
	run -2 oak $'peer_list \xff'
	run -2 oak '%n%s%s'
	assert_output 'peer-shell: "%n%s%s" is not a command ("help" lists them)'
	run -2 oak "$(printf '%5000s' x)"
	run -2 oak "$(printf 'x %.0s' {1..60})"
	assert_output --partial 'more than 40 words'
	run -2 oak peer_lits
	assert_output --partial 'did you mean peer_list?'
	SSH_ORIGINAL_COMMAND='help peer_list' run -0 oak
	assert_line --regexp '^peer_list +your peerings$'
	run -2 shell 'OAK-MNT;x' help
}

@test "commands from a pipe end at the first wrong one" {
	printf 'help bye\npeer_lst\npeer_list\n' >in
	run -2 oak <in
	refute_output --partial 'no peerings'
	printf 'peer_list\nbye\nnonsense\n' >in
	run -0 oak <in
	assert_output 'You have no peerings here yet.'
	head -c 1000000 /dev/zero | tr '\0' a >in
	run -2 oak <in
	assert_output --partial 'a line that is too long'
	run -0 oak </dev/null
	# Who says nothing is sent away.
	run -1 timeout 20 sh -c 'sleep 15 | peer-shell -s site.yaml \
		--as OAK-MNT --idle 1 & wait $!'
	assert_output --partial 'Nothing came for too long'
}

@test "approval, and what only admins may" {
	service 'approval: create'
	run -0 created
	assert_line 'as64601 on fir is pending, id 1.'
	assert_line 'The operator has to approve it.'
	local verb
	for verb in request_list 'request_approve as64601' \
	    'request_refuse as64601' 'request_block OAK-MNT' \
	    'request_unblock OAK-MNT'; do
		run -1 oak "$verb"
		assert_output --partial '[not-admin]'
	done
	run -0 oak help
	refute_output --partial request_
	run -0 shell FIR-MNT 'request_list pending'
	assert_output --partial as64601
	run -0 shell FIR-MNT 'request_approve as64601@fir'
	assert_line 'as64601 on fir is active.'
	run -1 shell FIR-MNT 'request_refuse as64601'
	assert_output --partial '[not-pending]'
	run -0 shell FIR-MNT "request_block OAK-MNT 'floods us'"
	assert_output 'OAK-MNT is blocked; 1 peerings were removed.'
	run -1 created
	assert_output --partial 'floods us'
	run -0 shell FIR-MNT 'request_unblock OAK-MNT'
	run -1 shell FIR-MNT 'request_unblock OAK-MNT -j'
	assert_output --partial '"not-blocked"'
	run -0 created
}

@test "what became of a change, and the status with its age" {
	printf '{"serial": 9, "exit": 0, "refused": {}}' >run/result
	run -0 created
	assert_line 'The router has applied it.'
	printf '{"serial": 9, "exit": 1, "refused": {"as64601": "endpoint-ours"}}' \
		>run/result
	run -1 oak 'peer_change mtu=1400'
	assert_output --partial 'the router refused it: endpoint-ours'
	printf '{"serial": 0, "exit": 0}' >run/result
	run -0 oak 'peer_change mtu=1380'
	assert_line 'The router applies it with its next run.'
	run -2 oak peer_status
	printf '{"time_seconds": %s, "requests": [{"name": "as64601", "state": "down", "why": "no handshake \\u001b"}, {"name": "as64602", "why": "other"}], "sessions": [{"name": "ebgp_as64601", "neighbor_asn": 64601, "state": "up", "last_error": "a\\u001bb"}, {"name": "other", "neighbor_asn": 64602}]}' \
		"$(($(date +%s) - 40))" >run/status.json
	run -0 oak peer_status
	assert_line --regexp '^As it was 4[0-9] seconds ago:$'
	assert_line 'session ebgp_as64601'
	assert_line --partial 'Not up: no handshake'
	refute_output --partial other
	refute_output --partial $'\e'
	rm run/registry.records
	run -2 oak peer_list
}

@test "the log has the key that sshd saw, and no other text of its file" {
	command -v ssh-keygen >/dev/null || skip "no ssh-keygen"
	ssh-keygen -q -t ed25519 -N '' -f key -C 'a comment'
	printf 'publickey %s\n' "$(cut -d ' ' -f 1-2 key.pub)" >auth
	may OAK-MNT "$(cat key.pub)"
	SSH_USER_AUTH=$PWD/auth created
	fingerprint=$(ssh-keygen -lf key.pub | cut -d ' ' -f 2)
	run -0 request-store -s site.yaml log
	assert_output --partial "by OAK-MNT, ssh-ed25519 $fingerprint, from 192.0.2.77"
	printf 'publickey ssh-ed25519 x; rm -rf /\n' >auth
	SSH_USER_AUTH=$PWD/auth run -0 oak 'peer_change mtu=1400'
	run -0 request-store -s site.yaml log 1
	assert_output --partial 'by OAK-MNT, from 192.0.2.77'
}

# may MNT AUTH: the registry has a maintainer with that line.
may() {
	sed -i "\$i mntner	$1	auth=$2" run/registry.records
}

@test "a key that leaves the registry: its maintainer is not the caller's any more" {
	command -v ssh-keygen >/dev/null || skip "no ssh-keygen"
	local names='OAK-MNT,ELM-MNT,FIR-MNT'
	for name in one other; do
		ssh-keygen -q -t ed25519 -N '' -f $name -C "$name"
	done
	printf 'publickey %s\n' "$(cut -d ' ' -f 1-2 one.pub)" >auth
	export SSH_USER_AUTH=$PWD/auth
	cp run/registry.records plain
	may OAK-MNT "$(cat other.pub)	auth=$(cat one.pub)"
	may ELM-MNT "$(cut -d ' ' -f 1-2 one.pub)"
	may FIR-MNT "$(cat other.pub)"
	run -0 shell $names intro
	assert_line 'AS64601 is yours, as OAK-MNT.'
	assert_line 'AS64602 is yours, as ELM-MNT.'
	refute_output --partial FIR-MNT
	# An admin's rights go with the key, too.
	run -1 shell $names request_list
	assert_output --partial '[not-admin]'
	# While somebody is signed in.
	cp plain run/later
	mkfifo commands
	shell $names <commands >out 2>&1 &
	exec 5>commands
	echo "peer_create asn=64602 public-key=$KEY link-local=fe80::2" >&5
	for _ in {1..100}; do
		! grep -q active out || break
		sleep 0.1
	done
	mv run/later run/registry.records
	may OAK-MNT "$(cat one.pub)"
	may ELM-MNT "$(cat other.pub)"
	echo 'peer_remove asn=64602' >&5
	exec 5>&-
	wait
	run cat out
	assert_output --partial '[not-yours]'
	run -0 request-store -s site.yaml list
	assert_output --partial as64602
	# Who has nothing is told so.
	cp plain run/registry.records
	run -0 shell $names intro
	assert_line 'The registry has no AS number of yours.'
}

@test "several peerings of one AS: each by its name" {
	service 'peers-per-as: 2'
	created
	run -0 created
	assert_line 'as64601-2 on fir is active, id 2.'
	run -1 created
	assert_output --partial '[peers-per-as]'
	run -1 oak peer_config
	assert_output --partial '[several]'
	run -0 oak 'peer_config as64601-2'
	assert_line 'Endpoint = fir.example:52002'
	run -0 oak 'peer_change name=as64601-2 mtu=1400'
	run -1 oak 'peer_remove asn=64601'
	assert_output --partial '[several]'
	run -0 oak 'peer_remove as64601'
	run -0 oak peer_list
	assert_output --regexp '^as64601-2 +fir +active +id 2 '
	assert_equal "${#lines[@]}" 1
}

@test "several routers: one has to be named, and a name is one peer on each" {
	sed -i '/^peering:/i \  pine:\n    ipv4: 192.0.2.2\n    ipv6: 2001:db8::2\n    router-id: 192.0.2.2\n    endpoint: pine.example\n    wireguard: {public-key: /kwo9FjQRtgNyhMARTw9SvyvXIN7I7Lf0ICTytHjfA4=, private-key-file: /k, link-local: "fe80::2", base-port: 53000}' site.yaml
	run -1 created
	assert_output --partial 'router: missing'
	assert_output --partial '[router]'
	local what="public-key=$KEY endpoint=oak.example:51820 link-local=fe80::3 asn=64601"
	run -1 oak "peer_create router=nowhere $what"
	assert_output --partial '[router]'
	run -0 oak "peer_create router=fir $what"
	assert_line 'as64601 on fir is active, id 1.'
	run -0 oak "peer_create router=pine $what"
	assert_line 'as64601 on pine is active, id 1.'
	run -1 oak peer_config
	assert_output --partial '[several]'
	run -0 oak 'peer_config router=pine'
	assert_line 'Endpoint = pine.example:53001'
	run -0 oak 'peer_remove as64601 router=fir'
	run -0 oak 'peer_list -j'
	assert_line '   "router": "pine",'
	refute_line '   "router": "fir",'
}

@test "a store that is locked: who reads is answered, who writes is told" {
	command -v sqlite3 >/dev/null || skip "no sqlite3"
	created
	mkfifo hold held
	sqlite3 store.db <hold >held 2>/dev/null &
	local holder=$!
	exec 8>hold 9<held
	printf 'BEGIN IMMEDIATE;\nSELECT 1;\n' >&8
	read -r -u 9
	run -0 oak peer_list
	assert_output --partial as64601
	run -2 timeout 60 bash -c '. "$TOP_SRCDIR/tests/peer-shell/service.bash"
		shell OAK-MNT "peer_change mtu=1400" 8>&- 9<&-'
	assert_output --partial '[store]'
	printf 'ROLLBACK;\n' >&8
	exec 8>&- 9<&-
	wait "$holder"
	run -0 oak peer_list
	refute_output --partial 1400
}

@test "a store that is gone, none, or cannot grow: an error, and nothing half" {
	created
	cp store.db keep.db
	head -c 4096 /dev/urandom >store.db
	rm -f store.db-*
	run -2 oak peer_list
	assert_output --partial store.db
	rm store.db
	mkdir store.db
	run -2 oak peer_list
	rmdir store.db
	cp keep.db store.db
	# As on a full disk.
	run -2 bash -c ". '$TOP_SRCDIR/tests/peer-shell/service.bash'
		trap '' XFSZ; ulimit -f 8
		shell OAK-MNT 'peer_change mtu=1400'"
	run -0 oak 'peer_list -j'
	refute_output --partial 1400
	run -0 oak 'peer_change mtu=1400'
	sed -i "s|store: .*|store: $PWD/nowhere/store.db|" site.yaml
	run -2 oak peer_list
	assert_output --partial nowhere/store.db
}

@test "the operator's own peers: no request gets their names and ids" {
	mkdir own
	echo "- {asn: 64601, name: as64601, public-key: $OTHER_KEY, id: 1}" >own/a.yaml
	oak2() { shell OAK-MNT --reserved own "$@"; }
	run -1 oak2 "peer_create asn=64601 public-key=$KEY endpoint=oak.example:51820 link-local=fe80::2"
	assert_output --partial '[peer-by-operator]'
	run -0 oak2 "peer_create asn=64603 public-key=$KEY endpoint=oak.example:51820 link-local=fe80::2"
	assert_line 'as64603 on fir is active, id 2.'
	# Where they cannot be read, nothing is changed; to look is possible.
	echo 'colour: blue' >own/b.yaml
	run -2 oak2 peer_remove
	assert_output --partial '[validate]'
	run -0 oak2 peer_list
	assert_output --partial as64603
}
