#!/usr/bin/env bats
# Hostile text: every value that comes in, at every place where it does,
# against a table of what opens, ends or starts something in one of the
# formats that go out.  Either it is refused, with one line that says where,
# or it stands in comments only.
#
# Where values come in is not listed here: the places are all those of the
# site files and peers of tests and examples, and a key of the schemas
# that none of these has fails the last test.

load render/helper

# No word of the formats; what has it, was let through.
MARK=bfevil

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	# In YAML's double quotes, and in a record.  Each has something that no
	# type takes, so that only free text lets one pass.
	cat >hostile <<-'EOF'
	newline	x\nbfevil {	x\nbfevil {
	return	x\r\nbfevil;	x\r\nbfevil;
	framing	x\n#% end bird 1\nbfevil	x\n#% end bird 1\nbfevil
	file	#% file bird/bfevil 0600	#% file bird/bfevil 0600
	end	x\n%end\nbfevil	x\n%end\nbfevil
	section	x\n[bfevil]\nDHCP=yes	x\n[bfevil]\nDHCP=yes
	brace	bfevil } protocol bgp {	bfevil } protocol bgp {
	quote	bfevil\" ; x	bfevil" ; x
	apostrophe	bfevil' ; x	bfevil' ; x
	semicolon	;bfevil;	;bfevil;
	hash	# bfevil	# bfevil
	comment	*/ bfevil /*	*/ bfevil /*
	shell	$(bfevil) `bfevil`	$(bfevil) `bfevil`
	format	%s%n %i bfevil	%s%n %i bfevil
	parent	../../bfevil	../../bfevil
	backslash	bfevil\\	bfevil\\
	tab	bfevil\tx=1	bfevil\tx=1
	nul	bfevil\0x	bfevil\x00x
	escape	\e[2Jbfevil\x7f	\x1b[2Jbfevil\x7f
	unicode	bfevil\u2028\u00df\u202e	bfevil\xe2\x80\xa8\xc3\x9f
	EOF
	{ printf 'long\t'; printf '%05000d' 0; printf ' bfevil\t'; printf '%05000d' 0; echo ' bfevil'; } >>hostile
}

# judge WHAT TOOL ...: the tool on the file "in" refuses it with one line or
# lets none of it out of comments; WHAT names the case when it does neither.
# Returns 2 for a refusal.
judge() {
	local what=$1 status=0 LC_ALL=C out err
	shift
	"$@" <in >out 2>err || status=$?
	out=$(<out)
	mapfile -t err <err
	if [ "$status" -ne 0 ] && {
		[ "$status" -ne 2 ] || [ "${#err[@]}" -ne 1 ] ||
		[[ ! ${err[0]} =~ ^"$1: "[^:]*:[0-9]+:" " ]]
	}; then
		fail "$what: exit $status: ${err[*]}"
	fi
	[[ ${err[*]} != *[!\ -~]* ]] || fail "$what: raw bytes on stderr"
	if [ "$status" -ne 0 ] && [[ $out =~ (^|$'\n')("#% end"|%end) ]]; then
		fail "$what: refused, and yet complete"
	fi
	clean "$what" "$out"
	return "$status"
}

# clean WHAT TEXT: the mark is in comments only, and these are printable.
# One comment stands behind something: whose address it is at an exchange.
clean() {
	[[ $2 == *"$MARK"* ]] || return 0
	awk -v mark=$MARK '
		/^\t[0-9a-f:.]+ ?: bf_who = [0-9]+;\t# / {
			sub(/^[^;]*;/, "")
		}
		index($0, mark) && ($0 !~ /^[ \t]*# / || /[^ -~\t]/) {
			print
			bad = 1
		}
		END { exit bad }' <<<"$2" || fail "$1"
}

# spots FILE: the place of each value of a YAML file, "LINE START LENGTH
# PATH", and each path once.
spots() {
	awk '
	function spot(start, n, key) {
		if (!((parent[depth] "/" key) in seen))
			print NR, start, n, parent[depth] "/" key
		seen[parent[depth] "/" key]
	}
	/^ *(#|$)/ { next }
	{
		match($0, /^ */)
		depth = RLENGTH
		line = $0
		sub(/ #.*/, "", line)
		first = line
		sub(/^[ -]*/, "", first)
		sub(/:.*/, "", first)
		key = ""
		at = depth + 1
		while (at <= length(line)) {
			rest = substr(line, at)
			if (match(rest, /^[][{}, ]+/) || match(rest, /^- +/)) {
				at += RLENGTH
			} else if (match(rest, /^[A-Za-z0-9_-]+:( |$)/)) {
				key = substr(rest, 1, index(rest, ":") - 1)
				at += RLENGTH
			} else if (match(rest, /^"[^"]*"/) ||
			    match(rest, /^\047[^\047]*\047/) || match(rest, /^[^][{}, ]+/)) {
				spot(at, RLENGTH, first "/" key)
				at += RLENGTH
			} else {
				at++
			}
		}
		for (d = depth + 1; d < 20; d++)
			parent[d] = (d in parent && d <= depth ? parent[d] : parent[depth] "/" first)
	}' "$1"
}

# put LINE START LENGTH TEXT: the array "lines" with "TEXT" there, as a file.
put() {
	local copy=("${lines[@]}") at=$(($1 - 1))
	copy[at]=${copy[at]:0:$2-1}\"$4\"${copy[at]:$2-1+$3}
	printf '%s\n' "${copy[@]}"
}

# router FILE: one of its routers.
router() {
	awk '/^routers:/ { in_it = 1; next } in_it && /^  [a-z]/ { sub(/:.*/, ""); print $1; exit }' "$1"
}

# places FILE SED: the spots of a file, but for paths that an earlier one had,
# as SED leaves these.
places() {
	touch had
	spots "$1" | sed "$2" | awk 'FILENAME == "had" { had[$1]; next } !($4 in had)' had - >places
	cut -d ' ' -f 4 places >>had
	mapfile -t lines <"$1"
}

@test "the site file: every value" {
	local n=0
	{ sed '$d' "$RENDER/registry.records"; echo %end; } >in
	for site in "$TOP_SRCDIR"/tests/*/*/site.yaml "$TOP_SRCDIR"/examples/*/site.yaml; do
		router=$(router "$site")
		places "$site" "s|/routers/[^/]*/|/routers/*/|"
		while read -r line start length path; do
			while IFS=$TAB read -r name yaml record; do
				put "$line" "$start" "$length" "$yaml" >site.yaml
				# No text of a site file is free.
				judge "$path $name" wg-render -s site.yaml -r "$router" &&
					fail "$path $name passed"
				n=$((n + 1))
			done <hostile
		done <places
	done
	[ "$n" -gt 600 ]
}

@test "the site file: every key, and so the routers' names" {
	echo '%begin birdfeed-records 1
%end' >in
	mapfile -t lines <"$RENDER/mesh/site.yaml"
	had=
	for ((i = 0; i < ${#lines[@]}; i++)); do
		[[ ${lines[i]} =~ ^(\ *)([a-z0-9-]+): ]] || continue
		[[ $had != *" ${BASH_REMATCH[2]} "* ]] || continue
		had+=" ${BASH_REMATCH[2]} "
		while IFS=$TAB read -r name yaml record; do
			# As such a key can be no simple one in YAML.
			[ $name != long ] || continue
			put $((i + 1)) $((${#BASH_REMATCH[1]} + 1)) \
				${#BASH_REMATCH[2]} "$yaml" >site.yaml
			status=0
			bird-render -s site.yaml -r yew <in >out 2>err || status=$?
			[ $status -eq 2 ] || fail "key ${lines[i]} $name: $status"
			[ ! -s out ]
			while read -r line; do
				[[ $line == "bird-render: site.yaml:"* ]]
			done <err
			! LC_ALL=C grep -n '[^ -~]' err || fail "${lines[i]} $name"
		done <hostile
	done
}

# render_all WHAT SITE: the file "in" through each renderer and format.
render_all() {
	judge "$1, wg-render" wg-render -s "$2" -r yew || return
	judge "$1, networkd" wg-render -s "$2" -r yew -f networkd || return
	judge "$1, bird-render" bird-render -s "$2" -r yew
}

@test "peers in YAML: every value, and what is rendered of those that pass" {
	local n=0 passed=0
	sed '$d' "$RENDER/registry.records" >registry
	echo %end >>registry
	for file in "$RENDER"/*/peers.d/* "$TOP_SRCDIR"/examples/*/peers.d/*; do
		site=${file%/peers.d/*}/site.yaml
		places "$file" "s| /.*/| peer/|"
		while read -r line start length path; do
			while IFS=$TAB read -r name yaml record; do
				put "$line" "$start" "$length" "$yaml" >peers.yaml
				cp registry in
				n=$((n + 1))
				judge_peer "$path $name" peer-validate -s "$site" \
					-r "$(router "$site")" peers.yaml
				grep -q "$MARK" out || continue
				[[ $path == peer/description || $path == peer/mntner ]] ||
					fail "$path $name passed"
				cp out in
				passed=$((passed + 1))
				render_all "$path $name" "$site" ||
					fail "$path $name: $(cat err)"
			done <hostile
		done <places
	done
	[ "$n" -gt 400 ]
	[ "$passed" -gt 10 ]
}

# judge_peer WHAT peer-validate ...: one peer is refused alone, and what is
# written stays a stream of records.
judge_peer() {
	local what=$1
	shift
	"$@" <in >out 2>err || fail "$what: $?: $(cat err)"
	! LC_ALL=C grep -n '[^ -~]' err || fail "$what: raw bytes on stderr"
	[ "$(tail -n 1 out)" = %end ] && [ "$(grep -c '^%' out)" -eq 2 ] ||
		fail "$what: $(cat out)"
	if grep -v -e "^peer$TAB" -e "^request$TAB" out | grep "$MARK"; then
		fail "$what: a line of its own"
	fi
}

# first_of CLASS ...: the first record of each, from what peer-validate and
# registry-parse write.
first_of() {
	{
		cat "$RENDER/registry.records" "$GOLDEN/full.peers"
		tr '|' '\t' <<<'participant|AS64505|address=100.64.0.77|prefix=2001:db8:77::/48|more-specifics=false|user=guest@example.net'
		tr '|' '\t' <<<'request|yew-guest|asn=4242428101|mntner=ALDER-MNT|router=yew|public-key=Lp7j/JvFF2sdrUXS+FIVxPTc25CO0KXoL63EJZjd8Ak=|endpoint=192.0.2.77:51820|id=77|link-local=fe80::77|mtu=1400|description=guest'
	} | awk -F "$TAB" -v wanted=" $* " '
		index(wanted, " " $1 " ") && !($1 in had)
		{ had[$1] }'
}

# each_field CLASS COMMAND ...: the command, with what is tried as a further
# argument, on "in": all records, and behind them the class's first one, with
# each field (the class and the key are two) in turn made hostile.
each_field() {
	local class=$1 fields i n=0
	shift
	IFS=$TAB read -r -a fields <<<"$(first_of "$class")"
	[ "${#fields[@]}" -gt 1 ]
	for i in "${!fields[@]}"; do
		field=${fields[i]%%=*}
		[ "$i" -gt 1 ] || field=$i
		while IFS=$TAB read -r name yaml record; do
			new=("${fields[@]}")
			new[i]=$record
			[ "$i" -le 1 ] || new[i]=$field=$record
			{ cat base; (IFS=$TAB; echo "${new[*]}"); echo %end; } >in
			n=$((n + 1))
			"$@" "$class $field $name"
		done <hostile
	done
	[ "$n" -gt 60 ]
}

# Refused, or let through; both are well.
try() {
	local tool=("$@")
	judge "${tool[-1]}" "${tool[@]:0:${#tool[@]}-1}" || [ $? -eq 2 ]
}

@test "peer records, straight into the renderers" {
	local site=$RENDER/full/site.yaml
	sed '$d' "$RENDER/registry.records" >base
	try_all() {
		try wg-render -s "$site" -r yew -f networkd "$1"
		try bird-render -s "$site" -r yew "$1"
	}
	each_field peer try_all
}

@test "vrp, prefix-rule and route records" {
	local class
	{ sed '$d' "$RENDER/registry.records"; cat "$GOLDEN/full.peers"; } >base
	for class in vrp prefix-rule route; do
		each_field $class try bird-render -s "$RENDER/full/site.yaml" \
			-r yew --remote alder
	done
	sed '$d' "$RENDER/registry.records" >base
	for class in vrp prefix-rule; do
		each_field $class try bird-render -s "$RENDER/full/site.yaml" -r yew
	done
}

@test "participant records, into an exchange and into a participant's router" {
	local small=$RENDER/ixp-small home=$RENDER/participant-quiet passed=0
	# What passes is free text, and there is a comment for it.
	exchange() {
		try bird-render -s "$small/site.yaml" "$1"
		[[ $1 == *" user "* ]] || ! grep -q "$MARK" out || fail "$1 passed"
		! grep -q "$MARK" out || passed=$((passed + 1))
	}
	sed '$d' "$small/records" >base
	each_field participant exchange
	[ "$passed" -gt 10 ]
	# The servers of the exchange come as a participant, too.
	server() {
		sed -i "s/^participant${TAB}AS64505/participant${TAB}AS64511/" in
		try bird-render -s "$home/site.yaml" "$1"
		! grep -q "$MARK" out || fail "$1 passed"
	}
	echo '%begin birdfeed-records 1' >base
	each_field participant server
	# What --remote says to them.
	sed '$d' "$small/records" >base
	each_field participant try bird-render -s "$small/site.yaml" --remote AS64505
}

@test "requests: every field, and what is rendered of those that pass" {
	local site=$RENDER/full/site.yaml passed=0
	sed '$d' "$RENDER/registry.records" >base
	request() {
		# A class that is none is passed on, as is a line of any class.
		[[ $1 != "request 0 "* ]] || return 0
		judge_peer "$1" peer-validate -s "$site" -r yew --trusted
		cp out in
		# peer-validate passes the request on, too.
		grep -q "^peer$TAB.*$MARK" out || return 0
		[[ $1 == *" description "* || $1 == *" mntner "* ]] ||
			fail "$1 passed"
		passed=$((passed + 1))
		render_all "$1" "$site" || fail "$1: $(cat err)"
	}
	each_field request request
	[ "$passed" -gt 10 ]
}

@test "these are all the keys that the schemas have" {
	local lib=$TOP_SRCDIR/src/site
	for site in "$TOP_SRCDIR"/tests/*/*/site.yaml "$TOP_SRCDIR"/examples/*/site.yaml \
	    "$RENDER"/*/peers.d/*; do
		spots "$site" | sed 's|.*/||'
	done | LC_ALL=C sort -u >tried
	# Maps have no value, and the others are lists of them.
	cat "$lib"/*.c | tr -s '\n\t ' '   ' |
		grep -oE '\] = \{ "[a-z0-9-]+", VALUE_[A-Z]+' |
		grep -v -e 'VALUE_MAP$' -e 'VALUE_OTHER$' |
		cut -d '"' -f 2 | LC_ALL=C sort -u >there
	[ "$(wc -l <there)" -gt 50 ]
	run comm -13 tried there
	assert_output ''
}
