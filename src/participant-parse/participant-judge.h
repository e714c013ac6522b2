#ifndef PARTICIPANT_PARSE_PARTICIPANT_JUDGE_H
#define PARTICIPANT_PARSE_PARTICIPANT_JUDGE_H

#include <stdio.h>

#include "base/diag.h"
#include "participant-parse/roster.h"
#include "site/site.h"

/* The number of users with each outcome; a user is counted once. */
struct tally {
	size_t passed;
	size_t refused;
	size_t nodes;	 /* users without a mapping */
	size_t mappings; /* users without a node */
};

/*
 * Judges everybody on the roster, and reports why a user is refused.  Sets
 * *PASSED to the users who passed, sorted by AS number.  Free the array with
 * free(3); the roster owns the users.
 */
struct tally judge(struct roster *r, const struct site *site,
    struct user ***passed, struct diag *diag);

#endif
