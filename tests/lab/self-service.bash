# shellcheck shell=bash
# The willow network with self-service, set up by its README in a systemd of
# its own; around it the routers of those who sign in.

KEY_TYPES='ed25519 rsa ecdsa256 ecdsa521'

service_lacks() {
	local what
	[ -x /lib/systemd/systemd ] || echo "this lab needs systemd"
	for what in overlay cgroup2; do
		grep -qw $what /proc/filesystems || echo "this lab needs $what"
	done
	for what in sshd ssh ssh-keygen gpg gpgv expect make request-store; do
		command -v $what >/dev/null || echo "this lab needs $what"
	done
	[ -n "$(find /usr/lib /lib -name 'libnss_wrapper.so*' -print -quit 2>/dev/null)" ] ||
		echo "this lab needs libnss_wrapper"
}

# service_keys: everybody's keys, for ssh and OpenPGP.
service_keys() {
	local type
	cd "$LAB" || return
	ssh-keygen -q -N '' -C '' -t ed25519 -f ed25519
	ssh-keygen -q -N '' -C '' -t rsa -b 2048 -f rsa
	ssh-keygen -q -N '' -C '' -t ecdsa -b 256 -f ecdsa256
	ssh-keygen -q -N '' -C '' -t ecdsa -b 521 -f ecdsa521
	for type in fir gorse stranger shared; do
		ssh-keygen -q -N '' -C '' -t ed25519 -f $type
	done
	GNUPGHOME=$LAB/gnupg
	export GNUPGHOME
	mkdir -m 700 "$GNUPGHOME"
	for type in elm ivy; do
		gpg -q --batch --passphrase '' --quick-generate-key \
			"$type <$type@example>" ed25519 sign never 2>/dev/null
		gpg --armor --export "$type@example" >$type.asc
	done
}

# fingerprint NAME: of that OpenPGP key.
fingerprint() {
	gpg --list-keys --with-colons "$1@example" 2>/dev/null |
		awk -F: '$1 == "fpr" { print $10; exit }'
}

# may NAME AUTH ...: that maintainer's object gets these auth lines.
may() {
	local name=$1 auth
	shift
	for auth; do
		printf 'auth:               %s\n' "$auth"
	done >>"$LAB/registry/data/mntner/$name"
}

public() {
	cut -d ' ' -f 1,2 <"$LAB/$1.pub"
}

# maintainer NAME: a new one.
maintainer() {
	cat >"$LAB/registry/data/mntner/$1" <<-END
		mntner:             $1
		admin-c:            ELM-DN42
		tech-c:             ELM-DN42
		mnt-by:             $1
		source:             DEMO
	END
}

service_registry() {
	local type
	cp -R "$TOP_SRCDIR/examples/dn42/registry" "$LAB/registry"
	chmod -R u+w "$LAB/registry"
	for type in $KEY_TYPES; do
		may DOGWOOD-MNT "$(public "$type")"
	done
	may FIR-MNT "$(public fir)"
	may GORSE-MNT "$(public gorse)"
	may ELM-MNT "pgp-fingerprint $(fingerprint elm)"
	may IVY-MNT "pgp-fingerprint $(fingerprint ivy)"
	for type in PEER-MNT SSHD-MNT ROOT-MNT LARCH; do
		maintainer $type
	done
	for type in PEER-MNT SSHD-MNT ROOT-MNT LARCH LARCH-MNT; do
		may $type "$(public shared)"
	done
}

# What the systemd in there has: targets, and the services that the README
# says are there.
service_units() {
	local target
	mkdir "$LAB/units"
	for target in sysinit basic shutdown network-pre network-online \
	    nss-lookup multi-user timers paths default; do
		printf '[Unit]\nDefaultDependencies=no\n' >"$LAB/units/$target.target"
	done
	printf '[Unit]\nDefaultDependencies=no\nRequires=multi-user.target\n' \
		>"$LAB/units/default.target"
	cat >"$LAB/units/bird.service" <<-'END'
	[Service]
	RuntimeDirectory=bird
	ExecStartPre=chown bird:bird /run/bird
	ExecStart=bird -f -u bird -g bird
	END
	# The operator's own.
	cat >"$LAB/units/ssh.service" <<-'END'
	[Service]
	ExecStartPre=mkdir -p /run/sshd
	ExecStart=/usr/sbin/sshd -D -e
	ExecReload=/bin/kill -HUP $MAINPID
	KillMode=process
	END
	cp "$TOP_SRCDIR"/examples/systemd/*.service \
		"$TOP_SRCDIR"/examples/systemd/*.timer "$LAB/units"
	# There is no journal.
	mkdir "$LAB/units/service.d"
	printf '[Service]\nStandardOutput=append:/run/said\nStandardError=append:/run/said\n' \
		>"$LAB/units/service.d/said.conf"
}

# said: what the services said since the last call.
said() {
	in_it sh -c 'cat /run/said; : >/run/said' || true
}

# The script that becomes systemd.  Whatever is written stays in a tmpfs.
service_inside() {
	cat <<-END
	mount --make-rprivate /
	mount -t tmpfs tmpfs "\$1/mnt"
	cd "\$1/mnt"
	mkdir upper work root
	mount -t overlay -o lowerdir=/,upperdir=upper,workdir=work overlay root
	mount -t proc proc root/proc
	mount --rbind /dev root/dev
	mount -t sysfs sysfs root/sys
	mount -t cgroup2 cgroup2 root/sys/fs/cgroup
	mount -t tmpfs -o mode=755 tmpfs root/run
	mount -t tmpfs -o mode=1777 tmpfs root/tmp
	rm -rf root/usr/lib/systemd/system root/usr/lib/systemd/system-generators root/etc/init.d root/etc/systemd/system root/etc/birdfeed \
		root/var/lib/birdfeed root/etc/wireguard
	cp -R "$LAB/units" root/usr/lib/systemd/system
	mkdir -p root/etc/systemd/system root/etc/ssh/sshd_config.d \
		root/etc/sysusers.d root/etc/tmpfiles.d root/etc/bird root/etc/wireguard
	cp -R "$LAB/inst/." root/
	cp -R "$TOP_SRCDIR/examples/dn42" root/etc/birdfeed
	chmod -R u+w root/etc/birdfeed
	rm -rf root/etc/birdfeed/registry root/etc/birdfeed/peers.d/*
	printf '%%begin birdfeed-records 1\n%%end\n' >root/etc/birdfeed/requests
	cp -R "$LAB/registry" root/etc/birdfeed/registry
	cp "$LAB/site.yaml" root/etc/birdfeed/site.yaml
	cp -R "$TOP_SRCDIR/examples/self-service" root/root/self-service
	install -d -m 750 -g bird root/var/lib/birdfeed
	install -m 600 "$LAB/willow.key" root/etc/wireguard/private.key
	echo 'include "/var/lib/birdfeed/current/bird/bird.conf";' >root/etc/bird/bird.conf
	[ -e root/etc/ssh/ssh_host_ed25519_key ] ||
		ssh-keygen -q -t ed25519 -N '' -f root/etc/ssh/ssh_host_ed25519_key
	ip link set lo up
	ip addr add 172.23.240.1/32 dev lo
	ip addr add fd5a:7e1d:1::1/128 dev lo
	cd root
	mkdir -p old
	pivot_root . old
	umount -l /old
	exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin \
		container=lab /lib/systemd/systemd --system \
		--log-target=console --unit=default.target
	END
}

# service_start: the machine is up, with nothing of self-service yet.
service_start() {
	export LAB
	LAB=$(mktemp -d /tmp/bf-lab.XXXXXX)
	chmod 755 "$LAB"
	mkdir "$LAB/mnt" "$LAB/inst"
	make -C "$TOP_BUILDDIR" DESTDIR="$LAB/inst" install MAKEFLAGS= \
		>"$LAB/install" 2>&1 || { cat "$LAB/install"; return 1; }
	(umask 077; wg genkey >"$LAB/willow.key")
	service_keys
	service_registry
	service_units
	# Names do not resolve here.
	sed -e "s|ams1.willow.example|192.0.2.1|" \
		-e "s|public-key: .*|public-key: $(wg pubkey <"$LAB/willow.key")|" \
		-e 's|^peering:|&\n  interface: wg-%n\n  protocol: ebgp_%n|' \
		-e 's|^apply: .*|apply: {state-dir: /var/lib/birdfeed, confirm: 10}|' \
		"$TOP_SRCDIR/examples/dn42/site.yaml" >"$LAB/site.yaml"
	echo 'self-service: {changes-per-hour: 10000}' >>"$LAB/site.yaml"
	service_inside >"$LAB/inside"
	unshare -f -p -m -n -u -i -C --mount-proc --kill-child \
		sh -e "$LAB/inside" "$LAB" >"$LAB/console" 2>&1 3>&- &
	echo $! >"$LAB/unshare"
	lab_wait 30 ctl is-active default.target || cat "$LAB/console"
	pgrep -P "$(cat "$LAB/unshare")" >"$LAB/willow.pid"
}

# service_end: everything that was started goes.
service_end() {
	[ -n "${LAB-}" ] || return 0
	gpgconf --kill all || true
	lab_down
	kill -9 "$(pgrep -P "$(cat "$LAB/unshare")")" 2>/dev/null || true
	rm -rf "$LAB"
}

# in_it COMMAND ...: on that machine.
in_it() {
	nsenter -t "$(pgrep -P "$(cat "$LAB/unshare")")" -a -r -w -- "$@" 3>&-
}

ctl() {
	in_it systemctl "$@"
}

# readme FROM TO: the commands of the README between these lines.
readme() {
	awk -v from="$1" -v to="$2" '
		on && index($0, to) == 1 { exit }
		index($0, from) == 1 { on = 1 }
		on && /^    / { sub(/^    /, ""); print }
	' "${3:-$TOP_SRCDIR/examples/self-service/README}"
}

# router NAME ADDRESS: somebody's router, with a wire to willow.
router() {
	lab_router "$1"
	ip link add "to-$1" netns "$(cat "$LAB/willow.pid")" type veth \
		peer name wan netns "$(cat "$LAB/$1.pid")"
	in_it ip addr add 192.0.2.1/32 dev lo 2>/dev/null || true
	in_it ip link set "to-$1" up
	in_it ip route add "$2/32" dev "to-$1" src 192.0.2.1
	lab_in "$1" ip addr add "$2/32" dev wan
	lab_in "$1" ip link set wan up
	lab_in "$1" ip route add 192.0.2.1/32 dev wan src "$2"
	(umask 077; wg genkey >"$LAB/$1.wg")
	lab_in "$1" cp "$LAB/$1.wg" /etc/wireguard/private.key
}

# from ROUTER KEY NAME [COMMAND]: signs in from there.
from() {
	local router=$1 key=$2 name=$3
	shift 3
	lab_in "$router" ssh -F /dev/null -p 4242 -i "$LAB/$key" \
		-o IdentitiesOnly=yes -o BatchMode=yes -o LogLevel=ERROR \
		-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
		-o ConnectTimeout=60 "$name@192.0.2.1" "$@" 3>&-
}

birdc_willow() {
	in_it birdc -r "$@"
}

established() {
	birdc_willow show protocols "$1" | grep -q Established
}

# at_home ROUTER KEY: what root there has of its own: names, an SSH key, and a
# BIRD that runs.
at_home() {
	# shellcheck disable=SC2016 # for the inner shell
	lab_in "$1" sh -ec '
		for dir in /root /etc/bird /run/bird; do
			mkdir -p $dir
			mount -t tmpfs tmpfs $dir
		done
		chmod 755 /etc/bird
		mkdir -m 700 /root/.ssh
		cp "$2" /root/.ssh/id_test
		printf "StrictHostKeyChecking no\nLogLevel ERROR\nBatchMode yes\nIdentityFile ~/.ssh/id_test\n" \
			>/root/.ssh/config
		printf "127.0.0.1 localhost\n192.0.2.1 ams1.willow.example\n" >"$1/hosts"
		mount --bind "$1/hosts" /etc/hosts
		echo "router id 192.0.2.5; protocol device {}" >/etc/bird/bird.conf
		chown bird:bird /run/bird
		bird -u bird -g bird' sh "$LAB" "$LAB/$2" 3>&-
}

# paste ROUTER <TEXT: both files of peer_config go where they say.
paste_config() {
	local router=$1 interface
	tr -d '\r' >"$LAB/$router.config"
	awk -v wg="$LAB/$router.wgconf" -v bird="$LAB/$router.bird" '
		/^# AS[0-9]+: your side of the tunnel/ { to = wg }
		/^# AS[0-9]+: your side of the session/ { to = bird }
		to != "" { print >to }
	' "$LAB/$router.config"
	interface=$(sed -n 's|^# Save it as /etc/wireguard/\(.*\).conf, mode 0600.|\1|p' \
		"$LAB/$router.wgconf")
	chmod 600 "$LAB/$router.wgconf"
	lab_in "$router" cp "$LAB/$router.wgconf" "/etc/wireguard/$interface.conf"
	lab_in "$router" env WG_QUICK_USERSPACE_IMPLEMENTATION=wireguard-go \
		wg-quick up "$interface" 3>&-
	lab_bird "$router" "$LAB/$router.bird"
}
