#compdef @TOOLS@
# Completion for zsh of birdfeed's tools, made by make from what their --help
# says.  Names of routers and peers come from the site file, by site-show(1).

# _birdfeed_names router|peer: of the site file on the command line, or here.
_birdfeed_names() {
	local site=${opt_args[-s]:-${opt_args[--site]:-site.yaml}} peers
	[[ -z ${opt_args[-C]} ]] || site=${opt_args[-C]}/site.yaml
	[[ -e $site ]] || site=/etc/birdfeed/site.yaml
	peers=${site:h}/peers.d
	[[ $1 == peer && -d $peers ]] || peers=
	compadd -S '' -- ${(f)"$(site-show -q -s $site $peers 2>/dev/null |
		awk -F '[.\t]' -v part=$1 '
			part == "router" && $1 == "routers" ||
			part == "peer" && ($1 == "peers" || $1 == "sessions") {
				if (!seen[$2]++)
					print $2
			}')"}
}

case $service in
@CASES@
esac
