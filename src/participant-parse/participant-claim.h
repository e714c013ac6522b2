#ifndef PARTICIPANT_PARSE_PARTICIPANT_CLAIM_H
#define PARTICIPANT_PARSE_PARTICIPANT_CLAIM_H

#include "base/diag.h"
#include "participant-parse/roster.h"

/*
 * What only one user can have: an AS number, an address, a prefix (or
 * anything in it).  Where two have it both are refused, and with them
 * nobody who does not: no order among them says who was there first, and
 * the wrong choice would let one announce in the other's name.  Users who
 * are no candidates claim as well; a prefix outside POOL is no claim, because
 * one that is wide enough would take everybody down.
 */
void claims_check(struct roster *r, const struct prefix_list *pool,
    struct diag *diag);

#endif
