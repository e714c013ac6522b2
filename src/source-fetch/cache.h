#ifndef SOURCE_FETCH_CACHE_H
#define SOURCE_FETCH_CACHE_H

#include <stdbool.h>
#include <time.h>

#include "base/diag.h"
#include "site/site.h"
#include "source-fetch/http-answer.h"

/*
 * A directory with the last good answer of each source.  An entry is one
 * file, a head of lines and the body, and is replaced as a whole; its time
 * is when the source last said that it holds.
 */
struct cache {
	const char *path;
	int fd;			/* -1: there is none */
	struct diag *diag;
};

/*
 * Opens the directory PATH, which it makes when only its last part is
 * missing.  False, reported, when it is not this user's alone.  Where its
 * parent is missing and it is not WANTED there is no cache, with a warning.
 */
bool cache_open(struct cache *c, const char *path, bool wanted,
    struct diag *diag);
void cache_close(struct cache *c);

/*
 * The last good answer of the source, from the same URL, and when that was.
 * False when there is none; one that is not whole is no answer, which is
 * reported as a warning.
 */
bool cache_load(struct cache *c, const struct site_source *source,
    struct answer *a, time_t *when);
/* Keeps A, or says in a warning why it could not. */
void cache_keep(struct cache *c, const struct site_source *source,
    const struct answer *a);
/* What is kept holds as of now. */
void cache_touch(struct cache *c, const struct site_source *source);

#endif
