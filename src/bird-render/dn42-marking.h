#ifndef BIRD_RENDER_DN42_MARKING_H
#define BIRD_RENDER_DN42_MARKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "site/peer.h"
#include "site/site.h"

/*
 * A marking: the dn42 communities that a session's filters set on its routes.
 * Sessions with the same marking share their filters, so the amount of filter
 * code does not grow with the number of peers.
 */
struct marking {
	unsigned latency;   /* class 1 .. 9, 0: not measured */
	uint32_t bandwidth; /* class 21 .. 29, 0: not given */
	uint32_t crypto;    /* class 31 .. 36, 0: not given */
	uint32_t link_type; /* class 81 .. 89, 0: not given */
	uint32_t loss;	    /* class 91 .. 94, 0: not given */
	bool drain;	    /* graceful shutdown (RFC 8326) */
};

/* Returns the marking of P's sessions on ROUTER. */
struct marking marking_of(const struct peer *p,
    const struct site_router *router);
/* Orders markings as strcmp(3) does strings. */
int marking_cmp(const struct marking *a, const struct marking *b);

#define MARKING_TEXT 48
/* Writes the suffix of the names of M's filters in BIRD to TEXT and returns
 * TEXT. */
const char *marking_suffix(char text[static MARKING_TEXT],
    const struct marking *m);

/* Returns the distinct markings of PEERS in marking_cmp()'s order.  *N is
 * their number.  Free the array with free(3). */
struct marking *markings_of(const struct peers *peers,
    const struct site_router *router, size_t *n);

#endif
