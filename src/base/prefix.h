#ifndef BIRDFEED_PREFIX_H
#define BIRDFEED_PREFIX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/addr.h"

/* An IPv4 or IPv6 prefix; no bit is set behind its length. */
struct prefix {
	struct addr addr;
	uint8_t len;
};

#define PREFIX_TEXT (ADDR_TEXT + 4)

/* ADDRESS/LENGTH; host bits are an error that names the prefix meant. */
bool prefix_parse(const char *s, size_t n, struct prefix *p,
    struct why *why);
const char *prefix_print(char text[static PREFIX_TEXT],
    const struct prefix *p);
/* By family, address, then length. */
int prefix_cmp(const struct prefix *a, const struct prefix *b);
/* The first LEN bits of A. */
struct prefix prefix_of(const struct addr *a, unsigned len);
/* True when INNER lies wholly in OUTER (or is it). */
bool prefix_contains(const struct prefix *outer, const struct prefix *inner);
bool prefix_contains_addr(const struct prefix *outer, const struct addr *a);
/*
 * The prefix whose first and last address these are; false when there is
 * none (RPSL inetnum ranges need not be one).
 */
bool prefix_from_range(const struct addr *first, const struct addr *last,
    struct prefix *p);

#endif
