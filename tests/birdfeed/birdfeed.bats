#!/usr/bin/env bats
# birdfeed(1): init, run, status and demo.

setup() {
	load front-door
	door
}

@test "init dn42: a site file that the tools take, and a key of mode 0600" {
	command -v wg >/dev/null || skip "no wg"
	run init_dn42 net
	assert_success
	assert_line "\$ (umask 077; wg genkey >$PWD/net/private.key)"
	assert_equal "$(stat -c %a net/private.key)" 600
	run site-show -s net/site.yaml
	assert_success
	assert_line --partial "routers.ams1.ipv4	172.23.240.1"
	assert_line --partial "routers.ams1.ipv6	fd5a:7e1d:1::1"
	assert_line --partial "wireguard.public-key	$(wg pubkey <net/private.key)"
	assert_line --partial "wireguard.link-local	fe80::9001"
	[ -x net/pipeline ]
	# The sample of a peer is right, too.
	cp net/peers.d/SAMPLE net/peers.d/alder.yaml
	run site-show -s net/site.yaml net/peers.d
	assert_success
	assert_line --partial "listen-port	52001"
}

@test "init dn42: what it begins runs, with the example's registry" {
	command -v wg >/dev/null || skip "no wg"
	init_dn42 net
	cp net/peers.d/SAMPLE net/peers.d/alder.yaml
	cp -R "$TOP_SRCDIR/examples/dn42/registry" net/registry
	chmod -R u+w net/registry
	run birdfeed -C net run --install-only --state-dir "$PWD/state"
	assert_success
	assert_line "\$ ./pipeline --install-only --state-dir $PWD/state"
	grep -q '^ListenPort = 52001' \
		state/current/wireguard/wg-as4242429002.conf
	# And once more from inside of the folder.
	cd net
	run birdfeed run --install-only --state-dir "$BATS_TEST_TMPDIR/state" -v
	assert_success
	assert_line "apply: unchanged"
}

@test "init edge, ixp, participant: each runs through its tools" {
	birdfeed init edge e --asn 64496 --upstream-asn=64500 --router e1 \
		--prefixes 198.51.100.0/24,2001:db8:10::/48 \
		--upstream 192.0.2.1,2001:db8::1 </dev/null
	run bird-render -q -s e/site.yaml --no-records
	assert_success
	assert_line --partial 'neighbor 192.0.2.1 as 64500'
	assert_line --partial 'neighbor 2001:db8::1 as 64500'
	birdfeed -C e run --install-only --state-dir "$PWD/state"
	grep -q 'neighbor 192.0.2.1 as 64500' state/current/bird/*.conf
	birdfeed init ixp x --asn 64511 --router ixp1 --local 100.64.0.1 \
		--pool 2001:db8::/32 --headscale https://vpn.example/node \
		--gateway 'https://leases.example/mappings?x=1' </dev/null
	run site-show -s x/site.yaml
	assert_line "sources.gateway.token-file	$PWD/x/gateway.token"
	cmp x/pipeline "$TOP_SRCDIR/examples/ixp/pipeline"
	birdfeed init participant p --asn 64501 --exchange 64511 \
		--prefixes 2001:db8:5a::/48 --router home \
		--router-id 100.64.0.10 </dev/null
	run site-show -s p/site.yaml
	assert_success
	assert_line "ixp.asn	64511"
	cmp p/pipeline "$TOP_SRCDIR/examples/ixp/participant/pipeline"
}

@test "init: a wrong or missing fact is named, and nothing is left behind" {
	stub wg 'exit 9'	# not come to
	while IFS='|' read -r options expected; do
		# shellcheck disable=SC2086 # the words are meant to split
		run birdfeed init dn42 net $options </dev/null
		assert_failure 2
		assert_output --partial "birdfeed: $expected"
		[ ! -e net ]
	done <<-'END'
		--asn x|--asn: asn: "x" (expected an AS number, 0 .. 4294967295)
		--asn 64500|--prefixes is missing (expected it, or a terminal to ask on)
		--asn 64500 --prefixes 10.1.2.3/8|--prefixes: prefixes: 
		--asn 64500 --prefixes ,|--prefixes: nothing but separators
		--asn 64500 --prefixes a"b|--prefixes: a character that does not belong there
		--asn 64500 --prefixes 10.0.0.0/8 --ipv4 fe80::1|--ipv4: ipv4: "fe80::1" (expected an IPv4 address)
		--asn|--asn: no value
		--foo 1|--foo: unknown (expected one of --asn --prefixes --router --ipv4 --ipv6 --router-id --endpoint)
	END
}

@test "init: a folder whose path the site file cannot have" {
	stub wg 'exit 9'
	run birdfeed init dn42 'my net' --asn 4242429001 </dev/null
	assert_failure 2
	assert_output "birdfeed: $PWD/my net: expected a path of letters, digits and . _ @ + -"
	[ ! -e 'my net' ]
}

@test "init: a folder is what it is, however it is written" {
	command -v wg >/dev/null || skip "no wg"
	mkdir here
	cd here
	for dir in . ../a/ ./b "$BATS_TEST_TMPDIR//c/." ../x/../d; do
		init_dn42 "$dir"
	done
	cd ..
	for dir in here a here/b c d; do
		run site-show -s $dir/site.yaml
		assert_line --partial "private-key-file	$PWD/$dir/private.key"
	done
	run init_dn42 ''
	assert_failure 2
	run init_dn42 /
	assert_failure 2
}

@test "init: a folder that cannot be made is 2" {
	command -v wg >/dev/null || skip "no wg"
	: >file
	run init_dn42 file/net
	assert_failure 2
}

@test "init dn42: IPv6 alone, an AS number with a dot, networks of one address" {
	command -v wg >/dev/null || skip "no wg"
	stub ip 'case $* in *"route get"*) echo "192.0.9.1 via 192.0.2.1 dev eth0 src 192.0.2.7 uid 0" ;; esac'
	birdfeed init dn42 six --asn 64512.9001 --router ams1 \
		--prefixes fd5a:7e1d:1::/48 </dev/null
	run site-show -s six/site.yaml
	assert_success
	assert_line 'routers.ams1.router-id	192.0.2.7'
	assert_line 'routers.ams1.wireguard.link-local	fe80::9001'
	refute_line --partial 'routers.ams1.ipv4'
	stub ip 'exit 1'
	run birdfeed init dn42 none --asn 4242429001 --router ams1 \
		--prefixes fd5a:7e1d:1::/48 </dev/null
	assert_failure 2
	assert_output --partial 'router-id is missing'
	# A participant's is its address in the VPN, which nobody can know.
	stub ip 'echo "192.0.9.1 via 192.0.2.1 dev eth0 src 192.0.2.7 uid 0"'
	run birdfeed init participant p --asn 64501 --exchange 64511 \
		--prefixes 2001:db8:5a::/48 --router home </dev/null
	assert_failure 2
	assert_output --partial 'router-id is missing'
	birdfeed init dn42 one --asn 4242429001 --router ams1 \
		--prefixes 172.23.240.9/32,fd5a:7e1d:1::7/128 </dev/null
	run site-show -s one/site.yaml
	assert_line 'routers.ams1.ipv4	172.23.240.9'
	assert_line 'routers.ams1.ipv6	fd5a:7e1d:1::7'
}

@test "init edge: an upstream that is some hops away" {
	birdfeed init edge net --asn 64496 --upstream-asn 64500 --router e1 \
		--prefixes 198.51.100.0/24 --upstream 192.0.2.1 \
		--multihop 2 </dev/null
	run birdfeed -C net run --install-only --state-dir "$PWD/state"
	assert_success
	grep -q 'multihop 2' state/current/bird/*.conf
}

@test "init dn42 says how to get the registry: with its user, and without" {
	command -v wg >/dev/null || skip "no wg"
	stub id 'exit 1'
	run init_dn42 one
	assert_line '    useradd -r -m -d /var/lib/birdfeed-registry birdfeed-registry'
	assert_line --partial 'git clone https://git.dn42.dev/dn42/registry.git registry'
	stub id 'echo 100'
	run init_dn42 two
	refute_output --partial useradd
	assert_line --partial 'git clone https://git.dn42.dev/dn42/registry.git registry'
}

@test "init: a site file that is there stays, and so does a key" {
	command -v wg >/dev/null || skip "no wg"
	mkdir net
	wg genkey >net/private.key
	before=$(cat net/private.key)
	init_dn42 net
	assert_equal "$(cat net/private.key)" "$before"
	cp net/site.yaml before
	run init_dn42 net
	assert_failure 2
	assert_output "birdfeed: net/site.yaml is there already (expected a folder without one)"
	cmp net/site.yaml before
	# The pipeline may have been changed, and so may the sample.
	echo '# mine' | tee net/pipeline net/peers.d/SAMPLE net/registry-update >before
	rm net/site.yaml
	run init_dn42 net
	assert_failure 2
	assert_output "birdfeed: net/pipeline is there already (expected a folder without one)"
	rm net/pipeline
	init_dn42 net
	cmp net/peers.d/SAMPLE before
	cmp net/registry-update before
	mkdir bad
	echo nonsense >bad/private.key
	run init_dn42 bad
	assert_failure 2
	assert_output --partial "bad/private.key is no private key"
	[ ! -e bad/site.yaml ]
}

@test "init on a terminal asks, has defaults, and asks again for what is wrong" {
	command -v expect >/dev/null || skip "no expect"
	command -v wg >/dev/null || skip "no wg"
	run expect -f - <<-'END'
		set timeout 60
		spawn birdfeed init dn42 net --router ams1
		expect "Your AS number: "
		send "x\r"
		expect "expected an AS number"
		expect "Your AS number: "
		send "4242429001\r"
		expect "separated by commas: "
		send "172.23.240.0/27\r"
		expect "172.23.240.1]: "
		send "fe80::1\r"
		expect "expected an IPv4 address"
		expect "172.23.240.1]: "
		send "\r"
		expect "IPv6 address"
		send "\r"
		expect "behind a NAT): "
		send "ams1.example.net\r"
		expect eof
		catch wait result
		exit [lindex $result 3]
	END
	assert_success
	run site-show -s net/site.yaml
	assert_line "routers.ams1.ipv4	172.23.240.1"
	assert_line "routers.ams1.endpoint	ams1.example.net"
	refute_output --partial "routers.ams1.ipv6"
}

# cloned: net/, whose registry is a clone of up/.
cloned() {
	command -v git >/dev/null || skip "no git"
	command -v wg >/dev/null || skip "no wg"
	init_dn42 net 2>/dev/null
	cp -R "$TOP_SRCDIR/examples/dn42/registry" up
	chmod -R u+w up
	git_up init -q
	git_up add .
	git_up commit -qm one
	git clone -q up net/registry
	git_up commit -q --allow-empty -m two
	if [ "$(id -u)" -eq 0 ]; then
		chown -R nobody up net/registry
	fi
}

git_up() {
	HOME=/nonexistent git -C up -c user.name=t -c user.email=t@example.net \
		-c safe.directory='*' "$@"
}


@test "run: the clone is brought up to date by its owner, then the pipeline runs" {
	cloned
	stub apply 'cat >/dev/null; echo "apply $*"'
	run birdfeed -C net run -n
	assert_success
	assert_line --partial "registry-update $PWD/net/registry"
	assert_line --partial "apply -s site.yaml -n"
	assert_equal "$(git_at net/registry)" "$(git_at up)"
}

# git_at DIR: its head, whoever owns it.
git_at() {
	cat "$1/.git/$(sed 's/^ref: //' "$1/.git/HEAD")"
}

@test "run: a registry that cannot be fetched is a warning, the last one is used" {
	cloned
	stub apply 'cat >/dev/null; echo "apply $*"; exit 3'
	rm -rf up
	run birdfeed -C net run
	assert_failure 3
	assert_line "birdfeed: the registry could not be brought up to date; the last one is used"
	assert_line --partial "apply -s site.yaml"
}

@test "run: root's own clone is not touched, and said" {
	[ "$(id -u)" -eq 0 ] || skip "not root"
	cloned
	chown -R 0 net/registry
	stub apply 'cat >/dev/null'
	before=$(git_at net/registry)
	run birdfeed -C net run
	assert_success
	assert_line --partial "is root's, so it stays as it is"
	assert_equal "$(git_at net/registry)" "$before"
}

@test "run and status: without a folder, a registry or a pipeline" {
	run birdfeed -C nowhere run
	assert_failure 2
	assert_output "birdfeed: there is no site.yaml in nowhere (expected -C and a folder, or birdfeed init)"
	command -v wg >/dev/null || skip "no wg"
	init_dn42 net 2>/dev/null
	sed -i "s|^clone=.*|clone=$PWD/none|" net/pipeline
	run birdfeed -C net run
	assert_failure 2
	assert_output --partial "there is no registry in $PWD/none"
	rm net/pipeline
	run birdfeed -C net run
	assert_failure 2
	assert_output --partial "there is no pipeline in"
}

@test "status: what is installed, and the sessions; its status is theirs" {
	mkdir net
	cp "$TOP_SRCDIR/examples/dn42/site.yaml" net
	stub apply 'echo "list: $*"'
	stub peer-status 'echo "sessions: $*"; exit 2'
	run birdfeed -C net -r r1 status -f json
	assert_failure 2
	assert_line "list: -s site.yaml -r r1 --list"
	assert_line "sessions: -s site.yaml -r r1 -f json"
	assert_line "\$ peer-status -s site.yaml -r r1 -f json"
}

@test "demo: installs an example into a scratch directory, and says each command" {
	run birdfeed demo
	assert_success
	assert_line --regexp '^\$ \./pipeline --install-only --state-dir .*/state -v$'
	assert_line "apply: unchanged"
	assert_line "ListenPort = 51002"
	run birdfeed demo x
	assert_failure 2
	BIRDFEED_SHARE=$PWD/none run birdfeed demo
	assert_failure 2
	assert_output "birdfeed: the examples are not in $PWD/none"
}

@test "a wrong call is one line and 2; --help and --version" {
	for call in '' foo --foo -C 'init' 'init dn42' 'init foo net' 'doctor x'; do
		run birdfeed $call
		assert_failure 2
		assert_equal "$call: ${#lines[@]}" "$call: 1"
	done
	run birdfeed --help
	assert_success
	assert_line --partial "-C, --folder DIR"
	run birdfeed -V
	assert_success
	assert_output --regexp '^birdfeed [0-9]'
}

@test "the script is POSIX shell, and shellcheck has nothing to say" {
	if command -v checkbashisms >/dev/null; then
		run checkbashisms "$TOP_BUILDDIR/birdfeed"
		assert_success
	fi
	command -v shellcheck >/dev/null || skip "no shellcheck"
	run shellcheck -s sh "$TOP_BUILDDIR/birdfeed"
	assert_success
}
