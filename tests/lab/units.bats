#!/usr/bin/env bats
# The units of examples/systemd as they are, in a systemd of their own: what
# they forbid is forbidden, and the pipeline, BIRD's check of its files, ip,
# wg and wireguard-go do their work all the same.

load lab

setup_file() {
	[ -z "$(lab_lacks)$(lacks)" ] || return 0	# setup() says so
	export LAB
	LAB=$(mktemp -d /tmp/birdfeed-lab.XXXXXX)
	mkdir "$LAB/units" "$LAB/mnt"
	units
	inside >"$LAB/inside"
	unshare -f -p -m -n -u -i -C --mount-proc --kill-child \
		sh -e "$LAB/inside" "$LAB" >"$LAB/console" 2>&1 3>&- &
	echo $! >"$LAB/unshare"
	lab_wait 30 ctl is-active default.target || cat "$LAB/console"
}

setup() {
	local lacks
	lacks=$(lab_lacks)$(lacks)
	[ -z "$lacks" ] || skip "$lacks"
}

# When systemd goes, so does everything that it started.
teardown_file() {
	[ -n "${LAB-}" ] || return 0
	kill -9 "$(pgrep -P "$(cat "$LAB/unshare")")" || true
	rm -rf "$LAB"
}

lacks() {
	[ -x /lib/systemd/systemd ] || echo "this lab needs systemd"
	grep -qw overlay /proc/filesystems || echo "this lab needs overlayfs"
	grep -qw cgroup2 /proc/filesystems || echo "this lab needs cgroup2"
}

# The units, a BIRD as Debian has it, one that tells how it is enclosed, and
# the targets that they name: there is nothing else in that systemd.
units() {
	local target
	cp "$TOP_SRCDIR"/examples/systemd/*.service \
		"$TOP_SRCDIR"/examples/systemd/*.timer "$LAB/units"
	for target in sysinit basic shutdown network-pre network-online \
	    nss-lookup multi-user timers default; do
		printf '[Unit]\nDefaultDependencies=no\n' >"$LAB/units/$target.target"
	done
	cat >"$LAB/units/bird.service" <<-'END'
	[Service]
	RuntimeDirectory=bird
	ExecStartPre=chown bird:bird /run/bird
	ExecStart=bird -f -u bird -g bird
	END
	# The enclosure of the pipeline, around something else.
	sed 's|^ExecStart=.*|ExecStart=sh /etc/birdfeed/enclosed|' \
		"$TOP_SRCDIR/examples/systemd/birdfeed.service" \
		>"$LAB/units/enclosed.service"
}

# The script that becomes systemd.  Whatever is written stays in a tmpfs.
inside() {
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
	mount -t tmpfs tmpfs root/run
	for tool in registry-parse peer-validate wg-render bird-render apply; do
		install -D "$TOP_BUILDDIR/\$tool" -t root/usr/local/sbin
	done
	rm -rf root/etc/birdfeed root/var/lib/birdfeed
	cp -R "$TOP_SRCDIR/examples/dn42" root/etc/birdfeed
	chmod -R u+w root/etc/birdfeed
	cp -R "$LAB/units" root/units
	install -d -m 750 -g bird root/var/lib/birdfeed
	install -d root/etc/wireguard root/etc/bird
	(umask 077; wg genkey >root/etc/wireguard/private.key)
	key=\$(wg pubkey <root/etc/wireguard/private.key)
	sed -i "s|public-key: .*|public-key: \$key|" root/etc/birdfeed/site.yaml
	echo 'include "/var/lib/birdfeed/current/bird/bird.conf";' >root/etc/bird/bird.conf
	cat >root/etc/birdfeed/enclosed <<-'IN'
	exec >/var/lib/birdfeed/enclosed
	grep -e '^Seccomp:' -e '^NoNewPrivs:' /proc/self/status
	for where in /etc /usr /root /proc/sys/net/ipv4/ip_forward; do
		if [ -d \$where ]; then
			touch \$where/x && echo "wrote \$where"
		else
			echo 0 >\$where && echo "wrote \$where"
		fi
	done
	mount -t tmpfs tmpfs /mnt && echo mounted
	unshare -n true && echo unshared
	echo end
	IN
	ip link set lo up
	ip addr add 172.23.240.1/32 dev lo
	ip addr add fd5a:7e1d:1::1/128 dev lo
	cd root
	mkdir -p old
	pivot_root . old
	umount -l /old
	exec env -i PATH=/usr/local/sbin:/usr/sbin:/usr/bin container=lab \
		SYSTEMD_UNIT_PATH=/units /lib/systemd/systemd --system \
		--log-target=console --unit=default.target
	END
}

# in_it COMMAND ...: there.
in_it() {
	nsenter -t "$(pgrep -P "$(cat "$LAB/unshare")")" -a -r -w -- "$@" 3>&-
}

ctl() {
	in_it systemctl "$@"
}

# starts UNIT: it does, or what the console says of it is shown.
starts() {
	: >"$LAB/console"
	ctl start "$1" || { cat "$LAB/console"; return 1; }
}

link() {
	in_it ip -o link show wg-as4242429002
}

@test "what is enclosed can not do what it should not" {
	starts enclosed
	run in_it cat /var/lib/birdfeed/enclosed
	assert_output "$(printf 'NoNewPrivs:\t1\nSeccomp:\t2\nend')"
}

@test "the pipeline installs, and brings tunnels up" {
	starts birdfeed
	run in_it readlink /var/lib/birdfeed/current
	assert_output --regexp '^[0-9a-f]{64}$'
	run link
	assert_success
	run in_it stat -c '%a %G' /var/lib/birdfeed/current/bird/bird.conf
	assert_output '640 bird'
}

@test "with BIRD running it configures it, and once" {
	in_it systemctl start bird
	lab_wait 10 in_it birdc show status
	starts birdfeed
	run cat "$LAB/console"
	refute_output --partial 'apply: confirmed'
	in_it sed -i 's/bandwidth: 24 /bandwidth: 23 /' /etc/birdfeed/site.yaml
	starts birdfeed
	run in_it birdc eval BIRDFEED_GENERATION
	assert_output --partial "$(in_it sed -n '1s/.*"\(.*\)".*/\1/p' \
		/var/lib/birdfeed/current/bird/bird.conf)"
	run in_it birdc show protocols
	assert_output --partial as4242429002
}

@test "--boot brings tunnels up that are gone, and wireguard-go lives on" {
	in_it ip link del wg-as4242429002
	ctl reset-failed
	starts birdfeed-boot
	run link
	assert_success
	if ! in_it ip link add wg-try type wireguard 2>/dev/null; then
		run in_it pgrep -f 'wireguard-go wg-as4242429002'
		assert_success
	fi
}

@test "--resolve finds nothing to do, with even less" {
	starts birdfeed-resolve
	run ctl is-failed birdfeed-resolve
	refute_output failed
}

@test "what is edited by hand stays, and the unit fails" {
	in_it sh -c 'echo "# mine" >>/var/lib/birdfeed/current/bird/peers.conf'
	run ctl start birdfeed
	assert_failure
	run in_it tail -n 1 /var/lib/birdfeed/current/bird/peers.conf
	assert_output '# mine'
}
