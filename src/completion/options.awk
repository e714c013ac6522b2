# The text of a tool's --help as a table for the completions.  A line each,
# with TABs between: LETTER, NAME, KIND, WORDS and what it does.  KIND is flag,
# file, router, peer, words or text; LETTER is "-" for none.  A verb has the
# KIND verb, and WORDS are those that come after it.

BEGIN { OFS = "\t" }

# The words in "of judge: records, table (the default), json or html".
function words_of(help, text) {
	text = help
	sub(/^[^:,]*: /, "", text)
	gsub(/\([^)]*\)/, "", text)
	gsub(/ or /, ",", text)
	gsub(/[ .]+/, "", text)
	gsub(/,+/, " ", text)
	sub(/ $/, "", text)
	return text
}

function kind_of(name, value) {
	sub(/,.*/, "", value)
	if (value == "")
		return "flag"
	if (value ~ /^(SITE|FILE|DIR|DIRECTORY|PEERS|LIST|PATH)$/)
		return "file"
	if (value == "ROUTER")
		return "router"
	if (name ~ /^(explain|remote|only)$/ && value == "NAME")
		return "peer"
	if (value ~ /^(FORMAT|KIND|PART)$/)
		return "words"
	return "text"
}

/^Example:$/ { example = 1 }
example { next }
/^usage: / { usage = 1 }
/^$/ { usage = 0 }
usage {
	text = $0
	sub(/^usage: [^ ]+/, "", text)
	all = all " " text
}

# An option.  Its help begins after two blanks.
/^  (-.,|   ) --/ {
	letter = substr($0, 3, 1) == "-" ? substr($0, 4, 1) : "-"
	rest = substr($0, 7)
	help = rest
	sub(/^[^ ]+( [^ ]+)?  +/, "", help)
	name = substr(rest, 3)
	sub(/  .*/, "", name)
	value = name
	sub(/^[^ ]+ ?/, "", value)
	sub(/ .*/, "", name)
	kind = kind_of(name, value)
	words = ""
	if (kind == "words")
		words = words_of(help)
	print letter, name, kind, words, help
	next
}

# A verb on a line of its own.
/^  [a-z]/ && !usage {
	words = ""
	if ($0 ~ /: [a-z0-9]+, /)
		words = words_of($0)
	print "-", $1, "verb", words, ""
	next
}

# Verbs in the usage: "put|list|log [NUMBER]", "path CLASS KEY | remove".
END {
	while (gsub(/\[[^][]*\]/, "", all))
		;
	gsub(/--?[a-z-]+ +[A-Z,.]+/, "", all)
	gsub(/<[^ ]*/, "", all)
	n = split(all, alternative, all ~ / [|] / ? " [|] " : "[|]")
	for (i = 1; i <= n; i++) {
		split(alternative[i], word, " ")
		if (word[1] ~ /^[a-z][a-z-]*$/)
			print "-", word[1], "verb", "", ""
	}
}
