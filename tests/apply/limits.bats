# apply: limits of its process and its surroundings, one by one.  Needs no
# root.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
load helper

# old_and_new PEERS: two inputs, the first of which is installed.
old_and_new() {
	bird_set "$1" old >"$T/old"
	bird_set "$1" new >"$T/new"
	live <"$T/new" >/dev/null 2>&1
	NEW=$(installed)
	live <"$T/old" >/dev/null 2>&1
	OLD=$(installed)
	BEFORE=$OLD
	rm -rf "${STATE:?}/${NEW%%[!0-9a-f]*}"
}

# old_or_new: as the status says; then the next run converges.
old_or_new() {
	case $status/$(installed) in
	0/"$NEW") ;;
	2/"$OLD") ;;
	3/"$OLD") assert_output --partial "apply: rolled back to" ;;
	127/"$OLD") ;;
	*) fail "$1: $status, $(installed), $output" ;;
	esac
	run live --force <"$T/new"
	assert_success
	assert_equal "$(installed)" "$NEW"
	run ! compgen -G "$STATE/.tmp-*"
	live <"$T/old" >/dev/null 2>&1
	rm -rf "${STATE:?}/${NEW%%[!0-9a-f]*}"
}

# limited LIMIT [OPTION ...] <FRAGMENTS: live with "ulimit LIMIT".
limited() {
	local limit=$1
	shift
	# shellcheck disable=SC2016 # for the inner shell
	bash -c 'ulimit $1 && shift && exec "$@"' bash "$limit" \
		apply -s "$T/site.yaml" --state-dir "$STATE" "$@"
}

@test "any of the standard streams closed: refused, nothing is touched" {
	bird_set 2 >"$T/in"
	for closed in '0<&-' '1>&-' '2>&-' '0<&- 1>&-' '0<&- 2>&-' \
	    '1>&- 2>&-' '0<&- 1>&- 2>&-'; do
		status=0
		eval "live <'$T/in' >'$T/out' 2>'$T/err' $closed" || status=$?
		assert_equal "$status" 2
		assert [ ! -e "$STATE" ]
		case $closed in
		*2*) ;;
		*) run cat "$T/err"
		   assert_output "apply: one of the standard streams is closed" ;;
		esac
	done
}

@test "too few descriptors, however few: old or new" {
	start_bird ok
	old_and_new 2
	for n in $(seq 3 20); do
		status=0
		output=$(limited "-n $n" <"$T/new" 2>&1) || status=$?
		# Up to five are not even enough for the dynamic linker.
		[ "$status" -eq 127 ] || assert_output --partial "apply: "
		old_or_new "$n descriptors"
	done
	# Twenty were enough for everything.
	run limited "-n 20" <"$T/new"
	assert_success
}

@test "a limit on the size of files: refused, and said" {
	old_and_new 100
	for blocks in 0 1 2; do
		run limited "-f $blocks" <"$T/new"
		expect_refused "File too large"
		status=2
		old_or_new "$blocks KiB"
	done
	run limited "-f 100" <"$T/new"
	assert_success
}

@test "umask 0, or everything: the modes are the same" {
	printf 'one\n' >"$T/password"
	bird_set 2 | sed "s|^#% count roa.*|&\n#% depends $T/password|" >"$T/in"
	for mask in 000 077 777; do
		rm -rf "$STATE"
		(umask "$mask" && install site <"$T/in") >/dev/null 2>&1
		run find "$STATE" ! -type l -printf '%m %P\n'
		assert_equal "$(sort <<<"$output" | sed 's|[0-9a-f]\{64\}|ID|')" \
		    "$(sort <<-E
			750$(printf ' ')
			750 ID
			640 ID/manifest
			750 ID/bird
			640 ID/bird/bird.conf
			644 ID/bird/peers.conf
			600 journal
			600 lock
			600 secret
			E
		)"
	done
}

@test "the clock jumps a day, back and forth: nothing is different" {
	SECONDS=0
	start_bird slow
	for name in a b a b c; do
		bird_set 20 "$name" >"$T/in"
		run --separate-stderr shimmed day <"$T/in"
		assert_success
		run --separate-stderr shimmed day <"$T/in"
		assert_success
		assert_equal "$output$stderr" ""
	done
	# Nor is a deadline a day long, or over at once.
	exec 9<"$STATE/lock"
	flock 9
	run shimmed day --timeout 1 <"$T/in" 9<&-
	assert_equal "$status" 4
	exec 9<&-
	assert [ "$SECONDS" -lt 15 ]
	run shimmed day --timeout 2 < <(cat "$T/in"; sleep 0.5)
	assert_success
}

@test "short and interrupted reads and writes: the same bytes" {
	echo one >"$T/password"
	bird_set 20 | sed "s|^#% count roa.*|&\n#% depends $T/password|" \
	    >"$T/in"
	install site <"$T/in"
	expected=$(installed)
	for words in short eintr "short eintr"; do
		find "$STATE" -mindepth 1 ! -name secret -delete
		run shimmed "$words" <"$T/in"
		assert_success
		assert_equal "$(installed)" "$expected"
		run shimmed "$words" <"$T/in"
		assert_success
		assert_output ""
	done
}

# put KIND NAME: something else in its place; VICTIM and its folder are
# what links lead to.
put() {
	rm -rf "${2:?}"
	case $1 in
	link) ln -s "$T/elsewhere/victim" "$2" ;;
	folder-link) ln -s "$T/elsewhere" "$2" ;;
	dangling) ln -s "$T/nowhere" "$2" ;;
	fifo) mkfifo "$2" ;;
	directory) mkdir "$2" && touch "$2/mine" ;;
	file) echo mine >"$2" ;;
	esac
}

@test "a link, FIFO, directory or file in the place of a target" {
	echo one >"$T/password"
	for name in old new; do
		bird_set 2 "$name" | sed \
		    "s|^#% count roa.*|&\n#% depends $T/password|" >"$T/$name"
	done
	mkdir "$T/elsewhere"
	echo precious >"$T/elsewhere/victim"
	install site <"$T/new"
	NEW_ID=$(readlink "$STATE/current")
	new=$(installed)
	cp -a "$STATE/secret" "$T/secret"
	rm -rf "$STATE"
	mkdir -m 750 "$STATE"
	cp -a "$T/secret" "$STATE/secret"
	install site <"$T/old"
	OLD_ID=$(readlink "$STATE/current")
	old=$(installed)
	cp -a "$STATE" "$T/saved"
	for target in current journal secret "$NEW_ID" "$OLD_ID" \
	    "$OLD_ID/bird" "$OLD_ID/manifest" "$OLD_ID/bird/peers.conf"; do
		for kind in link folder-link dangling fifo directory file; do
			rm -rf "$STATE"
			cp -a "$T/saved" "$STATE"
			put "$kind" "$STATE/$target"
			for input in new old; do
				# --force, because the manifest may be gone.
				run timeout 20 apply -s "$T/site.yaml" \
				    --install-only --state-dir "$STATE" \
				    --force <"$T/$input"
				case $target/$status in
				current/2 | journal/2 | secret/2)
					assert_output --partial \
					    "apply: $STATE/$target: " ;;
				current/* | journal/* | secret/*)
					fail "$target, $kind: $status" ;;
				*/0)
					run find "$STATE/current/" -type f
					assert_equal "${#lines[@]}" 3
					assert_equal "$(installed)" \
					    "${!input}" ;;
				*/2)	# a file of somebody's is in there
					assert_equal "$kind" directory
					assert_output --partial \
					    "mine: not apply's" ;;
				*) fail "$target, $kind: $status $output" ;;
				esac
			done
			assert_equal "$(cat "$T/elsewhere/victim")" precious
			assert_equal "$(ls "$T/elsewhere")" victim
			assert [ ! -e "$T/nowhere" ]
		done
	done
}
