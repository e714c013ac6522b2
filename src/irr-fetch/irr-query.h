#ifndef IRR_FETCH_IRR_QUERY_H
#define IRR_FETCH_IRR_QUERY_H

#include <stdbool.h>

#include "base/server-answer.h"
#include "base/why.h"
#include "irr-fetch/irr-wanted.h"
#include "site/site.h"

/*
 * Asks the site's server for all of W, and makes records of it: the body of A.
 * Failures that may pass are tried again.  False with WHY.  Free A with
 * answer_free() in any case.
 */
bool irr_query(struct answer *a, const struct irr_wanted *w,
    const struct site *site, struct why *why);

#endif
