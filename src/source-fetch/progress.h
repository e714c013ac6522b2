#ifndef SOURCE_FETCH_PROGRESS_H
#define SOURCE_FETCH_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "source-fetch/fetch.h"

#define PROGRESS_MS 200 /* between two updates */

/*
 * A line with the progress of each fetch, on standard error.  It is printed
 * only on a terminal and without --quiet.
 */
struct progress {
	const struct fetch *v;
	size_t n;
	bool shown; /* false: print nothing */
	long long next;
};

struct progress progress_begin(const struct fetch *v, size_t n,
    const struct diag *diag);
void progress_show(struct progress *p);
/* Removes the line. */
void progress_end(struct progress *p);

#endif
