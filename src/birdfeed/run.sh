# birdfeed run: the registry brought up to date, and then the pipeline.

# clone_of_registry: where the pipeline of this folder reads a registry that
# is a clone: registry/, or what the pipeline names.
clone_of_registry() {
	if [ -d registry ]; then
		echo registry
	elif [ -e pipeline ]; then
		sed -n 's/^clone=//p' pipeline
	fi
}

# as_owner PATH COMMAND...: prints and runs a command as the user who owns
# PATH; root runs no git in a folder of others.
as_owner() {
	owner=$(stat -c %u "$1")
	group=$(stat -c %g "$1")
	home=$(getent passwd "$owner" | cut -d : -f 6)
	shift
	if [ "$(id -u)" -eq "$owner" ]; then
		step "$@"
	else
		step setpriv --reuid="$owner" --regid="$group" --init-groups \
			env HOME="${home:-/}" "$@"
	fi
}

# update_registry: only a warning when it fails; the last good one stays.
update_registry() {
	clone=$(clone_of_registry)
	[ -n "$clone" ] || return 0
	[ -d "$clone" ] ||
		die "there is no registry in $clone (expected a clone; see birdfeed(1))"
	[ -e "$clone/.git" ] || return 0
	if [ "$(stat -c %u "$clone")" -eq 0 ]; then
		say "the clone $clone is root's, so it stays as it is (expected a user of its own; chown -R)"
		return 0
	fi
	update=./registry-update
	[ -x "$update" ] || update=$share/dn42/registry-update
	case $clone in /*) ;; *) clone=$PWD/$clone ;; esac
	as_owner "$clone" "$update" "$clone" ||
		say "the registry could not be brought up to date; the last one is used"
}

cmd_run() {
	enter
	[ -x pipeline ] || die "there is no pipeline in $PWD (expected birdfeed init)"
	update_registry
	status=0
	step ./pipeline "$@" || status=$?
	exit "$status"
}

# birdfeed status: what is installed, and how the sessions are.
cmd_status() {
	enter
	status=0
	step apply -s site.yaml ${router:+-r "$router"} --list || status=$?
	step peer-status -s site.yaml ${router:+-r "$router"} "$@" || status=$?
	exit "$status"
}
