#compdef @TOOLS@
# Completion for zsh of birdfeed's tools, made by make from what their --help
# says.  Names of routers and peers come from the site file, by site-show(1).

# _birdfeed_names [OPTION ...] router|peer: of the site file on the command line,
# or here.  _arguments puts options for compadd in between.
_birdfeed_names() {
	local what=${@[-1]} site=${opt_args[-s]:-${opt_args[--site]:-site.yaml}} peers
	[[ -z ${opt_args[-C]} ]] || site=${opt_args[-C]}/site.yaml
	[[ -e $site ]] || site=/etc/birdfeed/site.yaml
	peers=${site:h}/peers.d
	[[ $what == peer && -d $peers ]] || peers=
	compadd "${@[1,-2]}" -S '' -- ${(f)"$(site-show -q -s $site $peers 2>/dev/null |
		awk -F '[.\t]' -v part=$what '
			part == "router" && $1 == "routers" ||
			part == "peer" && ($1 == "peers" || $1 == "sessions") {
				if (!seen[$2]++)
					print $2
			}')"}
}

case $service in
@CASES@
esac
