#ifndef IRR_FETCH_IRR_ANSWER_H
#define IRR_FETCH_IRR_ANSWER_H

#include "base/cache.h"
#include "irr-fetch/irr-wanted.h"

/*
 * Asks the server of SITE for W, and keeps the answer in CACHE.  If that fails,
 * A is the last good answer to the same questions, unless it is older than the
 * site allows.  False if there is neither, which has been reported.  Free A
 * with answer_free().
 */
bool irr_answer_get(struct answer *a, const struct site *site,
    const struct irr_wanted *w, struct cache *cache, struct diag *diag);

#endif
