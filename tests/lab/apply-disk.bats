#!/usr/bin/env bats
# apply on a disk of its own: full, without inodes, read-only, and without
# power at any moment.  Needs root, and loop devices for the last of these.
# shellcheck disable=SC2154 # status is run's

bats_require_minimum_version 1.5.0
load ../apply/helper
eval "helper_$(declare -f setup)"
eval "helper_$(declare -f teardown)"

# Mounts happen in a namespace that a process keeps, and are seen from here
# through /proc: so they go away with it, whatever happens.
setup() {
	[ "$(id -u)" -eq 0 ] || skip "labs need root"
	helper_setup
	mkdir "$T/mnt"
	# shellcheck disable=SC2016 # for the inner shell
	unshare -m sh -c ': >"$1" && exec sleep 3600' sh "$T/ready" 3>&- &
	KEEPER=$!
	for _ in $(seq 500); do
		[ ! -e "$T/ready" ] || break
		sleep 0.01
	done
	MNT=/proc/$KEEPER/root$T/mnt
	STATE=$MNT/state
	bird_set 20 old >"$T/old"
	bird_set 20 new >"$T/new"
}

teardown() {
	helper_teardown
	[ -n "${KEEPER:-}" ] || return 0
	kill "$KEEPER"
	wait "$KEEPER" || true
}

inside() {
	nsenter -t "$KEEPER" -m -- "$@"
}

# Both installed once, the old one last; sets OLD and NEW.
both() {
	install site <"$T/new" >/dev/null 2>&1
	NEW=$(installed)
	install site <"$T/old" >/dev/null 2>&1
	OLD=$(installed)
	rm -rf "${STATE:?}/${NEW%%[!0-9a-f]*}"
}

# remounts OPTION USED STEP COUNT PLENTY: apply on a tmpfs that has up to COUNT
# times STEP more of that than what is used.
remounts() {
	local n results=
	inside mount -t tmpfs tmpfs "$T/mnt"
	both
	for n in $(seq 0 "$4"); do
		inside mount -o "remount,$1=$(($2 + n * $3))" "$T/mnt"
		run install site <"$T/new"
		results+=" $status"
		case $status/$(installed) in
		0/"$NEW") ;;
		2/"$OLD" | 3/"$OLD")
			assert_output --partial "No space left on device" ;;
		*) fail "$1 + $n: $status, $(installed), $output" ;;
		esac
		inside mount -o "remount,$1=$5" "$T/mnt"
		run install site --force <"$T/new"
		assert_success
		assert_equal "$(installed)" "$NEW"
		install site <"$T/old" >/dev/null 2>&1
		rm -rf "${STATE:?}/${NEW%%[!0-9a-f]*}"
	done
	# With all of it missing it is refused, and with none it is not.
	assert_regex "$results" '^ 2.* 0$'
}

@test "no inodes, up to as many as are needed: old or new" {
	inside mount -t tmpfs tmpfs "$T/mnt"
	both
	used=$(find "$MNT" | wc -l)
	inside umount "$T/mnt"
	remounts nr_inodes "$used" 1 12 10000
}

@test "no space, up to as much as is needed: old or new" {
	inside mount -t tmpfs tmpfs "$T/mnt"
	both
	used=$(($(stat -f -c '(%b - %f) * %S' "$MNT")))
	inside umount "$T/mnt"
	remounts size "$used" "$(getconf PAGE_SIZE)" 8 10m
}

@test "a read-only file system: refused; and what is unchanged is fine" {
	inside mount -t tmpfs tmpfs "$T/mnt"
	both
	BEFORE=$OLD
	inside mount -o remount,ro "$T/mnt"
	run install site <"$T/new"
	expect_refused "Read-only file system"
	run install site <"$T/old"
	assert_success
	assert_output ""
}

# The options that leave most to apply: no file system's own care for a file
# that is renamed, and nothing written on the disk's own account.
disk=data=writeback,noauto_da_alloc,commit=300

# disk_up IMAGE
disk_up() {
	inside mount -o "loop,$disk" "$1" "$T/mnt"
}

disk_down() {
	inside umount "$T/mnt"
}

# A disk with the old generation, in base.img.
make_disk() {
	command -v mkfs.ext4 >/dev/null || skip "no mkfs.ext4 here"
	truncate -s 8M "$T/base.img"
	mkfs.ext4 -q -O ^metadata_csum_seed "$T/base.img"
	disk_up "$T/base.img" 2>/dev/null || skip "no loop devices here"
	both
	# On this disk, and not where its mount is not seen.
	[ "$OLD" != "$NEW" ] || fail "not installed on the disk: $OLD"
	disk_down
}

# power_cut N [WORDS]: at apply's Nth system call, and then everything that
# the disk has not written is lost.  Sets STATUS to kill-at's, and leaves
# what is left mounted.
power_cut() {
	local words=${2:-}
	cp --sparse=always "$T/base.img" "$T/run.img"
	disk_up "$T/run.img"
	STATUS=0
	LD_PRELOAD=$TOP_BUILDDIR/tests/apply/shim.so BIRDFEED_SHIM=$words \
		"$TOP_BUILDDIR/tests/kill-at" -a "$1" \
		apply -s "$T/site.yaml" --install-only --state-dir "$STATE" \
		<"$T/new" >"$T/out" 2>&1 3>&- || STATUS=$?
	cp --sparse=always "$T/run.img" "$T/cut.img"
	disk_down
	disk_up "$T/cut.img"
}

@test "no power, at each system call: old or new, and the next run converges" {
	make_disk
	# Before it has the lock it does nothing that could be lost.
	disk_up "$T/base.img"
	ASAN_OPTIONS=detect_leaks=0 strace -o "$T/strace" apply \
	    -s "$T/site.yaml" --install-only --state-dir "$STATE" -n \
	    <"$T/new" >/dev/null 2>&1 || true
	disk_down
	first=$(grep -n 'state", O_RDONLY' "$T/strace" | head -n 1 | cut -d : -f 1)
	for n in $(seq "${first:-1}" 1000); do
		power_cut "$n"
		now=$(installed)
		[ "$now" = "$OLD" ] || [ "$now" = "$NEW" ] ||
			fail "call $n: $now"
		# It has come to its end: and not because it could not start.
		if [ "$STATUS" = 99 ]; then
			grep -q "^apply: confirmed" "$T/out" ||
				fail "call $n: $(cat "$T/out")"
			break
		fi
		# An apply that has said so has done so.
		! grep -q "^apply: confirmed" "$T/out" ||
			assert_equal "$now" "$NEW"
		install site --force <"$T/new" >"$T/out" 2>&1 ||
			fail "call $n: $(cat "$T/out")"
		assert_equal "$(installed)" "$NEW"
		disk_down
	done
	assert_equal "$STATUS" 99
	assert_equal "$now" "$NEW"
	disk_down
}

@test "that test can fail: where syncs are only promised, it is neither" {
	make_disk
	for word in no-fsync no-syncfs; do
		power_cut 100000 "$word"
		assert_equal "$STATUS" 99
		assert grep -q "^apply: confirmed" "$T/out"
		refute [ "$(installed)" = "$NEW" ]
		disk_down
	done
}
