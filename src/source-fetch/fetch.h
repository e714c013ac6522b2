#ifndef SOURCE_FETCH_FETCH_H
#define SOURCE_FETCH_FETCH_H

#include <stdbool.h>
#include <time.h>

#include "base/why.h"
#include "site/site.h"
#include "source-fetch/cache.h"
#include "source-fetch/http-answer.h"
#include "source-fetch/token.h"

enum fetch_state {
	FETCH_WAITING,		/* for the time of its next try */
	FETCH_RUNNING,
	FETCH_FETCHED,		/* a new answer */
	FETCH_UNCHANGED,	/* the one that was kept, says the source */
	FETCH_STALE,		/* the one that was kept stands in */
	FETCH_FAILED,		/* WHY says why */
};

/* One source on its way: what is asked, and what came. */
struct fetch {
	const struct site_source *source;
	enum fetch_state state;
	struct token token;
	struct answer answer;	/* what comes, or what is taken at last */
	struct answer kept;	/* the cache's */
	bool has_kept;
	time_t kept_when;
	struct why why;
};

/* As it stands, for FETCH_FETCHED, _UNCHANGED and _STALE. */
const struct answer *fetch_answer(const struct fetch *f);

/* A file of this machine: at once, and without the cache. */
void fetch_local(struct fetch *f);
/*
 * What is left to do when a fetch has come to its end: keeps a new answer,
 * and lets the last good one stand in for a failure for as long as
 * max-stale allows.  False: there is none, which has been reported.
 */
bool fetch_settle(struct fetch *f, struct cache *cache, struct diag *diag);
void fetch_free(struct fetch *f);

#endif
