#ifndef SOURCE_FETCH_BATCH_H
#define SOURCE_FETCH_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "source-fetch/fetch.h"

/* The fetches of one run, sorted by source name. */
struct batch {
	struct fetch *v;
	size_t n;
};

/*
 * Makes a fetch for each of NAMES (NULL after the last), or for every source
 * if there are none.  Each source is fetched once, and has its token and its
 * last good answer.  False if a name is unknown or a secret cannot be read,
 * which has been reported.  Call batch_free() in any case.
 */
bool batch_make(struct batch *b, const struct site *site, char **names,
    struct cache *cache, struct diag *diag);
/* Runs and settles all; false if an answer is missing, which is reported. */
bool batch_run(struct batch *b, struct cache *cache, struct diag *diag);
/* The number of fetches in that state. */
size_t batch_count(const struct batch *b, enum fetch_state state);
void batch_free(struct batch *b);

#endif
