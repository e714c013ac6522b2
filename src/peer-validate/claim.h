#ifndef PEER_VALIDATE_CLAIM_H
#define PEER_VALIDATE_CLAIM_H

#include <stdbool.h>

#include "base/why.h"
#include "site/peer.h"

struct claim;

/*
 * The properties that only one peer of a router can have: its name, the names
 * of its BGP protocols, and its tunnel's interface and listen port.  All zero
 * is an empty book.  Free it with claims_free().
 */
struct claims {
	struct claim *taken;
};

/*
 * Claims all these properties for P, which passed the checks.  If another peer
 * has one of them, it claims nothing and returns false: WHY names that peer,
 * and *KEY is the field.  P must live as long as the book.
 */
bool claims_take(struct claims *book, const struct peer *p, unsigned *key,
    struct why *why);
void claims_free(struct claims *book);

#endif
