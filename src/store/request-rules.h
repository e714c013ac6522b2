#ifndef BIRDFEED_REQUEST_RULES_H
#define BIRDFEED_REQUEST_RULES_H

#include <stdint.h>

#include "site/peer.h"
#include "site/site.h"

/* The rules for changes of a store of requests. */
struct request_rules {
	const struct site *site;
	/* The operator's own peers, or NULL.  Requests cannot get their
	 * names, ids and ports. */
	const struct peers *operators;
	int64_t now; /* seconds since 1970 */
};

#endif
