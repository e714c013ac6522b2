#!/usr/bin/env bats
# birdfeed doctor: each row when all is right, and when it is not.  The host is
# made of files below $BIRDFEED_ROOT and of programs that answer as it would;
# tests/lab/doctor.bats asks a real kernel.

setup() {
	load front-door
	door
	command -v wg >/dev/null || skip "no wg"
	host
}

teardown() {
	[ -z "${bird_pid-}" ] || kill "$bird_pid" 2>/dev/null || true
}

# host: a router of dn42 with one peer, on which nothing is wrong.
host() {
	init_dn42 net --endpoint ams1.willow.example 2>/dev/null
	cp net/peers.d/SAMPLE net/peers.d/alder.yaml
	export BIRDFEED_ROOT=$PWD/root
	mkdir -p root/sys/module/wireguard root/etc/bird root/run/bird
	sysctl_set ipv4/ip_forward 1
	sysctl_set ipv6/conf/all/forwarding 1
	sysctl_set ipv4/conf/default/forwarding 1
	sysctl_set ipv6/conf/default/forwarding 1
	sysctl_set ipv6/conf/default/disable_ipv6 0
	for name in all default eth0 wg-as4242429002; do
		sysctl_set "ipv4/conf/$name/rp_filter" 0
	done
	echo 'nameserver 192.0.2.53' >root/etc/resolv.conf
	printf '# BIRD\n\ninclude "/var/lib/birdfeed/current/bird/bird.conf";\n' \
		>root/etc/bird/bird.conf
	mkdir -p net/registry/.git
	touch net/registry/.git/FETCH_HEAD
	stub bird :
	stub modprobe 'exit 1'
	stub getent 'case $1 in
		group | ahosts) echo found ;;
		*) exec /usr/bin/getent "$@" ;;
	esac'
	stub id 'case $* in "-u bird") echo 100 ;; *) exec /usr/bin/id "$@" ;; esac'
	stub ps 'echo "bird bird -u bird -g bird"'
	stub timedatectl 'echo yes'
	stub nft "cat '$PWD/ruleset'"
	: >ruleset
	stub ip 'case $* in
		"-o addr show")
			echo "1: lo    inet 172.23.240.1/32 scope global lo"
			echo "1: lo    inet6 fd5a:7e1d:1::1/128 scope global" ;;
		"-o route show default") echo "default via 192.0.2.1 dev eth0" ;;
		"-6 route show default") cat '"'$PWD/routes6'"' ;;
		*"route get"*) exit 0 ;;
	esac'
	: >routes6
	control_socket
}

sysctl_set() {
	mkdir -p "root/proc/sys/net/$(dirname "$1")"
	echo "$2" >"root/proc/sys/net/$1"
}

# control_socket: of a BIRD that does nothing.
control_socket() {
	command -v perl >/dev/null || skip "no perl"
	perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Listen => 1,
		Local => $ARGV[0]) or die' root/run/bird/bird.ctl
	chmod 660 root/run/bird/bird.ctl
}

doctor() {
	run birdfeed -C net doctor
}

# row STATE NAME [TEXT]: the last run has such a line of that check.  In TEXT
# only . and * are special.
row() {
	assert_line --regexp "^$(printf '%-6s %-21s.*%s' "$1" "$2" "${3-}" |
		sed 's/[][(){}?$]/[&]/g')"
}

# sick NAME TEXT: the doctor finds this wrong, and nothing else.
sick() {
	doctor
	assert_failure 1
	row WRONG "$1" "$2"
	[ "$(grep -c '^WRONG' <<<"$output")" -eq "$(grep -c "^WRONG  $1 " <<<"$output")" ]
}

@test "a host on which nothing is wrong: 0, and a line for each check" {
	doctor
	assert_success
	for name in programs forwarding rp-filter new-interfaces \
	    router-advertisements addresses wireguard udp-ports bgp-port \
	    transit bird-file bird-user bird-socket registry clock resolver \
	    endpoint-family; do
		row ok $name
	done
	[ "$(grep -c '^ok ' <<<"$output")" -eq 17 ]
}

@test "the checks of the script, of the man page and of these tests are the same" {
	sed -n "/^checks=/,/'\$/p" "$TOP_SRCDIR/src/birdfeed/doctor.sh" |
		sed "s/^checks=//; s/'//g" | tr -s '\t ' '\n\n' | grep . >known
	sed -n '/^\.Ss The checks/,/^\.Sh/s/^\.It Li //p' \
		"$TOP_SRCDIR/man/birdfeed.1" >said
	run diff known said
	assert_success
	while read -r name; do
		grep -q "sick $name \|row WRONG $name" \
			"$TOP_SRCDIR/tests/birdfeed/doctor.bats"
	done <known
	[ "$(wc -l <known)" -eq 17 ]
}

@test "programs" {
	# PATH without the system's: only what the script needs.
	for tool in sh awk sed grep cat cut head tail sort tr stat date mktemp \
	    rm dirname uname printf env; do
		ln -s "$(command -v $tool)" "$stubs/" 2>/dev/null || true
	done
	ln -s "$TOP_BUILDDIR/birdfeed" "$TOP_BUILDDIR/site-show" "$stubs"
	rm "$stubs/bird" "$stubs/ip"
	sed 's|^PATH=.*|PATH='"$stubs|" "$TOP_BUILDDIR/birdfeed" >alone
	run env PATH="$stubs" sh alone -C net doctor
	assert_failure 1
	row WRONG programs 'there is no bird (expected BIRD): install the package bird2'
	row WRONG programs 'there is no ip '
	row WRONG programs 'there is no wg '
}

@test "forwarding" {
	sysctl_set ipv4/ip_forward 0
	sick forwarding 'net.ipv4.ip_forward is 0: .*expected 1.*sysctl -p'
	sysctl_set ipv4/ip_forward 1
	sysctl_set ipv6/conf/all/forwarding 0
	sick forwarding 'net.ipv6.conf.all.forwarding is 0'
}

@test "rp-filter: the larger of an interface's and that of all" {
	sysctl_set ipv4/conf/eth0/rp_filter 1
	sick rp-filter 'rp_filter is 1 on eth0: .*rp_filter=2'
	# 2 for all makes each interface loose.
	sysctl_set ipv4/conf/all/rp_filter 2
	doctor
	assert_success
	row ok rp-filter
}

@test "new-interfaces" {
	sysctl_set ipv4/conf/default/rp_filter 1
	sick new-interfaces 'net.ipv4.conf.all.rp_filter=2'
	sysctl_set ipv4/conf/default/rp_filter 0
	sysctl_set ipv6/conf/default/disable_ipv6 1
	sick new-interfaces 'net.ipv6.conf.default.disable_ipv6=0'
	sysctl_set ipv6/conf/default/disable_ipv6 0
	sysctl_set ipv6/conf/default/forwarding 0
	sick new-interfaces 'net.ipv6.conf.default.forwarding=1'
}

@test "router-advertisements" {
	echo 'default via fe80::1 dev eth0 proto ra metric 1024' >routes6
	sysctl_set ipv6/conf/eth0/accept_ra 1
	sick router-advertisements 'net.ipv6.conf.eth0.accept_ra=2'
	# Also before the host forwards, because then it is too late.
	sysctl_set ipv6/conf/all/forwarding 0
	doctor
	row WRONG router-advertisements 'goes when the host forwards'
	sysctl_set ipv6/conf/all/forwarding 1
	for value in 0 2; do
		sysctl_set ipv6/conf/eth0/accept_ra $value
		doctor
		assert_success
		row ok router-advertisements 'on eth0 stays'
	done
}

@test "addresses" {
	sed -i 's/inet6 fd5a/inet6 fd5b/' "$stubs/ip"
	sick addresses 'no interface has fd5a:7e1d:1::1 .*ip addr add fd5a:7e1d:1::1/128 dev lo'
	# Of a server of an exchange, it comes with the VPN.
	birdfeed init ixp x --asn 64511 --router ixp1 --local 100.64.0.1 \
		--pool 2001:db8::/32 --headscale https://vpn.example/node \
		--gateway https://leases.example/mappings </dev/null
	run birdfeed -C x doctor
	row WRONG addresses 'no interface has 100.64.0.1 (expected .*): tailscale up'
}

@test "wireguard" {
	rmdir root/sys/module/wireguard
	rm -f "$stubs/wireguard-go"
	sick wireguard 'the kernel has no WireGuard'
	mkdir -p "root/lib/modules/$(uname -r)" root/dev/net
	stub wireguard-go :
	touch root/dev/net/tun
	doctor
	row ok wireguard 'wireguard-go is there'
	echo kernel/drivers/net/wireguard/wireguard.ko \
		>"root/lib/modules/$(uname -r)/modules.builtin"
	doctor
	row ok wireguard 'the kernel has it'
}

# input_chain RULE...: a firewall that drops what no rule accepts.
input_chain() {
	{
		echo 'table inet filter {'
		echo '	chain input {'
		echo '		type filter hook input priority filter; policy drop;'
		printf '		%s\n' "$@"
		printf '	}\n}\n'
	} >ruleset
}

@test "udp-ports" {
	input_chain 'iifname "wg-*" accept' 'tcp dport { 22, 179 } accept'
	sick udp-ports "the firewall's chain inet filter input drops udp 52001 .*nft insert rule inet filter input udp dport '{ 52001 }' accept"
	input_chain 'iifname "wg-*" accept' 'udp dport 52000-53000 counter packets 1 bytes 2 accept comment "a b"'
	doctor
	assert_success
	row ok udp-ports 'UDP 52001'
	input_chain 'iifname "wg-*" accept' 'ip saddr 192.0.2.0/24 udp dport 52001 accept' 'ip6 saddr ::/0 udp dport 52001 accept'
	doctor
	assert_success
	row '?' udp-ports 'under a condition'
	# One family alone.
	input_chain 'iifname "wg-*" accept' 'meta nfproto ipv4 udp dport 52001 accept'
	sick udp-ports 'drops udp 52001'
	# A link of a chain, and a negation.
	input_chain 'iifname != "eth1" udp dport 52001 accept' 'iifname "wg-*" accept'
	doctor
	assert_success
}

@test "bgp-port" {
	input_chain 'udp dport 52001 accept' 'iifname "eth0" tcp dport 179 accept'
	sick bgp-port 'drops tcp 179 '
	input_chain 'udp dport 52001 accept' 'iifname "wg-*" tcp dport 179 accept'
	doctor
	assert_success
	row ok bgp-port 'TCP 179 on wg-as4242429002'
}

@test "transit" {
	cat >ruleset <<-'END'
		table ip filter {
			chain FORWARD {
				type filter hook forward priority filter; policy drop;
				oifname "docker0" ct state { established, related } accept
				iifname "docker0" accept
			}
		}
	END
	sick transit "chain ip filter FORWARD drops .*nft insert rule ip filter FORWARD iifname 'wg-.' oifname 'wg-.' accept"
	sed -i 's/.*iifname "docker0" accept/&\n iifname "wg-*" oifname "wg-*" accept/' ruleset
	doctor
	assert_success
	row ok transit
}

@test "the firewall: firewalld's zones, and Docker's policy" {
	cat >ruleset <<-'END'
		table inet firewalld {
			chain filter_INPUT {
				type filter hook input priority filter + 10; policy accept;
				ct state { established, related } accept
				ct status dnat accept
				iifname "lo" accept
				ct state invalid drop
				jump filter_INPUT_ZONES
				reject with icmpx admin-prohibited
			}
			chain filter_INPUT_ZONES {
				iifname "wg-as4242429002" goto filter_IN_trusted
				goto filter_IN_public
			}
			chain filter_IN_trusted {
				accept
			}
			chain filter_IN_public {
				jump filter_IN_public_allow
				meta l4proto { icmp, ipv6-icmp } accept
				reject with icmpx admin-prohibited
			}
			chain filter_IN_public_allow {
				tcp dport 22 accept
				ip6 daddr fe80::/64 udp dport 546 accept
			}
		}
		table ip filter {
			chain FORWARD {
				type filter hook forward priority filter; policy accept;
				counter packets 0 bytes 0 jump DOCKER-USER
				oifname "docker0" counter packets 0 bytes 0 jump DOCKER
				iifname "docker0" counter packets 0 bytes 0 accept
			}
			chain DOCKER-USER {
				counter packets 1 bytes 2 return
			}
			chain DOCKER {
				drop
			}
		}
	END
	sick udp-ports 'chain inet firewalld filter_INPUT drops udp 52001 .*firewall-cmd --permanent --add-port=52001/udp && firewall-cmd --reload'
	row ok bgp-port
	row ok transit
	sed -i -e 's/tcp dport 22 accept/&\n udp dport 52001 ct state { new, untracked } accept/' \
		-e 's/forward priority filter; policy accept/forward priority filter; policy drop/' ruleset
	sick transit 'chain ip filter FORWARD drops'
	row ok udp-ports
}

@test "the firewall: iptables without nft, and rules that nobody may read" {
	stub nft 'exit 1'
	doctor
	assert_success
	row '?' udp-ports 'expected root'
	# Without nft the rules of iptables are asked.
	mkdir alone-path
	for dir in ${PATH//:/ }; do
		for tool in "$dir"/*; do
			[ "${tool##*/}" = nft ] ||
				ln -s "$tool" alone-path/ 2>/dev/null || true
		done
	done
	rm -f alone-path/ip6tables alone-path/iptables alone-path/ufw
	cat >alone-path/iptables <<-'END'
		#!/bin/sh
		cat <<-'RULES'
		-P INPUT DROP
		-P FORWARD ACCEPT
		-A INPUT -i lo -j ACCEPT
		-A INPUT -i wg-+ -j ACCEPT
		-A INPUT -p udp -m multiport --dports 52100:52200 -j ACCEPT
		RULES
	END
	chmod +x alone-path/iptables
	sed '/^PATH=.*sbin/d' "$TOP_BUILDDIR/birdfeed" >alone
	run env PATH="$PWD/alone-path" sh alone -C net doctor
	assert_failure 1
	row WRONG udp-ports 'chain ip filter INPUT drops udp 52001 .*iptables -I INPUT -p udp -m multiport --dports 52001 -j ACCEPT'
	sed -i 's/52100:/52001:/' alone-path/iptables
	run env PATH="$PWD/alone-path" sh alone -C net doctor
	assert_success
	row ok udp-ports
}

@test "bird-file" {
	echo 'router id 192.0.2.1;' >>root/etc/bird/bird.conf
	doctor
	assert_success
	row '?' bird-file 'after the first birdfeed run'
	mkdir -p root/var/lib/birdfeed/current
	sick bird-file 'bird.conf is not what apply installs'
	# BIRD started with -c needs no such file.
	stub ps 'echo "bird bird -c /var/lib/birdfeed/current/bird/bird.conf"'
	doctor
	assert_success
	stub ps 'echo "bird bird -u bird"'
	mv root/etc/bird/bird.conf root/etc/other
	ln -s ../other root/etc/bird/bird.conf
	sick bird-file 'is a link'
	rm root/etc/bird/bird.conf
	sick bird-file 'there is no bird.conf'
	if [ "$(id -u)" -ne 0 ]; then
		: >root/etc/bird/bird.conf
		chmod 0 root/etc/bird/bird.conf
		doctor
		row '?' bird-file 'cannot be read (expected root)'
		chmod 0 root/etc/bird
		doctor
		row '?' bird-file 'cannot be read (expected root)'
		chmod 755 root/etc/bird
	fi
}

@test "bird-user" {
	stub id 'case $* in "-u bird") exit 1 ;; *) exec /usr/bin/id "$@" ;; esac'
	sick bird-user 'there is no user bird'
	stub id 'case $* in "-u bird") echo 100 ;; *) exec /usr/bin/id "$@" ;; esac'
	stub ps 'case $* in *user=*) echo "root bird" ;; esac'
	sick bird-user 'BIRD runs as root, and site.yaml says bird'
	stub ps :
	stub getent '[ "$1" != group ]'
	sick bird-user 'there is no group bird'
}

@test "bird-socket" {
	chmod 666 root/run/bird/bird.ctl
	sick bird-socket 'has the mode 666: everybody can configure BIRD .*chmod o-rwx'
	if [ "$(id -u)" -ne 0 ]; then
		chmod 0 root/run/bird
		doctor
		row '?' bird-socket 'expected root'
		chmod 755 root/run/bird
	fi
	rm root/run/bird/bird.ctl
	sick bird-socket 'there is no socket /run/bird/bird.ctl'
}

@test "registry" {
	touch -d '5 days ago' net/registry/.git/FETCH_HEAD
	sick registry 'the registry was brought up to date 120 hours ago (expected less than 3d)'
	rm -r net/registry/.git
	doctor
	assert_success
	row '?' registry
	rm -r net/registry
	if [ "$(id -u)" -ne 0 ]; then
		mkdir -m 0 closed
		sed -i "s|^clone=.*|clone=$PWD/closed/registry|" net/pipeline
		doctor
		row '?' registry 'cannot be looked at (expected root)'
	fi
	sed -i 's|^clone=.*|clone=/nowhere/registry|' net/pipeline
	sick registry 'there is no registry in /nowhere/registry .*git clone'
}

@test "clock" {
	stub timedatectl 'echo no'
	sick clock 'the clock is not synchronised .*timedatectl set-ntp true'
	stub chronyc 'echo "Leap status     : Normal"'
	doctor
	assert_success
	rm "$stubs/chronyc"
	stub timedatectl 'exit 1'
	doctor
	assert_success
	row '?' clock
	touch -d tomorrow net/site.yaml
	sick clock 'the clock is behind'
}

@test "resolver" {
	echo 'nameserver 172.20.0.53' >root/etc/resolv.conf
	sick resolver 'all resolvers are inside of dn42 (172.20.0.53 )'
	: >root/etc/resolv.conf
	sick resolver 'names no server'
	printf 'nameserver 172.20.0.53\nnameserver 2001:db8::53\n' \
		>root/etc/resolv.conf
	doctor
	assert_success
	stub getent '[ "$1" != ahosts ]'
	sick resolver 'the endpoint ams.alder.example does not resolve'
}

@test "endpoint-family" {
	sed -i 's|\*"route get"\*) exit 0|*"-6 route get"*) exit 2|' "$stubs/ip"
	sick endpoint-family 'the host has only ipv4 (expected endpoint-family: ipv4)'
	sed -i 's/listen-port: id.*/endpoint-family: ipv4/' net/site.yaml
	doctor
	assert_success
	row ok endpoint-family
	sed -i 's/endpoint-family: ipv4/endpoint-family: ipv6/' net/site.yaml
	sick endpoint-family 'endpoints have ipv6, and the host has only ipv4'
	sed -i 's|\*"-6 route get"\*|*"route get"*|' "$stubs/ip"
	sick endpoint-family 'no way to any peer'
}

@test "what a kind does not need is not asked for" {
	birdfeed init participant p --asn 64501 --exchange 64511 --router home \
		--prefixes 2001:db8:5a::/48 --router-id 100.64.0.10 \
		</dev/null 2>/dev/null
	sysctl_set ipv4/ip_forward 0
	sysctl_set ipv4/conf/default/forwarding 0
	rmdir root/sys/module/wireguard
	run birdfeed -C p doctor
	assert_success
	row ok forwarding 'not needed'
	row ok wireguard 'not needed'
	row ok registry 'not needed'
}

@test "a site file that is wrong: 2; a wrong peer does not stop the doctor" {
	printf 'asn: x\n' >net/peers.d/ash.yaml
	doctor
	assert_success
	echo 'nonsense: 1' >>net/site.yaml
	doctor
	assert_failure 2
	assert_output --partial 'site.yaml:'
	refute_output --partial WRONG
}
