# Completion for fish of @TOOL@, made by make from what its --help says.  Names
# of routers and peers come from the site file, by site-show(1).

function __birdfeed_names
	set -l words (commandline -opc)
	set -l site site.yaml
	for i in (seq (count $words))
		switch $words[$i]
			case -s --site
				set site $words[(math $i + 1)]
			case -C --folder
				set site $words[(math $i + 1)]/site.yaml
		end
	end
	test -e $site; or set site /etc/birdfeed/site.yaml
	set -l peers (dirname $site)/peers.d
	test $argv[1] = peer -a -d $peers; or set peers
	site-show -q -s $site $peers 2>/dev/null | awk -F '[.\t]' -v part=$argv[1] '
		part == "router" && $1 == "routers" ||
		part == "peer" && ($1 == "peers" || $1 == "sessions") {
			if (!seen[$2]++)
				print $2
		}'
end

