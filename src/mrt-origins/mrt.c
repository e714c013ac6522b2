/* An MRT record (RFC 6396, RFC 8050), and the origins of its routes. */
#include "mrt-origins/mrt.h"

enum { AFI_IPV4 = 1, AFI_IPV6 = 2 };
enum { SAFI_UNICAST = 1, SAFI_MULTICAST = 2, SAFI_LABELED = 4, SAFI_VPN = 128 };
enum { BGP_UPDATE = 2 };
enum { TABLE_DUMP = 12, TABLE_DUMP_V2 = 13, BGP4MP = 16, BGP4MP_ET = 17 };

#define BGP_HEADER 19
#define ANY UINT16_MAX

struct reading {
	struct bytes left;
	const struct origin_taker *taker;
	uint64_t routes;
	const char *wrong;
};

/* What a type and subtype has in it. */
struct kind {
	uint16_t type;
	uint16_t subtype; /* ANY: all of them */
	bool (*read)(struct reading *r, const struct kind *kind);
	/* NULL: there is no route in it */
	uint8_t family; /* AFI of the prefixes, where it is fixed */
	uint8_t width;	/* bytes of an AS number */
	bool path_ids;	/* ADD-PATH (RFC 7911) */
	bool extended;	/* microseconds before the rest */
};

static bool
malformed(struct reading *r, const char *wrong)
{
	r->wrong = wrong;
	return false;
}

static bool
skip(struct reading *r, size_t n)
{
	struct bytes cut;

	return bytes_cut(&r->left, n, &cut);
}

static bool
get_8(struct reading *r, unsigned *number)
{
	struct bytes cut;

	if (!bytes_cut(&r->left, 1, &cut))
		return false;
	*number = cut.p[0];
	return true;
}

static bool
get_16(struct reading *r, unsigned *number)
{
	struct bytes cut;

	if (!bytes_cut(&r->left, 2, &cut))
		return false;
	*number = bytes_16(cut.p);
	return true;
}

/* A count of two bytes, and as many bytes. */
static bool
get_counted(struct reading *r, struct bytes *bytes)
{
	unsigned n;

	return get_16(r, &n) && bytes_cut(&r->left, n, bytes);
}

static bool
route(struct reading *r, struct bytes attributes, unsigned width)
{
	struct route_attributes a;

	r->routes++;
	return attributes_read(attributes, &a, &r->wrong) &&
	    attributes_origins(&a, width, r->taker, &r->wrong);
}

/* The entries of a RIB record: each a peer's route to its prefix. */
static bool
rib_entries(struct reading *r, const struct kind *kind)
{
	size_t head = 2 + 4 + (kind->path_ids ? 4 : 0);
	struct bytes attributes;
	unsigned count;

	if (!get_16(r, &count))
		return malformed(r, "the record ends before its entries");
	for (; count > 0; count--) {
		if (!skip(r, head) || !get_counted(r, &attributes))
			return malformed(r, "the record ends in an entry");
		if (!route(r, attributes, kind->width))
			return false;
	}
	return r->left.n == 0 ||
	    malformed(r, "the record goes on behind its entries");
}

/* A prefix: its length in bits, and as many bits. */
static bool
prefix(struct reading *r, unsigned most)
{
	unsigned bits;

	return get_8(r, &bits) && bits <= most && skip(r, (bits + 7) / 8);
}

static unsigned
family_bits(unsigned family)
{
	return family == AFI_IPV4 ? 32 : 128;
}

static bool
rib(struct reading *r, const struct kind *kind)
{
	if (!skip(r, 4) || !prefix(r, family_bits(kind->family)))
		return malformed(r, "a prefix is cut or too long");
	return rib_entries(r, kind);
}

/* Which address families have an NLRI that starts with its bits. */
static bool
nlri_has_bits(unsigned afi, unsigned safi)
{
	return (afi == AFI_IPV4 || afi == AFI_IPV6) &&
	    (safi == SAFI_UNICAST || safi == SAFI_MULTICAST ||
		safi == SAFI_LABELED || safi == SAFI_VPN);
}

static bool
rib_generic(struct reading *r, const struct kind *kind)
{
	unsigned afi, safi;

	if (!skip(r, 4) || !get_16(r, &afi) || !get_8(r, &safi))
		return malformed(r, "the record ends before its prefix");
	/* Flow rules, Ethernet addresses and their like: nobody announces a
	 * prefix by them. */
	if (!nlri_has_bits(afi, safi))
		return true;
	if (!prefix(r, 255))
		return malformed(r, "a prefix is cut or too long");
	return rib_entries(r, kind);
}

/* The older dumps: one route a record. */
static bool
table_dump(struct reading *r, const struct kind *kind)
{
	size_t address = family_bits(kind->family) / 8;
	struct bytes attributes;

	if (!skip(r, 2 + 2 + address + 1 + 1 + 4 + address + 2) ||
	    !get_counted(r, &attributes))
		return malformed(r, "the record ends in its route");
	if (!route(r, attributes, kind->width))
		return false;
	return r->left.n == 0 ||
	    malformed(r, "the record goes on behind its route");
}

/* Does an UPDATE announce anything in MP_REACH_NLRI (RFC 4760)? */
static bool
reach_announces(struct bytes reach, bool *announces)
{
	struct bytes cut;

	*announces = false;
	if (reach.p == NULL)
		return true;
	if (!bytes_cut(&reach, 4, &cut) ||
	    !bytes_cut(&reach, (size_t)cut.p[3] + 1, &cut))
		return false;
	*announces = reach.n > 0;
	return true;
}

static bool
update(struct reading *r, const struct kind *kind)
{
	struct bytes withdrawn, attributes;
	struct route_attributes a;
	bool announces;

	if (!get_counted(r, &withdrawn) || !get_counted(r, &attributes))
		return malformed(r, "an UPDATE is cut");
	if (!attributes_read(attributes, &a, &r->wrong))
		return false;
	if (!reach_announces(a.reach, &announces))
		return malformed(r, "an MP_REACH_NLRI is cut");
	if (!announces && r->left.n == 0)
		return true;
	r->routes++;
	return attributes_origins(&a, kind->width, r->taker, &r->wrong);
}

static bool
bgp_message(struct reading *r, const struct kind *kind)
{
	unsigned afi, length, type;

	if (!skip(r, 2u * kind->width + 2) || !get_16(r, &afi) ||
	    (afi != AFI_IPV4 && afi != AFI_IPV6) ||
	    !skip(r, 2 * family_bits(afi) / 8))
		return malformed(r, "the addresses of a session are cut");
	if (!skip(r, 16) || !get_16(r, &length) || !get_8(r, &type) ||
	    length != BGP_HEADER + r->left.n)
		return malformed(r, "a BGP message is not as long as it says");
	return type != BGP_UPDATE || update(r, kind);
}

/* A message of a session, with its time in seconds or in microseconds. */
#define MESSAGE(subtype, width, path_ids) \
	{ BGP4MP, (subtype), bgp_message, 0, (width), (path_ids), false }, \
	{ \
		BGP4MP_ET, (subtype), bgp_message, 0, (width), (path_ids), \
		    true \
	}
/* Nothing in it is a route. */
#define NO_ROUTE(type, subtype) \
	{ \
		(type), (subtype), NULL \
	}

static const struct kind kinds[] = {
	{ TABLE_DUMP_V2, 2, rib, AFI_IPV4, 4, false },
	{ TABLE_DUMP_V2, 3, rib, AFI_IPV4, 4, false },
	{ TABLE_DUMP_V2, 4, rib, AFI_IPV6, 4, false },
	{ TABLE_DUMP_V2, 5, rib, AFI_IPV6, 4, false },
	{ TABLE_DUMP_V2, 6, rib_generic, 0, 4, false },
	{ TABLE_DUMP_V2, 8, rib, AFI_IPV4, 4, true },
	{ TABLE_DUMP_V2, 9, rib, AFI_IPV4, 4, true },
	{ TABLE_DUMP_V2, 10, rib, AFI_IPV6, 4, true },
	{ TABLE_DUMP_V2, 11, rib, AFI_IPV6, 4, true },
	{ TABLE_DUMP_V2, 12, rib_generic, 0, 4, true },
	{ TABLE_DUMP, 1, table_dump, AFI_IPV4, 2, false },
	{ TABLE_DUMP, 2, table_dump, AFI_IPV6, 2, false },
	MESSAGE(1, 2, false), /* MESSAGE */
	MESSAGE(4, 4, false), /* MESSAGE_AS4 */
	MESSAGE(6, 2, false), /* MESSAGE_LOCAL */
	MESSAGE(7, 4, false), /* MESSAGE_AS4_LOCAL */
	MESSAGE(8, 2, true),  /* and the same with ADD-PATH */
	MESSAGE(9, 4, true),
	MESSAGE(10, 2, true),
	MESSAGE(11, 4, true),
	NO_ROUTE(TABLE_DUMP_V2, 1), /* PEER_INDEX_TABLE */
	NO_ROUTE(TABLE_DUMP_V2, 7), /* GEO_PEER_TABLE (RFC 6397) */
	NO_ROUTE(BGP4MP, 0),	    /* STATE_CHANGE */
	NO_ROUTE(BGP4MP, 5),
	NO_ROUTE(BGP4MP_ET, 0),
	NO_ROUTE(BGP4MP_ET, 5),
	NO_ROUTE(11, ANY), /* OSPFv2 */
	NO_ROUTE(32, ANY), /* ISIS */
	NO_ROUTE(33, ANY),
	NO_ROUTE(48, ANY), /* OSPFv3 */
	NO_ROUTE(49, ANY),
};

static const struct kind *
kind_find(uint16_t type, uint16_t subtype)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].type == type &&
		    (kinds[i].subtype == subtype || kinds[i].subtype == ANY))
			return &kinds[i];
	return NULL;
}

bool
mrt_header(const uint8_t *p, struct mrt_record *r, const char **wrong)
{
	*r = (struct mrt_record){
		.time = bytes_32(p),
		.type = (uint16_t)bytes_16(p + 4),
		.subtype = (uint16_t)bytes_16(p + 6),
		.length = bytes_32(p + 8),
	};
	if (kind_find(r->type, r->subtype) == NULL)
		*wrong = "a type of record that is not known";
	else if (r->length > MRT_RECORD_MOST)
		*wrong = "a record over 16 MiB";
	else
		return true;
	return false;
}

bool
mrt_origins(const struct mrt_record *r, const struct origin_taker *taker,
    uint64_t *routes, const char **wrong)
{
	const struct kind *kind = kind_find(r->type, r->subtype);
	struct reading reading = { .left = r->body, .taker = taker };
	bool ok;

	if (kind == NULL) {
		*wrong = "a type of record that is not known";
		return false;
	}
	if (kind->read == NULL)
		return true;
	if (kind->extended && !skip(&reading, 4))
		ok = malformed(&reading, "the record ends in its time");
	else
		ok = kind->read(&reading, kind);
	*routes += reading.routes;
	if (!ok)
		*wrong = reading.wrong;
	return ok;
}
