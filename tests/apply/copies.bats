# apply: a generation's own copies of what it depends on: that they are what
# was hashed, that a rollback brings them back, and that they go with it.
# Programs are stand-ins; needs no root.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
load helper

# copy SOURCE: the name of its copy, which depends on the path alone.
copy() {
	printf %s "$1" | b2sum -l 256 | sed 's|^\(.\{16\}\).*|copy/\1|'
}

# with_password [MODE]: a bird set that includes a copy of the password file.
with_password() {
	bird_set 2 | sed '$d'
	cat <<-E
	#% file bird/$(copy "$T/password") ${1:-0640}
	#% copy $T/password
	#% end bird 3
	E
}

# with_keys: two tunnels and their keys, and a bird set.
with_keys() {
	local name
	echo "#% begin wireguard 1"
	for name in a b; do
		wireguard_set 1420 | sed "1d; \$d; s|wg-a|wg-$name|
		    s|^#% file.*|&\n#% depends $T/private.key|"
	done | sed "/^#% file.*wg-b/ s|\$|\n#% depends $T/psk|
	    /wg-b/,\$ s|^PostUp = ip|PostUp = wg set %i peer $PEER preshared-key $T/psk\n&|"
	echo "#% end wireguard 2"
	bird_set 2
}

# new_key FILE: makes a key.
new_key() {
	head -c 32 /dev/urandom | base64 >"$1"
}

keys() {
	PATH=$PATH:/usr/sbin:/sbin
	command -v wg >/dev/null || skip "no wg"
	wg genkey >"$T/private.key"
	OURS=$(wg pubkey <"$T/private.key")
	site wireguard >"$T/wireguard.yaml"
	new_key "$T/psk"
}

@test "a copy is what was hashed, for BIRD's group or root alone" {
	keys
	echo one >"$T/password"
	{ with_keys | sed '/^#% begin bird/,$d'; with_password; } >"$T/in"
	install wireguard <"$T/in"
	(
		cd "$STATE/current"
		diff "$T/password" "bird/$(copy "$T/password")"
		diff "$T/private.key" "wireguard/$(copy "$T/private.key")"
		diff "$T/psk" "wireguard/$(copy "$T/psk")"
		run stat -c %a "bird/$(copy "$T/password")" \
		    "wireguard/$(copy "$T/psk")" wireguard/copy
		assert_output $'640\n600\n700'
		# Who may read the manifest cannot try passwords.
		run grep -c "$(printf 'one\n' | b2sum -l 256 | cut -c 1-64)" manifest
		assert_output 0
		assert_equal "$(sha256sum <manifest | cut -c 1-64)" \
		    "$(readlink "$STATE/current")"
	)
	run install wireguard <"$T/in"
	assert_success
	assert_output ""
}

@test "only a secret changed: forwards, and back by --rollback" {
	echo one >"$T/password"
	with_password | install site
	one=$(readlink "$STATE/current")
	echo two >"$T/password"
	run install site -n < <(with_password)
	assert_equal "$status" 1
	assert_output --partial "$(copy "$T/password") changed (a copy of $T/password)"
	refute_output --partial one
	refute_output --partial two
	with_password | install site
	assert_equal "$(cat "$STATE/current/bird/$(copy "$T/password")")" two
	run install site --rollback
	assert_success
	assert_output --partial "changed (a copy of $T/password)"
	assert_equal "$(readlink "$STATE/current")" "$one"
	assert_equal "$(cat "$STATE/current/bird/$(copy "$T/password")")" one
	assert_equal "$(cat "$T/password")" two
	# Not even that it is gone is in the way.
	rm "$T/password"
	run install site --rollback
	assert_success
	assert_equal "$(cat "$STATE/current/bird/$(copy "$T/password")")" two
}

@test "a copy that was edited is somebody's work; one that is gone is not" {
	echo one >"$T/password"
	with_password | install site
	BEFORE=$(installed)
	path=$STATE/current/bird/$(copy "$T/password")
	rm "$path"
	run install site < <(with_password)
	assert_success
	assert_output --partial "repaired"
	assert_equal "$(installed)" "$BEFORE"
	echo mine >"$path"
	run install site < <(with_password)
	assert_equal "$status" 2
	assert_output --partial "$(copy "$T/password") is not as apply installed it"
	run install site --force < <(with_password)
	assert_success
	assert_equal "$(installed)" "$BEFORE"
}

@test "what is no copy as apply makes it is refused" {
	echo one >"$T/password"
	chmod 600 "$T/password"
	BEFORE=$(installed)
	run install site < <(with_password 0644)
	expect_refused "a copy that others may read"
	run install site < <(with_password | sed "s|^#% copy.*|&\ntext|")
	expect_refused "a copy with a text of its own"
	run install site < <(with_password | sed "s|^#% copy.*|#% copy $T/site.yaml|")
	expect_refused "a copy whose name is not that of its source"
	path=/etc/shadow
	run install site < <(with_password | sed "s|^#% copy.*|#% copy $path|
	    s|bird/copy/[0-9a-f]*|bird/$(copy $path)|")
	expect_refused "/etc/shadow: not a file that the site file names"
	run install site < <(with_password)
	assert_success
}

# A host whose tunnels are as their generation says; wg(8) notes what it is
# told to do.
tunnels_up() {
	stand_in ip "echo \"ip \$*\" >>'$T/log'"
	stand_in wg "case \$* in
		'show all dump') cat '$T/dump' ;;
		*) echo \"wg \$*\" >>'$T/log' ;;
		esac"
	: >"$T/log"
	printf '%s\t%s\t%s\t52001\toff\n' lo "$1" "$2" >"$T/dump"
	printf '%s\t%s\t%s\t(none)\t172.16.0.0/12,fe80::/10\t0\t0\t0\toff\n' \
		lo "$PEER" "$3" >>"$T/dump"
}

# The one interface that every host has.
lo_set() {
	with_keys | awk '/^#% file.*wg-a/ { skip = 1 }
	    /^#% file.*wg-b/ { skip = 0 } !skip' | sed 's/wg-b/lo/g
	    s/^#% end wireguard 2/#% end wireguard 1/'
}

@test "tunnels get their keys from the copies, when they have others" {
	keys
	lo_set >"$T/in"
	install wireguard <"$T/in"
	id=$(readlink "$STATE/current")
	private=$STATE/$id/wireguard/$(copy "$T/private.key")
	psk=$STATE/$id/wireguard/$(copy "$T/psk")
	tunnels_up x "$OURS" "$(cat "$T/psk")"
	boot=(apply -s "$T/wireguard.yaml" --state-dir "$STATE" --boot)
	run "${boot[@]}"
	run grep -e private-key -e preshared "$T/log"
	assert_output ""
	# Another psk is seen, although the interface has one.
	tunnels_up x "$OURS" "$PEER"
	run "${boot[@]}"
	run cat "$T/log"
	assert_output --partial "preshared-key $psk"
	refute_output --partial private-key
	tunnels_up x "$PEER" "$(cat "$T/psk")"
	run "${boot[@]}"
	run cat "$T/log"
	assert_output --partial "private-key $private"
	# The site file has gone on: a boot brings back what was confirmed.
	new_key "$T/psk"
	wg() { PATH=${PATH#*:} command wg "$@"; }
	wg genkey >"$T/private.key"
	OURS=$(wg pubkey <"$T/private.key")
	site wireguard >"$T/wireguard.yaml"
	tunnels_up x "$PEER" "$PEER"
	run "${boot[@]}"
	assert_output --partial "another private key than the site file says"
	run cat "$T/log"
	assert_output --partial "private-key $private"
	assert_output --partial "preshared-key $psk"
	# But a copy that is not what it was is not used.
	echo >"$private"
	: >"$T/log"
	run "${boot[@]}"
	assert_equal "$status" 3
	assert_output --partial "is not as apply installed it"
	run cat "$T/log"
	assert_output ""
}

@test "--forget: one that is kept goes at once, with its copies" {
	echo one >"$T/password"
	with_password | install site
	one=$(readlink "$STATE/current")
	echo two >"$T/password"
	with_password | install site
	two=$(readlink "$STATE/current")
	forget=(apply -s "$T/site.yaml" --state-dir "$STATE" --forget)
	run "${forget[@]}" "${two:0:12}"
	assert_equal "$status" 2
	assert_output --partial "the present generation"
	touch "$STATE/$one/bird/mine"
	run "${forget[@]}" "$one"
	assert_equal "$status" 2
	assert_output --partial "bird/mine: in that generation, and not apply's"
	rm "$STATE/$one/bird/mine"
	run "${forget[@]}" "${one:0:12}"
	assert_success
	assert_output "forgotten ${one:0:12}"
	run ! grep -rl one "$STATE"
	run "${forget[@]}" "$one"
	assert_equal "$status" 2
	assert_output --partial "no such generation is kept"
	run install site --rollback
	assert_equal "$status" 2
	run apply -s "$T/site.yaml" --forget abc -n
	assert_equal "$status" 2
}

# A state directory as version 0.1 without copies left it: the manifest has
# the keyed hashes, and the files name the sources.
without_copies() {
	local manifest=$T/manifest id
	hash() { b2sum -l 256 | cut -c 1-64; }
	with_keys >"$T/in"
	awk -v t="$T" '
	/^#% file / { if (out) close(out); out = t "/old/" $3
	    folder = out; sub("/[^/]*$", "", folder)
	    system("mkdir -p " folder); printf "" >out; next }
	/^#% / { next }
	{ print >out }' "$T/in"
	chmod 600 "$T"/old/wireguard/*
	chmod 640 "$T"/old/bird/bird.conf
	chmod 644 "$T"/old/bird/peers.conf
	chmod 750 "$T"/old/bird
	chmod 700 "$T"/old/wireguard
	awk -v t="$T" '
	function finish() {
		if (!path) return
		cmd = "b2sum -l 256 <" t "/old/" path
		cmd | getline line; close(cmd)
		print "blake2b " substr(line, 1, 64)
		for (i = 1; i <= n; i++)
			print "depends " sprintf("%064d", 7) " " depends[i]
		path = ""; n = 0
	}
	/^#% (begin|end|file)/ { finish(); if ($2 == "file") path = $3 }
	/^#% depends/ { depends[++n] = $3 }
	/^#% / { print }' <(sed -n '/^#% begin bird/,$p' "$T/in"
	    sed '/^#% begin bird/,$d' "$T/in") >"$manifest"
	id=$(sha256sum <"$manifest" | cut -c 1-64)
	bird=$(awk '/^#% end bird/ { exit } NR > 1 { print "" }
	    { printf "%s", $0 }' "$manifest" | sha256sum | cut -c 1-64)
	sed -i "1i define BIRDFEED_GENERATION = \"sha256:$bird\";" \
	    "$T/old/bird/bird.conf"
	mkdir -m 750 "$STATE"
	cp "$manifest" "$T/old/manifest"
	chmod 640 "$T/old/manifest"
	chmod 750 "$T/old"
	mv "$T/old" "$STATE/$id"
	ln -s "$id" "$STATE/current"
	head -c 32 /dev/urandom >"$STATE/secret"
	echo "confirmed $id - 2026-11-21T00:00:00Z" >"$STATE/journal"
	chmod 600 "$STATE/secret" "$STATE/journal"
	OLD=$id
}

@test "a generation of before there were copies: read, booted, left, and back to" {
	keys
	without_copies
	[ "$(id -u)" != 0 ] || chgrp -R "$(getent group bird |
	    cut -d : -f 3 || :)" "$STATE/$OLD" 2>/dev/null || :
	[ "$(id -u)" != 0 ] || chgrp -R 0 "$STATE/$OLD/wireguard"
	run install wireguard --list
	assert_output --regexp "^\* [^ ]* ${OLD:0:12}"
	tunnels_up x x x
	: >"$T/dump"
	run apply -s "$T/wireguard.yaml" --state-dir "$STATE" --boot
	assert_success
	run grep -c "private-key $T/private.key" "$T/log"
	assert_output 2
	run install wireguard <"$T/in"
	assert_success
	assert_line "wireguard/$(copy "$T/private.key") added (a copy of $T/private.key)"
	new=$(readlink "$STATE/current")
	assert [ "$new" != "$OLD" ]
	# The old one's keys are nowhere but where they were.
	run install wireguard --rollback
	assert_success
	assert_equal "$(readlink "$STATE/current")" "$new"
}
