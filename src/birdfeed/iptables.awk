# iptables -S in the words of nft, for firewall.awk.  family is ip or ip6.
BEGIN { print "table " family " filter {" }
function hook(chain) {
	return chain == "INPUT" ? "input" : chain == "FORWARD" ? "forward" : ""
}
$1 == "-P" { policy[$2] = tolower($3); order[++n] = $2 }
$1 == "-N" { order[++n] = $2 }
$1 == "-A" {
	text = ""
	not = ""
	proto = ""
	for (i = 3; i <= NF; i++) {
		if ($i == "!") {
			not = "!= "
			continue
		}
		v = $(i + 1)
		gsub(/:/, "-", v)
		if ($i == "-p") {
			proto = v
			if (v != "udp" && v != "tcp")
				text = text " meta l4proto " not v
			else
				text = text " meta l4proto " not v
		} else if ($i == "-i" || $i == "-o") {
			sub(/\+$/, "*", v)
			text = text ($i == "-i" ? " iifname " : " oifname ") \
			    not "\"" v "\""
		} else if ($i == "--dport" || $i == "--dports") {
			text = text " th dport " not "{" v "}"
		} else if ($i == "--ctstate" || $i == "--state") {
			text = text " ct state " not "{" tolower(v) "}"
		} else if ($i == "-m") {
			if (v !~ /^(udp|tcp|multiport|conntrack|state|comment)$/)
				text = text " other"
		} else if ($i == "--comment") {
			if (v ~ /^"/)
				while (i < NF && $(i + 1) !~ /"$/)
					i++
		} else if ($i == "-j" || $i == "-g") {
			if (v == "ACCEPT" || v == "DROP" || v == "RETURN" ||
			    v == "REJECT") {
				text = text " " tolower(v)
				break
			}
			if (v ~ /^(LOG|NFLOG|MARK|CONNMARK|TCPMSS|CT|NOTRACK)$/)
				break
			text = text ($i == "-j" ? " jump " : " goto ") v
			break
		} else if ($i == "-s" || $i == "-d") {
			text = text " other"
		} else {
			continue
		}
		not = ""
		i++
	}
	rules[$2] = rules[$2] text "\n"
}
END {
	for (i = 1; i <= n; i++) {
		print "chain " order[i] " {"
		if (hook(order[i]) != "")
			print "type filter hook " hook(order[i]) \
			    " priority 0; policy " policy[order[i]] ";"
		printf "%s", rules[order[i]]
		print "}"
	}
	print "}"
}
