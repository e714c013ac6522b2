#!/usr/bin/env bats
# The example's pipeline, and what it does when a stage of it dies.

bats_load_library bats-support
bats_load_library bats-assert

stages='registry-parse peer-validate wg-render bird-render'

setup() {
	PATH=$PATH:/usr/sbin:/sbin
	work=$BATS_TEST_TMPDIR
	# BIRD's own user reads the staged files.
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* "$work" 2>/dev/null || true
	cp -R "$TOP_SRCDIR/examples/dn42" "$work/willow"
	chmod -R u+w "$work/willow"
	(umask 077 && head -c 32 /dev/urandom | base64 >"$work/private.key")
	cd "$work/willow" || return
	sed "s|/etc/wireguard/private.key|$work/private.key|" \
		"$TOP_SRCDIR/examples/dn42/site.yaml" >site.yaml
}

pipeline() {
	./pipeline --install-only --state-dir "$work/state" "$@"
}

# The pipeline of birdfeed(7), in a shell without pipefail and without -e.
plain() {
	sh -c '
		registry-parse registry | cat - requests |
			peer-validate -s site.yaml peers.d >records
		{ wg-render -s site.yaml <records; bird-render -s site.yaml <records; } |
			apply -s site.yaml --install-only --state-dir "$1"
	' sh "$work/state"
}

# kill_stage STAGE WHEN: from now on that tool is killed before, during or
# after its output.
kill_stage() {
	local real
	real=$(PATH=${PATH#"$work/bin:"} command -v "$1")
	rm -rf "${work:?}/bin" && mkdir "$work/bin"
	cat >"$work/bin/$1" <<EOF
#!/bin/sh
[ $2 != before ] || kill -9 \$\$
"$real" "\$@" >"$work/out"
size=\$(wc -c <"$work/out")
[ $2 != during ] || size=\$((size / 2))
head -c "\$size" "$work/out"
kill -9 \$\$
EOF
	chmod +x "$work/bin/$1"
	PATH=$work/bin:${PATH#"$work/bin:"}
}

installed() {
	[ ! -e "$work/state" ] || (cd "$work/state" && find . | LC_ALL=C sort && readlink current)
}

@test "the example installs, and a second run finds nothing changed" {
	run pipeline
	assert_success
	before=$(installed)
	# Also about the two requests that are refused each time.
	run pipeline
	assert_success
	assert_output ""
	run pipeline -v
	assert_success
	assert_line "apply: unchanged"
	assert_equal "$(installed)" "$before"
}

@test "what it installs loads in BIRD without a word" {
	command -v bird >/dev/null || skip "no bird"
	pipeline
	run bird -p -c "$work/state/current/bird/bird.conf"
	assert_success
	assert_output ""
}

@test "every stage killed before, during and after its output: nothing installed" {
	for stage in $stages; do
		for when in before during after; do
			kill_stage "$stage" "$when"
			run pipeline
			assert_failure
			assert_equal "$stage $when: $(installed)" "$stage $when: "
		done
	done
}

@test "the same after a first run, with changed input: what was installed stays" {
	pipeline
	before=$(installed)
	sed -i 's/import-limit: 9000/import-limit: 8000/' site.yaml
	for stage in $stages; do
		for when in before during after; do
			kill_stage "$stage" "$when"
			run pipeline
			assert_failure
			assert_equal "$stage $when: $(installed)" "$stage $when: $before"
		done
	done
	# And the change was one: without the killer it is installed.
	PATH=${PATH#"$work/bin:"}
	pipeline
	[ "$(installed)" != "$before" ]
}

@test "plain pipes without pipefail: killed before and during, nothing installed" {
	for stage in $stages; do
		for when in before during; do
			kill_stage "$stage" "$when"
			run plain
			assert_failure
			assert_equal "$stage $when: $(installed)" "$stage $when: "
		done
	done
	PATH=${PATH#"$work/bin:"}
	run plain
	assert_success
}

@test "apply killed while its input still comes: nothing installed" {
	mkfifo fifo
	apply -s site.yaml --install-only --state-dir "$work/state" <fifo &
	pid=$!
	exec 9>fifo
	printf '#%% begin wireguard 1\n' >&9
	kill -9 "$pid"
	exec 9>&-
	wait "$pid" || true
	assert_equal "$(installed)" ""
}

@test "the pipeline is short enough to read, and cron can run it" {
	[ "$(wc -l <pipeline)" -le 44 ]
	run env -i PATH="$PATH" HOME=/nonexistent sh ./pipeline --install-only --state-dir "$work/state"
	assert_success
}

# The registry as a repository, its clone, and who may use them.
cloned() {
	command -v git >/dev/null || skip "no git"
	as=() owner=
	if [ "$(id -u)" -eq 0 ]; then
		owner=nobody
		as=(setpriv --reuid=nobody "--regid=$(id -g nobody)"
		    --clear-groups env HOME=/)
	fi
	mkdir "$work/git"
	cp -R "$TOP_SRCDIR/examples/dn42/registry" "$work/git/up"
	chmod -R u+w "$work/git"
	chmod 755 "$BATS_TEST_TMPDIR" "$work"
	[ -z "$owner" ] || chown -R nobody "$work/git"
	in_up() { "${as[@]}" git -C "$work/git/up" -c user.name=t \
		-c user.email=t@example.net "$@"; }
	in_up init -q
	in_up add .
	in_up commit -qm one
	"${as[@]}" git clone -q "$work/git/up" "$work/git/clone"
	head_of() { "${as[@]}" git -C "$work/git/$1" rev-parse HEAD; }
	update() { "${as[@]}" "$TOP_SRCDIR/examples/dn42/registry-update" \
		"$work/git/clone"; }
}

@test "registry-update: fast-forward only, and otherwise what was there stays" {
	cloned
	"${as[@]}" test -x "$TOP_SRCDIR/examples/dn42/registry-update" ||
		skip "the unprivileged user does not get here"
	in_up commit -q --allow-empty -m two
	run update
	assert_success
	assert_output ""
	assert_equal "$(head_of clone)" "$(head_of up)"
	before=$(head_of clone)
	in_up commit -q --amend --allow-empty -m other
	run update
	assert_failure
	assert_equal "$(head_of clone)" "$before"
	[ -z "$owner" ] || {
		run "$TOP_SRCDIR/examples/dn42/registry-update" "$work/git/clone"
		assert_failure 2
		assert_output "registry-update: not as root"
	}
}

@test "the pipeline reads a clone of another user as that user's archive" {
	[ "$(id -u)" -eq 0 ] || skip "not root"
	cloned
	pipeline
	before=$(installed)
	rm -r "$work/willow/registry"
	sed -i -e "s|^clone=.*|clone=$work/git/clone|" -e 's|^owner=.*|owner=nobody|' \
		"$work/willow/pipeline"
	run pipeline
	assert_success
	assert_output ""
	assert_equal "$(installed)" "$before"
}
