#!/usr/bin/env bats
# The man pages: that they are clean mdoc, and know the keys there are.

bats_require_minimum_version 1.5.0

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	man="$TOP_SRCDIR/man"
	cd "$BATS_TEST_TMPDIR" || return
	lib="$TOP_SRCDIR/src/site"
}

# The keys of the tables in these files: `[X] = { "name", VALUE_...`.
keys_of() {
	cat "$@" | tr -s '\n\t ' '   ' |
	    grep -oE '\] = \{ "[a-z0-9-]+", VALUE_' | cut -d '"' -f 2
}

@test "mandoc has nothing to say about any page" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	local page pages=0
	for page in "$man"/*.[1-8]; do
		run mandoc -Tlint -Wwarning "$page"
		assert_success
		assert_output ""
		pages=$((pages + 1))
	done
	[ "$pages" -ge 4 ]
}

@test "mandoc would have said something about a bad page" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	sed 's/^\.Sh SEE ALSO$/.Sh SEEALSO\n.Nosuch macro/' \
	    "$man/birdfeed.7" >"$BATS_TEST_TMPDIR/bad.7"
	run mandoc -Tlint -Wwarning "$BATS_TEST_TMPDIR/bad.7"
	assert_failure
}

@test "the sources' tables give keys" {
	run keys_of "$lib"/*.c
	assert_line asn
	assert_line link-local-prefix
	assert_line routers
	[ "${#lines[@]}" -ge 120 ]
	run keys_of "$lib/peer.c"
	assert_line local-link-local
	[ "${#lines[@]}" -ge 27 ]
}

# The keys that a page describes, and the keys in its table of all keys.
keys_described() {
	sed -n 's/^\.It Ic \([a-z0-9-]*\).*/\1/p' "$1" | LC_ALL=C sort
}

keys_listed() {
	sed -n 's/^\.It Li \([a-z0-9-]*\) Ta .*/\1/p' "$1" | LC_ALL=C sort
}

# A name may be in several tables (link-local, asn): a page has an entry for
# each of them.
# same_keys PAGE SOURCE...: fails unless PAGE has the keys of these files.
same_keys() {
	local page="$man/$1"
	shift
	keys_of "$@" | LC_ALL=C sort >source
	keys_described "$page" >described
	run diff -u source described
	assert_success
	keys_listed "$page" >listed
	run diff -u source listed
	assert_success
}

@test "birdfeed-site(5) has the keys of src/site's tables, and no others" {
	local f files=()
	for f in "$lib"/*.c; do
		[ "$f" = "$lib/peer.c" ] || files+=("$f")
	done
	same_keys birdfeed-site.5 "${files[@]}"
}

@test "birdfeed-peers(5) has the keys of a peer, and no others" {
	same_keys birdfeed-peers.5 "$lib/peer.c"
}

# options_of TOOL: each option that its --help lists, "-s --site SITE".
options_of() {
	"$1" --help | sed -nE 's/^  ((-.),|   ) (--[a-z0-9-]+( [^ ]+)?)( .*)?$/\2 \3/p' |
		sed 's/^ *//' | LC_ALL=C sort
}

# options_in PAGE: the same of the man page's .It lines.
options_in() {
	sed 's/Fl -\([a-z]\)/Fl Fl \1/g' "$1" |
	    awk '$1 == ".It" && $2 == "Fl" && / Fl Fl / {
		sub(/ , Ns (Ar )?[.][.][.]/, ",...")
		at = $3 == "Fl" ? 4 : 7
		text = at == 7 ? "-" $3 " --" $at : "--" $at
		for (i = at + 1; i <= NF; i++)
			if ($i != "Ar")
				text = text " " toupper($i)
		print text
	}' | LC_ALL=C sort
}

@test "a man page has the options of its tool's table, and no others" {
	local tool
	for tool in apply bird-render guest-key lease-serve lease-store link-latency mrt-origins \
	    participant-parse peer-shell peer-status registry-activity \
	    peer-validate registry-check registry-parse registry-query \
	    irr-fetch peeringdb-parse \
	    registry-keys request-store request-verify roa-json site-show source-fetch \
	    wg-render; do
		# Some need a library that is optional.
		command -v "$tool" >/dev/null || continue
		options_of $tool >there
		options_in "$man/$tool".[1-8] >said
		run diff there said
		assert_equal "$tool: $output" "$tool: "
		for option in help quiet verbose version; do
			grep -q -- "--$option" there
		done
	done
}

@test "birdfeed(1) has the options, the commands and the facts of birdfeed" {
	local name
	options_of birdfeed >there
	options_in "$man/birdfeed.1" >said
	run diff there said
	assert_success
	[ "$(wc -l <there)" -eq 4 ]
	birdfeed --help | sed -n '/^Example/q; s/^  \([a-z][a-z]*\) .*/\1/p' >commands
	[ "$(wc -l <commands)" -eq 5 ]
	while read -r name; do
		grep -q "^\.It Cm $name\b" "$man/birdfeed.1" || fail "$name"
	done <commands
	# A fact stands in the entry of its kind.
	sed -n "/^questions='/,/^'/s/^\(dn42\|edge\|ixp\|participant\) \([^ ]*\) .*/\1 \2/p" \
		"$TOP_SRCDIR/src/birdfeed/question.sh" >facts
	[ "$(wc -l <facts)" -ge 25 ]
	while read -r kind name; do
		sed -n "/^\.It Cm $kind\$/,/^\.\(It\|El\)/p" "$man/birdfeed.1" |
			sed '1d' | grep -E "^(\.Cm|[a-z-]+ ,|.* , )" |
			tr ' ' '\n' | grep -qx -- "$name" || fail "$kind: $name"
	done <facts
}

@test "the comparison of options finds one that is missing" {
	options_of roa-json >there
	sed '/^\.It Fl q /d' "$man/roa-json.1" >page
	options_in page >said
	run diff there said
	assert_output --partial '< -q --quiet'
}

@test "groff has nothing to say about any page, and prints all of it" {
	command -v groff >/dev/null || skip "groff is not installed"
	local page
	for page in "$man"/*.[1-8]; do
		run groff -mdoc -Tutf8 -Kutf8 -P-cbou "$page"
		assert_success
		assert_output --partial 'SEE ALSO'
		run --separate-stderr groff -z -mdoc -Tutf8 -Kutf8 -ww "$page"
		assert_equal "${page##*/}: $stderr" "${page##*/}: "
	done
	printf '.Dd May 1, 2026\n.Dt X 1\n.Os\n.Sh NAME\n.nosuch x\n' >bad.1
	run --separate-stderr groff -z -mdoc -Tutf8 -Kutf8 -ww bad.1
	[ -n "$stderr" ]
}

@test "man -k finds the pages by what they are about" {
	command -v makewhatis >/dev/null || skip "makewhatis is not installed"
	local page apropos
	# Debian's name of mandoc's; man-db has one, too.
	apropos=$(command -v mapropos || echo apropos)
	for page in "$man"/*.[1-8]; do
		mkdir -p "share/man${page##*.}"
		cp "$page" "share/man${page##*.}"
	done
	run makewhatis "$PWD/share"
	assert_output ''
	found() {
		run "$apropos" -M "$PWD/share" "$1"
		assert_success
		shift
		for page; do
			assert_line --regexp "^$page\(.\) - "
		done
	}
	found dn42 birdfeed registry-parse registry-check peer-validate
	found bgp birdfeed bird-render peer-status birdfeed-site
	found rpki bird-render roa-json registry-query
	found wireguard birdfeed wg-render apply birdfeed-peers
	run "$apropos" -M "$PWD/share" nosuchword
	assert_failure
}

@test "make html: each page, and an index of each key" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	local page key link
	sh "$man/make-html" html "$man"/*.[1-8]
	for page in "$man"/*.[1-8]; do
		[ -s "html/${page##*/}.html" ]
		grep -q "href=\"${page##*/}.html\"" html/index.html
	done
	for key in $(keys_of "$lib"/*.c | sort -u); do
		grep -q "^<dt>$key</dt><dd><a href=" html/index.html ||
			fail "$key is not in the index"
	done
	# Each link of the index is there.
	grep -o 'href="birdfeed-[^"]*"' html/index.html |
		sed 's/href="//; s/"//' | sort -u >links
	[ "$(wc -l <links)" -gt 100 ]
	while IFS='#' read -r page key; do
		[ -z "$key" ] || grep -q "<dt id=\"$key\"" "html/$page" ||
			fail "$page#$key"
	done <links
	# And so is what a page means by a section.
	(cd html && awk '
		{ text = $0
		while (match(text, / id="[^"]*"/)) {
			there[FILENAME "#" substr(text, RSTART + 5, RLENGTH - 6)] = 1
			text = substr(text, RSTART + RLENGTH)
		}
		text = $0
		while (match(text, /href="[^":]*#[^"]*"/)) {
			to = substr(text, RSTART + 6, RLENGTH - 7)
			meant[to ~ /^#/ ? FILENAME to : to] = 1
			text = substr(text, RSTART + RLENGTH)
		} }
		END { for (to in meant) if (!(to in there)) print to }' *.html) >nowhere
	[ ! -s nowhere ] || fail "$(cat nowhere)"
	# Our own pages link to each other, others to the system's.
	grep -q 'href="birdfeed-site.5.html"' html/apply.8.html
	grep -q 'href="https://manpages.debian.org/ip.8"' html/apply.8.html
	if command -v xmllint >/dev/null; then
		run xmllint --html --noout html/index.html
		assert_output ''
	fi
}
