#ifndef REGISTRY_CHECK_FINDING_H
#define REGISTRY_CHECK_FINDING_H

#include <stdio.h>

#include "base/diag.h"
#include "base/slice.h"
#include "base/why.h"

/*
 * Where findings are printed.  Each is a line: FILE:LINE: KEY: what is wrong
 * (expected what) [identifier].
 */
struct findings {
	FILE *out;
	unsigned long n;
};

/* The place of a finding: a line, and the attribute there. */
struct spot {
	struct place place;
	struct slice key; /* empty: no attribute */
};

void finding_print(struct findings *to, const struct spot *at, const char *id,
    const struct why *why);
/*
 * A diag_sink for reading objects.  A refused object is a finding of the
 * struct findings at CTX; other messages go to standard error.
 */
diag_sink finding_refused;

#endif
