# apply: --list and --rollback.  Needs no root, no BIRD, no WireGuard.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
load helper

# kept NAME: installs a generation of that name, and notes its id as $NAME.
kept() {
	bird_set 2 "$1" | install site >/dev/null 2>&1
	printf -v "$1" %s "$(readlink "$STATE/current")"
}

@test "--list: newest first, the present one marked, what changed" {
	kept a
	kept b
	bird_set 3 b | install site >/dev/null 2>&1
	c=$(readlink "$STATE/current")
	run --separate-stderr install site --list </dev/null
	assert_success
	assert_equal "$stderr" ""
	assert_equal "${#lines[@]}" 3
	time='[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z'
	assert_line --index 0 --regexp "^\* $time ${c:0:12} bird/peers.conf\$"
	assert_line --index 1 --regexp "^  $time ${b:0:12} bird/bird.conf\$"
	assert_line --index 2 --regexp "^  $time ${a:0:12}\$"
}

@test "--list names three files, and counts the others" {
	kept a
	for n in 1 2 3 4 5; do
		printf '#%% file bird/z%s.conf 0640\n# z\n' "$n"
	done >"$T/more"
	{ grep -v '^#% end' <(bird_set 2 a); cat "$T/more"
	    echo '#% end bird 7'; } >"$T/in"
	install site <"$T/in"
	run install site --list
	assert_line --index 0 --partial \
	    " +bird/z1.conf +bird/z2.conf +bird/z3.conf and 2 more"
}

@test "--list where nothing is, and of what is damaged" {
	run --separate-stderr install site --list
	assert_success
	assert_output ""
	assert [ ! -e "$STATE" ]
	kept a
	echo x >>"$STATE/$a/manifest"
	run install site --list
	assert_success
	assert_output --partial "${a:0:12} damaged"
	run bash -c "apply -s '$T/site.yaml' --state-dir '$STATE' --list \
	    >/dev/full"
	assert_equal "$status" 2
}

@test "--rollback: the one before, and back again" {
	kept a
	A=$(installed)
	kept b
	B=$(installed)
	run --separate-stderr install site --rollback </dev/null
	assert_success
	assert_output "bird/bird.conf changed"
	assert_equal "$(installed)" "$A"
	run install site --rollback
	assert_success
	assert_equal "$(installed)" "$B"
	run install site < <(bird_set 2 b)
	assert_success
	assert_output ""
}

@test "--rollback ID: any that is kept, by a unique start of it" {
	kept a
	A=$(installed)
	kept b
	kept c
	run install site --rollback "${a:0:8}"
	assert_success
	assert_equal "$(installed)" "$A"
	BEFORE=$A
	for id in "" x 0123456789abcdef0 "${a}0" "../$a"; do
		run install site --rollback "$id"
		expect_refused "no such generation is kept"
	done
	mkdir -p "$STATE/${b%?}0" "$STATE/${b%?}1"
	run install site --rollback "${b%?}"
	expect_refused "more than one starts so"
}

@test "--rollback with tunnels, modes and a dependence makes the same" {
	echo one >"$T/password"
	for name in a b; do
		{ wireguard_set 1420; bird_set 2 "$name" |
		    sed "s|^#% count roa.*|&\n#% depends $T/password|"; } |
		    install wireguard
	done
	first=$(install wireguard --list | awk 'NR == 2 { print $2 }')
	run install wireguard --rollback
	assert_success
	run install wireguard --list
	assert_line --index 0 --partial "* "
	assert_line --index 0 --partial " $first"
	assert_equal "$(stat -c %a "$STATE/current/wireguard/wg-a.conf")" 600
}

@test "--rollback -n shows it, and changes nothing" {
	kept a
	kept b
	BEFORE=$(installed)
	run install site -n --rollback
	assert_equal "$status" 1
	assert_line "+# a"
	assert_equal "$(installed)" "$BEFORE"
}

@test "--rollback keeps the guards" {
	bird_set 1 | install site
	bird_set 10 | install site
	BEFORE=$(installed)
	run install site --rollback
	expect_refused "of 10 peers 1 would be left"
	run install site --force --rollback
	assert_success
}

@test "--rollback after a change that was taken back" {
	kept a
	kept b
	touch -d "2 minutes ago" "$STATE/$a"
	start_bird lie
	run live < <(bird_set 2 c)
	assert_equal "$status" 3
	assert_equal "$(readlink "$STATE/current")" "$b"
	stop_bird
	run install site --rollback
	assert_success
	assert_equal "$(readlink "$STATE/current")" "$a"
}

@test "--rollback to what was damaged, or to nothing, is refused" {
	run install site --rollback
	assert_equal "$status" 2
	assert_output --partial "there is nothing"
	kept a
	BEFORE=$(installed)
	run install site --rollback
	expect_refused "no generation is kept but the present one"
	kept b
	BEFORE=$(installed)
	echo "# mine" >>"$STATE/$a/bird/peers.conf"
	run install site --rollback
	expect_refused "it is not as apply installed it"
	run install site --rollback --list
	assert_equal "$status" 2
	run install site --rollback "$a" more
	assert_equal "$status" 2
}
