#!/usr/bin/env bats
# A network of three routers in a row, ams1 - fra1 - par1, that is run from a
# desk by examples/network/deploy and OpenSSH, and a peer of ams1.  It is
# changed, broken, cut off, killed, rolled back and rebooted, while sessions
# that have no part in it keep their uptime.  apply has only what the units
# of examples/systemd allow it.  Each step goes on from where the one before
# it left the network.

bats_require_minimum_version 1.5.0
load lab

lacks_ssh() {
	command -v ssh >/dev/null && [ -x /usr/sbin/sshd ] ||
		echo "this lab needs ssh and sshd"
}

setup_file() {
	[ -z "$(lab_lacks)$(lacks_ssh)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cp -R "$TOP_SRCDIR/examples/network" "$LAB/net"
	cp -R "$TOP_SRCDIR/examples/dn42/registry" "$LAB/net/registry"
	chmod -R u+w "$LAB/net"
	cd "$LAB/net" || return
	for name in ams1 fra1 par1 elm; do
		(umask 077 && wg genkey >"$LAB/$name.key")
	done
	site >site.yaml
	sed -i -e "s|^public-key:.*|public-key: $(wg pubkey <"$LAB/elm.key")|" \
		-e 's|elm.example|192.0.2.6|' peers.d/elm.yaml
	printf '%s\n' '127.0.0.1 localhost' '192.0.2.1 ams1.lab.example' \
		'192.0.2.2 fra1.lab.example' >"$LAB/hosts"
	make_ssh
	host ams1 192.0.2.1 172.23.240.1/32 fd5a:7e1d:1::1/128
	host fra1 192.0.2.2 172.23.240.2/32 fd5a:7e1d:1::2/128
	host par1 192.0.2.3 172.23.240.3/32 fd5a:7e1d:1::3/128
	host elm 192.0.2.6 172.23.245.1/32 fd5a:7e1d:6::1/128
	host desk 192.0.2.9
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

setup() {
	local lacks
	lacks=$(lab_lacks)$(lacks_ssh)
	[ -z "$lacks" ] || skip "$lacks"
	cd "$LAB/net" || return
}

# The example's site file, for the lab: /etc/wireguard is each router's own.
site() {
	for name in ams1 fra1 par1; do
		echo "s|&$name|$(wg pubkey <"$LAB/$name.key")|"
	done >"$LAB/keys.sed"
	awk -v lab="$LAB" '
		/^  [a-z]+1:/ { name = $1; sub(":", "", name) }
		/public-key:/ { sub("public-key:.*", "public-key: \\&" name) }
		/private-key-file:/ { sub("/etc.*", lab "/" name ".key") }
		/^    wireguard:/ {
			print "    bird: {control-socket: " lab "/" name ".run/bird.ctl}"
		}
		/^apply:/ { $0 = "apply: {state-dir: /etc/wireguard/state, confirm: 8}" }
		{ print }' "$TOP_SRCDIR/examples/network/site.yaml" | sed 's/willow.example/lab.example/' |
		sed -f "$LAB/keys.sed"
}

# Keys and settings of an OpenSSH for the lab alone; on the routers apply
# comes with the capabilities of its unit.
make_ssh() {
	local caps
	ssh-keygen -q -t ed25519 -N '' -f "$LAB/host.key"
	ssh-keygen -q -t ed25519 -N '' -f "$LAB/id"
	mkdir -p "$LAB/bin" /run/sshd
	caps=$(sed -n 's/^CapabilityBoundingSet=//p' \
		"$TOP_SRCDIR/examples/systemd/birdfeed.service" | tr '\n' ' ' |
		tr 'A-Z ' 'a-z,' | sed 's/cap_/+/g; s/,$//')
	cat >"$LAB/bin/apply" <<-E
	#!/bin/sh
	echo \$\$ >"/etc/wireguard/pid"
	exec setpriv --bounding-set="-all,$caps" --no-new-privs \
		"$TOP_BUILDDIR/apply" "\$@"
	E
	chmod 755 "$LAB/bin/apply"
	cat >"$LAB/sshd_config" <<-E
	Port 2222
	HostKey $LAB/host.key
	AuthorizedKeysFile $LAB/id.pub
	StrictModes no
	UsePAM no
	PidFile none
	SetEnv PATH=$LAB/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
	E
	echo "[ams1.lab.example]:2222 $(cat "$LAB/host.key.pub")" \
		>"$LAB/known_hosts"
	cat >"$LAB/ssh_config" <<-E
	Host *
		User root
		Port 2222
		IdentityFile $LAB/id
		HostKeyAlias [ams1.lab.example]:2222
		UserKnownHostsFile $LAB/known_hosts
		BatchMode yes
	E
	printf 'ams1 192.0.2.1\nfra1 192.0.2.2\npar1 192.0.2.3\n' >routers
}

# host NAME ADDRESS [ADDRESS ...]: on the LAN, with its own addresses, names
# from our own file, and an sshd.
host() {
	local name=$1 lan=$2
	shift 2
	lab_router "$name"
	lab_lan "$name" "$lan/24"
	lab_in "$name" mount --bind "$LAB/hosts" /etc/hosts
	for address in "$@"; do
		lab_in "$name" ip addr add "$address" dev lo
	done
	lab_in "$name" sh -c '
		echo 1 >/proc/sys/net/ipv4/ip_forward
		echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
		echo 0 >/proc/sys/net/ipv4/conf/all/rp_filter
		echo 0 >/proc/sys/net/ipv4/conf/default/rp_filter'
	lab_in "$name" /usr/sbin/sshd -f "$LAB/sshd_config" 3>&-
}

# deploy ROUTER ...: from the desk.
deploy() {
	lab_in desk env SSH="ssh -F $LAB/ssh_config" \
		REMOTE_ETC=/etc/wireguard ./deploy "$@"
}

# on ROUTER COMMAND: over ssh, from the desk.
on() {
	lab_in desk ssh -F "$LAB/ssh_config" \
		"$(awk -v name="$1" '$1 == name { print $2 }' routers)" "$2"
}

records() {
	registry-parse registry 2>/dev/null |
		peer-validate -s site.yaml peers.d 2>/dev/null
}

# ams1's part with neighbours that are not there: both of its iBGP sessions
# are lost, and the peer's is not.
broken() {
	records >"$LAB/records"
	wg-render -s site.yaml -r ams1 <"$LAB/records" 2>/dev/null
	bird-render -s site.yaml -r ams1 <"$LAB/records" 2>/dev/null |
		sed 's/fd5a:7e1d:1::\([23]\)\>/fd5a:7e1d:1::9\1/g'
}

# break_ams1 [OPTION]
break_ams1() {
	broken | on ams1 "apply -s /etc/wireguard/site.yaml -r ams1 ${1-}"
}

# Starts to break ams1, and waits until apply there waits for sessions.
start_broken() {
	rm -f "$LAB/out"	# of the test before
	break_ams1 --force >"$LAB/out" 2>&1 3>&- &
	lab_wait 30 grep -q "wait for sessions" "$LAB/out"
	pid=$(lab_in ams1 cat /etc/wireguard/pid)
}

session=ebgp_as4242429006_v6

since() {
	lab_birdc "$1" show protocols "$2" | awk -v name="$2" '$1 == name { print $5, $6 }'
}

# When each session came up that has no part in what happens to ams1.
uptimes() {
	echo "ams1 $session $(since ams1 $session)"
	echo "fra1 bf_ibgp_par1 $(since fra1 bf_ibgp_par1)"
	echo "par1 bf_ibgp_fra1 $(since par1 bf_ibgp_fra1)"
}

all_up() {
	lab_established ams1 bf_ibgp_fra1 && lab_established ams1 bf_ibgp_par1 &&
		lab_established fra1 bf_ibgp_ams1 && lab_established fra1 bf_ibgp_par1 &&
		lab_established par1 bf_ibgp_ams1 && lab_established par1 bf_ibgp_fra1 &&
		lab_established ams1 $session
}

generations() {
	for name in ams1 fra1 par1; do
		lab_in "$name" readlink /etc/wireguard/state/current
	done
}

# All as it was before, in the end, and what had no part never went down.
assert_as_before() {
	assert_equal "$(generations)" "$(cat "$LAB/generations")"
	lab_wait 60 all_up
	lab_kept "$(cat "$LAB/uptimes")" "$(uptimes)"
}

remember() {
	generations >"$LAB/generations"
	uptimes >"$LAB/uptimes"
}

@test "three routers get their parts over ssh, and come up" {
	run deploy
	assert_success
	for name in ams1 fra1 par1; do
		assert_line "$name: tunnel wg-int-$([ $name = fra1 ] &&
			echo ams1 || echo fra1) comes up"
		lab_bird "$name" /etc/wireguard/state/current/bird/bird.conf
	done
	records >"$LAB/records"
	wg-render -s site.yaml -r ams1 --remote as4242429006 <"$LAB/records" |
		lab_in elm tee /etc/wireguard/wg-as4242429001.conf >/dev/null
	lab_in elm cp "$LAB/elm.key" /etc/wireguard/private.key
	lab_in elm env WG_QUICK_USERSPACE_IMPLEMENTATION=wireguard-go \
		wg-quick up wg-as4242429001 3>&-
	bird-render -s site.yaml -r ams1 --remote as4242429006 \
		<"$LAB/records" >"$LAB/elm.conf"
	lab_bird elm "$LAB/elm.conf"
	lab_wait 90 all_up
	remember
	run deploy
	assert_success
	refute_output --partial "apply:"
	assert_as_before
}

@test "a change of one router leaves every session up" {
	cat >peers.d/new.yaml <<-E
	asn: 4242429002
	router: fra1
	public-key: $(wg genkey | wg pubkey)
	link-local: fe80::9002
	listen-port: 52902
	E
	run deploy
	assert_success
	assert_line "fra1: tunnel wg-as4242429002 comes up"
	refute_line --regexp '^(ams1|par1): (bird/|wireguard/|tunnel )'
	generations | sed -n 2p >"$LAB/changed"
	refute grep -qf "$LAB/changed" "$LAB/generations"
	generations >"$LAB/generations"
	assert_as_before
}

@test "a stage that dies at the desk leaves the router as it is" {
	echo "# a change" >>peers.d/new.yaml
	sed -i 's/52902/52903/' peers.d/new.yaml
	mkdir -p "$LAB/desk"
	for stage in wg-render bird-render; do
		cat >"$LAB/desk/$stage" <<-E
		#!/bin/sh
		"$TOP_BUILDDIR/$stage" "\$@" | head -c 900
		kill -9 \$\$
		E
		chmod 755 "$LAB/desk/$stage"
		PATH=$LAB/desk:$PATH run deploy
		assert_failure
		assert_line "fra1: exit status 2"
		rm "$LAB/desk/$stage"
		assert_as_before
	done
	sed -i 's/52903/52902/' peers.d/new.yaml
}

@test "two sessions of ams1 that do not come back: it goes back" {
	run break_ams1
	assert_equal "$status" 3
	assert_output --partial "of 3 BGP sessions 2 did not come back"
	assert_as_before
}

@test "the connection is lost while apply waits: it goes on, and back" {
	rm -f "$LAB/out"
	break_ams1 --force >"$LAB/out" 2>&1 3>&- &
	lab_wait 30 grep -q "wait for sessions" "$LAB/out"
	for ssh in $(pgrep -f "^ssh -F $LAB/ssh_config"); do
		kill -9 "$ssh"
	done
	lab_wait 30 lab_in ams1 flock -n /etc/wireguard/state/lock true
	run lab_in ams1 cat /etc/wireguard/state/journal
	assert_output --partial "failed"
	assert_as_before
}

@test "apply is killed on ams1: its guardian takes it back" {
	start_broken
	kill -9 "$pid"
	lab_wait 30 lab_in ams1 flock -n /etc/wireguard/state/lock true
	run lab_in ams1 cat /etc/wireguard/state/journal
	assert_output --partial "undone"
	assert_as_before
}

@test "fra1 goes back to what it was before, over ssh" {
	run on fra1 "apply -s /etc/wireguard/site.yaml -r fra1 --force --rollback"
	assert_success
	assert_output --partial "tunnel wg-as4242429002 goes"
	generations >"$LAB/generations"
	assert_as_before
	rm peers.d/new.yaml
	run deploy
	assert_success
	refute_output --partial "apply:"
}

@test "par1 starts anew: --boot before BIRD, --resolve once there are names" {
	lab_birdc par1 show status >/dev/null
	birdc -s "$LAB/par1.run/bird.ctl" down
	lab_wait 10 lab_in par1 sh -c "! pgrep --ns \$\$ -x bird"
	lab_in par1 ip link del wg-int-fra1
	run on par1 "apply -s /etc/wireguard/site.yaml -r par1 --boot"
	assert_success
	assert_line "tunnel wg-int-fra1 comes up"
	assert_output --partial "fra1.lab.example is not looked up"
	lab_bird par1 /etc/wireguard/state/current/bird/bird.conf
	run lab_in par1 wg show wg-int-fra1 endpoints
	assert_output --partial "(none)"
	run on par1 "apply -s /etc/wireguard/site.yaml -r par1 --resolve"
	assert_success
	assert_output --partial "fra1.lab.example is at 192.0.2.2:"
	lab_wait 90 all_up
	# The others never noticed but by par1's own sessions.
	lab_kept "$(head -n 1 "$LAB/uptimes")" \
		"ams1 $session $(since ams1 $session)"
	run on par1 "apply -s /etc/wireguard/site.yaml -r par1 --resolve"
	assert_success
	assert_output ""
}

# keys SED: ams1's part, its peers' public keys having changed so.
other_keys() {
	records >"$LAB/records"
	{
		wg-render -s site.yaml -r ams1 <"$LAB/records" | sed "$1"
		bird-render -s site.yaml -r ams1 <"$LAB/records"
	} 2>/dev/null | on ams1 "apply -s /etc/wireguard/site.yaml -r ams1"
}

@test "every tunnel of ams1 gets a wrong key: it is noticed, and goes back" {
	uptimes >"$LAB/uptimes"
	run other_keys "s|^PublicKey.*|PublicKey = $(wg genkey | wg pubkey)|"
	assert_equal "$status" 3
	assert_line --partial "of 2 live tunnels 2 did not come back"
	refute_line --partial "'configure \""
	assert_as_before
}

@test "one of them gets one: a warning; and then the right one again" {
	run other_keys "/wg-int-fra1/,/file/s|^PublicKey.*|PublicKey = $(
	    wg genkey | wg pubkey)|"
	assert_success
	assert_line --partial "wg-int-fra1: warning: was alive, and is not 8 seconds after"
	run deploy ams1
	assert_success
	assert_line "ams1: tunnel wg-int-fra1 changes in place"
	refute_line --partial "was alive"
	assert_as_before
}

@test "a change that all tunnels survive is confirmed at once" {
	sed -i '/endpoint: 192.0.2.6/a mtu: 1400' peers.d/elm.yaml
	SECONDS=0
	run deploy ams1
	assert_success
	assert_line "ams1: tunnel wg-as4242429006 changes in place"
	assert_line --partial "wait for tunnels"
	refute_line --partial "was alive"
	assert [ "$SECONDS" -lt 7 ]
	generations >"$LAB/generations"
	assert_as_before
}
