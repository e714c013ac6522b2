#ifndef BIRDFEED_COMMUNITY_H
#define BIRDFEED_COMMUNITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

enum community_kind {
	COMMUNITY_STANDARD,
	COMMUNITY_LARGE,
	COMMUNITY_RT,
	COMMUNITY_RO
};

/* A BGP community of RFC 1997, RFC 8092 or RFC 4360. */
struct community {
	enum community_kind kind;
	uint32_t part[3]; /* only a large community uses the third */
};

struct community_list {
	struct community *v;
	size_t n;
};

/* Parses "64500:1", "4200000000:1:2", "rt:64500:1" or "ro:64500:1". */
bool community_parse(const char *s, size_t n, struct community *c,
    struct why *why);
/* Print a community as community_parse() reads it, and as BIRD's filters
 * write it.  Both return TEXT. */
#define COMMUNITY_TEXT 48
const char *community_print(char text[static COMMUNITY_TEXT],
    const struct community *c);
const char *community_print_bird(char text[static COMMUNITY_TEXT],
    const struct community *c);
/* The BIRD filter attribute that holds communities of C's kind; static. */
const char *community_attribute(const struct community *c);

#endif
