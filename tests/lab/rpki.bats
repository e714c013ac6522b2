#!/usr/bin/env bats
# A router that has its ROAs from two RTR servers, and expects one of them: at
# its start, while ROAs come and go, and when a server dies.

load lab
load ../render/helper

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	command -v stayrtr >/dev/null || return 0
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	chmod 755 "$LAB"
	cd "$LAB" || return
	lab_router yew
	lab_router alder
	lab_wire yew fd10:8001::f1/64 alder fd10:8001::f2/64
	{
		echo '%begin birdfeed-records 1'
		printf '%s\n' 'prefix-rule|1/ipv6|action=permit|prefix=fd00::/8|min=44|max=64' \
			'prefix-rule|1/ipv4|action=permit|prefix=172.31.0.0/16|min=21|max=29'
		echo "peer|alder|asn=4242428101|router=yew|ipv6=fd10:8001::f1/fd10:8001::f2|families=ipv6|tunnel=none|interface=wire-alder|protocol=alder|import-limit=99"
		echo %end
	} | tr '|' '\t' >records
	site 8282 8283
	alder_conf >alder.conf
	configuration
	lab_bird yew "$LAB/bird/bird.conf"
	lab_bird alder "$LAB/alder.conf"
}

setup() {
	local lacks
	lacks=$(lab_lacks)
	[ -z "$lacks" ] || skip "$lacks"
	command -v stayrtr >/dev/null || skip "this lab needs stayrtr"
	cd "$LAB" || return
}

teardown_file() {
	[ -z "${LAB-}" ] || { lab_down || true; rm -rf "$LAB"; }
}

# site PORT ...: the site file, with servers on these.
site() {
	local port
	cat <<-'END'
	network: {asn: 4242428001, prefixes: ["fd10:8001::/48"]}
	routers: {yew: {router-id: 192.0.2.1, ipv6: "fd10:8001::1"}}
	rpki:
	  static: false
	  expect: {prefix: "fd10:8101::/48", asn: 4242428101}
	  servers:
	END
	for port; do
		echo "    - {address: 127.0.0.1, port: $port, refresh: 1, retry: 1, expire: 600}"
	done
} >"$LAB/site.yaml"

configuration() {
	bird-render -s site.yaml <records | unfold .
	chmod -R a+rX bird
}

# The neighbour announces 1:: to 4:: of its own, whatever their ROAs say.
alder_conf() {
	cat <<-'END'
	router id 192.0.2.2;
	protocol device {}
	protocol static { ipv6; route fd10:8101::/48 unreachable;
		route fd10:8102::/48 unreachable; route fd10:8103::/48 unreachable; }
	protocol bgp yew {
		local as 4242428101;
		neighbor fd10:8001::f1 as 4242428001;
		ipv6 { import all; export where source = RTS_STATIC; };
	}
	END
}

# serves FILE NUMBER ...: alder's ROAs for these prefixes.
serves() {
	local file=$1 n
	shift
	{
		echo '%begin birdfeed-records 1'
		for n; do
			echo "vrp|fd10:$n::/48-48-AS4242428101|prefix=fd10:$n::/48|max-length=48|origin=AS4242428101|source=TEST"
		done
		echo %end
	} | tr '|' '\t' | roa-json >"$file.new"
	mv "$file.new" "$file"
}

# server PORT: stayrtr there, with what is served as PORT.json.
server() {
	# shellcheck disable=SC2016 # for the inner shell
	lab_in yew sh -c 'echo $$ >"$1.server"; exec stayrtr \
		-bind "127.0.0.1:$1" -metrics.addr "127.0.0.1:1$1" \
		-cache "$1.json" -checktime=false -refresh 1 >"$1.log" 2>&1
		' sh "$1" 3>&- &
}

# comes_in: the prefixes that came in, by the last part of their number.
comes_in() {
	lab_birdc yew show route protocol alder |
		sed -n 's/^fd10:81\(0[0-9]\)::\/48 .*/\1/p' | tr '\n' ' '
}

# roas: how many there are.
roas() {
	# One that both have is two routes of one net.
	lab_birdc yew show route table bf_roa6 | grep -c '\[bf_rtr' || :
}

is() {
	[ "$("$1")" = "$2" ]
}

# eventually WHAT VALUE
eventually() {
	lab_wait 30 is "$1" "$2" || { echo "$1: $("$1")"; lab_birdc yew show protocols; return 1; }
}

# asks_all: a changed ROA lets BIRD look at every route anew: 2 does so; 3 has
# to be told.
asks_all() {
	lab_birdc yew show status | grep -q '^BIRD [v]*2' ||
		birdc -s "$LAB/yew.run/bird.ctl" reload filters in all >/dev/null
}

@test "without a server the session is up, and nothing comes in" {
	lab_wait 30 lab_established yew alder
	lab_wait 30 sh -c "birdc -r -s $LAB/yew.run/bird.ctl show route import table alder.ipv6 | grep -q 8103"
	run comes_in
	assert_output ''
	run roas
	assert_output 0
}

@test "without the expected ROA nothing comes in either, whatever else there is" {
	serves 8282.json 8102
	server 8282
	eventually roas 1
	# It would be valid.
	run lab_birdc yew eval 'roa_check(bf_roa6, fd10:8102::/48, 4242428101) = ROA_VALID'
	assert_line --partial TRUE
	asks_all
	run comes_in
	assert_output ''
}

@test "with it, what is valid comes in, and nothing else" {
	serves 8282.json 8101 8102
	eventually roas 2
	# BIRD 3 has looked at the new ROA's routes only, 2 at all of them.
	some() {
		is comes_in '01 ' || is comes_in '01 02 '
	}
	lab_wait 30 some
	asks_all
	eventually comes_in '01 02 '
}

@test "a second server adds what it has" {
	serves 8283.json 8101 8103
	server 8283
	eventually roas 4
	eventually comes_in '01 02 03 '
}

@test "one of the two dies: nothing goes, and the other one is heard" {
	kill "$(cat 8282.server)"
	lab_wait 30 sh -c "! birdc -r -s $LAB/yew.run/bird.ctl show protocols bf_rtr1 | grep -q Established"
	serves 8283.json 8101
	eventually comes_in '01 02 '
	serves 8283.json 8101 8102
	eventually roas 4
	run comes_in
	assert_output '01 02 '
}

@test "it is taken out of the site file: what the other one has stays" {
	site 8283
	configuration
	birdc -s "$LAB/yew.run/bird.ctl" configure >/dev/null
	# The one that stays has a new name, and begins anew.
	eventually roas 2
	asks_all
	eventually comes_in '01 02 '
}

@test "the expected ROA goes: everything goes with it, and comes back" {
	serves 8283.json 8102
	eventually roas 1
	asks_all
	eventually comes_in ''
	serves 8283.json 8101 8102
	eventually roas 2
	asks_all
	eventually comes_in '01 02 '
}
