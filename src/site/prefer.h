#ifndef BIRDFEED_PREFER_H
#define BIRDFEED_PREFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/community.h"
#include "site/schema.h"
#include "site/ynode.h"

/* A local preference for the routes that have a community, or whose path has
 * an AS. */
enum { PREFER_COMMUNITY, PREFER_ASN, PREFER_LOCAL_PREF, PREFER_KEYS };
struct prefer {
	struct community community;	/* one of these two; see line[] */
	uint32_t asn;
	uint32_t local_pref;
	unsigned line[PREFER_KEYS];
};

struct prefer_list {
	struct prefer *v;		/* the last that fits decides */
	size_t n;
};

/* Reads a session's list; false when anything is wrong, which was reported.
 * Free with prefers_free() in every case. */
bool prefers_read(struct prefer_list *list, const struct ynode *node,
    const struct reading *reading);
void prefers_free(struct prefer_list *list);

#endif
