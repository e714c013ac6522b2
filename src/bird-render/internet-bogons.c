/* The bogons: addresses and AS numbers that the internet does not have. */
#include "bird-render/internet-bogons.h"

#include <inttypes.h>
#include <stddef.h>

struct bogon {
	const char *prefix;
	const char *why;
};

/* The registries of RFC 6890 and its successors. */
static const struct bogon bogons4[] = {
	{ "0.0.0.0/8", "this network, RFC 791" },
	{ "10.0.0.0/8", "private use, RFC 1918" },
	{ "100.64.0.0/10", "shared address space, RFC 6598" },
	{ "127.0.0.0/8", "loopback, RFC 1122" },
	{ "169.254.0.0/16", "link-local, RFC 3927" },
	{ "172.16.0.0/12", "private use, RFC 1918" },
	{ "192.0.0.0/24", "protocol assignments, RFC 6890" },
	{ "192.0.2.0/24", "documentation, RFC 5737" },
	{ "192.88.99.0/24", "6to4 relays, RFC 7526" },
	{ "192.168.0.0/16", "private use, RFC 1918" },
	{ "198.18.0.0/15", "benchmarking, RFC 2544" },
	{ "198.51.100.0/24", "documentation, RFC 5737" },
	{ "203.0.113.0/24", "documentation, RFC 5737" },
	{ "224.0.0.0/4", "multicast, RFC 5771" },
	{ "240.0.0.0/4", "reserved, RFC 1112" },
};

/* Within 2000::/3; all the rest of IPv6 is none, see BF_UNICAST6. */
static const struct bogon bogons6[] = {
	{ "2001::/32", "Teredo, RFC 4380" },
	{ "2001:2::/48", "benchmarking, RFC 5180" },
	{ "2001:10::/28", "ORCHID, RFC 4843" },
	{ "2001:20::/28", "ORCHIDv2, RFC 7343" },
	{ "2001:db8::/32", "documentation, RFC 3849" },
	{ "2002::/16", "6to4, RFC 7526" },
	{ "3ffe::/16", "6bone, RFC 3701" },
	{ "3fff::/20", "documentation, RFC 9637" },
};

/* FIRST to LAST, or FIRST alone where LAST is 0. */
struct asn_range {
	uint32_t first, last;
	const char *why;
};

static const struct asn_range bogon_asns[] = {
	{ 0, 0, "RFC 7607" },
	{ 23456, 0, "AS_TRANS, RFC 6793" },
	{ 64496, 64511, "documentation, RFC 5398" },
	{ 64512, 65534, "private use, RFC 6996" },
	{ 65535, 0, "the last of 16 bits, RFC 7300" },
	{ 65536, 65551, "documentation, RFC 5398" },
	{ 65552, 131071, "reserved by IANA" },
	{ 4200000000, 4294967294, "private use, RFC 6996" },
	{ 4294967295, 0, "the last of 32 bits, RFC 7300" },
};

static const struct asn_range private_asns[] = {
	{ 64512, 65534, "RFC 6996" },
	{ 4200000000, 4294967294, "RFC 6996" },
};

/*
 * Networks that buy transit from nobody: a route through one of them that
 * comes from a peer or a customer is a leak.
 */
static const uint32_t transit_free[] = { 174, 701, 1299, 2914, 3257, 3320,
	3356, 3491, 4134, 5511, 6453, 6461, 6762, 6830, 7018, 12956 };

#define N(table) (sizeof table / sizeof *table)

static void
prefix_table(FILE *f, unsigned family, const struct bogon *v, size_t n)
{
	fprintf(f, "define BF_BOGONS%u = [\n", family);
	for (size_t i = 0; i < n; i++)
		fprintf(f, "\t%s+%s\t# %s\n", v[i].prefix,
		    i + 1 < n ? "," : "", v[i].why);
	fputs("];\n", f);
}

static void
asn_table(FILE *f, const char *name, const struct asn_range *v, size_t n)
{
	fprintf(f, "define %s = [\n", name);
	for (size_t i = 0; i < n; i++) {
		fprintf(f, "\t%" PRIu32, v[i].first);
		if (v[i].last != 0)
			fprintf(f, "..%" PRIu32, v[i].last);
		fprintf(f, "%s\t# %s\n", i + 1 < n ? "," : "", v[i].why);
	}
	fputs("];\n", f);
}

void
bogons_text(FILE *f)
{
	prefix_table(f, 4, bogons4, N(bogons4));
	prefix_table(f, 6, bogons6, N(bogons6));
	fputs("define BF_UNICAST6 = [ 2000::/3+ ];\n", f);
	asn_table(f, "BF_BOGON_ASNS", bogon_asns, N(bogon_asns));
	asn_table(f, "BF_PRIVATE_ASNS", private_asns, N(private_asns));
	fputs("# They buy transit from nobody.\n"
	    "define BF_TRANSIT_FREE_ASNS = [", f);
	for (size_t i = 0; i < N(transit_free); i++)
		fprintf(f, "%s%s%" PRIu32, i > 0 ? "," : "",
		    i % 8 == 0 ? "\n\t" : " ", transit_free[i]);
	fputs("\n];\n", f);
}

bool
asn_transit_free(uint32_t asn)
{
	for (size_t i = 0; i < N(transit_free); i++)
		if (transit_free[i] == asn)
			return true;
	return false;
}

bool
asn_private(uint32_t asn)
{
	for (size_t i = 0; i < N(private_asns); i++)
		if (asn >= private_asns[i].first &&
		    asn <= private_asns[i].last)
			return true;
	return false;
}
