# Lines of options.awk's table, with the tool in front, in a shell's words.
# shell is bash, zsh or fish.

BEGIN { FS = "\t" }

function quoted(text) {
	gsub(/'/, "'\\''", text)
	return text
}

# In _arguments brackets end a description, and colons an option's parts.
function zsh_text(text) {
	gsub(/\[/, "\\[", text)
	gsub(/\]/, "\\]", text)
	gsub(/:/, "\\:", text)
	return quoted(text)
}

function zsh_value(kind, words) {
	if (kind == "file")
		return ":file:_files"
	if (kind == "router" || kind == "peer")
		return ":" kind ":_birdfeed_names " kind
	if (kind == "words")
		return ":word:_values -s , word " words
	return ":text:"
}

function zsh_row(text) {
	if ($4 == "verb") {
		verbs = verbs (verbs == "" ? "" : " ") $3
		if ($5 != "")
			second = "'2:word:(" $5 ")' "
		return
	}
	text = "[" zsh_text($6) "]" ($4 == "flag" ? "" : zsh_value($4, $5)) "'"
	if ($2 == "-")
		text = "'--" $3 text
	else
		text = "'(-" $2 " --" $3 ")'{-" $2 ",--" $3 "}'" text
	print "\t\t" text " \\"
}

function fish_row(line) {
	if ($4 == "verb") {
		print "complete -c " $1 " -n __fish_use_subcommand -a " $3
		if ($5 != "")
			print "complete -c " $1 " -x -n '__fish_seen_subcommand_from " \
			    $3 "' -a '" $5 "'"
		return
	}
	line = "complete -c " $1 ($2 == "-" ? "" : " -s " $2) " -l " $3
	if ($4 == "file")
		line = line " -r -F"
	else if ($4 == "router" || $4 == "peer")
		line = line " -x -a '(__birdfeed_names " $4 ")'"
	else if ($4 == "words")
		line = line " -x -a '" $5 "'"
	else if ($4 == "text")
		line = line " -x"
	print line " -d '" quoted($6) "'"
}

function tool_end() {
	if (tool == "")
		return
	if (shell == "bash")
		print "END\n\t\t;;"
	if (shell == "zsh")
		print "\t\t" (verbs == "" ? "" : "'1:verb:(" verbs ")' " second) \
		    "'*:file:_files'\n\t;;"
	verbs = second = ""
}

$1 != tool {
	tool_end()
	tool = $1
	if (shell == "bash")
		print "\t" tool ") cat <<'END'"
	if (shell == "zsh")
		print tool ")\n\t_arguments -s \\"
}
shell == "bash" { print $2 "|" $3 "|" $4 "|" $5 }
shell == "zsh" { zsh_row() }
shell == "fish" { fish_row() }
END { tool_end() }
