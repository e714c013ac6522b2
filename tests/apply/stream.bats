# apply: what may be wrong with the stream of fragments.  The reader's own
# tests are tests/lib/fragments.c; here, that nothing is touched.
# shellcheck disable=SC2154 # stderr is run's

bats_require_minimum_version 1.5.0
load helper

# A generation is installed, and another one comes in.
the_old_one() {
	wireguard_set 1420 >"$T/old"
	bird_set 1 >>"$T/old"
	install wireguard <"$T/old" >/dev/null 2>&1
	BEFORE=$(installed)
	find "$STATE" -printf '%p %i %m %T@ %C@\n' | sort >"$T/before"
	{ wireguard_set 1420; bird_set 2; } >"$T/in"
}

# untouched: not as much as a time of a file is different.
untouched() {
	find "$STATE" -printf '%p %i %m %T@ %C@\n' | sort >"$T/after"
	run diff "$T/before" "$T/after"
	assert_success
}

# refused WHAT: of standard input, in one line of its own.
refused() {
	run install wireguard
	[ "$status" -eq 2 ] || fail "$1: $status $output"
	[ "${#lines[@]}" -eq 1 ] || fail "$1: $output"
	[[ $output = "apply: -"* || $output = "apply: wireguard/"* ]] ||
		fail "$1: $output"
}

@test "cut at every byte, or there all over again: nothing is touched" {
	the_old_one
	size=$(stat -c %s "$T/in")
	first=$(grep -b '^#% end' "$T/in" | head -n 1 | cut -d : -f 1)
	for n in $(seq 0 "$((size - 1))"); do
		head -c "$n" "$T/in" >"$T/cut"
		status=0
		install wireguard <"$T/cut" >"$T/out" 2>&1 || status=$?
		[ "$status" -eq 2 ] || fail "cut at $n: $status"
		# Up to the end of the first set it is the reader who says so.
		[ "$n" -gt "$first" ] || grep -q '^apply: -:' "$T/out" ||
			fail "cut at $n: $(cat "$T/out")"
	done
	untouched
	run install wireguard < <(cat "$T/in" "$T/in")
	expect_refused "this set was there before"
	untouched
}

@test "any byte that is not text: nothing is touched" {
	the_old_one
	for byte in '\x00' '\x01' '\x08' '\x0b' '\x0d' '\x1b' '\x7f' '\x80' \
	    '\xbf' '\xc0\x80' '\xc3' '\xe2\x82' '\xed\xa0\x80' '\xf5\x80\x80\x80' \
	    '\xff'; do
		for line in '# 2 peers' '#% count peer 2' '#% file bird/peers.conf 0644'; do
			refused "$byte in $line" < <(LC_ALL=C sed \
			    "s|^$line|&$byte|" "$T/in")
		done
		refused "$byte alone" < <(cat "$T/in"; printf '%b\n' "$byte")
	done
	untouched
}

@test "a name that is none: nothing is touched" {
	the_old_one
	long=$(printf 'x%.0s' $(seq 300))
	for name in bird/../x bird/x/.. bird/./x ../x /bird/x /etc/passwd \
	    bird/.x bird/..x bird// bird/x/ bird/ bird '' . .. \
	    "bird/$long" "bird/x//y" 'bird/x y' 'bird/x	y' bird/X 'bird/x*' \
	    "bird/x'y" 'bird/x"y' 'bird/x\y' 'bird/$x' wireguard/x.conf \
	    networkd/x; do
		refused "$name" < <(awk -v name="$name" '
			$3 == "bird/peers.conf" { $3 = name } { print }' \
			"$T/in")
	done
	untouched
	for name in bird/bird.conf bird/bird.conf/x; do
		refused "$name" < <(sed "s|bird/peers.conf|$name|" "$T/in")
	done
	untouched
}

@test "more than 256 MiB: refused, and nothing is touched" {
	the_old_one
	run install wireguard < <(cat "$T/in"; head -c 268435456 /dev/zero)
	expect_refused "apply: -: the stream is too long"
	untouched
}

@test "more lines, names and sets than anybody has: in a moment" {
	the_old_one
	SECONDS=0
	awk 'BEGIN {
		print "#% begin bird 1\n#% file bird/bird.conf 0640\n#% count peer 2"
		for (i = 0; i < 20000; i++)
			print "#% session s" i " a=1\n#% count x" i " 1\n#% depends /x" i
		for (i = 0; i < 20000; i++)
			print "#% file bird/f" i " 0640\n#"
		print "#% end bird 20000"	# and that is one too few
	}' >"$T/many"
	refused "many" <"$T/many"
	assert [ "$SECONDS" -lt 10 ]
	untouched
}

@test "a stream that stalls at any point: refused, and nothing is touched" {
	the_old_one
	for n in 0 1 100 "$(stat -c %s "$T/in")"; do
		run shimmed_install < <(head -c "$n" "$T/in"; exec sleep 20 3>&-)
		assert_equal "$status" 2
		assert_output "apply: -: the stream stalled (its deadline is over)"
	done
	untouched
}

# With deadlines a thirtieth as long.
shimmed_install() {
	LD_PRELOAD=$TOP_BUILDDIR/tests/apply/shim.so BIRDFEED_SHIM=fast \
		apply -s "$T/wireguard.yaml" --install-only --timeout 30 \
		--state-dir "$STATE"
}
