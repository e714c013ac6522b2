#!/usr/bin/env bats
# The same records in another order make the same bytes: for every golden
# router, of both renderers.

load render/helper
load render/every

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# backwards: standard input with its records in the opposite order.
backwards() {
	echo '%begin birdfeed-records 1'
	grep -v -e '^%' -e '^$' | tac
	echo %end
}

# same NAME TOOL SITE ROUTER RECORDS [OPTION ...]
same() {
	local name=$1 tool=$2 site=$3 router=$4 from=$5
	shift 5
	every_records "$from" >in
	every "$tool" "$site" "$router" "$@" <in >out ||
		fail "$name: $tool $* failed: $(cat err)"
	for order in shuffled backwards; do
		$order <in >other
		! cmp -s in other || [ "$(wc -l <in)" -lt 5 ] ||
			fail "$name: $order changes nothing"
		every "$tool" "$site" "$router" "$@" <other >again
		cmp out again || fail "$name: $tool $* of $order records"
	done
}

@test "every golden router is in the table" {
	for file in "$GOLDEN"/*.bird; do
		name=$(basename "$file" .bird)
		case $name in *.remote*) continue ;; esac
		grep -q "^$name " <<<"$EVERY" || fail "$name is not"
	done
}

@test "bird-render" {
	while read -r name site router from; do
		same "$name" bird-render "$site" "$router" "$from"
		[ -s out ]
		cmp "$GOLDEN/$name.bird" out
	done <<<"$EVERY"
}

@test "wg-render, both formats" {
	while read -r name site router from; do
		for format in wg-quick networkd; do
			same "$name" wg-render "$site" "$router" "$from" \
				-f $format
		done
	done <<<"$EVERY"
}
