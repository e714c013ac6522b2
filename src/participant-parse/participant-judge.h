#ifndef PARTICIPANT_PARSE_PARTICIPANT_JUDGE_H
#define PARTICIPANT_PARSE_PARTICIPANT_JUDGE_H

#include <stdio.h>

#include "base/diag.h"
#include "participant-parse/roster.h"
#include "site/site.h"

/* How many there are of each; a user is counted once. */
struct tally {
	size_t passed;
	size_t refused;
	size_t nodes;		/* of users without a mapping */
	size_t mappings;	/* of users without a node */
};

/*
 * Judges everybody on the roster: says why one is refused, and leaves the
 * users who passed, by their AS numbers, in *PASSED (free(3) it; they are
 * the roster's).
 */
struct tally judge(struct roster *r, const struct site *site,
    struct user ***passed, struct diag *diag);

#endif
