#!/usr/bin/env bats
# Self-service peering with the real sshd: set up by the commands of its
# README, used by strangers with routers of their own.  Each step goes on from
# where the one before it left the network.
# shellcheck disable=SC2154 # stderr and status are run's

bats_require_minimum_version 1.5.0
load lab
load self-service

setup_file() {
	[ -z "$(lab_lacks)$(service_lacks)" ] || return 0	# setup() says so
	service_start
	router dogwood 192.0.2.5
}

setup() {
	local lacks
	lacks=$(lab_lacks)$(service_lacks)
	[ -z "$lacks" ] || skip "$lacks"
	cd "$LAB" || return
	export GNUPGHOME=$LAB/gnupg
}

teardown_file() {
	service_end
}

@test "the README's commands set it up, on a router that runs" {
	in_it systemctl start bird || true
	ctl start birdfeed || { said; false; }
	ctl restart bird
	readme '1. ' '5. ' >"$LAB/commands"
	run cat "$LAB/commands"
	assert_line 'systemctl enable --now birdfeed-peer-ssh.service birdfeed.path'
	in_it sh -exc 'cd /root/self-service; . /dev/stdin' <"$LAB/commands" >"$LAB/said" 2>&1 ||
		{ cat "$LAB/said"; said; false; }
	lab_wait 20 ctl is-active birdfeed-peer-ssh.service
	run ctl is-active birdfeed.path birdfeed-peer-status.timer
	assert_success
}

@test "who has a key of the registry signs in, by each of the names" {
	local type name
	for type in $KEY_TYPES; do
		run from dogwood "$type" peer intro
		assert_success
		assert_line 'AS4242429005 is yours, as DOGWOOD-MNT.'
	done
	for name in dogwood DOGWOOD dogwood-mnt DOGWOOD-MNT; do
		run from dogwood rsa $name intro
		assert_success
		assert_line --partial 'as DOGWOOD-MNT.'
	done
	run from dogwood shared peer-mnt intro
	assert_success
	run from dogwood shared SSHD-MNT help
	assert_success
	# The banner says how.
	run lab_in dogwood ssh -F /dev/null -p 4242 -o BatchMode=yes \
		-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null peer@192.0.2.1
	assert_failure
	assert_output --partial 'an SSH key that the'
}

@test "nobody else signs in, and nobody by another's name" {
	local name
	run from dogwood stranger peer help
	assert_failure 255
	for name in fir root nobody sshd birdfeed-peer daemon unknown \
	    gorse-mnt elm; do
		run from dogwood rsa "$name" help
		assert_failure 255
		run from dogwood shared "$name" help
		assert_failure 255
	done
	# LARCH and LARCH-MNT would have one short name: it is the first one's.
	in_it grep -h -o -e '--as [A-Z-]*' /run/birdfeed-peer/keys/larch >as
	run cat as
	assert_output -- '--as LARCH'
}

@test "a stranger asks for a peering, and both ends are told" {
	SECONDS=0
	run from dogwood ed25519 peer "peer_create public-key=$(wg pubkey <dogwood.wg) endpoint=192.0.2.5:51820"
	assert_success
	assert_line 'as4242429005 on willow-ams1 is active, id 1.'
	assert_line 'The router has applied it.'
	assert [ "$SECONDS" -lt 15 ]
	run in_it wg show wg-as4242429005 peers
	assert_output "$(wg pubkey <dogwood.wg)"
	run in_it wg show wg-as4242429005 listen-port
	assert_output 52001
}

@test "what peer_config prints is pasted, and the session comes up" {
	from dogwood rsa dogwood peer_config >config
	paste_config dogwood <config
	lab_wait 60 established ebgp_as4242429005
	lab_wait 30 lab_established dogwood ebgp_as4242429001_v6
	learned() {
		birdc_willow show route 172.23.244.0/27 | grep -q ebgp_as4242429005
	}
	lab_wait 20 learned
	ctl start birdfeed-peer-status.service
	run from dogwood rsa dogwood peer_status
	assert_success
	assert_output --partial 'session ebgp_as4242429005'
	assert_output --partial Established
}

@test "sshd gives nobody anything but the shell" {
	local word
	for word in 'sh' '/bin/sh -c id' 'peer_list; id' 'scp -t /tmp' \
	    'internal-sftp' '$(id)' "peer_list\$(id)"; do
		run from dogwood rsa peer "$word"
		assert_failure
		refute_output --partial uid=
	done
	run from dogwood rsa peer -s sftp </dev/null
	assert_failure
	run from dogwood rsa peer -W 127.0.0.1:4242 </dev/null
	assert_failure
	run from dogwood rsa peer -o ExitOnForwardFailure=yes \
		-R 9999:127.0.0.1:22 peer_list
	assert_failure
	# An environment and an agent do not come along.
	run from dogwood rsa peer -A -o SetEnv=SSH_ORIGINAL_COMMAND=bye \
		-o SetEnv=LD_PRELOAD=/x peer_list
	assert_success
	assert_output --partial as4242429005
	# What comes in a line, and without an end.
	run from dogwood rsa peer $'peer_list \e[2J'
	assert_failure 2
	refute_output --partial $'\e'
	head -c 1000000 /dev/zero | tr '\0' a >long
	run from dogwood rsa peer <long
	assert_failure 2
	assert_output --partial 'too long'
}

@test "a person on a terminal of 20 columns" {
	cat >script <<-END
		set timeout 20
		spawn -noecho nsenter -t $(cat dogwood.pid) -m -n ssh -tt -F /dev/null -p 4242 -i $LAB/rsa -o LogLevel=ERROR -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null dogwood@192.0.2.1
		stty rows 5 columns 20 < \$spawn_out(slave,name)
		expect "> " { send "peer_list\r" } timeout { exit 90 }
		expect "52" {} -re "id 1" {} timeout { exit 91 }
		expect "> " { send "peer_create\r" }
		expect "number" { send "\003" } timeout { exit 92 }
		expect "> " { send "bye\r" } timeout { exit 93 }
		expect eof
		lassign [wait] pid id error status
		exit \$status
	END
	run expect script
	assert_success
	refute_output --partial $'\e]'
}

back() {
	in_it wg show wg-as4242429005 latest-handshakes | grep -qv '	0$'
}

@test "another key, another endpoint: the port stays, the session comes back" {
	(umask 077; wg genkey >dogwood.wg)
	lab_in dogwood wg set wg-as4242429001 private-key "$LAB/dogwood.wg" listen-port 51999
	run from dogwood ecdsa521 dogwood "peer_change public-key=$(wg pubkey <dogwood.wg) endpoint=192.0.2.5:51999"
	assert_success
	assert_line 'The router has applied it.'
	run in_it wg show wg-as4242429005 listen-port
	assert_output 52001
	run in_it wg show wg-as4242429005 peers
	assert_output "$(wg pubkey <dogwood.wg)"
	lab_wait 30 back
	lab_wait 60 established ebgp_as4242429005
	run from dogwood ecdsa521 dogwood peer_config
	assert_output --partial 'ListenPort = 51999'
}

@test "the only live peer gives a key that it does not have: nobody waits" {
	lab_wait 30 back
	SECONDS=0
	run from dogwood rsa dogwood "peer_change public-key=$(wg genkey | wg pubkey)"
	assert_success
	assert_line 'The router has applied it.'
	assert [ "$SECONDS" -lt 15 ]
	run from dogwood rsa dogwood "peer_change public-key=$(wg pubkey <dogwood.wg)"
	assert_success
	lab_wait 60 established ebgp_as4242429005
}

@test "the only live peer takes its end down while it changes something: nobody waits" {
	lab_wait 30 back
	lab_in dogwood ip link set wg-as4242429001 down
	SECONDS=0
	run from dogwood rsa dogwood 'peer_change mtu=1380'
	assert_success
	assert_line 'The router has applied it.'
	assert [ "$SECONDS" -lt 10 ]
	lab_in dogwood ip link set wg-as4242429001 up
	run from dogwood rsa dogwood 'peer_change mtu=1420'
	assert_success
	lab_wait 60 established ebgp_as4242429005
}

@test "another's AS is refused on every verb" {
	local verb
	for verb in "peer_create public-key=$(wg pubkey <dogwood.wg)" \
	    'peer_change mtu=1400' peer_config peer_status peer_remove; do
		run from dogwood fir peer "$verb asn=4242429005"
		assert_failure 1
		assert_output --partial '[not-yours]'
	done
	run from dogwood fir peer 'peer_remove as4242429005'
	assert_failure 1
	run in_it wg show wg-as4242429005 peers
	assert_success
}

@test "the only peer leaves: gone from the tunnels and from BIRD" {
	run from dogwood rsa dogwood peer_remove
	assert_success
	assert_line 'The router has applied it.'
	run in_it ip link show wg-as4242429005
	assert_failure
	run birdc_willow show protocols
	refute_output --partial 4242429005
}

# submit ROUTER <TEXT
submit() {
	from "$1" stranger guest submit
}

# text MNTNER ASN WORDS ...: what guest@ prints to be signed.
text() {
	local mntner=$1 asn=$2
	shift 2
	from dogwood stranger guest "template mntner=$mntner asn=$asn $*"
}

# signed NAME <TEXT: clear-signed, and the key behind it.
signed() {
	gpg -q --clearsign --output - --local-user "$1@example"
	cat "$LAB/$1.asc"
}

# later: a text's date is another second than the last one's.
later() {
	local now
	now=$(date +%s)
	while [ "$(date +%s)" = "$now" ]; do sleep 0.1; done
}

@test "OpenPGP by guest@: the answer is pasted, and the session comes up" {
	router elm 192.0.2.6
	text ELM-MNT 4242429006 "public-key=$(wg pubkey <elm.wg)" \
		endpoint=192.0.2.6:51820 | signed elm >elm.text
	run submit elm <elm.text
	assert_success
	assert_line 'The router has applied it.'
	refute_output --partial reshared
	paste_config elm <<<"$output"
	lab_wait 60 established ebgp_as4242429006
	# Once is enough.
	run submit elm <elm.text
	assert_failure 1
	assert_output --partial '[replayed]'
	# Altered, and another network's.
	sed 's/^endpoint: .*/endpoint: 192.0.2.7:1/' elm.text >other
	run submit elm <other
	assert_failure 1
	later
	text ELM-MNT 4242429006 operation=remove |
		sed 's/^network: .*/network: AS4242429999/' | signed elm >other
	run submit elm <other
	assert_failure 1
	assert_output --partial '[other-network]'
	# A guest has nothing else, and no terminal.
	run from elm stranger guest peer_list
	assert_failure 2
}

@test "OpenPGP by mail, without ssh" {
	text IVY-MNT 4242429010 "public-key=$(wg genkey | wg pubkey)" \
		endpoint=192.0.2.10:51820 | signed ivy >mail
	{ printf 'From: ivy@example\nSubject: peering\n\n'; cat mail; } >whole
	# As the README has it.
	readme 'By mail' 'Moving from' >pipe
	run in_it setpriv --reuid=birdfeed-peer --regid=birdfeed-peer \
		--clear-groups sh -c "$(cat pipe)" <whole
	assert_success
	assert_output --partial 'create as4242429010 on willow-ams1: active'
	up() {
		in_it wg show wg-as4242429010 peers
	}
	lab_wait 20 up
	run in_it setpriv --reuid=birdfeed-peer --regid=birdfeed-peer \
		--clear-groups sh -c "$(cat pipe)" <whole
	assert_failure 1
	assert_output --partial '[replayed]'
}

@test "a revoked OpenPGP key is refused, also when its revocation is left out" {
	local before
	before=$(cat ivy.asc)
	sed 's/^:---/---/' gnupg/openpgp-revocs.d/"$(fingerprint ivy)".rev |
		sed -n '/^---/,$p' >revoke
	later
	text IVY-MNT 4242429010 operation=remove >remove
	signed ivy <remove >good
	gpg -q --batch --import revoke
	gpg --armor --export ivy@example >ivy.asc
	{ sed '/BEGIN PGP PUBLIC/,$d' good; cat ivy.asc; } >bad
	run submit dogwood <bad
	assert_failure 1
	assert_output --partial '[key-revoked]'
	# A revocation once seen stays.
	run submit dogwood <good
	assert_failure 1
	assert_output --partial '[key-revoked]'
	run in_it wg show wg-as4242429010 peers
	assert_success
}

@test "the README's commands for peers, one after another" {
	router ash 192.0.2.4
	at_home ash ed25519
	readme 'How do I peer' 'If the registry has an OpenPGP' "$TOP_SRCDIR/README" |
		sed 's/dogwood.example:52901/192.0.2.4:52901/' >all
	# shellcheck disable=SC2016 # for the inner shell
	home() {
		lab_in ash env -u LD_PRELOAD HOME=/root GNUPGHOME="$GNUPGHOME" \
			sh -exc 'cd /root; . "$1"' sh "$1" 3>&-
	}
	sed '/^ssh .*peer_status/,$d' all >first
	run home "$LAB/first"
	assert_success
	assert_output --partial 'The router has applied it.'
	lab_wait 60 established ebgp_as4242429005
	sed -n '/^ssh .*peer_status/,$p' all >then
	ctl start birdfeed-peer-status
	run home "$LAB/then"
	assert_success
	assert_output --partial Established
	assert_output --partial 'is removed, id'
	# ELM-MNT took its peering down, and comes again.
	later
	text ELM-MNT 4242429006 operation=remove | signed elm >gone
	run submit elm <gone
	assert_success
	readme 'If the registry has an OpenPGP' 'config has both files' "$TOP_SRCDIR/README" |
		sed -e 's/elm.example:52901/192.0.2.6:52901/' -e 's/gpg --clearsign/& -u elm@example/' >all
	later
	run home "$LAB/all"
	assert_success
	run lab_in ash cat /root/config
	assert_output --partial 'as4242429006 on willow-ams1 is active'
	assert_output --partial '[Interface]'
	assert_output --partial 'protocol bgp'
}

@test "half of four leave within a minute, and a third joins after that" {
	local name
	from dogwood rsa dogwood "peer_create public-key=$(wg pubkey <dogwood.wg)"
	from dogwood fir fir "peer_create public-key=$(wg genkey | wg pubkey)"
	run in_it wg show interfaces
	assert_output --partial wg-as4242429007
	from dogwood rsa dogwood peer_remove
	run from dogwood fir fir peer_remove
	assert_success
	assert_line 'The router has applied it.'
	run from dogwood gorse gorse "peer_create public-key=$(wg genkey | wg pubkey)"
	assert_success
	assert_line 'The router has applied it.'
	run in_it wg show interfaces
	refute_output --partial wg-as4242429007
	assert_output --partial wg-as4242429008
}

@test "a preshared key, and what root thinks of another one" {
	run from dogwood fir fir "peer_create public-key=$(wg genkey | wg pubkey) psk=yes"
	assert_success
	run in_it wg show wg-as4242429007 preshared-keys
	refute_output --partial '(none)'
	from dogwood fir fir peer_config >config
	psk=$(in_it cat /var/lib/birdfeed-peer/psk/as4242429007)
	grep -qx "# $psk" config
	# The store's user makes it a link: that peer goes, and nobody else.
	in_it setpriv --reuid=birdfeed-peer --regid=birdfeed-peer --clear-groups \
		sh -c 'cd /var/lib/birdfeed-peer/psk && rm as4242429007 &&
		ln -s /etc/wireguard/private.key as4242429007'
	run from dogwood gorse gorse 'peer_change mtu=1400'
	assert_success
	run in_it wg show interfaces
	refute_output --partial wg-as4242429007
	assert_output --partial wg-as4242429006
	run from dogwood fir fir peer_remove
	assert_success
}

@test "a change in mid-run, and 100 of them: each shell is told" {
	local i
	for i in {1..10}; do
		lab_in dogwood ip addr add 198.18.0.$i/32 dev wan
		in_it ip route add 198.18.0.$i/32 dev to-dogwood
	done
	for i in {1..25}; do
		printf 'peer_change mtu=%d\n' $((1300 + i)) $((1330 + i)) \
			$((1360 + i)) $((1390 + i)) |
			from dogwood gorse gorse -b 198.18.0.$((i % 10 + 1)) \
			>told.$i 2>&1 &
	done
	wait
	run cat told.*
	assert_equal "$(grep -c 'The router has applied it.' <<<"$output")" 100
	# What the store has is what runs.
	mtu=$(from dogwood gorse gorse 'peer_list -j' | sed -n 's/.*"mtu": "\(.*\)".*/\1/p')
	run in_it ip link show wg-as4242429008
	assert_output --partial "mtu $mtu "
}

@test "an apply that fails: the shell is told, and the next run has both" {
	in_it sh -c 'printf "#!/bin/sh\necho no >&2\nexit 1\n" >/usr/local/sbin/bird
		chmod 755 /usr/local/sbin/bird'
	run from dogwood gorse gorse 'peer_change mtu=1299'
	in_it rm /usr/local/sbin/bird
	assert_failure 2
	assert_output --partial 'the router could not apply it yet'
	run from dogwood gorse gorse 'peer_change mtu=1298'
	assert_success
	run in_it ip link show wg-as4242429008
	assert_output --partial 'mtu 1298 '
}

# as_store SCRIPT: request-store is this, for the pipeline.
as_store() {
	printf '#!/bin/sh\n%s\n' "$1" >fake
	in_it sh -c 'cat >/usr/local/sbin/request-store
		chmod 755 /usr/local/sbin/request-store' <fake
}

@test "a store that lies, hangs or is gone: what runs stays, and it is said" {
	local script before
	before=$(in_it readlink /var/lib/birdfeed/current)
	for script in 'printf "\n%%begin birdfeed-records 1\naut-num\tAS4242429099\tmnt-by=EVIL-MNT\nvrp\t0.0.0.0/0-0-AS1\tprefix=0.0.0.0/0\tmax-length=0\torigin=AS1\tsource=X\n%%end\n"' \
	    'echo 5; printf "%%begin"' 'exec sleep 100' 'exit 1' \
	    'cat /dev/zero'; do
		as_store "$script"
		said >/dev/null
		ctl start birdfeed || { said; false; }
		run said
		assert_output --partial 'the store of requests cannot be used; they are as on'
		assert_equal "$(in_it readlink /var/lib/birdfeed/current)" "$before"
	done
	in_it rm /usr/local/sbin/request-store
	in_it mv /var/lib/birdfeed-peer/requests.db /var/lib/birdfeed-peer/away
	in_it mkdir /var/lib/birdfeed-peer/requests.db
	ctl start birdfeed
	run from dogwood gorse gorse peer_list
	assert_failure 2
	in_it rmdir /var/lib/birdfeed-peer/requests.db
	in_it mv /var/lib/birdfeed-peer/away /var/lib/birdfeed-peer/requests.db
	assert_equal "$(in_it readlink /var/lib/birdfeed/current)" "$before"
	run from dogwood gorse gorse 'peer_change mtu=1297'
	assert_success
}

@test "the operator's own peer stays, and no request gets its port" {
	in_it sh -c "echo '- {asn: 4242429005, name: mine, id: 40, public-key: $(wg genkey | wg pubkey)}' >/etc/birdfeed/peers.d/mine.yaml"
	ctl start birdfeed
	run in_it wg show wg-mine listen-port
	assert_output 52040
	run from dogwood rsa dogwood "peer_create name=mine public-key=$(wg pubkey <dogwood.wg)"
	assert_failure 1
	run in_it wg show wg-mine listen-port
	assert_output 52040
}

@test "a key that leaves the registry is shut out with the next run" {
	from dogwood gorse gorse peer_list
	in_it sed -i '/^auth:/d' /etc/birdfeed/registry/data/mntner/GORSE-MNT
	ctl start birdfeed
	run from dogwood gorse gorse peer_list
	assert_failure 255
	run from dogwood gorse peer peer_list
	assert_failure 255
	# What it set up stays until somebody removes it.
	run in_it wg show wg-as4242429008 peers
	assert_success
}

@test "200 at once get in; who says nothing keeps nobody out" {
	local i
	# shellcheck disable=SC2016 # for the inner shell
	lab_in dogwood bash -c '
		for i in {1..200}; do
			exec {fd}<>/dev/tcp/192.0.2.1/4242 || true
		done
		echo $$ >"$1"
		exec sleep 200' bash "$LAB/silent" 2>/dev/null 3>&- &
	lab_wait 30 test -s silent
	run from elm rsa dogwood peer_list
	assert_success
	kill "$(cat silent)"
	lab_wait 40 from dogwood rsa dogwood peer_list
	for i in {1..200}; do
		from dogwood rsa dogwood -b 198.18.0.$((i % 10 + 1)) peer_list >load.$i 2>&1 &
	done
	wait
	assert_equal "$(cat load.* | grep -c 'no peerings here yet')" 200
}

@test "port 22 is not theirs, and stays when the service goes" {
	ctl start ssh
	on_22() {
		lab_in dogwood ssh -F /dev/null -i "$LAB/$1" -o IdentitiesOnly=yes \
			-o BatchMode=yes -o LogLevel=ERROR -o ConnectTimeout=10 \
			-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
			"$2@192.0.2.1" true 3>&-
	}
	# The operator gets in.
	in_it sh -c 'mkdir -p -m 700 /root/.ssh && cat >/root/.ssh/authorized_keys' <stranger.pub
	lab_wait 10 on_22 stranger root
	# Everything that birdfeed-peer can write.
	in_it setpriv --reuid=birdfeed-peer --regid=birdfeed-peer --clear-groups \
		sh -c 'find / -xdev -type d -writable 2>/dev/null | while read -r d; do
			mkdir -p "$d/.ssh"
			printf %s "$1" >"$d/.ssh/authorized_keys"
		done; true' sh "$(cat stranger.pub)" >/dev/null 2>&1
	for name in birdfeed-peer peer dogwood guest nobody; do
		run on_22 stranger $name
		assert_failure
		run on_22 rsa $name
		assert_failure
	done
	readme 'To end it' 'nothing' >end
	in_it sh -exc '. /dev/stdin' <end
	run from dogwood rsa dogwood peer_list
	assert_failure 255
	run on_22 stranger root
	assert_success
	run in_it wg show wg-as4242429006 peers
	assert_success
}
