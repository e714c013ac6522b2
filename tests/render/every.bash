# Every golden router, as NAME SITE ROUTER RECORDS: its golden file's name,
# the folder of its site file, which router, and the file of its records, or
# the site whose golden peers it has.
EVERY='minimal render/minimal yew minimal
full render/full yew full
six render/six yew six
mesh render/mesh yew mesh
rtr render/rtr yew minimal
expect render/expect yew minimal
anycast render/anycast yew minimal
vrf render/vrf yew full
prefer render/prefer yew full
drain render/drain yew full
mesh4 render/mesh4 yew minimal
bird217 render/bird217 yew full
bird32 render/bird32 yew full
ixp-small render/ixp-small ixp1 render/ixp-small/records
ixp-v6 render/ixp-v6 ixp1 render/ixp-v6/records
ixp-roa render/ixp-roa - render/ixp-roa/records
ixp-out render/ixp-out ixp1 render/ixp-out/records
participant render/participant - render/participant/records
participant-quiet render/participant-quiet - render/participant-quiet/records
edge-minimal edge/minimal edge1 edge/irr.records
edge-full edge/full edge1 edge/irr.records
edge-downstream edge/downstream edge1 edge/irr.records
edge-exchange edge/exchange edge1 edge/irr.records
edge-mesh edge/mesh edge1 edge/irr.records
edge-routes edge/routes edge1 edge/irr.records
edge-dn42 edge/dn42 yew render/registry.records'

# every_records RECORDS: the stream of that column.
every_records() {
	case $1 in
	*/*) cat "$TOP_SRCDIR/tests/$1" ;;
	*) records "$1" ;;
	esac
}

# every TOOL SITE ROUTER [OPTION ...]: what TOOL makes of standard input.
every() {
	local tool=$1 site=$TOP_SRCDIR/tests/$2/site.yaml router=$3
	shift 3
	[ "$router" = - ] || set -- -r "$router" "$@"
	"$tool" -s "$site" "$@" 2>err
}
