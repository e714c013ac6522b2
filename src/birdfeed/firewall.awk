# What a firewall does with packets that come: nft's ruleset, or iptables-save's
# text in nft's words (iptables.awk).  packets is "HOOK PROTOCOL PORT IN OUT"
# for each, with commas between them.  Prints for each packet and family that
# is not accepted for certain: PACKET TAB FAMILY TAB drop|maybe TAB CHAIN.

# Chain NAME's rules are rule[NAME, 1 .. rules[NAME]]; NAME is "FAMILY TABLE
# CHAIN".
$1 == "table" { table = $2 " " $3; next }
$1 == "chain" {
	chain = table " " $2
	rules[chain] = 0
	next
}
# A definition over several lines that holds no rule.
$1 == "set" || $1 == "map" { skip = 1 }
skip { if (/[}][ \t]*$/) skip = 0; next }
$1 == "}" { next }
$1 == "type" && / hook / {
	hook = $0
	sub(/.* hook /, "", hook)
	sub(/ .*/, "", hook)
	of_hook[chain] = hook
	policy[chain] = / policy drop/ ? "drop" : "accept"
	base[++bases] = chain
	next
}
chain != "" && NF > 0 {
	text = $0
	# Comments and the prefixes of log lines may have blanks in them.
	n = split(text, quoted, "\"")
	text = quoted[1]
	for (i = 2; i <= n; i++) {
		if (i % 2 == 0)
			gsub(/[ \t]/, "_", quoted[i])
		text = text "\"" quoted[i]
	}
	gsub(/,[ \t]+/, ",", text)
	gsub(/[{][ \t]*/, "{", text)
	gsub(/[ \t]*[}]/, "}", text)
	gsub(/[ \t]*:[ \t]+/, "=", text)
	rule[chain, ++rules[chain]] = text
}

# one_of(LIST, WORD): is WORD in "a", "{a,b,c-d}"?  2: nobody knows.
function one_of(list, word, item, n, i, ends) {
	if (list ~ /^[@$]/)
		return 2
	gsub(/[{}"]/, "", list)
	n = split(list, item, ",")
	for (i = 1; i <= n; i++) {
		sub(/=.*/, "", item[i])
		if (item[i] == word)
			return 1
		if (item[i] ~ /\*$/ && index(word, substr(item[i], 1,
		    length(item[i]) - 1)) == 1)
			return 1
		if (item[i] ~ /^[0-9]+-[0-9]+$/) {
			split(item[i], ends, "-")
			if (word + 0 >= ends[1] + 0 && word + 0 <= ends[2] + 0)
				return 1
		}
	}
	return 0
}

# one_is(K, WORD): the same for the condition at W[K], which may begin with
# "!=".  Sets last to the last word of the condition.
function one_is(k, word, not, is) {
	not = W[k] == "!="
	last = k + not
	is = one_of(W[last], word)
	return is == 2 ? 2 : not ? !is : is
}

# The condition that begins with W[K]: does the packet meet it?  2: nobody
# knows.  Sets last to its last word.
function condition(k, n, what, is) {
	what = W[k]
	last = k
	if (what ~ /^iif(name)?$/)
		return one_is(k + 1, input)
	if (what ~ /^oif(name)?$/)
		return one_is(k + 1, output)
	if (what ~ /^(udp|tcp|th)$/ && W[k + 1] == "dport") {
		is = one_is(k + 2, port)
		return what == "th" || what == protocol ? is : 0
	}
	if (what == "meta" && W[k + 1] == "nfproto")
		return one_is(k + 2, family == 6 ? "ipv6" : "ipv4")
	if (what == "ip" && family == 6 || what == "ip6" && family == 4)
		return 0
	if (what ~ /^(meta|ip|ip6)$/ && W[k + 1] ~ /^(l4proto|protocol|nexthdr)$/)
		return one_is(k + 2, protocol)
	if (what == "ct" && W[k + 1] == "state" && W[k + 2] == "vmap") {
		last = k + 3
		return W[last] ~ /[{,]new=accept/ ? 2 : 0
	}
	if (what == "ct" && W[k + 1] == "state")
		return one_is(k + 2, "new")
	if (what ~ /^(udp|tcp|icmp|icmpv6|ct)$/) {
		last = n
		return what == protocol ? 2 : 0
	}
	if (what ~ /^(meta|ip|ip6|fib)$/)
		last = k + 2 + (W[k + 2] == "!=")
	return 2
}

# Does the packet meet all conditions of a rule?  2: nobody knows.  Sets
# verdict to what the rule then does, "" for nothing.
function meets(text, n, k, is, all) {
	n = split(text, W, /[ \t]+/)
	all = 1
	verdict = ""
	for (k = 1; k <= n; k++) {
		if (W[k] == "" || W[k] ~ /^(counter|log)$/)
			continue
		if (W[k] ~ /^(packets|bytes|comment|prefix|level|group|flags)$/) {
			k++
			continue
		}
		if (W[k] ~ /^(accept|drop|reject|return|queue)$/) {
			verdict = W[k] == "reject" ? "drop" : W[k]
			return all
		}
		if (W[k] ~ /^(jump|goto)$/) {
			verdict = W[k] " " W[k + 1]
			return all
		}
		is = condition(k, n)
		if (is == 0)
			return 0
		if (is == 2)
			all = 2
		k = last
	}
	return all
}

# judge(TABLE, CHAIN): "accept", "drop", or "" at its end.  Sets maybe when a
# rule accepts under conditions that nobody knows.
function judge(where, name, i, met, way, result) {
	if (++depth > 16) {
		depth--
		return ""
	}
	for (i = 1; i <= rules[where " " name]; i++) {
		met = meets(rule[where " " name, i])
		result = verdict
		if (met == 0 || result == "")
			continue
		way = ""
		if (result ~ /^(jump|goto) /) {
			way = substr(result, 1, 4)
			result = judge(where, substr(result, 6))
		}
		if (met == 1 && (result == "return" || way == "goto" &&
		    result == ""))
			break
		if (result == "queue" || met == 2 && result == "accept")
			maybe = 1
		if (met == 1 && result ~ /^(accept|drop)$/) {
			depth--
			return result
		}
	}
	depth--
	return ""
}

END {
	n_packets = split(packets, packet, ",")
	for (p = 1; p <= n_packets; p++)
		for (family = 4; family <= 6; family += 2) {
			split(packet[p], part, " ")
			protocol = part[2]
			port = part[3]
			input = part[4]
			output = part[5]
			for (b = 1; b <= bases; b++) {
				split(base[b], word, " ")
				if (of_hook[base[b]] != part[1] ||
				    (word[1] != "inet" &&
				    word[1] != (family == 6 ? "ip6" : "ip")))
					continue
				maybe = 0
				result = judge(word[1] " " word[2], word[3])
				if (result == "")
					result = policy[base[b]]
				if (result == "drop") {
					printf "%s\t%s\t%s\t%s\n", packet[p],
					    family, maybe ? "maybe" : "drop",
					    base[b]
					break
				}
			}
		}
}
