# birdfeed doctor: what this machine lacks.  A check is a function check_NAME
# and its name in this list; it calls good, wrong or unclear once a finding.
checks='programs router-advertisements forwarding rp-filter new-interfaces
	addresses wireguard udp-ports bgp-port transit bird-file bird-user
	bird-socket registry clock resolver endpoint-family'

found_wrong=0

finding() {
	printf '%-6s %-21s %s\n' "$1" "$check" "$2"
}

good() {
	finding ok "$1"
}

# unclear TEXT: nothing that is known to be wrong.
unclear() {
	finding '?' "$1"
}

# wrong WHAT-IS WHAT-SHOULD-BE COMMAND
wrong() {
	finding WRONG "$1 (expected $2): $3"
	found_wrong=1
}

# fact KEY: its first value in what site-show printed.
fact() {
	awk -F '\t' -v key="$1" '$1 == key { print $2; exit }' "$scratch/facts"
}

# of_router KEY: a value of this router.
of_router() {
	fact "routers.$me.$1"
}

# of_peers KEY: a value of each of this router's peers, a line each.
of_peers() {
	awk -F '\t' -v me="$me" -v key="$1" '
		{ n = split($1, part, "."); peer = $1; sub(/\.[^.]*$/, "", peer) }
		$1 !~ /^peers\./ { next }
		part[n] == "router" && $2 == me { mine[peer] = 1 }
		part[n] == key { value[peer] = $2 }
		END { for (p in value) if (p in mine) print value[p] }
	' "$scratch/facts" | sort
}

# of_links KEY: of each link of the mesh.
of_links() {
	sed -n "s/^links\\..*\\.$1	//p" "$scratch/facts"
}

has_tunnels() {
	[ -n "$(of_router wireguard.public-key)" ]
}

# has_type TYPE...: does a session of the site have one of these types?
has_type() {
	for type; do
		grep -q "^sessions\\..*\\.type	$type\$" "$scratch/facts" && return
	done
	return 1
}

# carries: does this router forward other people's packets?
carries() {
	has_tunnels || has_type downstream || [ -n "$(fact mesh.ibgp)" ]
}

# sysctl_is KEY: its value; empty where there is none.
sysctl_is() {
	cat "$root/proc/sys/net/$1" 2>/dev/null || :
}

# mend_sysctl KEY=VALUE...: now, and after a reboot.
mend_sysctl() {
	file=/etc/sysctl.d/90-birdfeed.conf
	mend=
	for pair; do
		mend="${mend}echo $pair >>$file; "
	done
	echo "${mend}sysctl -p $file"
}

# package APT DNF APK PACMAN: the command that installs it here.
package() {
	if have apt-get; then
		echo "apt-get install $1"
	elif have dnf; then
		echo "dnf install $2"
	elif have apk; then
		echo "apk add $3"
	elif have pacman; then
		echo "pacman -S $4"
	else
		echo "install the package $1"
	fi
}

# address_there ADDRESS: is it on an interface?
address_there() {
	ip -o addr show | grep -q " inet6\{0,1\} $1[/ ]"
}

# way_there FAMILY ADDRESS: has the kernel a route to it?
way_there() {
	ip "-$1" route get "$2" >/dev/null 2>&1
}

cmd_doctor() {
	[ $# -eq 0 ] || die "$1: expected nothing behind doctor"
	enter
	make_scratch
	peers=
	[ ! -d peers.d ] || peers=peers.d
	show site-show -s site.yaml ${router:+-r "$router"} $peers
	# 1: a peer was refused, which peer-validate says better.
	site-show -q -s site.yaml ${router:+-r "$router"} $peers \
		>"$scratch/facts" 2>"$scratch/errors" || [ $? -eq 1 ] || {
		cat "$scratch/errors" >&2
		exit 2
	}
	me=$(fact router)
	[ -n "$me" ] || die "which router is this? (expected -r and one of site.yaml)"
	state=$(fact apply.state-dir)
	for check in $checks; do
		"check_$(printf '%s' "$check" | tr - _)"
	done
	exit "$found_wrong"
}
