#!/usr/bin/env bats
# registry-query: a stream and a question in, answers out.

load ../verbose

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	cd "$BATS_TEST_TMPDIR" || return 1
}

# records: the lines of standard input as a complete stream, with a TAB for
# each "|".
records() {
	echo "%begin birdfeed-records 1"
	tr '|' '\t'
	echo "%end"
}

# small: a stream in which each question has an answer.
small() {
	records <<'END'
aut-num|AS4242420002|as-name=SECOND|mnt-by=DEMO-MNT
aut-num|AS64512|as-name=FIRST|mnt-by=OTHER-MNT|mnt-by=Demo-Mnt
aut-num|AS4242420009|as-name=NINE|mnt-by=DEMO-MNT2|mnt-lower=DEMO-MNT
inetnum|0.0.0.0/0|netname=ALL|mnt-by=ROOT-MNT
inetnum|172.20.0.0/14|netname=SPACE|mnt-by=ROOT-MNT
inetnum|172.20.4.0 - 172.20.6.255|netname=ODD|mnt-by=DEMO-MNT
inetnum|172.20.5.0/24|netname=SMALL|mnt-by=DEMO-MNT|mnt-by=OTHER-MNT
inetnum|172.20.10.0/24|mnt-by=DEMO-MNT
inet6num|::/0|netname=ALL6
inet6num|fd00:db8::/48|netname=SIX|mnt-by=DEMO-MNT
key-cert|PGPKEY-89ABCDEF|fingerpr=0123 4567 89AB CDEF  0123 4567 89ab cdef 89AB CDEF
key-cert|MTN-DEMO|fingerpr=ff
mntner|DEMO-MNT|auth=ssh-ed25519 AAAAexample demo@example.org|auth=pgp-fingerprint 0123456789abcdef0123456789ABCDEF89ABCDEF|auth=pgpkey-89abcdef|auth=MTN-DEMO|auth=pgp-fingerprint 00|mnt-by=DEMO-MNT
mntner|BARE-MNT|mnt-by=DEMO-MNT
route|172.20.5.0/24|origin=AS64512|max-length=28|mnt-by=DEMO-MNT
route|172.20.10.0/24|origin=AS4242420002|origin=AS64512
route|172.20.10.0/24|origin=AS64512
route6|fd00:db8::/48|origin=AS64512|mnt-by=DEMO-MNT
vrp|fd00:db8::/48-64-AS64512|prefix=fd00:db8::/48|max-length=64|origin=AS64512
vrp|172.20.10.0/24-24-AS64512|prefix=172.20.10.0/24|max-length=24|origin=AS64512
vrp|172.20.5.0/24-28-AS64512|prefix=172.20.5.0/24|max-length=28|origin=AS64512
vrp|172.20.5.0/24-9-AS1|prefix=172.20.5.0/24|max-length=25|origin=AS4242420002
END
}

# Asks file in; the answers are in out, with "|" for each TAB, and in err
# what was said.
ask() {
	status=0
	registry-query "$@" <in >out.raw 2>err || status=$?
	tr '\t' '|' <out.raw >out
}

# Exit $1, and the answers of standard input.
assert_answers() {
	assert_equal "$status" "$1"
	run diff - out
	assert_success
}

# Exit 2, no answer, and $1 on standard error.
assert_refused() {
	assert_equal "$status" 2
	[ ! -s out ]
	run cat err
	assert_output --partial "$1"
}

@test "holds: by class, then AS number, address or text" {
	small >in
	ask holds DEMO-MNT
	assert_answers 0 <<'END'
aut-num|AS64512
aut-num|AS4242420002
inet6num|fd00:db8::/48
inetnum|172.20.4.0 - 172.20.6.255
inetnum|172.20.5.0/24
inetnum|172.20.10.0/24
mntner|BARE-MNT
mntner|DEMO-MNT
route|172.20.5.0/24
route6|fd00:db8::/48
END
	run tail -n 1 err
	assert_output "registry-query: 10 answers"
}

@test "names compare without case, and whole" {
	small >in
	ask holds demo-mnt
	cp out first
	ask holds DEMO-MNT
	cmp first out
	for name in DEMO DEMO-MN DEMO-MNT3 'DEMO-MNT ' '*'; do
		ask holds "$name"
		assert_answers 1 </dev/null
		ask signers "$name"
		assert_answers 1 </dev/null
	done
}

@test "announces: the ROAs by address, without any route" {
	small >in
	ask announces AS64512
	assert_answers 0 <<'END'
172.20.5.0/24|28
172.20.10.0/24|24
fd00:db8::/48|64
END
	run cat err
	assert_output "registry-query: 3 answers"
	cp out first
	for asn in 64512 as64512 0.64512; do
		ask announces $asn
		cmp first out
	done
	ask announces AS4242420009
	assert_answers 1 </dev/null
}

@test "announces: of one prefix by max-length, which is a number" {
	for max in 9 32 10 9; do
		echo "vrp|8.0.0.0/8-$max-AS1|prefix=8.0.0.0/8|max-length=$max|origin=AS1"
	done | records >in
	ask announces AS1
	assert_answers 0 <<'END'
8.0.0.0/8|9
8.0.0.0/8|10
8.0.0.0/8|32
END
}

@test "announces: without a vrp the route objects, each once, and a warning" {
	small | grep -v '^vrp' >in
	ask announces AS64512
	assert_answers 0 <<'END'
172.20.5.0/24|28
172.20.10.0/24|-
fd00:db8::/48|-
END
	grep "^registry-query: announces: warning: no vrp record in the stream" err
	ask announces AS4242420002
	assert_answers 0 <<<'172.20.10.0/24|-'
}

@test "announces: AS0 tells what is never valid" {
	echo 'vrp|X|prefix=172.20.8.0/24|max-length=29|origin=AS0' |
		records >in
	ask announces AS0
	assert_answers 0 <<<'172.20.8.0/24|29'
}

@test "covers: the smallest first, then the chain" {
	small >in
	ask covers 172.20.5.77
	assert_answers 0 <<'END'
inetnum|172.20.5.0/24|SMALL|DEMO-MNT,OTHER-MNT
inetnum|172.20.4.0 - 172.20.6.255|ODD|DEMO-MNT
inetnum|172.20.0.0/14|SPACE|ROOT-MNT
inetnum|0.0.0.0/0|ALL|ROOT-MNT
END
	ask covers 172.20.10.0
	assert_equal "$(head -n 1 out)" 'inetnum|172.20.10.0/24|-|DEMO-MNT'
	ask covers fd00:db8::1
	assert_answers 0 <<'END'
inet6num|fd00:db8::/48|SIX|DEMO-MNT
inet6num|::/0|ALL6|-
END
}

@test "covers: a range covers from its first to its last address" {
	small >in
	for address in 172.20.4.0 172.20.6.255; do
		ask covers $address
		grep ODD out
	done
	for address in 172.20.3.255 172.20.7.0; do
		ask covers $address
		run ! grep ODD out
	done
}

@test "covers: a prefix has to lie wholly in it" {
	small >in
	ask covers 172.20.5.0/24
	assert_equal "$(head -n 1 out | cut -d'|' -f2)" 172.20.5.0/24
	# It starts in the range, and ends behind it.
	ask covers 172.20.4.0/22
	assert_equal "$(head -n 1 out | cut -d'|' -f2)" 172.20.0.0/14
	ask covers 0.0.0.0/0
	assert_answers 0 <<<'inetnum|0.0.0.0/0|ALL|ROOT-MNT'
}

@test "covers: nothing around it" {
	small | grep -v '/0|\|/0	' >in
	ask covers 192.0.2.1
	assert_answers 1 </dev/null
	ask covers 2001:db8::1
	assert_answers 1 </dev/null
	run cat err
	assert_output "registry-query: 0 answers"
}

@test "signers: each auth, and the key-cert that it names" {
	small >in
	ask signers demo-mnt
	assert_answers 0 <<'END'
MTN-DEMO|MTN-DEMO
pgp-fingerprint 00|-
pgp-fingerprint 0123456789abcdef0123456789ABCDEF89ABCDEF|PGPKEY-89ABCDEF
pgpkey-89abcdef|PGPKEY-89ABCDEF
ssh-ed25519 AAAAexample demo@example.org|-
END
}

@test "signers: the key-cert may stand behind the mntner" {
	small >in
	ask signers DEMO-MNT
	mv out first
	{ small | sed -n 1p; small | sed '1d;$d' | tac; small | sed -n '$p'; } >in
	ask signers DEMO-MNT
	cmp first out
}

@test "signers: a mntner without auth is said to be there" {
	small >in
	ask signers BARE-MNT
	assert_answers 1 </dev/null
	grep "BARE-MNT is there, but has no auth" err
	ask signers NO-MNT
	assert_answers 1 </dev/null
	run ! grep "is there" err
}

@test "hostile text stays escaped, in its line and column" {
	records >in <<'END'
mntner|X-MNT|auth=ssh-rsa A\n\tB\x1b[2J\\|auth=|auth=pgp-fingerprint |auth=pgp-fingerprint \x00|auth=pgpkey
person|P\tQ\nR|mnt-by=X-MNT
key-cert|\x00|fingerpr=
key-cert|PGP\x00KEY|fingerpr=PGP\x00KEY
inetnum|10.0.0.0/8|netname=A\tB\xff|mnt-by=X-MNT\n
END
	ask signers X-MNT
	assert_equal "$status" 0
	grep -Fx 'ssh-rsa A\n\tB\x1b[2J\\|-' out
	grep -Fx -e '-|-' out
	grep -Fx 'pgp-fingerprint \x00|\x00' out
	grep -Fx 'pgpkey|-' out
	[ "$(awk -F '|' 'NF != 2' out)" = "" ]
	ask holds X-MNT
	assert_answers 0 <<<'person|P\tQ\nR'
	ask covers 10.0.0.1
	assert_answers 0 <<<'inetnum|10.0.0.0/8|A\tB\xff|X-MNT\n'
}

@test "an object that can not be judged is passed over, and said under -v" {
	records >in <<'END'
inetnum|10.0.0.0 -|mnt-by=X-MNT
inetnum|10.0.0.9 - 10.0.0.1|mnt-by=X-MNT
inetnum|10.0.0.0 - fd00::1|mnt-by=X-MNT
inetnum|10.0.0.0/8
route|10.0.0.0/8|origin=TEN|origin=AS64512
END
	ask covers 10.0.0.1
	assert_answers 0 <<<'inetnum|10.0.0.0/8|-|-'
	ask -v covers 10.0.0.1
	assert_answers 0 <<<'inetnum|10.0.0.0/8|-|-'
	run grep -cE '^registry-query: -:[234]: key: ' err
	assert_output 3
	ask -v announces AS64512
	assert_answers 0 <<<'10.0.0.0/8|-'
	grep -F -e '-:6: origin: "TEN"' err
}

@test "a stream twice gives the answers once" {
	small >in
	for question in 'holds DEMO-MNT' 'announces AS64512' 'covers 172.20.5.1' \
		'signers DEMO-MNT'; do
		small >in
		# shellcheck disable=SC2086 # two words
		ask $question
		mv out first
		{ small; echo; small; } >in
		# shellcheck disable=SC2086
		ask $question
		cmp first out
	done
}

@test "input that is cut or empty gets no answer" {
	small >whole
	for question in 'holds DEMO-MNT' 'announces AS64512' 'covers 172.20.5.1' \
		'signers DEMO-MNT'; do
		for size in 0 300 1000 $(($(wc -c <whole) - 1)); do
			head -c "$size" whole >in
			# shellcheck disable=SC2086 # two words
			ask $question
			assert_refused "expected"
		done
	done
}

@test "input that can not tell is not a no" {
	echo "person|DEMO" | records >in
	ask signers DEMO-MNT
	assert_refused "signers: no record in the stream that could tell (expected some of: mntner, key-cert)"
	ask covers 10.0.0.1
	assert_refused "inetnum, inet6num"
	ask announces AS1
	assert_refused "vrp, route, route6"
	ask holds DEMO-MNT
	assert_answers 1 </dev/null
	records </dev/null >in
	ask holds DEMO-MNT
	assert_refused "any class"
}

@test "a vrp that registry-parse does not write stops it, with its line" {
	echo 'vrp|X|prefix=172.20.8.0/24|max-length=8|origin=AS0' | records >in
	ask announces AS64512
	assert_refused "registry-query: -:2: max-length: shorter than the prefix"
}

@test "an argument that is none, and other wrong calls" {
	small >in
	while read -r question argument; do
		ask "$question" "$argument"
		assert_refused "registry-query: $question: ${argument:+\"}${argument:-empty}"
	done <<'END'
announces DEMO
announces AS4294967296
announces
covers 172.20.5.1/24
covers 172.20.5
covers DEMO
covers 10.0.0.0/33
covers
holds
signers
END
	ask owns DEMO-MNT
	assert_refused '"owns" is no question'
	ask hold DEMO-MNT
	assert_refused '"hold" is no question (did you mean holds?)'
	ask holds
	assert_refused "expected a question"
	ask
	assert_refused "expected a question"
	ask holds DEMO-MNT OTHER-MNT
	assert_refused "expected a question"
	ask --nonsense holds DEMO-MNT
	assert_equal "$status" 2
	run -0 registry-query -h
	assert_output --partial "usage: registry-query [-s SITE] [-r ROUTER] [-q] [-v]"
	assert_line "  announces ASN"
	run -0 registry-query -V
	assert_output --regexp '^birdfeed registry-query [0-9]'
	run -2 sh -c 'registry-query -h >/dev/full'
}

@test "a full disk is an error" {
	small >in
	run sh -c 'registry-query holds DEMO-MNT <in >/dev/full'
	assert_failure 2
	assert_output --partial "registry-query: standard output: write: "
	refute_output --partial "answers"
}

@test "the real registry: who holds, announces, covers and signs" {
	[ -n "${BIRDFEED_DATA-}" ] || skip "BIRDFEED_DATA is not set"
	tar -xf "$BIRDFEED_DATA/dn42-registry.tar.xz"
	registry-parse data >in 2>/dev/null
	ask holds HCARTIAUX-MNT
	grep -x 'aut-num|AS4242420263' out
	ask announces AS4242420263
	grep -x '172.22.144.160/27|27' out
	ask covers 172.22.144.177
	head -n 1 out | grep -x 'inetnum|172.22.144.160/27|.*|HCARTIAUX-MNT'
	ask signers HCARTIAUX-MNT
	assert_equal "$(wc -l <out)" 2
}

# What stands behind .Dl and between .Bd and .Ed in EXAMPLES.
examples() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/p' \
		"$TOP_SRCDIR/man/registry-query.1" |
		sed -n -e 's/^\.Dl //p' -e '/^\.Bd/,/^\.Ed/{/^\./d;p}' |
		sed 's/\\(dq/"/g'
}

@test "the man page's examples work" {
	cp -R "$TOP_SRCDIR/examples/dn42/registry" .
	chmod -R u+w registry
	examples >examples.sh
	run bash -o pipefail -e examples.sh
	assert_success
	assert_line "aut-num	AS4242429001"
	assert_line "172.23.240.0/27	29"
	assert_line --regexp '^inetnum	172\.23\.240\.0/27	.*	WILLOW-MNT$'
	assert_line --regexp '^ssh-ed25519 .*	-$'
	assert_line "WILLOW-MNT"
	assert_line "AS4242429001"
	assert_line "holds nothing"
}

@test "the man page has every question, and no others" {
	registry-query -h | sed -n 's/^  \([a-z][a-z]*\) \[*[A-Z| ]*\]*$/\1/p' >ours
	[ -s ours ]
	sed -n '/^\.Ss Questions/,/^\.Ss A/s/^\.It Cm \([a-z]*\) .*/\1/p' \
		"$TOP_SRCDIR/man/registry-query.1" | LC_ALL=C sort >page
	diff ours page
}

@test "what a terminal would obey stays escaped; Chinese does not" {
	# U+009B is a C1 control (CSI), U+202E turns the line around.
	records <<END >in
mntner|X$(printf '\302\233')2J$(printf '\342\200\256')-MNT|mnt-by=X-MNT
mntner|Y-MNT|mnt-by=X-MNT|descr=北京
END
	registry-query holds X-MNT <in >out 2>err
	grep -q 'X\\xc2\\x9b2J\\xe2\\x80\\xae-MNT' out
	[ "$(LC_ALL=C grep -c "$(printf '\302\233')\|$(printf '\342\200\256')" out)" -eq 0 ]
}

@test "valid: by origin, by length, not found; and what the registry lacks" {
	records >roas <<-'END'
	vrp|a|prefix=172.20.4.0/23|max-length=24|origin=AS64512
	vrp|b|prefix=172.20.4.0/22|max-length=26|origin=AS64513
	vrp|c|prefix=172.20.9.0/24|max-length=32|origin=AS0
	vrp|f|prefix=172.21.9.0/24|max-length=32|origin=AS0
	vrp|d|prefix=172.20.8.0/24|max-length=24|origin=AS0
	vrp|e|prefix=172.20.8.0/22|max-length=24|origin=AS64512
	END
	local n=0
	while IFS='|' read -r question want code; do
		# shellcheck disable=SC2086 # two words
		run -"$code" --separate-stderr registry-query valid $question <roas
		assert_output "$(tr ';' '\t' <<<"$want")"
		n=$((n + 1))
	done <<-'END'
	AS64512 172.20.4.0/24|172.20.4.0/24;AS64512;valid;valid|0
	AS64512 172.20.4.0/25|172.20.4.0/25;AS64512;invalid-length;invalid: the ROA 172.20.4.0/23 permits it up to /24|1
	AS64513 172.20.4.0/25|172.20.4.0/25;AS64513;valid;valid|0
	AS64514 172.20.4.0/25|172.20.4.0/25;AS64514;invalid-origin;invalid: the ROA 172.20.4.0/23 is for AS64512, and others are not for this AS either|1
	AS64512 172.20.0.0/14|172.20.0.0/14;AS64512;not-found;not found: no ROA covers it|1
	AS0 172.20.9.0/24|172.20.9.0/24;AS0;invalid-origin;invalid: the ROA 172.20.8.0/22 is for AS64512|1
	AS64514 172.20.8.0/24|172.20.8.0/24;AS64514;invalid-origin;invalid: the ROA 172.20.8.0/22 is for AS64512|1
	AS64512 172.20.8.0/24|172.20.8.0/24;AS64512;valid;valid|0
	AS64512 172.21.9.0/24|172.21.9.0/24;AS64512;invalid-origin;invalid: the ROA 172.21.9.0/24 is for AS0, so nobody may announce it|1
	END
	assert_equal "$n" 9
	records >objects <<-'END'
	vrp|a|prefix=172.20.4.0/23|max-length=24|origin=AS64512
	aut-num|AS1
	route|172.20.4.0/24|origin=AS1
	END
	run -0 --separate-stderr registry-query valid AS64512 172.20.4.0/24 <objects
	assert_output --partial 'valid; no aut-num of the AS; no route object'
	run -0 --separate-stderr registry-query valid AS64512 172.20.4.0/24 <<<"$(sed 's/AS1$/AS64512/' objects)"
	assert_output --partial 'valid	valid'
	run -2 registry-query valid AS64512 <roas
	assert_output --partial 'an AS number alone (expected ASN PREFIX)'
	run -2 registry-query valid AS64512 172.20.4.1/24 <roas
	assert_output --partial 'host bits'
	run -2 registry-query valid <roas
	assert_output --partial 'expected ASN PREFIX, or --site'
	run -2 registry-query valid AS64512 172.20.4.0/24 <<<"$(grep -v ^vrp objects)"
	assert_output --partial 'no vrp record'
}

@test "valid: the site's own prefixes, and the router's" {
	cat >site.yaml <<-'END'
	network: {asn: 64512, prefixes: [172.20.4.0/22, "fd00:db8::/48"]}
	registry: {kind: none}
	routers: {one: {ipv4: 172.20.4.1, ipv6: "fd00:db8::1", announce: [172.20.5.0/24]}}
	END
	run -1 --separate-stderr registry-query -s site.yaml valid < <(records <<<'vrp|a|prefix=172.20.4.0/22|max-length=22|origin=AS64512')
	assert_equal "$(cut -f 1,3 <<<"$output")" '172.20.4.0/22	valid
172.20.5.0/24	invalid-length
fd00:db8::/48	not-found'
}
