# The arrows of the tree: reads FILE<TAB>INCLUDED lines, both from src down,
# and prints what breaks the rules of design and HACKING, a line each.
#   -v ask=path	an include that does not name its folder
#   -v ask=arrow	an include of a higher shelf, or of one beside it
#   -v ask=edge	no fault: "MODULE MODULE" for tsort(1)
BEGIN {
	FS = "\t"
	level["base"] = 1
	level["stream"] = 2
	level["site"] = level["host"] = 3
	level["render"] = level["rpsl"] = level["store"] = 4
}

function level_of(folder) {
	return folder in level ? level[folder] : 5	# a tool
}

{
	from = to = $1
	sub(/\/.*/, "", from)
	to = $2
	if (!sub(/\/.*/, "", to)) {
		if (ask == "path")
			print $1 " includes \"" $2 "\""
		next
	}
	if (ask == "arrow" && from != to && level_of(to) >= level_of(from))
		print $1 " includes \"" $2 "\""
	if (ask == "edge") {
		from = $1
		to = $2
		sub(/\.[ch]$/, "", from)
		sub(/\.[ch]$/, "", to)
		if (from != to)
			print from, to
	}
}
