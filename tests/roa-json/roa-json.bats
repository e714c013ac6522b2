#!/usr/bin/env bats
# roa-json: vrp records in, the JSON of RTR servers out.

load ../verbose

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	cd "$BATS_TEST_TMPDIR" || return 1
}

# records RECORD ...: a complete stream; a space between two fields.
records() {
	echo "%begin birdfeed-records 1"
	printf '%s\n' "$@" | tr ' ' '\t'
	echo "%end"
}

# vrp PREFIX MAX ASN [FIELD ...]: a record of one.
vrp() {
	local prefix=$1 max=$2 asn=$3
	shift 3
	echo "vrp $prefix-$max-$asn prefix=$prefix max-length=$max origin=$asn $*" |
		sed 's/ $//'
}

# Runs roa-json on file in; its streams are in out and err.
json() {
	status=0
	roa-json "$@" <in >out 2>err || status=$?
}

valid() {
	"$TOP_BUILDDIR/tests/json-check" <"$1"
}

# Exit 2, no document, and $1 on standard error.
assert_refused() {
	assert_equal "$status" 2
	run ! valid out
	run cat err
	assert_output --partial "$1"
}

@test "the document, letter by letter: both families, AS0, no source" {
	records "aut-num AS64512 source=DEMO" \
		"$(vrp fd00:db8::/48 64 AS4242420001 source=DEMO)" \
		"$(vrp 192.0.2.0/24 24 AS0)" \
		"$(vrp 172.20.0.0/24 26 AS4242420001 source=DEMO)" >in
	json
	assert_equal "$status" 0
	valid out
	run diff - out <<'END'
{"metadata": {"vrps": 3},
"roas": [
{"prefix": "172.20.0.0/24", "maxLength": 26, "asn": "AS4242420001", "ta": "DEMO"},
{"prefix": "192.0.2.0/24", "maxLength": 24, "asn": "AS0"},
{"prefix": "fd00:db8::/48", "maxLength": 64, "asn": "AS4242420001", "ta": "DEMO"}
]}
END
	assert_success
	run cat err
	assert_output "roa-json: 3 ROAs"
}

@test "sorted by value, each once, in whatever order they come" {
	local lines=(
		"$(vrp 10.2.0.0/16 24 AS64512 source=B)"
		"$(vrp 10.10.0.0/16 16 AS64512)"
		"$(vrp 10.2.0.0/16 24 AS64512 source=A)"
		"$(vrp 10.2.0.0/16 16 AS4200000000)"
		"$(vrp 10.2.0.0/16 16 AS64512)"
		"$(vrp 10.2.0.0/16 16 AS64512)"
		"$(vrp 10.2.0.0/15 16 AS64512)"
	)
	records "${lines[@]}" >in
	json
	mv out first
	{ printf '%s\n' "${lines[@]}" | tac | xargs -d '\n' bash -c "$(declare -f records); records \"\$@\"" -; } >in
	json
	cmp first out
	run sed -n 's/.*"prefix": "\(.*\)", "maxLength": \(.*\), "asn": "\([^"]*\)"\(.*\)}.*/\1 \2 \3\4/p' out
	assert_output '10.2.0.0/15 16 AS64512
10.2.0.0/16 16 AS64512
10.2.0.0/16 16 AS4200000000
10.2.0.0/16 24 AS64512, "ta": "A"
10.10.0.0/16 16 AS64512'
	grep -F '"vrps": 5' out
}

@test "--generated says the time, and nothing else does" {
	records "$(vrp 192.0.2.0/24 24 AS64512)" >in
	json --generated 1700000000
	valid out
	run head -n 1 out
	assert_output '{"metadata": {"vrps": 1, "generated": 1700000000},'
	for bad in now -1 1.5 0x10 1700000000000 ""; do
		json --generated "$bad"
		assert_equal "$status" 2
		[ ! -s out ]
		grep -F -e --generated err
	done
}

@test "a source that is no name does not get into the document" {
	records "$(vrp 192.0.2.0/24 24 AS64512 'source=X"},{\x0a')" \
		"$(vrp 192.0.2.0/24 25 AS64512 source=)" \
		"$(vrp 192.0.2.0/24 26 AS64512 source=0123456789012345678901234567890)" \
		"$(vrp 192.0.2.0/24 27 AS64512 source=01234567890123456789012345678901)" \
		"$(vrp 192.0.2.0/24 28 AS64512 source=DEMO-NON_AUTH)" >in
	json
	assert_equal "$status" 0
	valid out
	run grep -c '"ta"' out
	assert_output 2
	grep -F '"ta": "DEMO-NON_AUTH"' out
	run grep -c 'warning: .* is no registry.s name' err
	assert_output 3
}

@test "no vrp at all is an error, not an empty document" {
	records "aut-num AS64512" >in
	json
	assert_refused "no vrp record"
	[ ! -s out ]
	records >in
	json
	assert_refused "no vrp record"
}

@test "a stream that is cut, empty or has no end: nothing" {
	records "$(vrp 192.0.2.0/24 24 AS64512)" "$(vrp 192.0.2.0/25 25 AS64512)" >whole
	for size in 0 20 60 100 $(($(wc -c <whole) - 1)); do
		head -c "$size" whole >in
		json
		assert_refused "expected"
		[ ! -s out ]
	done
	grep -v '^%end' whole >in
	json
	assert_refused "cut short"
	[ ! -s out ]
	cp whole in
	json
	assert_equal "$status" 0
}

@test "a vrp that registry-parse does not write stops it, with its line" {
	while IFS='|' read -r record message; do
		records "aut-num AS64512" "$record" >in
		json
		assert_refused "roa-json: -:3: $message"
		[ ! -s out ]
	done <<'END'
vrp X max-length=24 origin=AS64512|prefix: missing
vrp X prefix=192.0.2.1/24 max-length=24 origin=AS64512|prefix: "192.0.2.1/24" has host bits
vrp X prefix=192.0.2.0/24 origin=AS64512|max-length: missing
vrp X prefix=192.0.2.0/24 max-length=33 origin=AS64512|max-length: "33"
vrp X prefix=192.0.2.0/24 max-length=23 origin=AS64512|max-length: shorter than the prefix
vrp X prefix=192.0.2.0/24 max-length=24|origin: missing
vrp X prefix=192.0.2.0/24 max-length=24 origin=DEMO|origin: "DEMO"
END
}

@test "a full disk is an error" {
	records "$(vrp 192.0.2.0/24 24 AS64512)" >in
	run sh -c 'roa-json <in >/dev/full'
	assert_failure 2
	assert_output --partial "roa-json: standard output: write: "
	refute_output --partial "ROAs"
}

@test "20,000 of them on a full disk stop early, and never end" {
	{
		echo "%begin birdfeed-records 1"
		seq 20000 | awk '{ p = sprintf("10.%d.%d.0/24", $1 / 256, $1 % 256)
			printf "vrp\t%s\tprefix=%s\tmax-length=24\torigin=AS%d\n", p, p, $1 }'
		echo "%end"
	} >in
	json
	valid out
	run bash -c 'ulimit -f 512; trap "" XFSZ; roa-json <in >cut'
	assert_failure 2
	[ "$(wc -c <cut)" -eq $((512 * 1024)) ]
	run ! valid cut
}

@test "after its input it opens nothing" {
	command -v strace >/dev/null || skip "no strace"
	records "$(vrp 192.0.2.0/24 24 AS64512 source=DEMO)" >in
	strace -o trace roa-json <in >out 2>err || skip "strace can not trace here"
	sed -n '/^read(0, "%begin/,$p' trace >after
	[ -s after ]
	run ! grep -E '^(open|socket|getrandom|execve|connect)' after
}

@test "the real registry: 4,600 ROAs" {
	[ -n "${BIRDFEED_DATA-}" ] || skip "BIRDFEED_DATA is not set"
	tar -xf "$BIRDFEED_DATA/dn42-registry.tar.xz"
	registry-parse -t vrp data >in 2>/dev/null
	json
	valid out
	run grep -c '"asn"' out
	assert_output 4600
	run grep -cE '"prefix": "[0-9.]+/' out
	assert_output 2393
}

@test "--quiet: nothing but errors on standard error" {
	records "$(vrp 192.0.2.0/24 24 AS64500)" >in
	roa-json <in >/dev/null 2>loud
	[ -s loud ]
	roa-json --quiet <in >/dev/null 2>quiet
	[ ! -s quiet ]
	run -2 sh -c ': | roa-json --quiet'
	assert_output --partial 'roa-json: '
}

@test "-h, -V, and calls that are wrong" {
	run -0 roa-json -h
	assert_output --partial "usage: roa-json"
	run -0 roa-json -V
	assert_output --regexp '^birdfeed roa-json [0-9]'
	run -2 roa-json --nonsense
	assert_output 'roa-json: --nonsense: an unknown option; see roa-json -h'
	run -2 roa-json --quite
	assert_output --partial '(did you mean --quiet?)'
	run -2 roa-json -x
	assert_output 'roa-json: -x: an unknown option; see roa-json -h'
	run -2 roa-json --generated
	assert_output --partial 'roa-json: --generated: without its value'
	run -2 roa-json --quiet=yes
	assert_output --partial 'roa-json: --quiet: takes no value'
	run -2 roa-json records
	assert_output --partial "standard input"
	run -2 sh -c 'roa-json -h >/dev/full'
}

@test "the man page's document is what the example registry gives" {
	registry-parse "$TOP_SRCDIR/examples/dn42/registry" 2>/dev/null |
		grep -e '^%' -e '^vrp.*AS4242429001' |
		grep -v '172.23.0.53' >in
	json --generated 1700000000
	sed -n '/^{"metadata/,/^]}/p' "$TOP_SRCDIR/man/roa-json.1" >page
	diff page out
}

# What stands behind .Dl and between .Bd and .Ed in EXAMPLES.
examples() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/p' "$TOP_SRCDIR/man/roa-json.1" |
		sed -n -e 's/^\.Dl //p' -e '/^\.Bd/,/^\.Ed/{/^\./d;p}'
}

@test "the man page's examples work" {
	command -v git >/dev/null || skip "no git"
	cp -R "$TOP_SRCDIR/examples/dn42/registry" .
	chmod -R u+w registry
	git -C registry init -q .
	git -C registry -c user.name=demo -c user.email=demo@example.org \
		commit -q --allow-empty -m x
	# An RTR server of our own, which just looks at its file.
	mkdir bin
	cat >bin/stayrtr <<'END'
#!/bin/sh
while [ "$1" != -cache ]; do shift; done
grep -c '"asn"' "$2" >served
END
	chmod +x bin/stayrtr
	examples >examples.sh
	[ "$(grep -c roa-json examples.sh)" -eq 3 ]
	sed -i 's/| grep asn$/| wc -l >changes/' examples.sh
	PATH=$PWD/bin:$PATH run bash -o pipefail -ec '. ./examples.sh || [ $? -eq 1 ]'
	assert_success
	assert_equal "$(cat served)" "$(grep -c '"asn"' roas.json)"
	grep -E '"generated": [0-9]{10}}' roas.json
	valid roas.json
}

# decode JSON: roa-json -d; its streams are in out and err.
decode() {
	status=0
	printf '%s' "$1" | roa-json -d >out 2>err || status=$?
}

@test "-d: what rpki-client, routinator and others publish becomes records" {
	local roas='{"asn": 64496, "prefix": "192.0.2.0/24", "maxLength": 25, "ta": "ripe", "expires": 1700000000}'
	records 'vrp 192.0.2.0/24-25-AS64496 prefix=192.0.2.0/24 max-length=25 origin=AS64496 source=ripe' >records
	printf '{"metadata": {"roas": 1}, "roas": [%s], "aspas": [{"x": [1, 2.5]}]}' "$roas" >one
	printf '{"roas":[%s]}' "${roas/64496/\"AS64496\"}" >two
	printf '{ "ro\\u0061z": 1, "roas" : [ %s ] }' "${roas/0.2.0\//0.2.0\\/}" >three
	grep -F '0.2.0\/24' three
	for file in one two three; do
		decode "$(cat $file)"
		assert_equal "$status" 0
		diff <(sed 1d out) records
	done
	# And there and back: letter by letter.
	vrp fd00:1::/48 64 AS0 source=B >lines
	vrp 192.0.2.0/24 32 AS64496 >>lines
	mapfile -t lines <lines
	records "${lines[@]}" >in
	roa-json <in >one
	roa-json -d <one | roa-json >two
	cmp one two
}

@test "-d: each VRP once, sorted, and said" {
	decode '{"roas": [{"prefix":"192.0.2.0/24","maxLength":24,"asn":2,"ta":"b"},
		{"prefix":"192.0.2.0/24","maxLength":24,"asn":1,"ta":"x y"},
		{"prefix":"192.0.2.0/24","maxLength":24,"asn":2,"ta":"a"}]}'
	assert_equal "$status" 0
	run cut -f 2,6 out
	assert_output '
%begin birdfeed-records 1
192.0.2.0/24-24-AS1
192.0.2.0/24-24-AS2	source=a
%end'
	grep -x 'roa-json: warning: 1 ROAs are there more than once' err
}

@test "-d: a GiB of JSON ends with one line, in bounded memory" {
	local form='{"asn": 3000000001, "prefix": "7.0.0.0/22", "maxLength": 24, "ta": "demo"},'
	# Not under sanitizers, which need terabytes of addresses.
	run grep -q 'fsanitize=address' "$TOP_BUILDDIR/config.log"
	[ "$status" -ne 0 ] || skip "sanitizers need terabytes of addresses"
	for kind in roas blanks; do
		run -2 bash -o pipefail -c '
			ulimit -v 700000
			if [ "$1" = roas ]; then printf "{\"roas\": ["; yes "$2"; else yes ""; fi |
				head -c 1G | roa-json -d' - $kind "$form"
		refute_output --partial '%end'
		assert_line 'roa-json: -: over 256 MiB (expected ROA JSON)'
	done
}

@test "-d: all or nothing, and a line for each kind of fault" {
	local n=0 item line
	while IFS='|' read -r item line; do
		decode "{\"roas\": [{$item}, {$item}]}"
		assert_equal "$status" 2
		run cat out err
		assert_output "roa-json: -: $line; others have such a fault, too"
		n=$((n + 1))
	done <<-'END'
	"prefix":"192.0.2.1/24","maxLength":24,"asn":1|prefix: roas[0]: "192.0.2.1/24" has host bits set (expected 192.0.2.0/24)
	"prefix":"192.0.2.0/24","maxLength":23,"asn":1|maxLength: roas[0]: 23 of a /24 (expected 24 .. 32)
	"prefix":"192.0.2.0/24","maxLength":33,"asn":1|maxLength: roas[0]: 33 of a /24 (expected 24 .. 32)
	"prefix":"192.0.2.0/24","maxLength":"24","asn":1|maxLength: roas[0]: no number (expected 0 .. 128)
	"prefix":"192.0.2.0/24","maxLength":24.0,"asn":1|maxLength: roas[0]: no number (expected 0 .. 128)
	"prefix":"192.0.2.0/24","maxLength":24,"asn":"1"|asn: roas[0]: "1" (expected a number, or a text as "AS64496")
	"prefix":"192.0.2.0/24","asn":1|roas[0]: maxLength is missing
	"prefix":"192.0.2.0/24","maxLength":24,"asn":1,"asn":1|roas[0]: "asn" is there twice
	END
	assert_equal "$n" 8
	decode '{"roas": [{"prefix":1,"maxLength":"24","asn":1.5}]}'
	run cat err
	assert_equal "${#lines[@]}" 3
	for json in '' '[]' '{}' '{"roas": 1}' '{"roas": []}' '{"roas":[1]}' \
		'{"roas": [], "roas": []}' '{"roas":[]} x' 'garbage' \
		'{"metadata":{"a":1,"a":2},"roas":[]}'; do
		decode "$json"
		assert_equal "$status" 2
		run cat out err
		assert_equal "${#lines[@]}" 1
	done
	# Cut anywhere, it is none.
	json='{"roas":[{"prefix":"192.0.2.0/24","maxLength":24,"asn":1}]}'
	for ((n = 0; n < ${#json}; n++)); do
		decode "${json:0:n}"
		assert_equal "$status" 2
		assert_equal "$(cat out)" ''
	done
	run -2 roa-json -d --generated 1 </dev/null
}
