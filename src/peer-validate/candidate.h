#ifndef PEER_VALIDATE_CANDIDATE_H
#define PEER_VALIDATE_CANDIDATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "site/peer-source.h"
#include "site/site.h"

/* A peer on its way to a verdict. */
struct candidate {
	struct peer *peer;	/* the source's own */
	const struct site_router *router;
	bool own;		/* the operator's YAML */
	bool stranger;		/* came as a request, without --trusted */
	bool key_shared;
	bool refused;
};

/*
 * One for each peer of SOURCE, of which the first FROM_YAML are the
 * operator's own words, and all of them when TRUSTED.  free(3) the array.
 */
struct candidate *candidates_new(const struct peer_source *source,
    size_t from_yaml, bool trusted);
/*
 * Writes a peer record for each that was not refused, by ASN and name; only
 * those of ROUTER unless that is NULL.  Returns how many.
 */
size_t candidates_write(FILE *to, struct candidate *c, size_t n,
    const struct site_router *router);

#endif
