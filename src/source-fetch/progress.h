#ifndef SOURCE_FETCH_PROGRESS_H
#define SOURCE_FETCH_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "source-fetch/fetch.h"

#define PROGRESS_MS 200		/* between two lines */

/* A line that says how far each fetch is: on standard error when that is a
 * terminal and --quiet was not given, and nowhere otherwise. */
struct progress {
	const struct fetch *v;
	size_t n;
	bool shown;		/* to somebody */
	long long next;
};

struct progress progress_begin(const struct fetch *v, size_t n,
    const struct diag *diag);
void progress_show(struct progress *p);
/* Takes the line away again. */
void progress_end(struct progress *p);

#endif
