# Prints, of a stream of participant records, the filter that generators of
# such policies print: an if for each address, in a row.  For comparison.
BEGIN { FS = "\t"; print "filter bf_ladder\n{" }
$1 == "participant" {
	asn = substr($2, 3)
	prefixes = ""
	for (i = 3; i <= NF; i++)
		if (sub(/^prefix=/, "", $i))
			prefixes = prefixes (prefixes == "" ? " " : ", ") $i
	for (i = 3; i <= NF; i++)
		if (sub(/^address=/, "", $i))
			printf "\tif from = %s then {\n" \
			    "\t\tif bgp_path.first = %s && bgp_path.last = %s &&\n" \
			    "\t\t    net ~ [%s ] then accept;\n" \
			    "\t\treject;\n\t}\n", $i, asn, asn, prefixes
}
END { print "\treject;\n}" }
