#ifndef BIRDFEED_COMMUNITY_H
#define BIRDFEED_COMMUNITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

enum community_kind { COMMUNITY_STANDARD, COMMUNITY_LARGE, COMMUNITY_RT,
	COMMUNITY_RO };

/* A BGP community of RFC 1997, RFC 8092 or RFC 4360. */
struct community {
	enum community_kind kind;
	uint32_t part[3];	/* the third of a large one only */
};

struct community_list {
	struct community *v;
	size_t n;
};

/* "64500:1", "4200000000:1:2", "rt:64500:1" or "ro:64500:1". */
bool community_parse(const char *s, size_t n, struct community *c,
    struct why *why);
/* As parsed, and as BIRD's filters write it. */
#define COMMUNITY_TEXT 48
const char *community_print(char text[static COMMUNITY_TEXT],
    const struct community *c);
const char *community_print_bird(char text[static COMMUNITY_TEXT],
    const struct community *c);
/* The attribute of BIRD's filters that holds such communities. */
const char *community_attribute(const struct community *c);

#endif
