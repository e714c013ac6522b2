#!/usr/bin/env bats
# What is in examples/self-service and needs no router: tests/lab has the rest.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	example=$TOP_SRCDIR/examples/self-service
	willow=$TOP_SRCDIR/examples/dn42
	sed "s|/var/lib/birdfeed|$PWD/state|" "$willow/site.yaml" >site.yaml
	printf 'self-service: {store: %s/store.db, psk-dir: %s/psk}\n' \
		"$PWD" "$PWD" >>site.yaml
}

# old [COLUMN]: an older service's database.
old() {
	sqlite3 old.db "CREATE TABLE peering_links (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		as_num INTEGER UNIQUE NOT NULL, wg_pub_key TEXT NOT NULL,
		wg_endpoint_addr TEXT NOT NULL, wg_endpoint_port INTEGER NOT NULL
		${1:+, $1 TEXT});
		INSERT INTO peering_links (id, as_num, wg_pub_key,
		wg_endpoint_addr, wg_endpoint_port) VALUES
		(3, 4242429005, 'DFR6ygGaELh85dtt2NVLArbh07AhAZa4fPfaWa/ncE8=', 'dogwood.example', 52901),
		(7, 4242429006, 'liQG0ZCJcogQY2RkGPQ3IZjKIE7sf/FSm8Puovqrk1w=', '2001:db8:7::1', 23001),
		(9, 4242429007, 'XF3Z/Fx6z5/+cMUKsozslSB6NL0AdRp3a5XTRPy7OxI=', '', 0);
		${1:+UPDATE peering_links SET $1 = 'fe80::9005' WHERE id = 3}"
	registry-parse -t aut-num,prefix-rule,vrp,mntner "$willow/registry" >records
}

# import: as the README has it, but for the user.
import() {
	set -o pipefail
	"$example/from-peering-links" old.db records |
		request-store -s site.yaml import
}

@test "moving from an older service: ports and addresses are kept" {
	command -v sqlite3 >/dev/null || skip "no sqlite3"
	old user_link_local
	run -0 import
	assert_output 'import: 3 peers'
	request-store -s site.yaml list >list
	peer-validate -s site.yaml --requests list <records >peers
	wg-render -s site.yaml <peers >tunnels
	run grep -e '^ListenPort' -e '^PostUp = ip' -e '^Endpoint' tunnels
	assert_output "ListenPort = 52003
PostUp = ip addr add dev %i fe80::9001/128 peer fe80::9005/128
Endpoint = dogwood.example:52901
ListenPort = 52007
PostUp = ip addr add dev %i fe80:9001::1:7/128 peer fe80:9001::2:7/128
Endpoint = [2001:db8:7::1]:23001
ListenPort = 52009
PostUp = ip addr add dev %i fe80:9001::1:9/128 peer fe80:9001::2:9/128"
	# Nobody else gets a port of theirs, nor one that may have been.
	run -0 request-store -s site.yaml list
	assert_output --partial 'mntner=DOGWOOD-MNT'
}

@test "moving: an older table, a second time, and what is none" {
	command -v sqlite3 >/dev/null || skip "no sqlite3"
	old
	run -0 import
	run -2 import
	assert_output --partial 'nothing was imported'
	sqlite3 old.db "UPDATE peering_links SET wg_pub_key = 'x'"
	rm store.db*
	run -2 import
	run -2 request-store -s site.yaml import </dev/null
	rm old.db
	run ! "$example/from-peering-links" old.db records
	run -2 "$example/from-peering-links"
}

@test "sshd takes its configuration, which says what the README promises" {
	local sshd
	sshd=$(PATH=$PATH:/usr/sbin:/sbin command -v sshd) || skip "no sshd"
	ssh-keygen -q -t ed25519 -N '' -f key
	sed -e "s|^HostKey .*|HostKey $PWD/key|" \
		-e "s|/usr/local/libexec/birdfeed/guest-key|/bin/true|" \
		"$example/sshd_config" >config
	for user in peer guest dogwood; do
		run "$sshd" -T -f config -C "user=$user,host=x,addr=192.0.2.1"
		[[ "$output" != *"Missing privilege separation directory"* ]] ||
			skip "sshd's directory is not there"
		assert_success
		assert_line 'port 4242'
		assert_line 'usepam no'
		assert_line 'authenticationmethods publickey'
		assert_line 'disableforwarding yes'
		assert_line 'permitrootlogin no'
		assert_line 'allowgroups birdfeed-peer'
		assert_line 'maxsessions 1'
		assert_line 'exposeauthinfo yes'
		case $user in
		peer) assert_line 'authorizedkeysfile /run/birdfeed-peer/authorized_keys' ;;
		guest) assert_line 'authorizedkeysfile none' ;;
		*) assert_line 'authorizedkeysfile /run/birdfeed-peer/keys/%u' ;;
		esac
	done
}

@test "the unit leaves /run/sshd to port 22" {
	run ! grep -q '^RuntimeDirectory' "$example/systemd/birdfeed-peer-ssh.service"
	grep -q '^d /run/sshd 0755 root root$' "$example/tmpfiles.conf"
}
