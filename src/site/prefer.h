#ifndef BIRDFEED_PREFER_H
#define BIRDFEED_PREFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/community.h"
#include "site/schema.h"
#include "site/ynode.h"

/* A local preference for routes with a community, or with an AS in their
 * path. */
enum { PREFER_COMMUNITY, PREFER_ASN, PREFER_LOCAL_PREF, PREFER_KEYS };
struct prefer {
	struct community community; /* this or asn; see line[] */
	uint32_t asn;
	uint32_t local_pref;
	unsigned line[PREFER_KEYS];
};

struct prefer_list {
	struct prefer *v; /* the last match decides */
	size_t n;
};

/* Reads a session's list.  False if anything is wrong, which has been
 * reported.  Free with prefers_free() in both cases. */
bool prefers_read(struct prefer_list *list, const struct ynode *node,
    const struct reading *reading);
void prefers_free(struct prefer_list *list);

#endif
