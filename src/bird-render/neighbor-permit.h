#ifndef BIRD_RENDER_NEIGHBOR_PERMIT_H
#define BIRD_RENDER_NEIGHBOR_PERMIT_H

#include <stdbool.h>

#include "base/prefix-set.h"
#include "bird-render/input.h"
#include "site/neighbor.h"

/*
 * What a neighbour with a list may announce: the listed prefixes and the
 * prefixes of the route records of its AS numbers.  The origin must be one of
 * ORIGINS.
 */
struct permit {
	struct prefix_set prefixes[2]; /* IPv4, IPv6; as announced */
	struct prefix_set hosts[2];    /* host routes in them (RFC 7999) */
	struct prefix_set given[2];    /* in our own prefixes, with hosts */
	struct asn_list origins;       /* in order, each once */
	struct prefix_set ranges;      /* from route-sets */
	size_t missing;		       /* sets without a record */
	size_t unread;		       /* members of no known form */
};

/* Fills P from N's lists and IN's records.  Free P with permit_free(). */
void permit_make(struct permit *p, const struct input *in,
    const struct neighbor *n);
void permit_free(struct permit *p);
/* Do N's lists need the route records of AS numbers? */
bool permit_asks_routes(const struct neighbor *n);
/* Does P permit no prefix at all? */
bool permit_empty(const struct permit *p);
/* Prints the constants of P: BF_PREFIXES4_x, BF_GIVEN4_x and BF_HOSTS4_x, the
 * same for IPv6, and BF_ORIGINS_x. */
void permit_text(FILE *f, const struct input *in, const struct permit *p,
    const struct neighbor *n);
/* Does N's prefixes key give N a part of our own prefixes? */
bool permit_gives(const struct input *in, const struct neighbor *n);
/* Explain mark: the next line depends on the lists of N. */
void permit_because(FILE *f, const struct input *in, const struct neighbor *n);

#endif
