#!/usr/bin/env bats
# What other users of the host may try: the way to what apply writes, its
# lock.
# shellcheck disable=SC2154 # stderr is run's

load apply/helper

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
