# One network, three routers, over an ssh that is a stand-in: it runs the
# command here, with a folder for each host.  Needs no root.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert

setup() {
	T=$(cd "$BATS_TEST_TMPDIR" && pwd -P)
	# BIRD's own user reads the staged files.
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* "$T" 2>/dev/null || true
	PATH=$PATH:/usr/sbin:/sbin
	# The tarball that make distcheck unpacks is read-only.
	cp -R "$TOP_SRCDIR/examples/network" "$T/net"
	chmod -R u+w "$T/net"
	cp -R "$TOP_SRCDIR/examples/dn42/registry" "$T/net/registry"
	chmod -R u+w "$T/net"
	cd "$T/net" || return
	mkdir -p "$T/bin"
	# ssh HOST COMMAND
	cat >"$T/bin/ssh" <<-E
	#!/bin/sh
	mkdir -p "$T/\$1/etc"
	HOST=\$1 PATH="$T/bin:\$PATH" exec sh -c "\$(printf %s "\$2" |
	    sed "s|/etc/birdfeed|$T/\$1/etc|g")"
	E
	cat >"$T/bin/apply" <<-E
	#!/bin/sh
	exec "$TOP_BUILDDIR/apply" "\$@" --install-only --state-dir "$T/\$HOST/state"
	E
	chmod 755 "$T/bin/ssh" "$T/bin/apply"
	export SSH="$T/bin/ssh"
	(umask 077 && head -c 32 /dev/urandom | base64 >"$T/private.key")
	sed -i "s|/etc/wireguard/private.key|$T/private.key|" site.yaml
	sed -i 's/root@\(....\).willow.example/\1/' routers
}

installed() {
	for router in ams1 fra1 par1; do
		readlink "$T/$router/state/current" || echo nothing
	done
}

# dies STAGE: that stage dies in the middle of its output for fra1, or, being
# one that all share, altogether.
dies() {
	cat >"$T/bin/$1" <<-E
	#!/bin/sh
	case "\$*" in
	*"-r ams1"* | *"-r par1"*) exec "$TOP_BUILDDIR/$1" "\$@" ;;
	esac
	"$TOP_BUILDDIR/$1" "\$@" | head -c 700
	kill -9 \$\$
	E
	chmod 755 "$T/bin/$1"
	PATH=$T/bin:$PATH
}

@test "deploy: each router its part, and a second time nothing" {
	run ./deploy
	assert_success
	assert_line "ams1: bird/bird.conf added"
	assert_line "par1: wireguard/wg-int-fra1.conf added"
	run ls "$T/ams1/state/current/wireguard" "$T/par1/state/current/wireguard"
	assert_output --partial wg-as4242429006.conf
	run cmp site.yaml "$T/fra1/etc/site.yaml"
	assert_success
	before=$(installed)
	run ./deploy
	assert_success
	assert_output ""
	assert_equal "$(installed)" "$before"
	run env APPLY=-n ./deploy nowhere
	assert_line "nowhere: nowhere: not in the file routers"
}

@test "deploy: a clone says how old it is" {
	command -v git >/dev/null || skip "no git"
	export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 \
		GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org \
		GIT_COMMITTER_NAME=c GIT_COMMITTER_EMAIL=c@example.org \
		GIT_COMMITTER_DATE=2020-01-01T00:00:00Z
	git init -q registry
	git -C registry add .
	git -C registry commit -q -m registry
	run ./deploy par1
	assert_success
	assert_line --regexp "^par1: apply: .*: warn-age: warning: the registry's newest commit is [0-9]+ days old "
}

@test "deploy: only the routers that are named" {
	run ./deploy par1
	assert_success
	assert_equal "$(installed | grep -c nothing)" 2
}

@test "deploy: a stage that dies for one router leaves that one as it is" {
	./deploy
	before=$(installed)
	# A change for all.
	sed -i 's/ibgp: full/&, babel: {rxcost: 200}/' site.yaml
	for stage in wg-render bird-render; do
		dies $stage
		run ./deploy
		assert_failure
		assert_line --regexp '^fra1: apply: .*(within a|missing)'
		assert_line "fra1: exit status 2"
		refute_line --regexp '^(ams1|par1): exit status'
		assert_equal "$(installed | sed -n 2p)" "$(echo "$before" | sed -n 2p)"
		rm "$T/bin/$stage"
	done
	refute [ "$(installed | sed -n 1p)" = "$(echo "$before" | sed -n 1p)" ]
}

@test "deploy: a stage that all share dies, and no router hears of it" {
	./deploy
	before=$(installed)
	for stage in registry-parse peer-validate; do
		dies $stage
		run ./deploy
		assert_failure
		assert_equal "$(installed)" "$before"
		rm "$T/bin/$stage"
	done
}

@test "deploy: a connection that breaks leaves router and site file as they are" {
	./deploy
	before=$(installed)
	cp "$T/ams1/etc/site.yaml" "$T/site.before"
	# The change is one for ams1.
	sed -i 's/52906/52907/' peers.d/elm.yaml
	sed -i 's/^# A network/# The network/' site.yaml
	sed "s|^HOST=|head -c 300 \|\n&|" "$T/bin/ssh" >"$T/bin/broken"
	chmod 755 "$T/bin/broken"
	run env SSH="$T/bin/broken" ./deploy ams1
	assert_failure
	assert_equal "$(installed)" "$before"
	run cmp "$T/site.before" "$T/ams1/etc/site.yaml"
	assert_success
	# The site file came through, and then it broke.
	cat >"$T/bin/later" <<-E
	#!/bin/sh
	case "\$2" in
	apply*) exec "$T/bin/broken" "\$@" ;;
	*) exec "$T/bin/ssh" "\$@" ;;
	esac
	E
	chmod 755 "$T/bin/later"
	run env SSH="$T/bin/later" ./deploy ams1
	assert_failure
	assert_line --partial "ams1: apply: -:"
	assert_equal "$(installed)" "$before"
	run cmp "$T/site.before" "$T/ams1/etc/site.yaml"
	assert_success
	# To look is not to touch.
	run env APPLY=-n ./deploy ams1
	assert_failure 1
	assert_line "ams1: +ListenPort = 52907"
	assert_line "ams1: exit status 1"
	assert_equal "$(installed)" "$before"
	run cmp "$T/site.before" "$T/ams1/etc/site.yaml"
	assert_success
	run ./deploy ams1
	assert_success
	assert_line "ams1: wireguard/wg-as4242429006.conf changed"
}

@test "the playbook does the same" {
	command -v ansible-playbook >/dev/null || skip "no ansible-playbook"
	printf 'ams1\nfra1\npar1\n' >inventory
	for router in ams1 fra1 par1; do
		mkdir -p "$T/$router/etc"
	done
	cat >"$T/bin/apply" <<-E
	#!/bin/sh
	exec "$TOP_BUILDDIR/apply" "\$@" --install-only --state-dir "$T/\$4/state"
	E
	play() {
		# Where a user without a home has its files.
		run env HOME="$T" ANSIBLE_LOCALHOST_WARNING=0 PATH="$T/bin:$PATH" \
			ANSIBLE_LOCAL_TEMP="$T/ansible" \
			ANSIBLE_REMOTE_TEMP="$T/ansible" \
			ansible-playbook -i inventory -c local playbook.yml \
			-e "{\"birdfeed_etc\": \"$T/{{ inventory_hostname }}/etc\"}" "$@"
	}
	play
	assert_success
	before=$(installed)
	assert_equal "$(echo "$before" | grep -c nothing)" 0
	# deploy makes the same generations.
	./deploy
	assert_equal "$(installed)" "$before"
	sed -i 's/52906/52907/' peers.d/elm.yaml
	play --check
	assert_success
	assert_output --regexp 'ams1 .* changed=1'
	assert_equal "$(installed)" "$before"
	play
	assert_success
	assert_output --regexp 'ams1 .* changed=1'
	before=$(installed)
	play
	assert_success
	refute_output --regexp 'changed=[1-9]'
	assert_equal "$(installed)" "$before"
	dies bird-render
	play
	assert_failure
	assert_equal "$(installed)" "$before"
}
