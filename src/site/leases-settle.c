/* Checks the site file's leases, and completes their pool. */
#include "site/leases-settle.h"

#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

/* More than this takes minutes to write into the store's pool. */
#define POOL_MOST 262144
#define ASNS_MOST 1000000

static bool
refuse(const struct site *site, int key, const char *field, const char *text,
    struct diag *diag)
{
	return site_refuse(site, site->leases.line[key], field, text, diag);
}

static bool
in_range(const struct asn_range *r, uint32_t asn)
{
	return asn >= r->first && asn <= r->last;
}

/* What a range may not contain: reserved numbers and the network's own. */
static bool
range_free(const struct site *site, const struct asn_range *r,
    struct diag *diag)
{
	const uint32_t taken[] = { 0, 23456, 65535, UINT32_MAX,
		site->network.asn, site->ixp.asn };
	struct why why;

	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
		if (!in_range(r, taken[i]) || (i == 5 && taken[i] == 0))
			continue;
		why_set(&why,
		    "AS%" PRIu32 " in the pool (expected no "
		    "reserved number, and not our own)",
		    taken[i]);
		return refuse(site, LEASES_ASNS, "asns", why.text, diag);
	}
	return true;
}

static bool
check_asns(struct site *site, struct diag *diag)
{
	struct asn_range_list *asns = &site->leases.asns;
	uint64_t n = 0;

	sort_all(asns->v, asns->n, sizeof *asns->v, sort_by_number);
	for (size_t i = 0; i < asns->n; i++) {
		if (!range_free(site, &asns->v[i], diag))
			return false;
		if (i > 0 && asns->v[i].first <= asns->v[i - 1].last)
			return refuse(site, LEASES_ASNS, "asns",
			    "two ranges "
			    "overlap",
			    diag);
		n += (uint64_t)asns->v[i].last - asns->v[i].first + 1;
	}
	if (n > 0 && n <= ASNS_MOST)
		return true;
	return refuse(site, LEASES_ASNS, "asns",
	    n == 0 ? "empty (expected at least one AS number)" :
		     "too many (expected at most 1000000 AS numbers)",
	    diag);
}

/* Without prefixes of its own, the pool is the exchange's. */
static void
default_pool(struct site *site)
{
	struct prefix_list *to = &site->leases.prefixes;
	const struct prefix_list *from = &site->ixp.pool;

	if (to->n > 0 || from->n == 0)
		return;
	to->v = mem_alloc(from->n * sizeof *to->v);
	memcpy(to->v, from->v, from->n * sizeof *to->v);
	to->n = from->n;
}

static bool
check_prefix(struct site *site, size_t i, uint64_t *n, struct diag *diag)
{
	const struct prefix *p = &site->leases.prefixes.v[i];
	uint32_t len = site->leases.prefix_length;

	if (p->addr.family != site->leases.prefixes.v[0].addr.family)
		return refuse(site, LEASES_PREFIXES, "prefixes",
		    "IPv4 and "
		    "IPv6 (expected one family)",
		    diag);
	if (i > 0 && prefix_contains(p - 1, p))
		return refuse(site, LEASES_PREFIXES, "prefixes",
		    "two "
		    "prefixes overlap",
		    diag);
	if (len < p->len || len > addr_bits(&p->addr))
		return refuse(site, LEASES_PREFIX_LENGTH, "prefix-length",
		    "does not fit (expected one that each of the prefixes can "
		    "be divided into)",
		    diag);
	*n += len - p->len > 32 ? UINT32_MAX : (uint64_t)1 << (len - p->len);
	return true;
}

static bool
check_prefixes(struct site *site, struct diag *diag)
{
	struct site_leases *leases = &site->leases;
	uint64_t n = 0;

	prefix_list_sort(&leases->prefixes);
	if (leases->prefixes.n == 0)
		return refuse(site, LEASES_PREFIXES, "prefixes",
		    "missing "
		    "(expected them here, or a pool in ixp)",
		    diag);
	if (leases->line[LEASES_PREFIX_LENGTH] == 0)
		leases->prefix_length = leases->prefixes.v[0].addr.family == 6 ?
		    48 :
		    29;
	for (size_t i = 0; i < leases->prefixes.n; i++)
		if (!check_prefix(site, i, &n, diag))
			return false;
	if (n <= POOL_MOST)
		return true;
	return refuse(site, LEASES_PREFIXES, "prefixes",
	    "too many leases "
	    "(expected at most 262144 in the pool)",
	    diag);
}

bool
leases_settle(struct site *site, struct diag *diag)
{
	if (site->line[SITE_LEASES] == 0)
		return true;
	default_pool(site);
	return check_asns(site, diag) && check_prefixes(site, diag);
}
