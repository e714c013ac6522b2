#ifndef PARTICIPANT_PARSE_PARTICIPANT_CLAIM_H
#define PARTICIPANT_PARSE_PARTICIPANT_CLAIM_H

#include "base/diag.h"
#include "participant-parse/roster.h"

/*
 * Refuses users who share what only one user can have: an AS number, an
 * address, a prefix (or part of it).  If two users have it, both are refused,
 * and nobody else: the order of the documents does not say who was first, and
 * a wrong choice would let a user announce another's prefix.  Users who are
 * not candidates can also claim.  A prefix outside POOL is not a claim,
 * because a wide one would refuse everybody.
 */
void claims_check(struct roster *r, const struct prefix_list *pool,
    struct diag *diag);

#endif
