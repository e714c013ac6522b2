# birdfeed demo: an invented network's router, in a scratch directory.

cmd_demo() {
	[ $# -eq 0 ] || die "$1: expected nothing behind demo"
	[ -d "$share/dn42/registry" ] || die "the examples are not in $share"
	demo=$(mktemp -d)
	chmod 755 "$demo"	# bird -p reads it as BIRD's user
	cp -R "$share/dn42" "$demo/willow"
	chmod -R u+w "$demo/willow"
	cd "$demo/willow"
	exec 2>&1
	say "an invented router of dn42, installed into $demo/state only"
	show "(umask 077; wg genkey >$demo/private.key)"
	(umask 077 && demo_key >"$demo/private.key")
	step sed -i "s|/etc/wireguard/private.key|$demo/private.key|" site.yaml
	step ./pipeline --install-only --state-dir "$demo/state"
	step find -L "$demo/state/current" -type f
	step cat "$demo/state/current/wireguard/wg-as4242429002.conf"
	step tail -n 24 "$demo/state/current/bird/peers.conf"
	if have bird; then
		step bird -p -c "$demo/state/current/bird/bird.conf"
		say "BIRD takes it without a word"
	fi
	say "once more, nothing having changed"
	step ./pipeline --install-only --state-dir "$demo/state" -v
	say "look around in $demo, and remove it; birdfeed init begins your own"
}

# demo_key: a private key, also where there are no tools of WireGuard.
demo_key() {
	if have wg; then
		wg genkey
	else
		head -c 32 /dev/urandom | base64
	fi
}
