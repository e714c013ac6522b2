#ifndef BIRDFEED_CACHE_H
#define BIRDFEED_CACHE_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "base/diag.h"
#include "base/server-answer.h"
#include "base/why.h"

/*
 * A directory with the last good answers of servers.  An entry is one file,
 * with header lines and the body, and is replaced as a whole.  Its mtime is
 * the last time that the server confirmed the answer.
 */
struct cache {
	const char *path;
	int fd; /* -1: no cache */
	struct diag *diag;
};

/* A request: a file's name, what tells its answer from others, and the
 * most bytes that an answer may have. */
struct cache_key {
	const char *name;
	const char *url;
	size_t most;
};

/*
 * Opens the directory PATH, and creates it if only the last part is missing.
 * False if it is not private to this user, which has been reported.  If its
 * parent is missing and WANTED is false, there is no cache, with a warning.
 */
bool cache_open(struct cache *c, const char *path, bool wanted,
    struct diag *diag);
void cache_close(struct cache *c);

/*
 * Loads the last good answer to KEY, and its time.  False if there is none.
 * A damaged entry does not count, which is reported as a warning.
 */
bool cache_load(struct cache *c, const struct cache_key *key, struct answer *a,
    time_t *when);
/* Stores A, or reports in a warning why that failed. */
void cache_keep(struct cache *c, const struct cache_key *key,
    const struct answer *a);
/* Records that the stored answer is valid as of now. */
void cache_touch(struct cache *c, const struct cache_key *key);
/*
 * True if the answer of WHEN (NULL: there is none) may replace a failure,
 * because it is at most MAX_STALE seconds old (0: never).  Reports the failure
 * WHY at PLACE: a warning if the answer replaces it, else an error.
 */
bool cache_stands_in(const time_t *when, uint32_t max_stale,
    const struct place *place, const struct why *why, struct diag *diag);

#endif
