# apply: a whole generation or none.  Needs no root, no BIRD, no WireGuard:
# programs and the control socket are stand-ins.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
load helper

@test "help and version go to standard output" {
	run --separate-stderr apply -h
	assert_success
	assert_line --index 0 --partial "usage: apply -s SITE"
	assert_equal "$stderr" ""
	run --separate-stderr apply -V
	assert_success
	assert_output --partial "birdfeed apply "
}

@test "a wrong call is one line and 2" {
	for call in "" "-s" "-x" "-s $T/site.yaml operand" \
	    "-s $T/site.yaml --state-dir state" \
	    "-s $T/site.yaml --state-dir /a/../b" \
	    "-s $T/site.yaml --timeout 0" "-s $T/site.yaml --timeout 1m"; do
		# shellcheck disable=SC2086
		run apply $call </dev/null
		assert_equal "$status" 2
		assert_equal "${#lines[@]}" 1
	done
}

@test "--quiet leaves the changes on standard output, and errors" {
	run --separate-stderr install wireguard --quiet \
	    < <(wireguard_set 1420; bird_set 2)
	assert_success
	assert_line "session ebgp_1 comes"
	assert_equal "$stderr" ""
	run --separate-stderr install wireguard --quiet </dev/null
	assert_equal "$status" 2
	[ -n "$stderr" ]
}

@test "a first install: files, modes, link, one line a change" {
	run --separate-stderr install wireguard \
	    < <(wireguard_set 1420; bird_set 2)
	assert_success
	assert_output "$(cat <<-E
	bird/bird.conf added
	bird/peers.conf added
	wireguard/wg-a.conf added
	session ebgp_1 comes
	session ebgp_2 comes
	E
	)"
	run readlink "$STATE/current"
	assert_output --regexp '^[0-9a-f]{64}$'
	# The directory's name is what sha256sum says of the manifest.
	assert_equal "$(sha256sum <"$STATE/current/manifest")" "$output  -"
	# And in the manifest is what b2sum says of the files.
	hash=$(b2sum -l 256 <"$STATE/current/bird/peers.conf")
	grep -qx "blake2b ${hash%% *}" "$STATE/current/manifest"
	run stat -c %a "$STATE" "$STATE/current/" "$STATE/current/bird" \
	    "$STATE/current/wireguard" "$STATE/current/bird/bird.conf" \
	    "$STATE/current/bird/peers.conf" \
	    "$STATE/current/wireguard/wg-a.conf"
	assert_output "$(printf '750\n750\n750\n700\n640\n644\n600')"
	run head -n 1 "$STATE/current/bird/bird.conf"
	assert_output --regexp \
	    '^define BIRDFEED_GENERATION = "sha256:[0-9a-f]{64}";$'
	run tail -n +2 "$STATE/current/bird/bird.conf"
	assert_output "$(printf '# \ninclude "peers.conf";')"
}

@test "as root, BIRD's group may read its files and no others" {
	[ "$(id -u)" = 0 ] || skip "not root"
	sed -i 's|bird: {|bird: {group: daemon, |' "$T/wireguard.yaml"
	wireguard_set 1420 >"$T/in"
	bird_set 1 >>"$T/in"
	install wireguard <"$T/in"
	run stat -c %U:%G "$STATE" "$STATE/current/" "$STATE/current/bird" \
	    "$STATE/current/bird/bird.conf" "$STATE/current/wireguard" \
	    "$STATE/current/wireguard/wg-a.conf"
	assert_output "$(printf '%s\n' root:daemon root:daemon root:daemon \
	    root:daemon root:root root:root)"
}

@test "the second run is silent, and writes nothing" {
	bird_set 2 >"$T/in"
	install site <"$T/in"
	find "$STATE" -printf '%p %i %m %T@ %C@\n' | sort >"$T/before"
	run --separate-stderr install site <"$T/in"
	assert_success
	assert_equal "$output$stderr" ""
	find "$STATE" -printf '%p %i %m %T@ %C@\n' | sort >"$T/after"
	run diff "$T/before" "$T/after"
	assert_success
	run --separate-stderr install site -v <"$T/in"
	assert_success
	assert_equal "$output" ""
	assert_equal "$stderr" "apply: unchanged"
}

@test "the order of sets and files is no change" {
	install wireguard < <(wireguard_set 1420; bird_set 2)
	run install wireguard < <(bird_set 2; wireguard_set 1420)
	assert_success
	assert_output ""
}

# json OUTCOME STATUS CHANGES: the only line on standard output.
json() {
	id=$(readlink "$STATE/current") || id=
	assert_equal "$output" "{\"status\":$2,\"outcome\":\"$1\",\"changes\":$3,\"current\":\"$id\"}"
	assert_equal "$status" "$2"
}

@test "-j: one line for a monitor, whatever the outcome" {
	run --separate-stderr install site -j </dev/null
	json refused 2 0
	run --separate-stderr install site -j < <(bird_set 2)
	json applied 0 4
	assert_regex "$stderr" "bird/peers.conf added"
	run --separate-stderr install site -j < <(bird_set 2)
	json unchanged 0 0
	run --separate-stderr install site -j < <(bird_set 0)
	json refused 2 0
	exec 9<"$STATE/lock"
	flock 9
	run --separate-stderr install site -j --timeout 1 < <(bird_set 1) 9<&-
	json busy 4 0
	exec 9<&-
	start_bird lie
	run --separate-stderr live -j < <(bird_set 2 other)
	json rolled-back 3 0
	for wrong in -n --list; do
		run install site -j "$wrong" </dev/null
		assert_equal "$status" 2
		assert_equal "${#lines[@]}" 1
	done
}

@test "one changed file is one line" {
	bird_set 2 | install site
	run --separate-stderr install site < <(bird_set 2 other)
	assert_success
	assert_output "bird/bird.conf changed"
	run grep -c other "$STATE/current/bird/bird.conf"
	assert_output 1
}

@test "a session that restarts is said with its setting" {
	bird_set 2 | install site
	run --separate-stderr install site \
	    < <(bird_set 2 | sed 's/ebgp_2 hold-time=240/ebgp_2 hold-time=30/')
	assert_success
	assert_line "session ebgp_2 restarts: hold-time 240 -> 30"
	refute_output --partial ebgp_1
}

@test "a password file with another content restarts its sessions" {
	echo one >"$T/password"
	bird_set 2 | sed "s|^#% count roa.*|&\n#% depends $T/password|
	    s|ebgp_2 hold-time=240|& password=$T/password|" >"$T/in"
	install site <"$T/in"
	echo two >"$T/password"
	run --separate-stderr install site <"$T/in"
	assert_success
	assert_line "session ebgp_2 restarts: its password changed"
	refute_output --partial ebgp_1
}

@test "what BFD says restarts nothing, with or without older settings" {
	bird_set 2 | sed 's/ebgp_[12] hold-time=240/& bfd=off/' | install site
	run --separate-stderr install site \
	    < <(bird_set 2 | sed 's/ebgp_1 hold-time=240/& bfd=graceful/')
	assert_success
	assert_output "bird/peers.conf is as it was, but its counts or sessions changed"
}

@test "-n says it in a diff, exits 1, and writes nothing" {
	run --separate-stderr install site -n < <(bird_set 2)
	assert_equal "$status" 1
	assert_line "+include \"peers.conf\";"
	assert [ ! -e "$STATE" ]
	bird_set 2 >"$T/in"
	install site <"$T/in"
	BEFORE=$(installed)
	run --separate-stderr install site -n <"$T/in"
	assert_success
	assert_output ""
	run --separate-stderr install site -n < <(bird_set 1)
	assert_equal "$status" 1
	assert_line -- "-# 2 peers"
	assert_line -- "+# 1 peers"
	assert_line "session ebgp_2 goes"
	assert_equal "$(installed)" "$BEFORE"
}

@test "-n takes no lock" {
	bird_set 2 | install site
	exec 9<"$STATE/lock"
	flock 9
	run install site -n < <(bird_set 2)
	assert_success
	exec 9<&-
}

@test "too many removals are refused, and forced" {
	bird_set 10 | install site
	BEFORE=$(installed)
	run install site < <(bird_set 7)
	expect_refused "of 10 peers 7 would be left"
	run install site < <(bird_set 0)
	expect_refused "of 10 peers 0 would be left"
	run install site < <(bird_set 10 | sed 's/count roa 10/count roa 0/')
	expect_refused "of 10 ROAs 0 would be left"
	registry() {
		bird_set 10 | sed "s/^#% count roa 10/&\\n#% count $1 $2/"
	}
	for of in "aut-num aut-nums" "as-set as-sets" "rule filter rules"; do
		registry "${of%% *}" 30 | install site
		BEFORE=$(installed)
		run install site < <(registry "${of%% *}" 20)
		expect_refused "of 30 ${of#* } 20 would be left"
		bird_set 10 | install site --force
	done
	BEFORE=$(installed)
	bird_set 8 | install site
	run install site --force < <(bird_set 1)
	assert_success
	run cat "$STATE/current/bird/peers.conf"
	assert_output "# 1 peers"
}

# aged DAYS PEERS: a bird set of a registry whose newest commit is so old.
aged() {
	bird_set "$2" | sed "s/^#% count roa/#% revision $(date -u \
		-d "-$1 days -1 hour" +%Y-%m-%dT%H:%M:%SZ)\n&/"
}

@test "an old registry is warned of, and one that is too old removes nothing" {
	run install site < <(aged 2 10)
	assert_success
	refute_output --partial warn-age
	# The age is no change.
	run install site -n < <(aged 4 10)
	assert_success
	assert_output "apply: $T/site.yaml: warn-age: warning: the registry's newest commit is 4 days old (expected 3d old at most; is the clone brought up to date?)"
	# It is judged when something goes, and not before.
	run install site < <(aged 13 9)
	assert_success
	BEFORE=$(installed)
	run install site < <(aged 14 8)
	expect_refused "of 9 peers 8 would be left, and the registry's newest commit is 14 days old (max-age is 14d; --force overrides)"
	run install site -n < <(aged 14 8)
	assert_equal "$status" 2
	run install site < <(aged 20 9)
	assert_success
	run install site < <(aged 20 10)
	assert_success
	run install site --force < <(aged 20 9)
	assert_success
	# A commit of next year makes nothing young.
	run install site < <(aged 20 8 | sed "s/revision 20../revision 2999/")
	assert_equal "$status" 2
	assert_output --partial "the registry's newest commit is in the future (expected 3d old at most; is the clock right?)"
	assert_output --partial "of 9 peers 8 would be left, and the registry's newest commit is in the future (max-age is 14d; --force overrides)"
	# A site says what is old.
	sed 's/^apply:/registry: {warn-age: 30d, max-age: 60d}\n&/' \
		"$T/site.yaml" >"$T/patient.yaml"
	run install patient < <(aged 29 8)
	assert_success
	refute_output --partial warn-age
	for bad in 3 0h 3651d 1w; do
		sed "s/^apply:/registry: {max-age: $bad}\n&/" \
			"$T/site.yaml" >"$T/bad.yaml"
		run install bad < <(aged 1 8)
		assert_equal "$status" 2
		assert_output --partial "max-age: \"$bad\" (expected days or hours, 1h .. 3650d)"
	done
}

@test "with a registry that is too old, those who leave by themselves still may" {
	named "as1 as2 as3" | install site
	run install site < <(named "as1 as2" as3 |
		sed "s/^#% count roa/#% revision 2020-01-01T00:00:00Z\n&/")
	assert_success
	# A rollback does not ask how old a registry is.
	named "as1 as2 as4" | install site
	run install site --rollback
	assert_success
}

# named NAMES [LEAVES]: a bird set whose peers have these names.
named() {
	local names=$1 leaves=${2:-} text='' n=0 name
	for name in $names; do
		text+="#% member peer $name"$'\n'
		n=$((n + 1))
	done
	for name in $leaves; do
		text+="#% leave peer $name"$'\n'
	done
	bird_set $n | NAMES=$text awk '
		{ print }
		/^#% count peer/ { printf "%s", ENVIRON["NAMES"] }'
}

@test "peers are compared by name, and one that leaves by itself may go" {
	named "as1 as2 as3 as4" | install site
	BEFORE=$(installed)
	run install site < <(named "as1 as2")
	expect_refused "of 4 peers 2 would be left"
	# As many others do not make up for them.
	run install site < <(named "as1 as2 as5 as6")
	expect_refused "of 4 peers 2 would be left"
	# Half of them leave, and one more goes.
	named "as1 as2" "as3 as4" | install site
	BEFORE=$(installed)
	# A leave that is still listed does not excuse another.
	run install site < <(named "" "as3 as4 as1")
	expect_refused "of 1 peers 0 would be left"
	# The only ones leave; who joins later is no removal.
	named "" "as1 as2 as3 as4" | install site
	named "as7" "as1 as2" | install site
	run cat "$STATE/current/bird/peers.conf"
	assert_output "# 1 peers"
}

@test "the end of a leave is no change" {
	named "as1" "as2" | install site
	BEFORE=$(installed)
	named "as1" | install site
	assert_equal "$(installed)" "$BEFORE"
}

@test "one may always go, but not the last one" {
	bird_set 2 | install site
	bird_set 1 | install site
	BEFORE=$(installed)
	run install site < <(bird_set 0)
	expect_refused "of 1 peers 0 would be left"
}

@test "cut at every tenth byte, nothing is installed" {
	{ wireguard_set 1420; bird_set 2; } >"$T/in"
	size=$(stat -c %s "$T/in")
	for n in $(seq 0 10 "$((size - 1))") "$((size - 1))"; do
		head -c "$n" "$T/in" >"$T/cut"
		run install wireguard <"$T/cut"
		assert_equal "$status" 2
		assert [ ! -e "$STATE/current" ]
	done
	wireguard_set 1420 >"$T/old"
	bird_set 1 >>"$T/old"
	install wireguard <"$T/old"
	BEFORE=$(installed)
	for n in $(seq 0 10 "$((size - 1))"); do
		head -c "$n" "$T/in" >"$T/cut"
		run install wireguard <"$T/cut"
		assert_equal "$status" 2
	done
	assert_equal "$(installed)" "$BEFORE"
}

@test "a set missing, foreign, unknown, twice or unclosed is refused" {
	wireguard_set 1420 >"$T/wireguard"
	bird_set 2 >"$T/bird"
	cat "$T/wireguard" "$T/bird" | install wireguard
	BEFORE=$(installed)
	run install wireguard <"$T/bird"
	expect_refused 'the set "wireguard" is missing'
	run install wireguard <"$T/wireguard"
	expect_refused 'the set "bird" is missing'
	run install site < <(cat "$T/bird" "$T/wireguard")
	expect_refused "is not this router's"
	run install wireguard < <(cat "$T/bird" "$T/wireguard" "$T/bird")
	expect_refused "there before"
	run install wireguard < <(grep -v '^#% end' "$T/bird")
	expect_refused "ends within a set"
	run install wireguard < <(cat "$T/bird" "$T/wireguard";
	    printf '#%% begin networkd 1\n#%% end networkd 0\n')
	expect_refused "is not for apply, which sets the tunnels up itself"
	run install wireguard < <(cat "$T/bird" "$T/wireguard";
	    printf '#%% begin cron 1\n#%% end cron 0\n')
	expect_refused "unknown set"
	run install wireguard < <(sed 's|bird/bird.conf|bird/other.conf|' \
	    "$T/bird"; cat "$T/wireguard")
	expect_refused "has no bird/bird.conf"
}

@test "junk, odd names, a file twice and a wrong count are refused" {
	bird_set 2 >"$T/in"
	install site <"$T/in"
	BEFORE=$(installed)
	run install site < <(echo junk; cat "$T/in")
	expect_refused "text outside a file"
	run install site < <(cat "$T/in"; echo)
	expect_refused "text outside a file"
	for name in bird/../x /etc/passwd bird/.x bird//x bird/x/ bird \
	    wireguard/x.conf bird/X 'bird/x y' bird/x/../../y; do
		run install site < <(sed "s|bird/peers.conf|$name|" "$T/in")
		expect_refused "apply: -:5:"
	done
	run install site < <(sed "s|bird/peers.conf|bird/bird.conf|" "$T/in")
	expect_refused "one file twice"
	run install site < <(sed "s|end bird 2|end bird 3|" "$T/in")
	expect_refused "counts other files"
	run install site < <(sed "s|0644|0777|" "$T/in")
	expect_refused "mode"
	run install site < <(sed '/count/d' "$T/in")
	expect_refused "without a count"
	run install site < <(sed 's/# 2 peers/# \x01/' "$T/in")
	expect_refused "control byte"
	run install site </dev/null
	expect_refused "empty"
}

@test "a stream that stalls is refused" {
	BEFORE=$(installed)
	run install site --timeout 1 < <(bird_set 2 | head -n 3; exec sleep 3)
	expect_refused "stalled"
}

@test "a tunnel file with a foreign line is refused" {
	{ wireguard_set 1420; bird_set 2; } >"$T/in"
	BEFORE=$(installed)
	run install wireguard < <(sed "s|^MTU|PostUp = touch $T/pwned\n&|" \
	    "$T/in")
	expect_refused "wireguard/wg-a.conf:5:"
	assert [ ! -e "$T/pwned" ]
}

# Everything in the state directory, but when it was read.
everything() {
	(cd "$STATE" && find . -printf '%p %i %m %s %l %C@\n' | sort &&
		find . -type f -exec sha256sum {} + | sort)
}

@test "a file edited by hand: refused, and nothing is touched" {
	bird_set 2 >"$T/in"
	bird_set 2 other >"$T/other"
	install site <"$T/in"
	BEFORE=$(installed)
	said="apply: $STATE/current/bird/peers.conf is not as apply installed it"
	for edit in 'echo "# mine" >>' 'truncate -s 1' 'truncate -s 0' \
	    'chmod 600 "$f"; echo "# mine" >' 'ln -sf /etc/hostname'; do
		f=$STATE/current/bird/peers.conf
		eval "$edit \"\$f\""
		edited=$(everything)
		for input in in other; do
			run install site <"$T/$input"
			assert_equal "$status" 2
			assert_output "$said (edited by hand?), so nothing is done (--force replaces it; text of your own goes into a file of the router's include)"
			assert_equal "$(everything)" "$edited"
		done
		# To look is allowed, and says the same.
		run install site -n <"$T/in"
		assert_equal "$status" 2
		assert_line --partial "$said (edited by hand?), so"
		assert_equal "$(everything)" "$edited"
		run install site -j <"$T/in"
		assert_line --partial '"outcome":"refused"'
		run install site --force <"$T/in"
		assert_success
		assert_line "apply: warning: ${said#apply: } (edited by hand?), and replaced"
		assert_line "bird/peers.conf repaired"
		assert_equal "$(installed)" "$BEFORE"
		assert_equal "$(stat -c %a "$f")" 644
	done
	sed -i 's/sha256:0*./sha256:x/' "$STATE/current/bird/bird.conf"
	run install site <"$T/in"
	assert_equal "$status" 2
	assert_output --partial "current/bird/bird.conf is not as"
	run install site --force <"$T/other"
	assert_success
	assert_line "bird/bird.conf changed"
}

@test "a file edited by hand: the way back is refused as well, but not for good" {
	bird_set 2 a | install site
	bird_set 2 b | install site
	echo "# mine" >>"$STATE/current/bird/peers.conf"
	run install site --rollback </dev/null
	assert_equal "$status" 2
	assert_output --partial "edited by hand?"
	# As apply installed it, it is not edited any more.
	sed -i '/^# mine$/d' "$STATE/current/bird/peers.conf"
	run install site --rollback </dev/null
	assert_success
}

@test "a tunnel's file edited by hand is refused too, and all are named" {
	{ wireguard_set 1420; bird_set 2; } >"$T/in"
	install wireguard <"$T/in"
	sed -i 's/1420/1400/' "$STATE/current/wireguard/wg-a.conf"
	echo >>"$STATE/current/bird/peers.conf"
	rm "$STATE/current/bird/bird.conf"
	run install wireguard <"$T/in"
	assert_equal "$status" 2
	assert_line --partial "apply: $STATE/current/wireguard/wg-a.conf is not"
	assert_line --partial "apply: $STATE/current/bird/peers.conf is not"
	assert_line "apply: warning: $STATE/current/bird/bird.conf is not as apply installed it"
}

@test "a file that can not be read may have been edited" {
	bird_set 2 >"$T/in"
	mkdir "$T/nobody"
	chmod 777 "$T/nobody"
	theirs=("$(command -v apply)" -s "$T/site.yaml" --install-only
		--state-dir "$T/nobody/state")
	as_nobody "${theirs[@]}" <"$T/in"
	as_nobody chmod 0 "$T/nobody/state/current/bird/peers.conf"
	run as_nobody "${theirs[@]}" <"$T/in"
	assert_equal "$status" 2
	assert_output --partial "peers.conf is not as apply installed it (edited"
}

@test "a file that is gone, or of another mode, is said, and repaired" {
	bird_set 2 >"$T/in"
	install site <"$T/in"
	BEFORE=$(installed)
	for edit in 'rm' 'chmod 600'; do
		eval "$edit $STATE/current/bird/peers.conf"
		run install site <"$T/in"
		assert_success
		assert_line --partial "peers.conf is not as apply installed"
		assert_line "bird/peers.conf repaired"
		assert_equal "$(installed)" "$BEFORE"
	done
	assert_equal "$(stat -c %a "$STATE/current/bird/peers.conf")" 644
}

@test "a folder of another mode, owner or kind is said, and repaired" {
	bird_set 2 >"$T/in"
	install site <"$T/in"
	BEFORE=$(installed)
	dir=$(readlink -f "$STATE/current")
	for edit in 'chmod 777 "$dir/bird"' 'chmod 700 "$dir"' \
	    'mv "$dir/bird" "$T/moved" && ln -s "$T/moved" "$dir/bird"'; do
		eval "$edit"
		run install site <"$T/in"
		assert_success
		assert_line --partial "is not as apply installed it"
		assert_line --regexp '^(bird|current)/ repaired$'
		assert_equal "$(installed)" "$BEFORE"
		run stat -c '%a %F' "$dir" "$dir/bird"
		assert_output "$(printf '750 directory\n750 directory')"
		run install site <"$T/in"
		assert_output ""
	done
	# Where the link led is as it was.
	run ls "$T/moved"
	assert_output "$(printf 'bird.conf\npeers.conf')"
	if [ "$(id -u)" = 0 ]; then
		chown -h nobody "$dir/bird/peers.conf"
		run install site <"$T/in"
		assert_line "bird/peers.conf repaired"
		assert_equal "$(stat -c %U "$dir/bird/peers.conf")" root
	fi
}

@test "a FIFO or a folder where a file should be is replaced; a link, if forced" {
	bird_set 2 >"$T/in"
	install site <"$T/in"
	BEFORE=$(installed)
	echo precious >"$T/precious"
	for make in 'ln -s "$T/precious"' mkfifo mkdir 'ln -s /dev/zero'; do
		rm -rf "$STATE/current/bird/peers.conf"
		eval "$make \"$STATE/current/bird/peers.conf\""
		force=()
		[[ $make != ln* ]] || force=(--force)
		run timeout 20 "$(command -v apply)" -s "$T/site.yaml" \
		    --install-only --state-dir "$STATE" "${force[@]}" <"$T/in"
		assert_success
		assert_line "bird/peers.conf repaired"
		assert_equal "$(installed)" "$BEFORE"
	done
	run cat "$T/precious"
	assert_output precious
	# And where the generation itself should be.
	id=$(readlink "$STATE/current")
	bird_set 3 | install site
	rm -r "${STATE:?}/$id"
	ln -s "$T" "$STATE/$id"
	run install site --force <"$T/in"
	assert_success
	assert_equal "$(installed)" "$BEFORE"
	assert [ -f "$T/precious" ]
}

@test "a file that is not apply's is said, and never touched" {
	bird_set 2 >"$T/in"
	install site <"$T/in"
	old=$(readlink -f "$STATE/current")
	echo mine >"$old/bird/mine.conf"
	mkdir "$old/notes"
	echo mine >"$old/notes/today"
	run install site <"$T/in"
	assert_success
	assert_output ""
	# What is not as it was installed can not be repaired around it.
	rm "$old/bird/peers.conf"
	run install site <"$T/in"
	assert_equal "$status" 2
	assert_line --partial "/bird/mine.conf: not apply's, and lost if"
	assert_line --partial "/notes: not apply's, and lost if"
	# Not even within a folder that stands where a file should.
	mkdir "$old/bird/peers.conf"
	touch "$old/bird/peers.conf/deep"
	run install site <"$T/in"
	assert_equal "$status" 2
	assert_line --partial "/bird/peers.conf/deep: not apply's, and lost if"
	rm -r "$old/bird/peers.conf"
	# Something else can be installed, and goes on being so.
	for i in 1 2 3 4 5 6 7; do
		run install site < <(bird_set 2 "number $i")
		assert_success
		[ "$i" != 1 ] || assert_line --partial \
		    "current/bird/mine.conf is not apply's, and left alone"
	done
	assert_line --partial "stays because of bird/mine.conf"
	run cat "$old/bird/mine.conf" "$old/notes/today"
	assert_output "$(printf 'mine\nmine')"
}

@test "a lost or damaged manifest needs --force, or the same input" {
	bird_set 2 >"$T/in"
	install site <"$T/in"
	BEFORE=$(installed)
	echo x >>"$STATE/current/manifest"
	run install site < <(bird_set 3)
	assert_equal "$status" 2
	assert_output --partial "manifest is missing or damaged"
	install site <"$T/in"
	assert_equal "$(installed)" "$BEFORE"
	rm -r "${STATE:?}/$(readlink "$STATE/current")"
	run install site < <(bird_set 3)
	assert_equal "$status" 2
	run install site --force < <(bird_set 3)
	assert_success
}

@test "current that is no link of apply's is refused" {
	mkdir -m 755 "$STATE" "$STATE/current"
	run install site < <(bird_set 2)
	assert_equal "$status" 2
	assert_output --partial "current: not apply's"
	rmdir "$STATE/current"
	ln -s ../elsewhere "$STATE/current"
	run install site < <(bird_set 2)
	assert_equal "$status" 2
}

@test "a state directory that is a link is refused" {
	mkdir -m 755 "$T/elsewhere"
	ln -s elsewhere "$STATE"
	run install site < <(bird_set 2)
	assert_equal "$status" 2
	assert_output "apply: $STATE: a symbolic link (expected the directory itself)"
	run ls -A "$T/elsewhere"
	assert_output ""
}

@test "a state directory that others can write is refused" {
	mkdir -m 777 "$STATE"
	run install site < <(bird_set 2)
	assert_equal "$status" 2
	assert_output --partial "not ours alone"
}

@test "what a run that died left behind goes" {
	bird_set 2 | install site
	mkdir -p "$STATE/.tmp-0badcafe/bird"
	touch "$STATE/.tmp-0badcafe/bird/bird.conf"
	ln -s x "$STATE/.tmp-00000000"
	bird_set 3 | install site
	run ls -A "$STATE"
	refute_output --partial .tmp
}

@test "a directory that a dead run left half-written is not trusted" {
	bird_set 2 | install site
	id=$(readlink "$STATE/current")
	rm "$STATE/current"
	rm "$STATE/$id/bird/peers.conf"
	bird_set 2 | install site
	assert_equal "$(readlink "$STATE/current")" "$id"
	assert [ -f "$STATE/current/bird/peers.conf" ]
}

@test "old generations go, five stay, and so does the previous one" {
	for i in 1 2 3 4 5 6 7 8; do
		bird_set 2 "number $i" | install site
	done
	run bash -c "ls '$STATE' | grep -c '^[0-9a-f]\{64\}$'"
	assert_output 5
	bird_set 2 "number 4" | install site
	run cat "$STATE/current/bird/bird.conf"
	assert_output --partial "number 4"
	run bash -c "grep -l 'number 8' '$STATE'/*/bird/bird.conf | wc -l"
	assert_output 1
}

@test "standard output full: not 0, and what is installed is whole" {
	run bash -c "apply -s '$T/site.yaml' --install-only \
	    --state-dir '$STATE' >/dev/full" < <(bird_set 2)
	assert_equal "$status" 2
	assert_output --partial "standard output: write:"
	run install site < <(bird_set 2)
	assert_success
	assert_output ""
}

@test "standard output closed is refused before anything is done" {
	run bash -c "apply -s '$T/site.yaml' --install-only \
	    --state-dir '$STATE' >&-" < <(bird_set 2)
	assert_equal "$status" 2
	assert [ ! -e "$STATE" ]
}

@test "a state directory that can not be read or made is refused" {
	as=()
	if [ "$(id -u)" = 0 ]; then
		as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
		chmod 755 "$T" "$BATS_RUN_TMPDIR" "$BATS_TEST_TMPDIR" \
		    "$BATS_FILE_TMPDIR" "$BATS_RUN_TMPDIR/test"
	fi
	"${as[@]}" test -r "$T/site.yaml" || skip "can not reach $T"
	mkdir "$T/closed"
	chmod 000 "$T/closed"
	bird_set 2 >"$T/in"
	for dir in "$T/closed" "$T/closed/state" "$T/no/such"; do
		run "${as[@]}" "$TOP_BUILDDIR/apply" -s "$T/site.yaml" \
		    --install-only --state-dir "$dir" <"$T/in"
		assert_equal "$status" 2
		assert_output --partial "$dir: "
	done
	chmod 700 "$T/closed"
	run find "$T/closed" -mindepth 1
	assert_output ""
}

@test "a file where the state directory should be is refused" {
	touch "$STATE"
	run install site < <(bird_set 2)
	assert_equal "$status" 2
	assert_output --partial "$STATE: Not a directory"
}

@test "the lock is waited for, and then it is busy: 4" {
	mkdir -m 755 "$STATE"
	(umask 077 && : >"$STATE/lock")
	exec 9<"$STATE/lock"
	flock 9
	run install site --timeout 1 < <(bird_set 2) 9<&-
	assert_equal "$status" 4
	assert_output --partial busy
	assert_equal "$(installed)" nothing
	exec 9<&-
}

@test "two at once: one after the other, both whole" {
	for i in 1 2 3 4 5 6; do
		bird_set 2 "number $((i % 2))" | install site >"$T/$i" 2>&1 &
	done
	for _ in 1 2 3 4 5 6; do
		wait -n
	done
	run install site -n < <(bird_set 2 "number $(
	    grep -c 'number 1' "$STATE/current/bird/bird.conf")")
	assert_success
	run ls -A "$STATE"
	assert_equal "${#lines[@]}" 5	# two generations, current, journal, lock
}

@test "bird -p refuses: its words, and nothing changes" {
	bird_set 2 | install site
	BEFORE=$(installed)
	# shellcheck disable=SC2016
	stand_in bird 'echo "bird: $3:7:1 syntax error" >&2; exit 1'
	run install site < <(bird_set 2 other)
	expect_refused "bird.conf:7:1 syntax error"
	run bash -c "ls '$STATE' | grep -c '^[0-9a-f]\{64\}$'"
	assert_output 1
}

@test "bird -p gets the staged file, as BIRD's own user" {
	stand_in bird "echo \"\$*\" >'$T/args'"
	bird_set 2 | install site
	run cat "$T/args"
	assert_output --partial "-p -c $STATE/$(readlink "$STATE/current")/bird/bird.conf"
	if [ "$(id -u)" = 0 ]; then
		assert_output --partial " -u bird -g bird"
	fi
}

@test "a file it depends on: its change is a change, its lack is refused" {
	echo one >"$T/password"
	bird_set 2 | sed "s|^#% count roa.*|&\n#% depends $T/password|" \
	    >"$T/in"
	install site <"$T/in"
	assert_equal "$(stat -c '%a %s' "$STATE/secret")" "600 32"
	run install site <"$T/in"
	assert_output ""
	BEFORE=$(installed)
	echo two >"$T/password"
	run --separate-stderr install site <"$T/in"
	assert_success
	assert_output "bird/peers.conf is as it was, but a file it depends on changed"
	refute [ "$(installed)" = "$BEFORE" ]
	run grep -r two "$STATE"
	assert_failure
	BEFORE=$(installed)
	rm "$T/password"
	run install site <"$T/in"
	expect_refused "password: No such file"
	ln -s site.yaml "$T/password"
	run install site <"$T/in"
	expect_refused "a symbolic link"
	rm "$T/password"
	mkfifo "$T/password"
	run install site <"$T/in"
	expect_refused "not a regular file"
	rm "$T/password"
	truncate -s 2M "$T/password"
	run install site <"$T/in"
	expect_refused "too long"
}

@test "-n with a dependence makes no secret" {
	echo one >"$T/password"
	run install site -n < <(bird_set 2 |
	    sed "s|^#% count roa.*|&\n#% depends $T/password|")
	assert_equal "$status" 1
	assert [ ! -e "$STATE" ]
}
