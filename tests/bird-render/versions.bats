#!/usr/bin/env bats
# No golden router has what only some BIRDs take, or what all of them take and
# that is dangerous.  What a newer one has may stand where the site file names
# a version that has it.

load ../render/helper

# Construct ;; since, of 2.x and of 3.x, or never ;; how it looks ;; an example
# ;; why.  A line is matched with the words that open the block it stands in
# before it ("protocol babel bf_babel: ..."), by grep -P.
CONSTRUCTS='
value-function ;; never ;; ^function .*-> ;; function bf_f(int bf_x) -> bool ;; an error on 2.0.12
value-return ;; never ;; : *return\b.*[^ ;] *; ;; return true; ;; a warning since 2.14, without the type that 2.0.12 does not take
bmp ;; 2.15 3.0 ;; ^protocol bmp\b ;; protocol bmp bf_bmp { ;; no BMP on 2.0.12
mrt ;; 2.15 3.0 ;; ^protocol mrt\b|\bmrtdump\b ;; protocol mrt bf_mrt { ;; not in every build
new-protocol ;; never ;; ^protocol (aggregator|l3vpn|evpn|mpls|bridge)\b ;; protocol aggregator bf_a { ;; not on 2.0.12
send-hold-time ;; 2.15 3.0 ;; \bsend hold time\b ;; send hold time 240; ;; not on 2.0.12
require ;; 2.15 3.0 ;; : *require (?!roles) ;; require graceful restart; ;; not on 2.0.12, roles aside
authentication ;; 2.17 3.1 ;; \bauthentication (md5|ao|none)\b ;; authentication md5; ;; an error on 2.0.12
onlink ;; 2.15 3.0 ;; \bonlink\b ;; route 192.0.2.0/24 via 192.0.2.1 onlink; ;; not on 2.0.12
aspa ;; 2.16 3.1 ;; \baspa ;; aspa table bf_aspa; ;; not on 2.0.12
babel-next-hop ;; 2.15 3.0 ;; ^protocol babel.*: *extended next hop ;; extended next hop yes; ;; not on 2.0.12
babel-rtt ;; 2.14 3.0 ;; ^protocol babel.*: *(type tunnel|rtt ) ;; type tunnel; ;; measured since 2.14
rpki-local ;; 2.17 3.1 ;; ^protocol rpki.*: *local address ;; local address 192.0.2.1; ;; not on 2.0.12
rpki-transport ;; 2.17 3.1 ;; ^protocol rpki.*: *(transport|password|min version|max version)\b ;; transport tcp; ;; the options differ
rpki-max-length ;; never ;; \bignore max length\b ;; ignore max length; ;; makes ROAs that nobody signed
chain ;; never ;; \)\.len\b ;; if bgp_path.filter([1]).len > 1 then reject; ;; not on 2.0.12
string-sum ;; never ;; \+\+ ;; define BF_A = "a" ++ "b"; ;; not on 2.0.12
path-metric ;; never ;; path metric \d ;; path metric 1; ;; a warning since 2.19
keep-filtered ;; never ;; ^(?!template bgp bf_participant:).*\bimport keep filtered\b ;; protocol bgp bf_a: import keep filtered; ;; restarts the session on 3.x, where it comes and goes
threads ;; 3.0 ;; \b(thread group|threads|digest settle|cork threshold)\b ;; threads 4; ;; 3.x alone
case-arm ;; never ;; ^[^"]*: *(?:[0-9a-zA-Z_.]+|[0-9a-f:/]+ ) ?: *[^{"; ][^{";]*;[^}"]*; ;; BF_A: bgp_local_pref = 0; reject; ;; an error on 3.x without braces
case-label ;; never ;; ^[^\"]*: *[0-9a-f]*:[0-9a-f:]*(/\d+)?:\s ;; fd00::/8: accept; ;; another label without a space before its colon
trailing-comma ;; never ;; ,\s*\] ;; define BF_A = [ 192.0.2.0/24, ]; ;; refused everywhere
link-local ;; never ;; neighbor fe80:[^ %]* as ;; neighbor fe80::1 as 64496; ;; refused without an interface
glob ;; never ;; \binclude ".*[*?\[] ;; include "peers/*.conf"; ;; nothing is said when it matches nothing
quote ;; never ;; \\" ;; description "a\"b"; ;; an error: strings have no escapes
symbol ;; never ;; ^(attribute|define|function|filter|template \w+|(roa[46]|ipv[46]|aspa) table) (?!bf_|BF_) ;; define LIMIT = 1; ;; a word of one BIRD or another
parameter ;; never ;; ^function .*\((.*, ?)?\w+ (?!bf_)\w+ ?[,)] ;; function bf_f(int s) ;; a word of one BIRD or another
protocol ;; never ;; ^protocol (?!bgp )\w+ (?!bf_|\{) ;; protocol static own { ;; a word of one BIRD or another
'

# rows: the table without its empty lines.
rows() {
	sed '/^$/d' <<<"$CONSTRUCTS"
}

# row LINE: its five parts.
row() {
	local rest=$1
	construct=${rest%% ;; *} rest=${rest#* ;; }
	since=${rest%% ;; *} rest=${rest#* ;; }
	looks=${rest%% ;; *} rest=${rest#* ;; }
	example=${rest%% ;; *}
	reason=${rest#* ;; }
}

# in_blocks: each line of a configuration with its top block's opening and a
# colon before it; comments gone.
in_blocks() {
	awk '/^#/ { next }
	/^}/ { block = ""; next }
	block == "" { print }
	block != "" { sub(/^[ \t]*/, ""); print block ": " $0 }
	/^[a-z].*{$/ && block == "" { block = $0; sub(/ *{$/, "", block) }
	/^function/ { block = $0 }'
}

# version_of GOLDEN: what its site file says; nothing for the common subset.
version_of() {
	local name=${1%%.*} site
	case $1 in
	*.remote-*) return ;;
	edge-*) site=$TOP_SRCDIR/tests/edge/${name#edge-}/site.yaml ;;
	*) site=$RENDER/$name/site.yaml ;;
	esac
	sed -n 's/.*version: "\([0-9.]*\)".*/\1/p' "$site" | head -n 1
}

# allowed SINCE VERSION: has that version what came with SINCE?
allowed() {
	local since
	for since in $1; do
		[ "${since%%.*}" = "${2%%.*}" ] || continue
		[ "$(printf '%s\n' "$since" "$2" | sort -V | head -n 1)" = "$since" ] &&
			return 0
	done
	return 1
}

# found FILE VERSION: the constructs that it has and should not.
found() {
	local line construct since looks example reason
	in_blocks <"$1" >blocks
	while IFS= read -r line; do
		row "$line"
		allowed "$since" "${2:-}" && continue
		! grep -P -m 1 -e "$looks" blocks >hit ||
			echo "$construct ($reason): $(cat hit)"
	done < <(rows)
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "no golden router has what differs between BIRDs, or is dangerous" {
	local golden n=0
	for golden in "$GOLDEN"/*.bird; do
		golden=${golden##*/}
		run found "$GOLDEN/$golden" "$(version_of "$golden")"
		assert_output ''
		n=$((n + 1))
	done
	[ "$n" -ge 12 ]
}

@test "each of the constructs is found when somebody plants it" {
	local line block n=0
	while IFS= read -r line; do
		row "$line"
		block=$(sed -n 's/^\^protocol \([a-z]*\)\.\*.*/\1/p' <<<"$looks")
		case $example in
		protocol* | define* | function* | aspa* | include* | threads*)
			{ cat "$GOLDEN/minimal.bird"; echo "$example"; } >planted ;;
		*)
			{
				cat "$GOLDEN/minimal.bird"
				echo "protocol ${block:-bgp} bf_planted {"
				printf '\t%s\n}\n' "$example"
			} >planted ;;
		esac
		found planted '' >out
		grep -q "^$construct (" out || fail "$construct: $looks: $(cat out)"
		n=$((n + 1))
	done < <(rows)
	[ "$n" -ge 25 ]
}

@test "what a version has is allowed where it is named, and not before" {
	allowed "2.17 3.1" 2.17
	allowed "2.17 3.1" 2.19
	allowed "2.17 3.1" 3.2
	run ! allowed "2.17 3.1" 2.16
	run ! allowed "2.17 3.1" 3.0
	run ! allowed "2.17 3.1" ''
	run ! allowed never 3.2
	run ! allowed 3.0 2.19
	# Those that name one do have such constructs.
	for golden in bird217 bird32; do
		run found "$GOLDEN/$golden.bird" ''
		assert_output --partial authentication
		assert_output --partial babel-rtt
	done
}

# roas_empty FILE: of the ROA tables that it asks, those that nobody fills.
roas_empty() {
	local table
	# Without a lease nothing is valid, and all of it is refused.
	grep -o 'roa_check(bf_[a-z0-9_]*' "$1" | sort -u | cut -d '(' -f 2 |
		grep -v '^bf_lease[46]$' |
		while read -r table; do
			awk -v table="$table" '
			/^protocol static/ { kind = "static"; here = 0 }
			/^protocol rpki/ { kind = "rpki"; here = 0 }
			/^}/ { kind = "" }
			kind != "" && index($0, "table " table ";") { here = 1 }
			here && (kind == "rpki" || /^\troute /) { full = 1 }
			END { exit !full }' "$1" || echo "$table"
		done
}

@test "no ROA table is asked that nothing fills" {
	local golden
	for golden in "$GOLDEN"/*.bird; do
		run roas_empty "$golden"
		assert_output ''
	done
	sed '/^	route .* as /d' "$GOLDEN/minimal.bird" >planted
	run roas_empty planted
	assert_output "$(printf 'bf_roa4\nbf_roa6')"
}

# deaf FILE: the channels whose import asks ROAs, without an import table: a
# changed ROA would not reach them.
deaf() {
	awk '/^function/ { name = $2; sub(/\(.*/, "", name) }
	/^filter/ { name = $2 }
	/roa_check/ { asks[name] = 1 }
	name != "" && match($0, /bf_[a-z0-9_]*\(\)/) {
		calls[name] = calls[name] " " substr($0, RSTART, RLENGTH - 2) }
	/^}/ { name = "" }
	/^\tipv[46] {/ { table = 0 }
	/^\t\timport table on;/ { table = 1 }
	/^\t\timport filter / { f = $3; sub(";", "", f)
		if (!table) without[f] = 1 }
	END {
		for (again = 1; again;) {
			again = 0
			for (f in calls) {
				n = split(calls[f], call, " ")
				for (i = 1; i <= n; i++)
					if (call[i] in asks && !(f in asks))
						asks[f] = again = 1
			}
		}
		for (f in without)
			if (f in asks)
				print f
	}' "$1"
}

@test "where the import asks ROAs, there is an import table" {
	local golden
	for golden in "$GOLDEN"/*.bird; do
		run deaf "$golden"
		assert_output ''
	done
	grep -v 'import table on' "$GOLDEN/minimal.bird" >planted
	run deaf planted
	assert_line --regexp '^bf_import4_'
	assert_line --regexp '^bf_import6_'
}

@test "no name is over 64 long" {
	run ! grep -hE '(^|[^a-zA-Z0-9_])[a-zA-Z_][a-zA-Z0-9_]{64}' "$GOLDEN"/*.bird
}
