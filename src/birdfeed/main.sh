# The command line.

usage() {
	cat <<'END'
usage: birdfeed [-C DIR] [-r ROUTER] COMMAND [ARGUMENT ...]

Begins, runs and checks a router with the tools of birdfeed.

  init KIND DIR   begin a network: dn42, edge, ixp or participant
  run [-n]        bring the registry up to date and run the pipeline
  status          what is installed, and how the sessions are
  doctor          what this machine lacks, and the command that mends it
  demo            an invented router, in a scratch directory

  -C, --folder DIR     the folder of the network (here, or /etc/birdfeed)
  -r, --router ROUTER  which router of the site (this host)
  -h, --help           print this text
  -V, --version        print the version

Example:
  birdfeed init dn42 /etc/birdfeed

See birdfeed(1).
END
}

# value_of OPTION COUNT: an option needs a value behind it.
value_of() {
	[ "$2" -gt 1 ] || die "$1: no value"
}

folder='' router=''
while [ $# -gt 0 ]; do
	case $1 in
	-C | --folder) value_of "$1" $# && folder=$2 && shift 2 ;;
	--folder=*) folder=${1#*=} && shift ;;
	-r | --router) value_of "$1" $# && router=$2 && shift 2 ;;
	--router=*) router=${1#*=} && shift ;;
	-h | --help) usage && exit 0 ;;
	-V | --version) echo "birdfeed $version" && exit 0 ;;
	-*) die "$1: no such option (try -h)" ;;
	*) break ;;
	esac
done
[ $# -gt 0 ] || die "expected a command (try -h)"
command=$1
shift
case $command in
# 1 has a meaning in the others.
init | demo) trap 'status=$?; cleanup; [ "$status" -eq 0 ] || exit 2' EXIT ;;
esac
case $command in
init | run | status | doctor | demo) "cmd_$command" "$@" ;;
*) die "$command: no such command (expected init, run, status, doctor or demo)" ;;
esac
