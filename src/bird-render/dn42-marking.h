#ifndef BIRD_RENDER_DN42_MARKING_H
#define BIRD_RENDER_DN42_MARKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "site/peer.h"
#include "site/site.h"

/*
 * How the routes of a session are marked: dn42's communities (design,
 * section 10).  Sessions with the same marking share their filters, so that
 * the amount of filter code does not grow with the peers.
 */
struct marking {
	unsigned latency;	/* class 1 .. 9, 0: not measured */
	uint32_t bandwidth;	/* class 21 .. 29, 0: not said */
	uint32_t crypto;	/* class 31 .. 36, 0: not said */
	uint32_t link_type;	/* class 81 .. 89, 0: not said */
	uint32_t loss;		/* class 91 .. 94, 0: not said */
	bool drain;		/* graceful shutdown (RFC 8326) */
};

struct marking marking_of(const struct peer *p,
    const struct site_router *router);
int marking_cmp(const struct marking *a, const struct marking *b);

#define MARKING_TEXT 48
/* The suffix of the names of the marking's filters in BIRD. */
const char *marking_suffix(char text[static MARKING_TEXT],
    const struct marking *m);

/* The different markings of PEERS in order; free(3) the array. */
struct marking *markings_of(const struct peers *peers,
    const struct site_router *router, size_t *n);

#endif
