#!/usr/bin/env bats
# Two routers: willow is run by the pipeline; elm pasted what --remote said.
# Each step goes on from where the one before it left the network.

load lab

session=ebgp_as4242429006_v6	# elm's, at willow
back=ebgp_as4242429001_v6	# willow's, at elm

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cp -R "$TOP_SRCDIR/examples/dn42" "$LAB/willow.d"
	chmod -R u+w "$LAB/willow.d"
	cd "$LAB/willow.d" || return
	for name in willow elm; do
		(umask 077 && wg genkey >"$LAB/$name.key")
	done
	willow=$(wg pubkey <"$LAB/willow.key")
	elm=$(wg pubkey <"$LAB/elm.key")
	# Names do not resolve here, and the keys must have private halves.
	sed -i -e "s|ams1.willow.example|192.0.2.1|" \
		-e "s|public-key: .*|public-key: $willow|" \
		-e "s|/etc/wireguard/private.key|$LAB/willow.key|" \
		-e "s|^    wireguard:|    bird: {control-socket: $LAB/willow.run/bird.ctl}\n&|" \
		-e "s|/var/lib/birdfeed|$LAB/state|" site.yaml
	sed -i -n -e "s|public-key=[^\t]*|public-key=$elm|" \
		-e '/^%/p; /as4242429006/p' requests
	rm peers.d/*
	lab_router willow
	lab_router elm
	lab_wire willow 192.0.2.1/24 elm 192.0.2.6/24
	lab_in willow ip addr add 172.23.240.1/32 dev lo
	lab_in willow ip addr add fd5a:7e1d:1::1/128 dev lo
	lab_in elm ip addr add 172.23.245.1/32 dev lo
	lab_in elm ip addr add fd5a:7e1d:6::1/128 dev lo
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down; rm -rf "$LAB"; }
}

pipeline() {
	cd "$LAB/willow.d" && lab_in willow ./pipeline "$@"
}

records() {
	cd "$LAB/willow.d" && registry-parse registry |
		cat - requests | peer-validate -s site.yaml peers.d
}

@test "the first run installs, and brings the tunnel up; BIRD does not run yet" {
	run pipeline
	assert_success
	assert_output --partial "bird/bird.conf"
	run lab_in willow wg show wg-as4242429006 peers
	assert_output "$(wg pubkey <"$LAB/elm.key")"
	lab_bird willow "$LAB/state/current/bird/bird.conf"
	lab_wait 10 lab_birdc willow show status
}

@test "with BIRD running, nothing has changed" {
	run pipeline -v
	assert_success
	assert_output --partial "apply: unchanged"
}

@test "what --remote prints passes wg setconf" {
	cd "$LAB/willow.d"
	records | wg-render -s site.yaml --remote as4242429006 \
		>"$LAB/wg-as4242429001.conf"
	wg-quick strip "$LAB/wg-as4242429001.conf" >"$LAB/stripped"
	lab_in elm wireguard-go wgtest 3>&-
	run lab_in elm wg setconf wgtest "$LAB/stripped"
	assert_success
	assert_output ""
	lab_in elm ip link del wgtest
}

@test "elm pastes both, and the session comes up" {
	cp "$LAB/elm.key" "$LAB/private.key"
	lab_in elm cp "$LAB/private.key" "$LAB/wg-as4242429001.conf" /etc/wireguard/
	lab_in elm env WG_QUICK_USERSPACE_IMPLEMENTATION=wireguard-go \
		wg-quick up wg-as4242429001 3>&-
	cd "$LAB/willow.d"
	records | bird-render -s site.yaml --remote as4242429006 >"$LAB/elm.conf"
	run bird -p -c "$LAB/elm.conf"
	assert_success
	assert_output ""
	# Its own, but longer than its ROA allows.
	sed -i -e 's|^\troute 172.23.245.0/27 unreachable;|&\n\troute 172.23.245.0/29 unreachable;|' \
		-e 's|^define BF_ANNOUNCED4 = \[ 172.23.245.0/27|&, 172.23.245.0/29|' \
		"$LAB/elm.conf"
	lab_bird elm "$LAB/elm.conf"
	lab_wait 60 lab_established willow "$session"
	lab_wait 60 lab_established elm "$back"
}

@test "both learn the other's prefixes, IPv4 by extended next hop" {
	learned() {
		lab_birdc willow show route 172.23.245.0/27 | grep -q "$session"
	}
	lab_wait 20 learned
	run lab_birdc willow show route 172.23.245.0/27
	assert_output --partial "via fe80:9001::2:6 on wg-as4242429006"
	run lab_birdc willow show route fd5a:7e1d:6::/48
	assert_output --partial "$session"
	run lab_birdc elm show route 172.23.240.0/27
	assert_output --partial "via fe80:9001::1:6 on wg-as4242429001"
	run lab_birdc elm show route fd5a:7e1d:1::/48
	assert_output --partial "$back"
}

@test "a prefix without a ROA is rejected" {
	run lab_birdc elm show route export "$back"
	assert_output --partial "172.23.245.0/29"
	run lab_birdc willow show route
	refute_output --partial "172.23.245.0/29"
}

@test "peer-status says so, and how the tunnel is" {
	counted() {
		lab_in willow peer-status -s "$LAB/willow.d/site.yaml" -f prometheus |
			grep -q "session=\"$session\".*family=\"ipv4\",kind=\"filtered\"} 1\$"
	}
	lab_wait 10 counted
	run lab_in willow peer-status -s "$LAB/willow.d/site.yaml"
	assert_success
	assert_line --regexp "^$session +Established .* fe80:9001::2:6%wg-as4242429006 .* [0-9]+ (s|min)( |\$)"
	assert_line "$session: 172.23.245.0/29: rejected: its ROA is for another AS or another length"
	run lab_in willow peer-status -s "$LAB/willow.d/site.yaml" -f json
	assert_output --partial "$(wg pubkey <"$LAB/elm.key")"
	refute_output --partial "$(cat "$LAB/willow.key")"
}

@test "our own routes carry region, country, bandwidth and crypto" {
	run lab_birdc elm show route all 172.23.240.0/27
	assert_output --partial "(64511,24) (64511,34) (64511,41) (64511,1528)"
}

@test "the kernel has the route, with our address, and a packet takes it" {
	in_kernel() {
		lab_in willow ip route show 172.23.245.0/27 | grep -q inet6
	}
	lab_wait 30 in_kernel
	run lab_in willow ip route show 172.23.245.0/27
	assert_output --partial "src 172.23.240.1"
	run lab_in willow ip route show 172.23.240.0/27
	assert_output --regexp '^unreachable 172\.23\.240\.0/27 .*metric 4000000000 *$'
	lab_wait 30 lab_in willow ping -c 1 -W 1 172.23.245.1
	lab_in willow ping -c 1 -W 2 fd5a:7e1d:6::1
}

@test "a second run leaves BIRD, the session and the tunnel alone" {
	status() {
		lab_birdc willow show status | grep -i reconfiguration
		lab_birdc willow show protocols "$session" | grep "$session"
		lab_in willow wg show wg-as4242429006 listen-port
	}
	before=$(status)
	run pipeline
	assert_success
	refute_output --partial "changed"
	lab_kept "$before" "$(status)"
}

@test "-n shows a change and makes none; then the change keeps the session" {
	since() {
		lab_birdc willow show protocols "$session" | awk -v s="$session" '$1 == s { print $5, $6 }'
	}
	before=$(since)
	[ -n "$before" ]
	sed -i 's/bandwidth: 24 /bandwidth: 23 /' "$LAB/willow.d/site.yaml"
	run pipeline -n
	assert_failure 1
	assert_output --partial "+	bf_bandwidth(23);"
	run pipeline
	assert_success
	lab_kept "$before" "$(since)"
	lab_established willow "$session"
	marked() {
		lab_birdc elm show route all 172.23.240.0/27 | grep -q '(64511,23)'
	}
	lab_wait 20 marked
}

@test "a configuration that BIRD refuses changes nothing" {
	before=$(readlink "$LAB/state/current")
	echo 'protocol nonsense {' >"$LAB/local.conf"
	chmod 644 "$LAB/local.conf"
	sed -i "s|^    region:|    include: [$LAB/local.conf]\n&|" \
		"$LAB/willow.d/site.yaml"
	run pipeline
	assert_failure 2
	assert_output --partial "local.conf"
	assert_equal "$(readlink "$LAB/state/current")" "$before"
	lab_established willow "$session"
	sed -i "/^    include:/d" "$LAB/willow.d/site.yaml"
}

@test "a peer that goes takes its tunnel along, under --force" {
	sed -i '/as4242429006/d' "$LAB/willow.d/requests"
	run pipeline
	assert_failure 2
	lab_established willow "$session"
	run pipeline --force
	assert_success
	run lab_in willow ip link show wg-as4242429006
	assert_failure
	run lab_birdc willow show protocols "$session"
	assert_failure
}
