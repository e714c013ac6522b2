#!/bin/sh
# birdfeed: the way in.  It runs the other tools and prints what it runs; they
# need nothing of it.  See birdfeed(1).
set -eu
version='@VERSION@'
share=${BIRDFEED_SHARE:-@pkgdatadir@}	# the examples
etc=/etc/birdfeed
# For tests and for an image that does not run: /proc, /sys and /etc are
# looked at below it.
root=${BIRDFEED_ROOT-}
# Daemons and their like live where a user's PATH may not look; the tools have
# their own names in names if they were installed with others.
PATH=@namesdir@:$PATH:/usr/sbin:/sbin
LC_ALL=C
export PATH LC_ALL

say() {
	printf 'birdfeed: %s\n' "$*" >&2
}

die() {
	say "$*"
	exit 2
}

# show COMMAND...: prints a command as one would type it.
show() {
	printf '$ %s\n' "$*" >&2
}

# step COMMAND...: prints a command and runs it.
step() {
	show "$@"
	"$@"
}

have() {
	command -v "$1" >/dev/null 2>&1
}

scratch=
cleanup() {
	[ -z "$scratch" ] || rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 2' HUP INT TERM

# make_scratch: a directory for this run alone, $scratch.
make_scratch() {
	scratch=$(mktemp -d)
}

# enter: goes to the folder of the network: -C, or here, or /etc/birdfeed.
enter() {
	if [ -z "$folder" ]; then
		folder=.
		[ -e site.yaml ] || folder=$etc
	fi
	[ -e "$folder/site.yaml" ] ||
		die "there is no site.yaml in $folder (expected -C and a folder, or birdfeed init)"
	cd "$folder"
}
