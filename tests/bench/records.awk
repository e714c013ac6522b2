# Prints N records for the benches: WHAT is peer (as peer-validate writes
# them, all of them willow-ams1's), request (of two routers, with the aut-num
# objects of those who ask), yaml (the same peers as an operator's file), or
# vrp (in registry-parse's order).  For any awk: no number beyond 31 bits.
function key(i,   letters, j, text) {
	letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	text = "benchmark"
	for (j = i; length(text) < 13; j = int(j / 64))
		text = text substr(letters, j % 64 + 1, 1)
	return text "abcdefghijklmnopqrstuvwxyzabcA="
}
function asn(i) {
	return sprintf("42%08d", i)
}
function endpoint(i) {
	if (i % 4 == 0)
		return sprintf("endpoint=router%d.example.net:%d\t", i, 51820 + i % 100)
	if (i % 4 == 1)
		return sprintf("endpoint=[2001:db8:%x::%x]:%d\t", i % 65536, i / 65536, 51820 + i % 100)
	if (i % 4 == 2)
		return sprintf("endpoint=198.51.%d.%d:%d\t", i / 256 % 256, i % 256, 51820 + i % 100)
	return ""
}
function peer(i,   id) {
	id = i % 12000 + 1
	printf "peer\tas%s\tasn=%s\trouter=willow-ams1\tmntner=PEER%d-MNT\tpublic-key=%s\t", asn(i), asn(i), i, key(i)
	printf "%sid=%d\tlink-local=fe80:9001::2:%x\tlocal-link-local=fe80:9001::1:%x\tlisten-port=%d\t", endpoint(i), id, id, id, 52000 + id
	printf "families=mp\ttunnel=wireguard\tinterface=wg-%s\tprotocol=ebgp_as%s\tlatency=%d.%d\tbandwidth=24\tcrypto=34\t", asn(i), asn(i), i % 90, i % 9 + 1
	printf "mtu=1420\timport-limit=9000\tbfd=%s\tdrain=false\tshutdown=false", i % 3 ? "false" : "true"
	if (i % 5 == 0)
		printf "\tdescription=Peer %d, a network", i
	print ""
}
function request(i) {
	printf "aut-num\tAS%s\tas-name=N%d\tmnt-by=PEER%d-MNT\n", asn(i), i, i
	printf "request\tas%s\tasn=%s\trouter=r%d\tmntner=PEER%d-MNT\tpublic-key=%s\tendpoint=198.51.%d.%d:51820\tid=%d\n",
	    asn(i), asn(i), i % 2 + 1, i, key(i), i / 256 % 256, i % 256, int(i / 2) + 1
}
function yaml(i) {
	printf "- {asn: %s, router: r%d, public-key: \"%s\", endpoint: \"198.51.%d.%d:51820\", id: %d}\n",
	    asn(i), i % 2 + 1, key(i), i / 256 % 256, i % 256, int(i / 2) + 1
}
function vrp(i,   prefix, most) {
	most = i < n / 2 ? 24 : 64
	if (i < n / 2)
		prefix = sprintf("%d.%d.%d.0/24", 10 + i / 65536, i / 256 % 256, i % 256)
	else
		prefix = sprintf("fd%02x:%x:%x::/48", i / 65536, i % 65536, i * 7 % 65536)
	printf "vrp\t%s-%d-AS%s\tprefix=%s\tmax-length=%d\torigin=AS%s\tsource=BENCH\n",
	    prefix, most, asn(i), prefix, most, asn(i)
}
BEGIN {
	if (what != "yaml")
		print "\n%begin birdfeed-records 1"
	for (i = 0; i < n; i++) {
		if (what == "peer") peer(i)
		if (what == "request") request(i)
		if (what == "yaml") yaml(i)
		if (what == "vrp") vrp(i)
	}
	if (what != "yaml")
		print "%end"
}
