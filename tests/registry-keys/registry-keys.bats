#!/usr/bin/env bats
# registry-keys: the registry's keys as OpenSSH's files.

bats_load_library bats-support
bats_load_library bats-assert

load ../verbose

setup() {
	command -v ssh-keygen >/dev/null || skip "no ssh-keygen"
	cd "$BATS_TEST_TMPDIR" || return
	cat >passwd <<-END
		root:x:0:0:root:/root:/bin/bash
		sshd:x:110:65534::/run/sshd:/usr/sbin/nologin
		birdfeed-peer:x:990:991::/nonexistent:/usr/sbin/nologin
	END
}

# key NAME [ssh-keygen's options]: a new key; its line without the comment.
key() {
	local name=$1
	shift
	ssh-keygen -q -N '' -C nobody -f "$name" "$@"
	cut -d ' ' -f 1,2 <"$name.pub"
}

# mntner NAME AUTH ...: one record.
mntner() {
	printf 'mntner\t%s' "$1"
	shift
	printf '\tauth=%s' "$@"
	printf '\tsource=DEMO\n'
}

stream() {
	printf '\n%%begin birdfeed-records 1\n'
	cat
	printf '%%end\n'
}

keys() {
	registry-keys --passwd passwd --shell /usr/libexec/peer-shell "$@"
}

line() {
	printf 'restrict,pty,command="/usr/libexec/peer-shell --as %s" %s\n' "$@"
}

@test "each type of key that can be made here" {
	local k type
	for type in ed25519 'rsa -b 2048' 'ecdsa -b 256' 'ecdsa -b 384' \
	    'ecdsa -b 521'; do
		# shellcheck disable=SC2086,SC2089,SC2090 # words
		k=$(key "k$RANDOM" -t $type)
		mntner OAK-MNT "$k somebody@example" | stream >in
		run keys <in
		assert_success
		assert_line "$(line OAK-MNT "$k")"
	done
}

@test "keys in tokens" {
	# 32 bytes and ssh:, as a token's key is; ssh-keygen must take it.
	blob() {
		printf '\0\0\0\x1ask-ssh-ed25519@openssh.com\0\0\0\x20%s\0\0\0\x04ssh:' \
			abcdefghijklmnopqrstuvwxyz012345 | base64 -w 0
	}
	local k
	k="sk-ssh-ed25519@openssh.com $(blob)"
	echo "$k" >k.pub
	ssh-keygen -lf k.pub
	mntner OAK-MNT "$k" | stream >in
	run keys <in
	assert_line "$(line OAK-MNT "$k")"
}

@test "one key of several maintainers: one line names them all" {
	local k
	k=$(key a -t ed25519)
	{
		mntner OAK-MNT "$k"
		mntner ELM-MNT "$k again" "$k"
	} | stream >in
	run keys -q <in
	assert_output "$(line ELM-MNT,OAK-MNT "$k")"
	run keys -q -f allowed_signers <in
	assert_line --index 0 "ELM-MNT namespaces=\"birdfeed-peering\" $k"
	assert_line --index 1 "OAK-MNT namespaces=\"birdfeed-peering\" $k"
	assert_equal "${#lines[@]}" 2
}

@test "the same bytes whatever the order of the records" {
	local i
	for i in 1 2 3 4 5; do
		mntner "M$i-MNT" "$(key "k$i" -t ed25519)"
	done >records
	stream <records >in
	tac records | stream >other
	for format in authorized_keys allowed_signers passwd; do
		keys -q -f $format <in >a
		keys -q -f $format <other >b
		cmp a b
	done
}

@test "junk is reported with its place, and does not get in" {
	local k
	k=$(key a -t ed25519)
	{
		mntner OAK-MNT "command=\"rm -rf /\" $k" 'ssh-dss AAAAB3NzaC1kc3M=' \
			"ssh-ed25519 AAAA" "ssh-rsa ${k#* }" 'none'
		mntner ELM-MNT 'pgp-fingerprint 0123456789ABCDEF0123456789ABCDEF01234567' \
			PGPKEY-01234567 "$k \"; \$(touch x) \\n"
		mntner fir_mnt "$k"
		mntner 'FIR"-MNT' "$k"
	} | stream >in
	run keys <in
	assert_success
	assert_line "$(line ELM-MNT "$k")"
	assert_equal "$(grep -c '^restrict' <<<"$output")" 1
	assert_line --partial '-:3: OAK-MNT: auth: "command="rm"'
	assert_line --partial '-:3: OAK-MNT: auth: "ssh-dss"'
	assert_line --partial '-:3: OAK-MNT: auth: "none"'
	assert_line --partial '-:5: mntner: "fir_mnt"'
	assert_line 'registry-keys: 1 keys, 7 left out'
	refute_output --partial pgp
}

@test "names to sign in by" {
	local k
	k=$(key a -t ed25519)
	{
		for m in WILLOW-MNT PEER-MNT SSHD-MNT ROOT-MNT GUEST ASH ASH-MNT \
		    7-MNT -X-MNT; do
			mntner $m "$k"
		done
		mntner YEW-MNT 'pgp-fingerprint 0123456789ABCDEF0123456789ABCDEF01234567'
	} | stream >in
	run keys -q -f passwd <in
	assert_success
	assert_line --index 0 'sshd:*:110:65534::/run/sshd:/usr/sbin/nologin'
	assert_line --index 1 'peer:*:990:991::/:/bin/sh'
	assert_line --index 2 'guest:*:990:991::/:/bin/sh'
	run cut -d: -f 1 <<<"$output"
	assert_output "sshd
peer
guest
7
7-MNT
7-mnt
ASH
ASH-MNT
PEER-MNT
ROOT-MNT
SSHD-MNT
WILLOW
WILLOW-MNT
ash
ash-mnt
peer-mnt
root-mnt
sshd-mnt
willow
willow-mnt"
	run keys -f group <in
	assert_line 'birdfeed-peer:*:991:'
	run keys --user nobody-here -f passwd <in
	assert_failure 2
}

@test "--per-name: a file for each name, swapped as a whole" {
	local a b
	a=$(key a -t ed25519)
	b=$(key b -t ed25519)
	{ mntner OAK-MNT "$a" "$b"; mntner ELM-MNT "$a"; } | stream >in
	keys -q --per-name -o keys <in
	run ls keys
	assert_output "ELM
ELM-MNT
OAK
OAK-MNT
elm
elm-mnt
oak
oak-mnt"
	# Only what the name says, whoever else has the key.
	assert_equal "$(cat keys/elm)" "$(line ELM-MNT "$a")"
	assert_equal "$(wc -l <keys/OAK-MNT)" 2
	assert_equal "$(stat -c %a keys keys/elm | tr '\n' ' ')" '755 644 '
	mkdir .keys.new && echo left >.keys.new/by-a-killed-run
	mntner ELM-MNT "$b" | stream >in
	keys -q --per-name -o keys <in
	assert_equal "$(find keys -type f | wc -l)" 4
	assert_equal "$(cat keys/elm)" "$(line ELM-MNT "$b")"
	refute [ -e .keys.new ]
}

@test "-o: replaced in one step, or as it was" {
	local k
	k=$(key a -t ed25519)
	mntner OAK-MNT "$k" | stream >in
	echo old >out
	run keys -o out < <(head -n 3 in)
	assert_failure 2
	assert_equal "$(cat out)" old
	run keys -o out </dev/null
	assert_failure 2
	# A registry-parse that left the maintainers out.
	run keys -o out < <(printf 'aut-num\tAS64601\tmnt-by=OAK-MNT\n' | stream)
	assert_failure 2
	assert_output --partial 'no mntner record'
	assert_equal "$(cat out)" old
	run keys --per-name -o out2 < <(head -n 3 in)
	assert_failure 2
	refute [ -e out2 ]
	keys -q -o out <in
	assert_equal "$(cat out)" "$(line OAK-MNT "$k")"
	assert_equal "$(find . -name '.tmp-*' | wc -l)" 0
	run keys -o nowhere/out <in
	assert_failure 2
	run bash -c "registry-keys <in >/dev/full"
	assert_failure 2
}

@test "-o and --per-name by their whole path, behind the wall" {
	local k
	k=$(key a -t ed25519)
	mntner OAK-MNT "$k" | stream >in
	mkdir run
	BIRDFEED_WALLS=kill keys -q -o "$PWD/run/out" <in
	assert_equal "$(cat run/out)" "$(line OAK-MNT "$k")"
	BIRDFEED_WALLS=kill keys -q --per-name -o "$PWD/run/keys" <in
	BIRDFEED_WALLS=kill keys -q --per-name -o "$PWD/run/keys" <in
	assert_equal "$(ls run/keys | wc -l)" 4
}

@test "OpenSSH takes what is written: a signature by allowed_signers" {
	local k
	k=$(key a -t ed25519)
	mntner OAK-MNT "$k" | stream | keys -q -f allowed_signers -o signers
	echo hello >text
	ssh-keygen -q -Y sign -f a -n birdfeed-peering text
	run ssh-keygen -Y verify -f signers -I OAK-MNT -n birdfeed-peering -s text.sig <text
	assert_success
	run ssh-keygen -Y verify -f signers -I ELM-MNT -n birdfeed-peering -s text.sig <text
	assert_failure
}

@test "wrong calls" {
	# shellcheck disable=SC2089 # a quote is part of the word
	for call in '-f nonsense' '--per-name' '-f passwd --per-name -o x' \
	    '--shell /bin/x"y' '--shell relative' '--user a:b' 'operand'; do
		# shellcheck disable=SC2086,SC2089,SC2090 # words
		run keys $call </dev/null
		assert_failure 2
	done
}

@test "guest-key: a line for any key, and for what is none none" {
	local k
	k=$(key a -t ed25519)
	# shellcheck disable=SC2086 # words
	run guest-key --shell /usr/libexec/peer-shell $k
	assert_success
	assert_output "restrict,command=\"/usr/libexec/peer-shell --guest\" $k"
	for k in 'ssh-ed25519 AAAA' 'ssh-dss AAAAB3NzaC1kc3M=' 'ssh-ed25519 x"y'; do
		# shellcheck disable=SC2086 # words
		run guest-key $k
		assert_failure 1
		refute_line --partial restrict
	done
	run guest-key ssh-ed25519
	assert_failure 2
	run bash -c "guest-key $(key b -t ed25519) >/dev/full"
	assert_failure 2
}

@test "--registry: junk with its file and line in the tree" {
	local k
	k=$(key a -t ed25519)
	mkdir -p reg/data/mntner
	printf 'mntner:  OAK-MNT\nauth:    %s\nauth:  \tssh-dss AAAAB3NzaC1kc3M= \nAuth:none\nsource:  DEMO\n' \
		"$k" >reg/data/mntner/OAK-MNT
	registry-parse -t mntner reg >in
	run keys --registry reg <in
	assert_success
	assert_line --partial 'reg/data/mntner/OAK-MNT:3: OAK-MNT: auth: "ssh-dss"'
	assert_line --partial 'reg/data/mntner/OAK-MNT:4: OAK-MNT: auth: "none"'
	# Another tree says nothing about these.
	run keys --registry elsewhere <in
	assert_success
	assert_line --regexp '^registry-keys: -:[0-9]+: OAK-MNT: auth: "ssh-dss"'
}
