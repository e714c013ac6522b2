#ifndef SOURCE_FETCH_BATCH_H
#define SOURCE_FETCH_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "source-fetch/fetch.h"

/* The fetches of one run, by the names of their sources. */
struct batch {
	struct fetch *v;
	size_t n;
};

/*
 * A fetch for each of NAMES (NULL behind the last), or for every source when
 * there are none; each once, with its token and its last good answer.  False
 * when a name is unknown or a secret cannot be read, which is reported;
 * batch_free() it in any case.
 */
bool batch_make(struct batch *b, const struct site *site, char **names,
    struct cache *cache, struct diag *diag);
/* Fetches and settles all; false when one lacks, which is reported. */
bool batch_run(struct batch *b, struct cache *cache, struct diag *diag);
/* How many ended so. */
size_t batch_count(const struct batch *b, enum fetch_state state);
void batch_free(struct batch *b);

#endif
