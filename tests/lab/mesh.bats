#!/usr/bin/env bats
# A network of three routers in a row, ams1 - fra1 - par1, from one site file,
# and a peer of ams1: what it announces reaches par1 through Babel and iBGP.

load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	for name in ams1 fra1 par1 elm; do
		(umask 077 && wg genkey >"$name.key")
		lab_router "$name"
	done
	lab_lan ams1 192.0.2.1/24
	lab_lan fra1 192.0.2.2/24
	lab_lan par1 192.0.2.3/24
	lab_lan elm 192.0.2.6/24
	{
		cat <<-'END'
		network:
		  asn: 4242429001
		  prefixes: [172.23.240.0/27, "fd5a:7e1d:1::/48"]
		mesh: {links: [ams1/fra1, par1/fra1], ibgp: full}
		routers:
		END
		number=0
		for name in ams1 fra1 par1; do
			number=$((number + 1))
			address 172.23.240.$number/32 fd5a:7e1d:1::$number/128
			cat <<-END
			  $name:
			    number: $number
			    ipv4: 172.23.240.$number
			    ipv6: fd5a:7e1d:1::$number
			    bird: {control-socket: $LAB/$name.run/bird.ctl}
			    wireguard:
			      public-key: $(wg pubkey <"$name.key")
			      private-key-file: $LAB/$name.key
			      link-local: fe80::9001
			END
			# par1 has none: it is behind a NAT, and calls fra1.
			[ "$name" = par1 ] || echo "    endpoint: 192.0.2.$number"
		done
	} >site.yaml
	name=elm
	address 172.23.245.1/32 fd5a:7e1d:6::1/128
	mkdir peers.d
	cat >peers.d/elm.yaml <<-END
	asn: 4242429006
	router: ams1
	public-key: $(wg pubkey <elm.key)
	endpoint: 192.0.2.6:52901
	link-local: fe80::9006
	listen-port: 52906
	END
	registry-parse "$TOP_SRCDIR/examples/dn42/registry" |
		peer-validate -s site.yaml peers.d >records
}

# address ADDRESS ...: the router $name's own, and that it forwards.
address() {
	for address in "$@"; do
		lab_in "$name" ip addr add "$address" dev lo
	done
	lab_in "$name" sh -c '
		echo 1 >/proc/sys/net/ipv4/ip_forward
		echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
		echo 0 >/proc/sys/net/ipv4/conf/all/rp_filter
		echo 0 >/proc/sys/net/ipv4/conf/default/rp_filter'
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

# install_on ROUTER: its part of the site, as if over ssh.
install_on() {
	cd "$LAB" || return
	{
		wg-render -s site.yaml -r "$1" <records
		bird-render -s site.yaml -r "$1" <records
	} | lab_in "$1" apply -s site.yaml -r "$1" --state-dir "$LAB/$1.state" -v
}

# via ROUTER PREFIX WORDS: does that router's table say so of the prefix?
via() {
	lab_birdc "$1" show route "$2" | grep -q "$3"
}

@test "three routers are installed from one site file" {
	for name in ams1 fra1 par1; do
		install_on "$name"
		lab_bird "$name" "$LAB/$name.state/current/bird/bird.conf"
	done
	run lab_in fra1 sh -c 'wg show interfaces | tr " " "\n" | sort | tr "\n" " "'
	assert_output "wg-int-ams1 wg-int-par1 "
	run lab_in ams1 wg show interfaces
	refute_output --partial wg-int-par1
}

@test "Babel carries the loopbacks, along the row, and nothing else" {
	lab_wait 60 via par1 fd5a:7e1d:1::1/128 bf_babel
	lab_wait 60 via par1 172.23.240.1/32 bf_babel
	lab_wait 60 via ams1 172.23.240.3/32 bf_babel
	run lab_birdc par1 show route protocol bf_babel
	refute_output --partial 172.23.240.0/27
	lab_wait 60 lab_in par1 ping -c 1 -W 1 -I 172.23.240.3 172.23.240.1
}

@test "iBGP comes up between all three, also where there is no link" {
	lab_wait 60 lab_established ams1 bf_ibgp_fra1
	lab_wait 60 lab_established ams1 bf_ibgp_par1
	lab_wait 60 lab_established par1 bf_ibgp_fra1
}

@test "the peer's prefixes reach the far end, and a packet goes there and back" {
	cd "$LAB"
	lab_in elm cp "$LAB/elm.key" /etc/wireguard/private.key
	wg-render -s site.yaml -r ams1 --remote as4242429006 <records |
		lab_in elm tee /etc/wireguard/wg-as4242429001.conf >/dev/null
	lab_in elm env WG_QUICK_USERSPACE_IMPLEMENTATION=wireguard-go \
		wg-quick up wg-as4242429001 3>&-
	bird-render -s site.yaml -r ams1 --remote as4242429006 <records >elm.conf
	lab_bird elm "$LAB/elm.conf"
	lab_wait 60 via par1 172.23.245.0/27 bf_ibgp_ams1
	lab_wait 60 via par1 fd5a:7e1d:6::/48 bf_ibgp_ams1
	lab_wait 60 lab_in par1 ping -c 1 -W 1 -I 172.23.240.3 172.23.245.1
	lab_in par1 ping -c 1 -W 2 -I fd5a:7e1d:1::3 fd5a:7e1d:6::1
}

@test "iBGP carries nothing of our own, Babel nothing of BGP's" {
	run lab_birdc par1 show route protocol bf_ibgp_ams1
	assert_output --partial 172.23.245.0/27
	refute_output --partial 172.23.240.
	run lab_birdc fra1 show route protocol bf_babel
	refute_output --partial 172.23.245.
	# And the peer sees the whole network once, no loopback of it.
	run lab_birdc elm show route
	assert_output --partial 172.23.240.0/27
	refute_output --partial /32
}

@test "a second run finds nothing changed anywhere" {
	for name in ams1 fra1 par1; do
		run install_on "$name"
		assert_success
		assert_line "apply: unchanged"
	done
}

@test "BIRD 3 does not lose the block of an interface that Babel runs on" {
	cd "$LAB"
	sed '/^mesh:/d; /^  fra1:/,$d' site.yaml >alone.yaml
	{
		wg-render -s alone.yaml -r ams1 <records
		bird-render -s alone.yaml -r ams1 <records
	} >stream
	run lab_in ams1 apply -s alone.yaml -r ams1 --state-dir "$LAB/ams1.state" \
		-n <stream
	if bird --version 2>&1 | grep -q 'version 3'; then
		assert_failure 2
		assert_output --partial "wg-int-fra1: Babel runs on it"
	else
		assert_failure 1
	fi
}
