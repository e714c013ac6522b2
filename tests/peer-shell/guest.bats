#!/usr/bin/env bats
# peer-shell --guest: texts that are signed, by those whose key for ssh nobody
# knows.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	# Sockets of gpg's agent need a short path.
	GNUPGHOME=$(mktemp -d /tmp/bf-gpg.XXXXXX)
	export GNUPGHOME
	gpg -q --batch --passphrase '' --quick-generate-key \
		'elm <elm@example>' ed25519 sign never 2>/dev/null
	gpg --armor --export elm@example >elm.asc
	gpg --list-keys --with-colons elm@example 2>/dev/null |
		awk -F: '$1 == "fpr" { print $10; exit }' >elm.fpr
	ssh-keygen -q -t ed25519 -N '' -C '' -f oak
}

teardown_file() {
	gpgconf --kill all || true
	rm -rf "$GNUPGHOME"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset SSH_ORIGINAL_COMMAND SSH_USER_AUTH
	# shellcheck source=tests/peer-shell/service.bash
	. "$TOP_SRCDIR/tests/peer-shell/service.bash"
	service ''
	sed -i '$d' run/registry.records
	{
		printf 'mntner\tELM-MNT\tauth=pgp-fingerprint %s\n' \
			"$(cat "$BATS_FILE_TMPDIR/elm.fpr")"
		printf 'mntner\tOAK-MNT\tauth=%s\n' \
			"$(cut -d' ' -f1,2 "$BATS_FILE_TMPDIR/oak.pub")"
		echo %end
	} >>run/registry.records
}

guest() {
	SSH_CONNECTION="${FROM:-192.0.2.77} 1025 192.0.2.1 4242" \
		peer-shell -s site.yaml --guest --wait 1 "$@"
}

# elm WORDS: ELM-MNT's text, clear-signed, and its key behind it.
elm() {
	guest "template mntner=ELM-MNT asn=64602 $*" |
		gpg -q --clearsign --output - --local-user elm@example
	cat "$BATS_FILE_TMPDIR/elm.asc"
}

elm_create() {
	elm operation=create "public-key=$KEY" endpoint=elm.example:51820 \
		link-local=fe80::2 "$@"
}

# later: the next text's date is another second than the last one's.
later() {
	local now
	now=$(date +%s)
	while [ "$(date +%s)" = "$now" ]; do sleep 0.05; done
}

@test "a guest has four commands, and none of a maintainer's" {
	run -0 guest help
	assert_line --regexp '^template '
	assert_line --regexp '^submit '
	refute_output --partial peer_
	refute_output --partial request_
	local verb
	for verb in peer_list "peer_create asn=64601 public-key=$KEY" \
	    'peer_config as64601' request_list 'request_block AS64601'; do
		run -2 guest "$verb"
		assert_output --partial 'is not a command'
	done
	run -0 guest intro
	assert_line --partial 'This is AS64496.'
	run -2 shell OAK-MNT submit </dev/null
	assert_output --partial 'is not a command'
	run -2 peer-shell -s site.yaml --guest --as OAK-MNT help
	run -2 peer-shell -s site.yaml help
}

@test "template: the text, and what is wrong with its words" {
	run -0 guest "template mntner=ELM-MNT asn=64602 public-key=$KEY"
	assert_line --index 0 'birdfeed-request 1'
	assert_line 'network: AS64496'
	assert_line 'router: fir'
	assert_line 'operation: create'
	assert_line "public-key: $KEY"
	assert_line '# endpoint: '
	assert_line --regexp '^date: 20'
	refute_output --partial psk
	run -1 guest 'template operation=destroy'
	run -1 guest 'template public-key=x'
	run -2 guest 'template colour=blue'
}

@test "PGP: create, change, config, status and remove" {
	elm_create >text
	run -0 guest submit <text
	assert_line 'as64602 on fir is active, id 1.'
	assert_line 'Endpoint = fir.example:52001'
	assert_line --regexp 'protocol bgp '
	run -0 request-store -s site.yaml log
	assert_output --partial "by ELM-MNT, pgp $(cat "$BATS_FILE_TMPDIR/elm.fpr"), from 192.0.2.77"
	# Once, and only once.
	run -1 guest submit <text
	assert_output --partial '[replayed]'
	later
	# The key was seen, and need not come again.
	elm operation=change mtu=1400 >all
	sed '/BEGIN PGP PUBLIC/,$d' all >text
	run -0 guest submit <text
	run -0 request-store -s site.yaml list
	assert_output --partial 'mtu=1400'
	later
	elm operation=config >text
	run -0 guest submit <text
	assert_line 'MTU = 1400'
	later
	elm operation=status >text
	run -2 guest submit <text
	assert_output --partial as64602
	assert_output --partial '[status]'
	later
	elm operation=remove >text
	run -0 guest submit <text
	assert_line 'as64602 on fir is removed, id 1.'
	refute_output --partial Endpoint
}

@test "SSH: a signature by a key of the registry, over a guest's session" {
	guest "template mntner=OAK-MNT asn=64601 public-key=$KEY endpoint=oak.example:51820 link-local=fe80::2" >text
	ssh-keygen -q -Y sign -n birdfeed-peering -f "$BATS_FILE_TMPDIR/oak" text
	cat text text.sig >both
	run -0 guest submit <both
	assert_line 'as64601 on fir is active, id 1.'
	sed 's/^public-key: ./public-key: A/' both >other
	run -1 guest submit <other
	assert_output --partial '[signature]'
}

@test "refused: what the checks refuse, and the text is used up" {
	elm operation=create "public-key=$KEY" endpoint=10.0.0.1:5 link-local=fe80::2 >text
	run -1 guest submit <text
	assert_output --partial 'submit: endpoint: 10.0.0.1 '
	assert_output --partial '[endpoint-public]'
	run -1 guest submit <text
	assert_output --partial '[replayed]'
	run -0 request-store -s site.yaml list
	refute_output --partial request
	later
	# Another's AS, by a good signature.
	guest "template mntner=ELM-MNT asn=64601 public-key=$KEY" |
		gpg -q --clearsign --output - --local-user elm@example >text
	cat "$BATS_FILE_TMPDIR/elm.asc" >>text
	run -1 guest submit <text
	assert_output --partial '[as-mntner]'
	# Another network's text.
	elm_create | sed 's/^network: .*/network: AS64497/' >text
	run -1 guest submit <text
	assert_output --partial '[signature]'
	# A preshared key is for those who signed in.
	guest "template mntner=ELM-MNT asn=64602 public-key=$KEY endpoint=elm.example:1 link-local=fe80::2" |
		sed 's/^date/psk: yes\n&/' |
		gpg -q --clearsign --output - --local-user elm@example >text
	cat "$BATS_FILE_TMPDIR/elm.asc" >>text
	run -1 guest submit <text
	assert_output --partial '[psk-by-text]'
	[ -z "$(ls psk)" ]
}

@test "refused: no text, half of one, too much, and what is not a text" {
	run -1 guest submit </dev/null
	assert_output --partial '[no-signature]'
	elm_create | head -n 8 >text
	run -1 guest submit <text
	head -c 1000000 /dev/zero | tr '\0' a >text
	run -1 guest submit <text
	assert_output --partial '[too-large]'
	head -c 30000 /dev/urandom >text
	run -1 guest submit <text
	run -2 guest 'submit now' </dev/null
	printf 'submit\nbirdfeed-request 1\n' >text
	run -2 guest <text
	assert_output --partial 'standard input'
	elm_create >text
	run -0 guest 'submit -j' <text
	assert_line --regexp '^ "wireguard": "'
	rm run/registry.records
	run -2 guest submit <text
	assert_output --partial '[verify]'
}

@test "one at a time for a source; another source is not kept waiting" {
	mkfifo pipe
	guest submit <pipe >first 2>&1 &
	exec 8>pipe
	for _ in {1..100}; do
		[ ! -e turns ] || ! compgen -G 'turns/*' >/dev/null || break
		sleep 0.05
	done
	# The file is there, and then it is locked.
	flock -n "$(echo turns/*)" true && sleep 0.5
	elm_create >text
	run -1 guest submit <text
	assert_output --partial '[busy]'
	FROM=2001:db8::1 run -0 guest submit <text
	exec 8>&-
	wait
	run cat first
	assert_output --partial '[no-signature]'
}
