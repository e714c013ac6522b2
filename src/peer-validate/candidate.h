#ifndef PEER_VALIDATE_CANDIDATE_H
#define PEER_VALIDATE_CANDIDATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "site/peer-source.h"
#include "site/site.h"

/* A peer before its verdict. */
struct candidate {
	struct peer *peer; /* the source owns it */
	const struct site_router *router;
	bool own;      /* from the operator's YAML */
	bool stranger; /* a request, without --trusted */
	bool key_shared;
	bool refused;
};

/*
 * Makes a candidate for each peer of SOURCE.  The first FROM_YAML peers are
 * the operator's own.  The others are strangers unless TRUSTED.  Free the
 * array with free(3).
 */
struct candidate *candidates_new(const struct peer_source *source,
    size_t from_yaml, bool trusted);
/*
 * Writes a peer record for each candidate that was not refused, sorted by ASN
 * and name.  If ROUTER is not NULL, only its peers are written.  Returns their
 * number.
 */
size_t candidates_write(FILE *to, struct candidate *c, size_t n,
    const struct site_router *router);

#endif
