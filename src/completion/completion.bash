# Completion for bash of birdfeed's tools, made by make from what their --help
# says.  Names of routers and peers come from the site file, by site-show(1).

# _birdfeed_table TOOL: a line each: LETTER NAME KIND WORDS.
@TABLES@
# _birdfeed_names router|peer: of the site file on the command line, or here.
_birdfeed_names() {
	local site=site.yaml i peers=
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-s | --site) site=${COMP_WORDS[i + 1]} ;;
		-C | --folder) site=${COMP_WORDS[i + 1]}/site.yaml ;;
		esac
	done
	[[ -e $site ]] || site=/etc/birdfeed/site.yaml
	[[ $site == */* ]] && peers=${site%/*}/peers.d || peers=peers.d
	[[ $1 == peer && -d $peers ]] || peers=
	site-show -q -s "$site" ${peers:+"$peers"} 2>/dev/null |
		awk -F '[.\t]' -v part="$1" '
			part == "router" && $1 == "routers" ||
			part == "peer" && ($1 == "peers" || $1 == "sessions") {
				if (!seen[$2]++)
					print $2
			}'
}

# _birdfeed_words WORD...: those that begin like the word at the cursor; after
# a comma, the list before it is kept.
_birdfeed_words() {
	local cur=${COMP_WORDS[COMP_CWORD]} before=
	[[ $cur == *,* ]] && before=${cur%,*},
	mapfile -t COMPREPLY < <(compgen -W "$*" -P "$before" -- "${cur#"$before"}")
}

_birdfeed() {
	local tool=${COMP_WORDS[0]##*/} cur=${COMP_WORDS[COMP_CWORD]}
	local prev=${COMP_WORDS[COMP_CWORD - 1]} letter name kind words
	local options=() verbs=() given=
	COMPREPLY=()
	while IFS='|' read -r letter name kind words; do
		if [[ $kind == verb ]]; then
			verbs+=("$name")
			[[ $prev != "$name" ]] || given=$words
			continue
		fi
		options+=("--$name")
		[[ $prev == "--$name" || $prev == "-$letter" ]] || continue
		case $kind in
		router | peer) _birdfeed_words "$(_birdfeed_names "$kind")"; return ;;
		words) _birdfeed_words "$words"; return ;;
		file) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
		text) return ;;
		esac
	done < <(_birdfeed_table "$tool")
	if [[ $cur == -* ]]; then
		_birdfeed_words "${options[@]}"
	elif [[ -n $given ]]; then
		_birdfeed_words "$given"
	else
		_birdfeed_words "${verbs[@]}"
		[[ ${#COMPREPLY[@]} -gt 0 ]] ||
			mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _birdfeed @TOOLS@
