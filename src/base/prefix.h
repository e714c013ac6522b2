#ifndef BIRDFEED_PREFIX_H
#define BIRDFEED_PREFIX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/addr.h"

/* An IPv4 or IPv6 prefix.  All bits after its length are zero. */
struct prefix {
	struct addr addr;
	uint8_t len;
};

#define PREFIX_TEXT (ADDR_TEXT + 4)

/* Parses ADDRESS/LENGTH.  Host bits are an error, and WHY suggests the prefix
 * without them. */
bool prefix_parse(const char *s, size_t n, struct prefix *p, struct why *why);
const char *prefix_print(char text[static PREFIX_TEXT], const struct prefix *p);
/* Orders by family, address, then length. */
int prefix_cmp(const struct prefix *a, const struct prefix *b);
/* The prefix of LEN bits that contains A. */
struct prefix prefix_of(const struct addr *a, unsigned len);
/* True if OUTER contains INNER or is the same prefix. */
bool prefix_contains(const struct prefix *outer, const struct prefix *inner);
bool prefix_contains_addr(const struct prefix *outer, const struct addr *a);
/*
 * Finds the prefix that starts at FIRST and ends at LAST.  False if there is
 * none: an RPSL inetnum may be any range.
 */
bool prefix_from_range(const struct addr *first, const struct addr *last,
    struct prefix *p);

#endif
