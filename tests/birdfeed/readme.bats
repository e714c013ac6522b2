#!/usr/bin/env bats
# README: its three beginnings work, its site files are right, and what it
# names is there.

setup() {
	load front-door
	door
	readme=$TOP_SRCDIR/README
}

# section TITLE: its text.
section() {
	awk -v title="$1" '
		$0 == title { on = 1; getline; next }
		on && held ~ /./ && /^---/ { exit }
		on { if (n++) print held; held = $0 }' "$readme"
}

# commands TITLE: the first block of commands of a section, without comments.
commands() {
	section "$1" | awk '/^    / { on = 1 } on && !/^    / { exit } on' |
		sed 's/^    //; s/  *#.*//'
}

# begin TITLE OPTIONS: runs the section's commands in a scratch directory, with
# the facts of init as options; what is not of birdfeed is left out.
begin() {
	local line options=${2//$'\n'/ }
	commands "$1" >script
	[ -s script ]
	[ "$(wc -l <script)" -le 10 ]
	stub useradd :
	stub su :
	stub peer-status 'echo sessions'
	stub editor 'test -s "$1"'
	export EDITOR=editor
	while IFS= read -r line <&4; do
		line=${line//\/etc\/birdfeed/$BATS_TEST_TMPDIR/etc}
		case $line in
		'birdfeed init '*) line="$line $options" ;;
		'birdfeed doctor') line="$line || [ \$? -eq 1 ]" ;;
		esac
		eval "$line" </dev/null ||
			{ fail "$line"; return 1; }
		case $line in
		'birdfeed init dn42 '*)
			cp -R "$TOP_SRCDIR/examples/dn42/registry" etc
			chmod -R u+w etc
			;;
		esac
	done 4<script
}

@test "a router of dn42: ten commands" {
	command -v wg >/dev/null || skip "no wg"
	stub apply 'cat >>"$TMPDIR/applied"'
	run begin 'A router of dn42' '--asn 4242429001 --router ams1
		--prefixes 172.23.240.0/27,fd5a:7e1d:1::/48'
	assert_success
	grep -q '^ListenPort = 52001' applied
	assert_line sessions
}

@test "a router of the public internet: ten commands" {
	stub apply 'cat >>"$TMPDIR/applied"'
	run begin 'A router of the public internet' '--asn 64496 --router e1
		--prefixes 198.51.100.0/24 --upstream-asn 64500
		--upstream 192.0.2.1'
	assert_success
	grep -q 'neighbor 192.0.2.1 as 64500' applied
}

@test "an exchange: ten commands" {
	stub apply 'cat >>"$TMPDIR/applied"'
	for tool in source-fetch participant-parse bird-render; do
		stub $tool 'cat; echo '$tool' $*'
	done
	run begin 'An exchange over a VPN' '--asn 64511 --router ixp1
		--local 100.64.0.1 --pool 2001:db8::/32
		--headscale https://vpn.example/api/v1/node
		--gateway https://leases.example/service/mappings'
	assert_success
	grep -q '^bird-render -s site.yaml' applied
	assert_equal "$(stat -c %a etc/gateway.token)" 600
}

@test "its site files are right" {
	awk '/^    network:/ { on = 1; n++ }
		on && !/^    / { on = 0 }
		on { print substr($0, 5) >("site-" n ".yaml") }' "$readme"
	[ -e site-1.yaml ]
	for file in site-*.yaml; do
		run site-show -q -s "$file"
		assert_success
	done
}

@test "the pages, the folders and the tools that it names are there" {
	local page
	grep -oE '[a-z][a-z0-9-]+\([1-8]\)' "$readme" | sort -u >pages
	[ "$(wc -l <pages)" -gt 20 ]
	while IFS='()' read -r page number _; do
		case $page in rpki-client | wg) continue ;; esac
		[ -e "$TOP_SRCDIR/man/$page.$number" ] || fail "$page($number)"
	done <pages
	grep -oE 'examples/[a-z0-9/-]+' "$readme" | sort -u >folders
	while read -r page; do
		[ -e "$TOP_SRCDIR/$page" ] || fail "$page"
	done <folders
}
