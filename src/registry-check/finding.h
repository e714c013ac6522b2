#ifndef REGISTRY_CHECK_FINDING_H
#define REGISTRY_CHECK_FINDING_H

#include <stdio.h>

#include "base/diag.h"
#include "base/slice.h"
#include "base/why.h"

/*
 * The output of the findings, one line each:
 * FILE:LINE: KEY: what is wrong (expected what) [identifier].
 */
struct findings {
	FILE *out;
	unsigned long n;
};

/* Where a finding is: a line, and the attribute there. */
struct spot {
	struct place place;
	struct slice key;	/* empty: about no attribute */
};

void finding_print(struct findings *to, const struct spot *at,
    const char *id, const struct why *why);
/*
 * A diag_sink for the reading: what it refuses is a finding in the struct
 * findings at CTX, and everything else goes to standard error.
 */
diag_sink finding_refused;

#endif
