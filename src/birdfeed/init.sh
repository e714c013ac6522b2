# birdfeed init: a folder with everything that one network needs.

init_usage() {
	die "expected init dn42|edge|ixp|participant DIR [--FACT VALUE ...]"
}

# init_options KIND [--FACT VALUE | --FACT=VALUE ...]
init_options() {
	kind=$1
	shift
	given=
	while [ $# -gt 0 ]; do
		case $1 in
		--*=*)
			fact=${1%%=*} value=${1#*=}
			shift
			;;
		--*)
			[ $# -gt 1 ] || die "$1: no value"
			fact=$1 value=$2
			shift 2
			;;
		*) die "$1: expected --FACT VALUE" ;;
		esac
		fact=${fact#--}
		rows "$kind" | grep -q "^$fact " || die "--$fact: unknown \
(expected one of $(rows "$kind" | sed 's/ .*//; s/^/--/' | tr '\n' ' ' | sed 's/ $//'))"
		given="$given $fact"
		put "$fact" "$value"
	done
}

# make_key: the router's key, root's alone, unless it is there already.
make_key() {
	if [ ! -e "$dir/private.key" ]; then
		show "(umask 077; wg genkey >$dir/private.key)"
		(umask 077 && wg genkey >"$dir/private.key")
	fi
	public_key=$(wg pubkey <"$dir/private.key") ||
		die "$dir/private.key is no private key (expected what wg genkey writes)"
}

# ask_facts: until they make a site file that the tools take.
ask_facts() {
	# The key is made when all else is known.
	public_key=jLhTLj2IxNFbPvjqlmfQmkXF+muFpsX83d+5WyJkGnQ=
	while :; do
		ask_all "$kind"
		"site_$kind" | sed '/^$/d' >"$scratch/site.yaml"
		site-show -q -s "$scratch/site.yaml" 2>"$scratch/wrong" >/dev/null &&
			return
		sed "s|$scratch/||" "$scratch/wrong" >&2
		[ -t 3 ] || exit 2
		given=
		say "together these are not right; once more"
	done
}

# write_site: in one step.
write_site() {
	show "cat >$dir/site.yaml"
	"site_$kind" | sed '/^$/d' >"$dir/.site.yaml"
	mv "$dir/.site.yaml" "$dir/site.yaml"
	step site-show -q -s "$dir/site.yaml" >/dev/null
}

sample_peer() {
	cat >"$dir/peers.d/SAMPLE" <<-'END'
		# A peer: a copy of this file as NAME.yaml.  birdfeed-peers(5) has every key.
		asn: 4242429002
		public-key: jLhTLj2IxNFbPvjqlmfQmkXF+muFpsX83d+5WyJkGnQ=
		endpoint: ams.alder.example:52901    # none: they reach you
		link-local: fe80::9002               # theirs
		id: 1                                # yours listens on base-port plus this
	END
}

# The files of a kind, from the examples.
lay_dn42() {
	[ -d "$dir/peers.d" ] || step mkdir "$dir/peers.d"
	[ -e "$dir/peers.d/SAMPLE" ] || sample_peer
	[ -e "$dir/requests" ] || step touch "$dir/requests"
	step install -m 755 "$share/dn42/pipeline" "$dir"
	[ -e "$dir/registry-update" ] ||
		step install -m 755 "$share/dn42/registry-update" "$dir"
}

lay_edge() { step install -m 755 "$share/edge/pipeline" "$dir"; }
lay_ixp() { step install -m 755 "$share/ixp/pipeline" "$dir"; }
lay_participant() { step install -m 755 "$share/ixp/participant/pipeline" "$dir"; }

# The user who owns the clone of the registry; a package makes it.
registry_user() {
	home=/var/lib/birdfeed-registry
	if ! id -u birdfeed-registry >/dev/null 2>&1; then
		echo "    useradd -r -m -d $home birdfeed-registry"
	elif [ ! -d "$home" ]; then
		echo "    install -d -o birdfeed-registry -g birdfeed-registry $home"
	fi
}

next_dn42() {
	echo "  tell your peers: public key $public_key"
	echo "  a file for each peer in $dir/peers.d, like $dir/peers.d/SAMPLE"
	echo "  the registry, as a user of its own:"
	registry_user
	echo "    su -s /bin/sh birdfeed-registry -c 'cd && git clone https://git.dn42.dev/dn42/registry.git registry'"
}

next_edge() { echo "  your other neighbours: sessions in $dir/site.yaml"; }
next_ixp() { echo "  (umask 077; cat >$dir/headscale.token), and gateway.token: a line each"; }
next_participant() { :; }

# short_path PATH: an absolute path without ".", ".." and empty parts.
short_path() {
	echo "$1" | awk -F / '{
		for (i = 2; i <= NF; i++)
			if ($i == "..")
				n -= n > 0
			else if ($i != "" && $i != ".")
				part[++n] = $i
		for (i = 1; i <= n; i++)
			path = path "/" part[i]
		print path
	}'
}

cmd_init() {
	[ $# -ge 2 ] || init_usage
	case $1 in
	dn42 | edge | ixp | participant) kind=$1 dir=$2 ;;
	*) init_usage ;;
	esac
	shift 2
	case $dir in '' | / | -*) init_usage ;; esac
	[ -d "$share/dn42" ] || die "the examples are not in $share"
	init_options "$kind" "$@"
	for file in site.yaml pipeline; do
		[ ! -e "$dir/$file" ] ||
			die "$dir/$file is there already (expected a folder without one)"
	done
	make_scratch
	exec 3<&0
	case $dir in /*) ;; *) dir=$PWD/$dir ;; esac
	# The site file names files in it.
	case $dir in
	*[!A-Za-z0-9/._@+-]*)
		die "$dir: expected a path of letters, digits and . _ @ + -"
		;;
	esac
	dir=$(short_path "$dir")
	[ "$kind" != dn42 ] || have wg ||
		die "there is no wg (expected the package wireguard-tools)"
	ask_facts
	[ -d "$dir" ] || step mkdir -p "$dir"
	[ "$kind" != dn42 ] || make_key
	write_site
	"lay_$kind"
	{
		printf '\nNext, as root:\n'
		"next_$kind"
		printf '  birdfeed -C %s doctor     what this machine lacks\n' "$dir"
		printf '  birdfeed -C %s run -n     what would change\n' "$dir"
		printf '  birdfeed -C %s run\n' "$dir"
	} >&2
}
