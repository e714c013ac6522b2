#!/usr/bin/env bats
# A router that somebody has run by hand, oak, with templates, wg-quick's
# tunnels and protocols with names of their own, moves to birdfeed: no session
# restarts, no neighbour sees a withdraw, and no route of the kernel is
# deleted.  apply -n says what the site file needs for it.

bats_require_minimum_version 1.5.0
load lab

OAK=4242429001
ASH=4242429002
ELM=4242429006

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	for name in oak ash elm; do
		(umask 077 && wg genkey >"$name.key")
		lab_router "$name"
	done
	lab_lan oak 192.0.2.1/24
	lab_lan ash 192.0.2.2/24
	lab_lan elm 192.0.2.6/24
	lab_in oak ip addr add 172.23.240.1/32 dev lo
	lab_in oak ip addr add fd5a:7e1d:1::1/128 dev lo
	site >site.yaml
	mkdir peers.d
	peer ash 2 52901 fe80::9002 >peers.d/ash.yaml
	peer elm 6 52906 fe80::9006 >peers.d/elm.yaml
	registry-parse "$TOP_SRCDIR/examples/dn42/registry" >registry.records
	neighbors
	by_hand
	lab_wait 60 all_up
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

setup() {
	local lacks
	lacks=$(lab_lacks)
	[ -z "$lacks" ] || skip "$lacks"
	cd "$LAB" || return
}

asn() {
	[ "$1" = ash ] && echo $ASH || echo $ELM
}

# As oak's operator begins it.
site() {
	cat <<-END
	network:
	  asn: $OAK
	  prefixes: [172.23.240.0/27, "fd5a:7e1d:1::/48"]
	apply: {state-dir: $LAB/state}
	routers:
	  oak:
	    ipv4: 172.23.240.1
	    ipv6: fd5a:7e1d:1::1
	    endpoint: 192.0.2.1
	    bird: {control-socket: $LAB/oak.run/bird.ctl}
	    wireguard:
	      public-key: $(wg pubkey <oak.key)
	      private-key-file: $LAB/oak.key
	      link-local: fe80::9001
	END
}

# peer NAME HOST PORT LINK-LOCAL
peer() {
	cat <<-END
	asn: $(asn $1)
	public-key: $(wg pubkey <"$1.key")
	endpoint: 192.0.2.$2:52901
	listen-port: $3
	link-local: $4
	END
}

fragments() {
	peer-validate -s site.yaml peers.d <registry.records >records
	wg-render -s site.yaml <records
	bird-render -s site.yaml <records
}

quick_up() {
	lab_in "$1" env WG_QUICK_USERSPACE_IMPLEMENTATION=wireguard-go \
		wg-quick up "$2" 3>&-
}

# The neighbours run what --remote gives them.
neighbors() {
	local name
	peer-validate -s site.yaml peers.d <registry.records >records
	for name in ash elm; do
		lab_in "$name" cp "$LAB/$name.key" /etc/wireguard/private.key
		wg-render -s site.yaml --remote "as$(asn $name)" \
			<records | lab_in "$name" tee \
			/etc/wireguard/wg-as$OAK.conf >/dev/null
		quick_up "$name" wg-as$OAK
		bird-render -s site.yaml --remote "as$(asn $name)" \
			<records >"$name.conf"
		lab_bird "$name" "$LAB/$name.conf"
	done
}

# The interface of oak's, as its operator named it.
device() {
	[ "$1" = ash ] && echo dn42-ash || echo wg-as$ELM
}

# oak's tunnels and its bird.conf, as its operator wrote them.
by_hand() {
	local name
	for name in ash elm; do
		lab_in oak tee "/etc/wireguard/$(device $name).conf" \
			>/dev/null <<-END
		[Interface]
		PrivateKey = $(cat oak.key)
		ListenPort = $(sed -n 's/^listen-port: //p' "peers.d/$name.yaml")
		PostUp = /sbin/ip addr add dev %i fe80::9001/128 peer $(
			sed -n 's/^link-local: //p' "peers.d/$name.yaml")/128
		Table = off

		[Peer]
		PublicKey = $(wg pubkey <"$name.key")
		Endpoint = $(sed -n 's/^endpoint: //p' "peers.d/$name.yaml")
		PersistentKeepalive = 30
		AllowedIPs = 172.16.0.0/12, 10.0.0.0/8, fd00::/8, fe80::/10
		END
		quick_up oak "$(device $name)"
	done
	mkdir ebgp
	{
		echo "protocol bgp ash_v6 from 'dn-peers' {"
		echo "	neighbor fe80::9002 as $ASH;"
		echo "	interface \"dn42-ash\";"
		echo '}'
	} >ebgp/ash.conf
	{
		echo '# elm has its filters itself'
		echo "protocol bgp 'ebgp_as${ELM}_v6' from 'dn-peers' {"
		echo "	neighbor fe80::9006%'wg-as$ELM' as $ELM;"
		echo '	ipv6 { import limit 500 action block; };'
		echo '}'
	} >ebgp/elm.conf
	cat >oak.conf <<-END
	define OWNAS = $OAK;
	router id 172.23.240.1;
	protocol device dev0 { scan time 10; }
	protocol static { ipv4; route 172.23.240.0/27 reject; }
	protocol static { ipv6; route fd5a:7e1d:1::/48 reject; }
	protocol kernel {
		scan time 20;
		ipv4 {
			import none;
			export filter {
				if source = RTS_STATIC then reject;
				krt_prefsrc = 172.23.240.1;
				accept;
			};
		};
	}
	protocol kernel {
		scan time 20;
		ipv6 {
			import none;
			export filter {
				if source = RTS_STATIC then reject;
				krt_prefsrc = fd5a:7e1d:1::1;
				accept;
			};
		};
	}
	template bgp 'dn-peers' {
		local as OWNAS;
		ipv4 {
			extended next hop on;
			import limit 1000 action block;
			import all;
			export where source ~ [ RTS_STATIC, RTS_BGP ];
		};
		ipv6 {
			import limit 1000 action block;
			import all;
			export where source ~ [ RTS_STATIC, RTS_BGP ];
		};
	}
	include "ebgp/*.conf";
	END
	lab_bird oak "$LAB/oak.conf"
}

# "NAME SINCE" of each session of oak's that is up; the two configurations
# have times of another form.
sessions() {
	lab_birdc oak show protocols | awk '$2 == "BGP" && /Established/ {
		time = $5 ~ /-/ ? $6 : $5
		sub("[.].*", "", time)
		print $1, time
	}'
}

all_up() {
	[ "$(lab_birdc oak show protocols | grep -c Established)" -eq 2 ] &&
		lab_in oak ip route show proto bird | grep 172.23.245.0/27 &&
		lab_birdc ash show route | grep 172.23.240.0/27
}

# How many withdraws the neighbours have seen.
withdraws() {
	local name
	for name in ash elm; do
		lab_birdc "$name" show protocols all |
			awk '/Import withdraws:/ { print $3 }'
	done | paste -sd ' '
}

# What apply -n says, without the diff.
dry() {
	fragments 2>/dev/null | lab_in oak apply -s site.yaml -n 2>err |
		sed '/^[-+@ ] *[^ ]/{/^    \(names\|kernel\): /!d}' >out
}

@test "-n says what would restart, and which lines keep it" {
	dry
	cat out
	grep -q '^    names: {device: dev0, kernel4: kernel1, kernel6: kernel2}$' out
	grep -q '^    kernel: {metric: 32}$' out
	grep -q '^peering: {enforce-first-as: false, import-table: false, source-address: false}$' out
	grep -A 1 "ebgp_as${ASH}_v6:\$" out | grep -qx 'protocol: ash_v6'
	grep -A 2 "ebgp_as${ASH}_v6:\$" out | grep -qx 'interface: dn42-ash'
	grep -q "port 52901 is that of the interface dn42-ash" err
	grep -q "^session ash_v6 restarts: it becomes ebgp_as${ASH}_v6" out
	grep -q "^session ebgp_as${ELM}_v6 restarts: .*source address" out
	run ! grep 'comes$' out
}

@test "with these lines everything stays" {
	dry
	{
		site
		sed -n '/^    names: /p; /^    kernel: /p; /^peering: /p' out
	} >site.new
	mv site.new site.yaml
	grep -x -e 'protocol: ash_v6' -e 'interface: dn42-ash' out >>peers.d/ash.yaml
	dry
	run cat out
	assert_line "session ash_v6 stays"
	assert_line "session ebgp_as${ELM}_v6 stays"
	refute_output --partial restarts
	refute_output --partial "# what runs"
	refute_output --partial "made anew"
}

@test "it moves in: uptimes kept, no withdraw, no route deleted" {
	sessions >before
	withdraws >withdraws.before
	lab_in oak ip route show proto bird | sort >routes.before
	lab_in oak ip monitor route >monitor 3>&- &
	monitor=$!
	fragments 2>/dev/null >stream
	run lab_in oak apply -s site.yaml <stream
	echo "$output"
	assert_success
	refute_output --partial "restarts"
	sleep 2
	kill "$monitor"
	run grep '^Deleted.*proto bird' monitor
	assert_output ''
	lab_kept "$(cat before)" "$(sessions)"
	assert_equal "$(withdraws)" "$(cat withdraws.before)"
	lab_in oak ip route show proto bird | sort | diff routes.before -
	# And what runs is birdfeed's.
	run lab_birdc oak show protocols ash_v6
	assert_output --partial Established
	lab_birdc oak show route 172.23.240.0/27 | grep bf_static4
	run lab_in oak apply -s site.yaml <stream
	assert_success
	assert_output ''
}
