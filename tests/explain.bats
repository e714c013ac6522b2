#!/usr/bin/env bats
# --explain of bird-render and wg-render: the files with, behind each line
# that something decided, what it was.

load render/helper
load render/every

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	SITE=$RENDER/minimal/site.yaml
}

# explains TOOL SITE [OPTION ...]: of a site file that is named as here.
explains() {
	local tool=$1 site=$2
	shift 2
	# Those of a tarball may be read-only, and copies of theirs as well.
	cp -f "$RENDER/$site/site.yaml" .
	records "$site" | "$tool" -s site.yaml -r yew --explain "$@" 2>err
}

# why LINE: the reasons that the listing has for the lines that hold it.
why() {
	grep -F -- "$1" out | sed 's/.*  <- //' | sort -u
}

@test "minimal, full: the golden listings" {
	for site in minimal full; do
		explains bird-render $site >out
		golden $site.bird.explained <out
		explains wg-render $site >out
		golden $site.wg.explained <out
	done
	explains wg-render full -f networkd >out
	golden full.networkd.explained <out
	explains bird-render mesh >out
	golden mesh.bird.explained <out
}

# plain: the files of a fragment stream as a listing has them, without why.
plain() {
	awk '
	/^#% file / { if (n++) print ""; print $3; line = 0; next }
	/^#% / { next }
	{ line++; gsub(/\t/, "    ") }
	/./ { printf "%5d  %s\n", line, $0; next }
	{ print "" }'
}

# The reasons are all that a listing adds.
same() {
	while read -r name site router from; do
		every_records "$from" >in
		every "$1" "$site" "$router" "${@:2}" <in | plain >want
		every "$1" "$site" "$router" "${@:2}" --explain <in >out
		sed 's/ *  <- .*//' out | diff -u want - || fail "$name"
		if [ -s want ]; then
			grep -q '  <- .*site.yaml:[0-9]* ' out
		fi
	done <<<"$EVERY"
}

@test "every golden router: the listing's lines are bird-render's" {
	same bird-render
}

@test "every golden router: the listing's lines are wg-render's" {
	same wg-render
	same wg-render -f networkd
}

@test "every line of the site file that is named has that key" {
	while read -r name site router from; do
		file=$TOP_SRCDIR/tests/$site/site.yaml
		every_records "$from" >in
		every bird-render "$site" "$router" --explain <in >out
		every wg-render "$site" "$router" --explain <in >>out
		sed -n 's/.*  <- //p' out | tr , '\n' |
			sed -n 's/^.*site\.yaml:\([0-9]*\) \(.*[. ]\)*/\1 /p' |
			sort -u >keys
		[ -s keys ]
		while read -r line key; do
			# Of a list, it is its item's line; of a map, its first.
			case $key in expect | servers | static) continue ;; esac
			awk "NR == $line - 1 || NR == $line" "$file" | grep -qF "$key" ||
				fail "$name: $line $key"
		done <keys
		# Nor is there a record without its line.
		if grep -q '  <- .*-:0 ' out; then fail "$name"; fi
	done <<<"$EVERY"
}

@test "a value, its default, and that there is none" {
	explains bird-render minimal >out
	[ "$(why 'router id')" = 'site.yaml:5 routers.yew.ipv4' ]
	[ "$(why 'define BF_ASN')" = 'site.yaml:2 network.asn' ]
	[ "$(why 'protocol static bf_roas4')" = \
		'default of rpki.static, 3 vrp records' ]
	explains wg-render minimal >out
	[ "$(why Keepalive)" = 'default of peering.keepalive' ]
	explains bird-render full >out
	[ "$(why 'router id')" = 'site.yaml:21 routers.yew.router-id' ]
	[ "$(why 'kernel table')" = 'site.yaml:28 routers.yew.kernel.table' ]
}

@test "a record's reason has its line of standard input" {
	explains bird-render minimal >out
	records minimal | grep -n '^peer' | cut -d : -f 1 >line
	[ "$(why 'import limit')" = \
		"-:$(cat line) peer as4242428101 import-limit" ]
	records minimal | grep -n 'prefix=172.31.66.0/24' | cut -d : -f 1 >line
	[ "$(why 'net ~ [ 172.31.66.0/24+ ]')" = \
		"-:$(cat line) prefix-rule 1/ipv4" ]
}

@test "sessions of the site file, and their defaults by type" {
	every bird-render edge/full edge1 --explain \
		<"$TOP_SRCDIR/tests/edge/irr.records" >out
	why 'local role' | grep -q '^default of sessions ash role$'
	why 'neighbor ' | grep -q 'site.yaml:[0-9]* sessions ash neighbor, asn$'
	why bgp_local_pref | grep -q 'site.yaml:[0-9]* sessions oak local-pref$'
	why bgp_local_pref | grep -q '^default of sessions ash local-pref$'
}

@test "--only explains these, and --remote has nothing to explain" {
	explains bird-render minimal --only peers >out
	[ "$(head -n 1 out)" = bird/peers.conf ]
	[ "$(grep -c '^bird/' out)" -eq 1 ]
	for tool in bird-render wg-render; do
		run explains $tool minimal --remote as4242428101
		assert_failure 2
		assert_output ''
		grep -q -e "^$tool: --explain: .*(expected it without --remote)" err
	done
}

@test "a listing is no fragment stream, and what is refused has none" {
	explains bird-render minimal >out
	if grep -q '#%' out; then fail 'framing'; fi
	for tool in bird-render wg-render; do
		run --separate-stderr "$tool" -s "$SITE" --explain \
			< <(records minimal | sed '$d')
		assert_failure 2
		assert_output ''
		run bash -c "\"\$0\" -s '$SITE' --explain </dev/stdin >/dev/full" \
			"$tool" < <(records minimal)
		assert_failure 2
	done
}

@test "a site file's hostile name and a stranger's text stay where they are" {
	name=$'a\n#% end\e[2J\x01b\x02.yaml'
	cp "$SITE" "$name"
	records minimal | sed $'s/^peer\t.*/&\tdescription=x <- y\\\\n#% end/' |
		bird-render -s "$name" -r yew --explain >out
	if LC_ALL=C grep -q '[^ -~]' out; then fail 'raw bytes'; fi
	if grep -q '^#%' out; then fail 'framing'; fi
	grep -qF '<- a?#% end?[2J?b?.yaml:2 network.asn' out
}
