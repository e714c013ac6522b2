#!/usr/bin/env bats
# From the first version of birdfeed to this one, and back: ams1 runs the
# text of the first version (tests/lab/upgrade.fragments), with a link of the
# mesh to fra1 and a peer, elm.  apply -n says once what restarts.

bats_require_minimum_version 1.5.0
load lab

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	for name in ams1 fra1 elm; do
		(umask 077 && wg genkey >"$name.key")
		lab_router "$name"
	done
	lab_lan ams1 192.0.2.1/24
	lab_lan fra1 192.0.2.2/24
	lab_lan elm 192.0.2.6/24
	site >site.yaml
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
	for name in ams1 fra1; do
		first "$name" | lab_in "$name" apply -s site.yaml -r "$name" \
			--state-dir "$LAB/$name.state"
		lab_bird "$name" "$LAB/$name.state/current/bird/bird.conf"
	done
	lab_in elm cp "$LAB/elm.key" /etc/wireguard/private.key
	wg-render -s site.yaml -r ams1 --remote as4242429006 <records |
		lab_in elm tee /etc/wireguard/wg-as4242429001.conf >/dev/null
	lab_in elm env WG_QUICK_USERSPACE_IMPLEMENTATION=wireguard-go \
		wg-quick up wg-as4242429001 3>&-
	bird-render -s site.yaml -r ams1 --remote as4242429006 <records >elm.conf
	lab_bird elm "$LAB/elm.conf"
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

site() {
	cat <<-'END'
	network:
	  asn: 4242429001
	  prefixes: [172.23.240.0/27, "fd5a:7e1d:1::/48"]
	mesh: {links: full, ibgp: full}
	routers:
	END
	number=0
	for name in ams1 fra1; do
		number=$((number + 1))
		lab_in "$name" ip addr add 172.23.240.$number/32 dev lo
		lab_in "$name" ip addr add fd5a:7e1d:1::$number/128 dev lo
		cat <<-END
		  $name:
		    number: $number
		    ipv4: 172.23.240.$number
		    ipv6: fd5a:7e1d:1::$number
		    endpoint: 192.0.2.$number
		    bird: {control-socket: $LAB/$name.run/bird.ctl}
		    wireguard:
		      public-key: $(wg pubkey <"$name.key")
		      private-key-file: $LAB/$name.key
		      link-local: fe80::9001
		END
	done
}

# first ROUTER: what the first version made of this site.
first() {
	wg-render -s site.yaml -r "$1" <records 2>/dev/null
	cat "$TOP_SRCDIR/tests/lab/upgrade.$1"
}

second() {
	wg-render -s site.yaml -r "$1" <records 2>/dev/null
	bird-render -s site.yaml -r "$1" <records 2>/dev/null
}

# to VERSION ROUTER [OPTION ...]
to() {
	local version=$1 name=$2
	shift 2
	$version "$name" | lab_in "$name" apply -s site.yaml -r "$name" \
		--state-dir "$LAB/$name.state" "$@"
}

all_up() {
	lab_established ams1 bf_ibgp_fra1 &&
		lab_established ams1 ebgp_as4242429006_v6 &&
		lab_birdc fra1 show route 172.23.245.0/27 | grep -q bf_ibgp_ams1
}

since() {
	lab_birdc ams1 show protocols | awk -v name="$1" '$1 == name {
		sub("[.].*", "", $6); print $1, $6 }'
}

@test "-n says once which protocols restart, and what that does" {
	run to second ams1 -n
	assert_failure 1
	assert_line --partial "protocol bf_device goes (every session to a neighbour on a connected network or a tunnel restarts)"
	assert_line --regexp "^protocol bf_kernel4 restarts: metric 0, .*the kernel's routes are made anew"
	assert_line --regexp "^protocol bf_kernel6 restarts: "
	assert_line --regexp "^protocol bf_babel restarts: .*the mesh has no routes"
}

@test "with names: {device: bf_device} the sessions stay" {
	sed -i 's/^    endpoint: 192.0.2.1$/&\n    names: {device: bf_device}/' \
		site.yaml
	run to second ams1 -n
	refute_output --partial "bf_device goes"
	before=$(since ebgp_as4242429006_v6)
	run to second ams1
	assert_success
	lab_kept "$before" "$(since ebgp_as4242429006_v6)"
	lab_wait 30 all_up
	run to second fra1
	assert_success
	lab_wait 30 all_up
}

@test "the second run finds nothing to do" {
	run to second ams1
	assert_success
	assert_output ''
	run to second ams1 -n
	assert_success
	assert_output ''
}

# Each link has its block in both, so that BIRD 3 may go back as well.  It dies
# when it goes before its kernel protocol, which restarts, exports again.
@test "and back, and forward again" {
	run lab_in ams1 apply -s site.yaml -r ams1 \
		--state-dir "$LAB/ams1.state" --rollback
	assert_success
	lab_wait 30 all_up
	run to second ams1
	assert_success
	lab_wait 30 all_up
}
