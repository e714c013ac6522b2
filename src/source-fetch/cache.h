#ifndef SOURCE_FETCH_CACHE_H
#define SOURCE_FETCH_CACHE_H

#include <stdbool.h>
#include <time.h>

#include "base/diag.h"
#include "site/site.h"
#include "source-fetch/http-answer.h"

/*
 * A directory with the last good answer of each source.  An entry is one file,
 * with header lines and the body, and is replaced as a whole.  Its mtime is
 * the last time that the source confirmed the answer.
 */
struct cache {
	const char *path;
	int fd;			/* -1: no cache */
	struct diag *diag;
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
 * Loads the last good answer of the source, from the same URL, and its time.
 * False if there is none.  A damaged entry does not count, which is reported
 * as a warning.
 */
bool cache_load(struct cache *c, const struct site_source *source,
    struct answer *a, time_t *when);
/* Stores A, or reports in a warning why that failed. */
void cache_keep(struct cache *c, const struct site_source *source,
    const struct answer *a);
/* Records that the stored answer is valid as of now. */
void cache_touch(struct cache *c, const struct site_source *source);

#endif
