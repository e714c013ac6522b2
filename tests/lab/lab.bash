# A lab: routers in network namespaces of their own, joined by a wire.
# Everything is found again by the pids that lab_router noted, so that
# lab_down takes away just what was put up.

bats_load_library bats-support
bats_load_library bats-assert

# BIRD and its friends live in /usr/sbin.
PATH=$PATH:/usr/sbin:/sbin
export PATH

# lab_lacks: what is missing for a lab here; nothing when nothing is.
lab_lacks() {
	local what
	[ "$(id -u)" -eq 0 ] || echo "labs need root"
	[ -c /dev/net/tun ] || echo "labs need /dev/net/tun"
	for what in bird birdc wg wg-quick wireguard-go ip unshare nsenter ping; do
		command -v "$what" >/dev/null || echo "labs need $what"
	done
}

setup() {
	local lacks
	lacks=$(lab_lacks)
	[ -z "$lacks" ] || skip "$lacks"
}

# lab_router NAME: a namespace with loopback up, mounts of its own, and empty
# /run/wireguard and /etc/wireguard.
lab_router() {
	local name=$1
	# shellcheck disable=SC2016 # for the inner shell
	unshare -m -n sh -ec '
		mkdir -p /run/wireguard /etc/wireguard
		mount -t tmpfs tmpfs /run/wireguard
		mount -t tmpfs tmpfs /etc/wireguard
		ip link set lo up
		: >"$1"
		exec sleep 3600' sh "$LAB/$name.ready" 3>&- &
	echo $! >"$LAB/$name.pid"
	lab_wait 10 test -e "$LAB/$name.ready"
}

# lab_in NAME COMMAND ...: in that router.
lab_in() {
	local name=$1
	shift
	nsenter -t "$(cat "$LAB/$name.pid")" -m -n --wd="$PWD" -- "$@"
}

# lab_wire A ADDRESS B ADDRESS: an Ethernet between two routers.
lab_wire() {
	ip link add "wire-$3" netns "$(cat "$LAB/$1.pid")" type veth \
		peer name "wire-$1" netns "$(cat "$LAB/$3.pid")"
	lab_in "$1" ip addr add "$2" dev "wire-$3"
	lab_in "$1" ip link set "wire-$3" up
	lab_in "$3" ip addr add "$4" dev "wire-$1"
	lab_in "$3" ip link set "wire-$1" up
}

# lab_lan NAME ADDRESS ...: that router on the Ethernet that all of them
# share; its switch is a namespace of its own.
lab_lan() {
	local name=$1 address
	shift
	if [ ! -e "$LAB/switch.pid" ]; then
		lab_router switch
		lab_in switch ip link add lan type bridge
		lab_in switch ip link set lan up
	fi
	ip link add lan0 netns "$(cat "$LAB/$name.pid")" type veth \
		peer name "to-$name" netns "$(cat "$LAB/switch.pid")"
	lab_in switch ip link set "to-$name" master lan up
	for address in "$@"; do
		lab_in "$name" ip addr add "$address" dev lan0
	done
	lab_in "$name" ip link set lan0 up
}

# lab_bird NAME CONFIG: BIRD in that router, as Debian runs it: with a
# directory of its user's for its socket.
lab_bird() {
	install -d -o bird -g bird "$LAB/$1.run"
	lab_in "$1" bird -c "$2" -s "$LAB/$1.run/bird.ctl" -u bird -g bird 3>&-
}

# lab_birdc NAME WORDS ...: asks that router's BIRD.
lab_birdc() {
	local name=$1
	shift
	birdc -r -s "$LAB/$name.run/bird.ctl" "$@"
}

# lab_wait SECONDS COMMAND ...: until it succeeds.
lab_wait() {
	local end=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		if [ "$SECONDS" -ge "$end" ]; then
			echo "still not so: $*" >&2
			return 1
		fi
		sleep 0.2
	done
}

lab_established() {
	lab_birdc "$1" show protocols "$2" | grep -q Established
}

# lab_kept BEFORE AFTER: the same words, and times that are the same moment:
# BIRD works out anew since when a session is up each time it is asked, a
# millisecond one way or the other, which may be the next second.
lab_kept() {
	BEFORE=$1 AFTER=$2 awk '
		function seconds(text, part) {
			split(text, part, ":")
			return part[1] * 3600 + part[2] * 60 + part[3]
		}
		BEGIN {
			time = "^[0-9][0-9]:[0-9][0-9]:[0-9.]+$"
			n = split(ENVIRON["BEFORE"], a)
			m = split(ENVIRON["AFTER"], b)
			for (i = 1; n == m && i <= n; i++) {
				if (a[i] ~ time && b[i] ~ time) {
					apart = seconds(a[i]) - seconds(b[i])
					most = a[i] ~ /\./ ? 0.05 : 1
					n = apart * apart <= most * most ? n : -1
					times++
				} else if (a[i] != b[i])
					n = -1
			}
			exit n != m || times == 0
		}' || fail "not kept:
$1
now:
$2"
}

# Ends every process in the routers' namespaces, and so the namespaces.
lab_down() {
	local name pid ns
	for name in "$LAB"/*.pid; do
		pid=$(cat "$name")
		ns=$(readlink "/proc/$pid/ns/net") || continue
		[ "$ns" != "$(readlink /proc/self/ns/net)" ] || continue
		for pid in /proc/[0-9]*; do
			[ "$(readlink "$pid/ns/net" 2>/dev/null)" != "$ns" ] ||
				kill -9 "${pid#/proc/}" 2>/dev/null || true
		done
	done
}
