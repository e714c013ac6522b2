# The peerings of BIRDFEED_DATA's router (fr-par1/peering.csv) as requests:
# awk -f peering.awk <peering.csv
BEGIN {
	FS = ","
	print "%begin birdfeed-records 1"
}
{
	sub(/\r$/, "")
}
NR > 1 {
	printf "request\tas%s\tasn=%s\tpublic-key=%s\tendpoint=%s:%s\tid=%s%s\n",
	    $2, $2, $3, $4, $5, $1, $6 == "" ? "" : "\tlink-local=" $6
}
END {
	print "%end"
}
