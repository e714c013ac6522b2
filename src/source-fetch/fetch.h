#ifndef SOURCE_FETCH_FETCH_H
#define SOURCE_FETCH_FETCH_H

#include <stdbool.h>
#include <time.h>

#include "base/cache.h"
#include "base/server-answer.h"
#include "base/token.h"
#include "base/why.h"
#include "site/site.h"

enum fetch_state {
	FETCH_WAITING, /* until its next try */
	FETCH_RUNNING,
	FETCH_FETCHED,	 /* a new answer */
	FETCH_UNCHANGED, /* the source confirmed the cached one */
	FETCH_STALE,	 /* the cached one replaces a failure */
	FETCH_FAILED,	 /* see WHY */
};

/* The fetch of one source: the request and the answer. */
struct fetch {
	const struct site_source *source;
	enum fetch_state state;
	struct token token;
	struct answer answer; /* the new answer, received or partial */
	struct answer kept;   /* from the cache */
	bool has_kept;
	time_t kept_when;
	struct why why;
};

/* The answer for FETCH_FETCHED, _UNCHANGED and _STALE. */
const struct answer *fetch_answer(const struct fetch *f);

/* Its entry in the cache.  Valid as long as the source is. */
struct cache_key fetch_key(const struct fetch *f);
/* Reads a local file: at once, and without the cache. */
void fetch_local(struct fetch *f);
/*
 * Finishes a fetch: stores a new answer, or uses the last good answer in place
 * of a failure for as long as max-stale allows.  False if there is no answer,
 * which has been reported.
 */
bool fetch_settle(struct fetch *f, struct cache *cache, struct diag *diag);
void fetch_free(struct fetch *f);

#endif
