#!/usr/bin/env bats
# What other users of the host may try: the way to what apply writes, its
# lock.
# shellcheck disable=SC2154 # stderr is run's

load helper

need_root() {
	[ "$(id -u)" = 0 ] || skip "only root has something to lose here"
}

# foreign NAME: a directory that belongs to somebody else.
foreign() {
	mkdir -p "$T/$1"
	chown 65534 "$T/$1"
}

@test "a directory of another user's on the way is refused" {
	need_root
	foreign theirs
	STATE=$T/theirs/state
	run install site < <(bird_set 2)
	assert_equal "$status" 2
	assert_output --partial "$STATE: a directory on the way is not root's alone"
	assert [ ! -e "$STATE" ]
	mkdir "$T/theirs/deep"
	STATE=$T/theirs/deep/state
	run install site < <(bird_set 2)
	assert_equal "$status" 2
	assert [ ! -e "$STATE" ]
}

@test "a directory on the way that others can write in is refused" {
	need_root
	mkdir -m 777 "$T/open"
	STATE=$T/open/state
	run install site < <(bird_set 2)
	assert_equal "$status" 2
	assert_output --partial "on the way is not root's alone"
	assert [ ! -e "$STATE" ]
	# As /tmp is: nobody can move what is root's.
	chmod 1777 "$T/open"
	run install site < <(bird_set 2)
	assert_success
}

@test "a link of another user's on the way is refused, root's is followed" {
	need_root
	mkdir "$T/real"
	chmod 1777 "$T"
	ln -s real "$T/mine"
	ln -s real "$T/theirs"
	chown -h 65534 "$T/theirs"
	STATE=$T/theirs/state
	run install site < <(bird_set 2)
	assert_equal "$status" 2
	assert_output --partial "a symbolic link on the way is not root's"
	assert [ ! -e "$T/real/state" ]
	STATE=$T/mine/state
	run install site < <(bird_set 2)
	assert_success
	assert [ -L "$T/real/state/current" ]
}

@test "to read the state directory is not enough to hold the lock" {
	bird_set 2 | install site
	chmod 755 "$STATE"
	exec 9<"$STATE"
	flock 9
	run install site --timeout 1 < <(bird_set 3) 9<&-
	assert_success
	exec 9<&-
	assert_equal "$(stat -c '%a %u' "$STATE/lock")" "600 $(id -u)"
}

@test "a lock that is not apply's is refused" {
	bird_set 2 | install site
	rm "$STATE/lock"
	ln -s /dev/null "$STATE/lock"
	run install site < <(bird_set 3)
	assert_equal "$status" 2
	assert_output --partial "$STATE/lock"
	rm "$STATE/lock"
	(umask 0 && : >"$STATE/lock")
	run install site < <(bird_set 3)
	assert_equal "$status" 2
	assert_output --partial "$STATE/lock: not apply's"
}

# depends_on PATH [SET]: input with that dependence.
depends_on() {
	case ${2:-bird} in
	bird)
		bird_set 2 | sed "s|^#% count roa.*|&\n#% depends $1|"
		;;
	*)
		bird_set 2
		wireguard_set 1420 |
			sed "s|^#% file wireguard.*|&\n#% depends $1|"
		;;
	esac >"$T/in"
}

@test "a key that others can read is refused, be they of its group" {
	echo key >"$T/private.key"
	depends_on "$T/private.key" wireguard
	for mode in 640 604 620 601; do
		chmod $mode "$T/private.key"
		run install wireguard <"$T/in"
		assert_equal "$status" 2
		assert_output --partial "$T/private.key: its group or others have access (expected mode 0600)"
		assert_equal "$(installed)" nothing
	done
	chmod 400 "$T/private.key"
	run install wireguard <"$T/in"
	assert_success
}

@test "a key of another user's is refused" {
	need_root
	echo key >"$T/private.key"
	chown 65534 "$T/private.key"
	depends_on "$T/private.key" wireguard
	run install wireguard <"$T/in"
	assert_equal "$status" 2
	assert_output --partial "$T/private.key: belongs to another user (expected root)"
}

@test "a key in a directory of another user's is refused" {
	need_root
	foreign theirs
	echo key >"$T/theirs/psk"
	depends_on "$T/theirs/psk" wireguard
	run install wireguard <"$T/in"
	assert_equal "$status" 2
	assert_output --partial "$T/theirs/psk: a directory on the way is not root's alone"
}

@test "a password of another user's is refused" {
	need_root
	echo one >"$T/password"
	chown 65534 "$T/password"
	depends_on "$T/password"
	run install site <"$T/in"
	assert_equal "$status" 2
	assert_output --partial "$T/password: belongs to another user (expected root)"
}

@test "who is not root is told so, where that may be why" {
	need_root
	mkdir -m 700 "$T/closed"
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* "$T"
	cp "$TOP_BUILDDIR/apply" "$T/bin/apply"
	run setpriv --reuid=65534 --regid=65534 --clear-groups apply \
		-s "$T/site.yaml" --install-only --state-dir "$T/closed/state" < <(bird_set 1)
	[ "$status" -ne 126 ] || skip "another user cannot reach $T"
	assert_equal "$status" 2
	assert_output "apply: $T/closed/state: Permission denied (not run as root)"
}

@test "a password that everybody can read is refused; its group may" {
	echo one >"$T/password"
	depends_on "$T/password"
	chmod 644 "$T/password"
	run install site <"$T/in"
	assert_equal "$status" 2
	assert_output --partial "$T/password: everybody has access (expected mode 0640 or 0600)"
	chmod 640 "$T/password"
	run install site <"$T/in"
	assert_success
}

@test "nothing else of the host can be depended on" {
	for path in /etc/passwd /etc/bird-else/password /proc/self/environ; do
		depends_on $path
		run install site <"$T/in"
		assert_equal "$status" 2
		assert_output --partial "$path: not a file that the site file names"
		depends_on $path wireguard
		run install wireguard <"$T/in"
		assert_equal "$status" 2
		assert_output --partial "$path: not a file that the site file names"
	done
	assert_equal "$(installed)" nothing
	# Beside the site file's directory, with a name that begins like it.
	mkdir "$T/a" "$T/ab"
	echo one >"$T/ab/password"
	cp "$T/site.yaml" "$T/a/"
	depends_on "$T/ab/password"
	run install a/site <"$T/in"
	assert_equal "$status" 2
	assert_output --partial "$T/ab/password: not a file that the site file names"
}

@test "what the site file names may be depended on, wherever it is" {
	mkdir "$T/a" "$T/elsewhere"
	echo '# mine' >"$T/elsewhere/local.conf"
	chmod 644 "$T/elsewhere/local.conf"
	sed "s|router-id:.*|&\n    include: [$T/elsewhere/local.conf]|" \
		"$T/site.yaml" >"$T/a/site.yaml"
	depends_on "$T/elsewhere/local.conf"
	run install a/site <"$T/in"
	assert_success
	depends_on "$T/elsewhere/password"
	echo one >"$T/elsewhere/password"
	run install a/site <"$T/in"
	assert_equal "$status" 2
}

@test "a program gets three descriptors, a fixed environment, no core dump" {
	[ -e /proc/self/environ ] || skip "no /proc"
	echo secret >"$T/held"
	stand_in bird "readlink /proc/\$\$/fd/* >$T/fds
		tr '\\0' '\\n' </proc/\$\$/environ >$T/environ
		ulimit -c >$T/core"
	LC_ALL=de_DE.UTF-8 BIRD_SECRET=1 LD_BIND_NOW=1 \
		run install site < <(bird_set 2) 9<"$T/held" 31<"$T/held"
	assert_success
	run cat "$T/fds"
	refute_output --partial "$T/held"
	refute_output --partial "$STATE"
	run cat "$T/environ"
	assert_output "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LANG=C"
	run cat "$T/core"
	assert_output 0
}

@test "BIRD is down: it starts with what was installed if its file says so" {
	need_root
	[ -d /etc/bird ] || skip "no /etc/bird to put another one over"
	unshare -m true 2>/dev/null || skip "no namespaces"
	mkdir -m 755 "$T/etc"
	mkdir -m 755 "$STATE"
	echo 'protocol device {}' >"$T/etc/bird.conf"
	down() {
		unshare -m sh -c 'mount --bind "$1" /etc/bird && shift &&
			exec "$@"' sh "$T/etc" apply -s "$T/site.yaml" \
			--state-dir "$STATE"
	}
	run down < <(bird_set 2 a)
	assert_success
	assert_output --partial "start with it only if it is told to: /etc/bird/bird.conf is not what apply installs"
	echo "include \"$STATE/current/bird/bird.conf\";" >"$T/etc/bird.conf"
	run down < <(bird_set 2 b)
	assert_success
	assert_output --partial "BIRD will start with it, because /etc/bird/bird.conf includes it"
}

# requests_psk: a psk-dir of another user's, as the store of requests has it,
# with a key in it, and input that depends on that; $psk is the key's file.
requests_psk() {
	need_root
	echo "self-service: {psk-dir: $T/theirs/psk}" >>"$T/wireguard.yaml"
	mkdir -p "$T/theirs/psk"
	psk=$T/theirs/psk/as64601
	head -c 32 /dev/urandom | base64 >"$psk"
	chmod 600 "$psk"
	chmod 700 "$T/theirs" "$T/theirs/psk"
	chown -R 65534 "$T/theirs"
	head -c 32 /dev/urandom | base64 >"$T/private.key"
	depends_on "$psk" wireguard
}

# psk_refused TEXT
psk_refused() {
	run install wireguard <"$T/in"
	assert_equal "$status" 2
	assert_output --partial "$1"
	assert_equal "$(installed)" nothing
}

@test "a preshared key in psk-dir is its user's, and copied" {
	requests_psk
	run install wireguard <"$T/in"
	assert_success
	run grep -rlFx "$(cat "$psk")" "$STATE/current/wireguard"
	assert_success
	assert_equal "$(stat -c '%a %u' "$output")" '600 0'
}

@test "what a store may make of a key in psk-dir, and is refused" {
	requests_psk
	local key
	key=$(cat "$psk")
	chmod 640 "$psk"
	psk_refused "$psk: not a private file"
	chmod 600 "$psk"
	chown 0 "$psk"
	psk_refused "$psk: not a private file"
	chown 65534 "$psk"
	ln "$psk" "$T/theirs/psk/other"
	psk_refused "$psk: not a private file"
	rm "$psk"
	ln -s other "$psk"
	psk_refused "$psk: a symbolic link"
	rm "$psk"
	mkfifo -m 600 "$psk"
	chown 65534 "$psk"
	psk_refused "$psk: not a private file"
	rm "$psk"
	local text
	for text in '' "${key%?}" "$key " "$key"$'\n\n' "${key/?/-}" \
	    "$(head -c 100000 /dev/zero | tr '\0' A)"; do
		printf '%s\n' "$text" >"$psk"
		chmod 600 "$psk"
		chown 65534 "$psk"
		run install wireguard <"$T/in"
		assert_equal "$status" 2
		assert_output --partial "$psk: not a preshared key"
		[ -z "$text" ] || refute_output --partial "${text:0:20}"
	done
}

@test "a psk-dir that leads elsewhere is refused" {
	requests_psk
	# Root's own key, and a directory that its user put there.
	mkdir "$T/secret"
	cp "$psk" "$T/secret/as64601"
	mv "$T/theirs/psk" "$T/theirs/real"
	ln -s "$T/secret" "$T/theirs/psk"
	chown -h 65534 "$T/theirs/psk"
	psk_refused "a symbolic link on the way is not root's"
	# Also one that root made, in a directory that is another's.
	chown -h 0 "$T/theirs/psk"
	psk_refused "a symbolic link on the way is not root's"
	rm "$T/theirs/psk"
	mv "$T/theirs/real" "$T/theirs/psk"
	chmod 777 "$T/theirs/psk"
	psk_refused "a directory on the way is not root's alone"
	chmod 700 "$T/theirs/psk"
	chown 12345 "$T/theirs/psk"
	psk_refused "a directory on the way is not root's alone"
	chown 65534 "$T/theirs/psk"
	run install wireguard <"$T/in"
	assert_success
}

@test "only a file of a peer's name in psk-dir itself may be named" {
	requests_psk
	local other
	mkdir "$T/theirs/psk/deep"
	cp -p "$psk" "$T/theirs/psk/deep/as64601"
	cp -p "$psk" "$T/theirs/psk/.as64601"
	chown -R 65534 "$T/theirs"
	for other in "$T/theirs/psk/deep/as64601" "$T/theirs/psk/.as64601" \
	    "$T/theirs/other"; do
		depends_on "$other" wireguard
		run install wireguard <"$T/in"
		assert_equal "$status" 2
		assert_equal "$(installed)" nothing
	done
}
