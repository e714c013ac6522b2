/* The sizes: how much a maintainer may hold, and the smallest parts. */
#include <inttypes.h>

#include "registry-check/policy-rule.h"

/* The share of a new user: an AS number, a /26 and a /48. */
#define NEW_ASNS 1
#define NEW_IPV4 64
#define NEW_IPV6 65536
/* From this size on, the mailing list must agree: a /24. */
#define CONSENSUS_IPV4 256

static bool
many_asns(const struct holding *h, struct why *why)
{
	if (h->count[HELD_ASN] <= NEW_ASNS)
		return false;
	BROKEN("%zu AS numbers (expected at most %d for a new user)",
	    h->count[HELD_ASN], NEW_ASNS);
}

static bool
much_ipv4(const struct holding *h, struct why *why)
{
	if (h->ipv4 <= NEW_IPV4)
		return false;
	BROKEN("%" PRIu64 " addresses (expected at most %d, a /26, for a "
	       "new user)",
	    h->ipv4, NEW_IPV4);
}

static bool
much_ipv6(const struct holding *h, struct why *why)
{
	if (h->ipv6 <= NEW_IPV6)
		return false;
	BROKEN("%s%" PRIu64 " networks of /64 (expected at most %d, a /48, "
	       "for a new user)",
	    h->ipv6 == UINT64_MAX ? "at least " : "", h->ipv6, NEW_IPV6);
}

static bool
to_be_justified(const struct holding *h, struct why *why)
{
	if (h->ipv4 <= NEW_IPV4 || h->ipv4 >= CONSENSUS_IPV4)
		return false;
	BROKEN("%" PRIu64 " addresses (expected a justification above %d, "
	       "a /26)",
	    h->ipv4, NEW_IPV4);
}

static bool
to_be_agreed(const struct holding *h, struct why *why)
{
	if (h->ipv4 < CONSENSUS_IPV4)
		return false;
	BROKEN("%" PRIu64 " addresses (expected consensus on the mailing "
	       "list from %d on, a /24)",
	    h->ipv4, CONSENSUS_IPV4);
}

const struct total_rule policy_totals[] = {
	{ "limit-asn", "aut-num", many_asns },
	{ "limit-ipv4", "inetnum", much_ipv4 },
	{ "limit-ipv6", "inet6num", much_ipv6 },
	{ "size-justification", "inetnum", to_be_justified },
	{ "size-consensus", "inetnum", to_be_agreed },
	{ NULL, NULL, NULL },
};

static bool
malformed(const struct holding *h, const struct held *held, struct why *why)
{
	(void)h;
	if (!held->refused)
		return false;
	*why = held->why;
	return true;
}

static bool
too_small(const struct holding *h, const struct held *held, struct why *why)
{
	unsigned most = held->prefix.addr.family == 4 ? POLICY_LONGEST_IPV4 :
							POLICY_LONGEST_IPV6;
	char text[PREFIX_TEXT];

	(void)h;
	if (held->refused || held->kind == HELD_ASN || held->prefix.len <= most)
		return false;
	BROKEN("%s is smaller than what is routed (expected at most /%u)",
	    prefix_print(text, &held->prefix), most);
}

const struct held_rule policy_sizes[] = {
	{ "object-malformed", malformed },
	{ "prefix-small", too_small },
	{ NULL, NULL },
};
