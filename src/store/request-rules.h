#ifndef BIRDFEED_REQUEST_RULES_H
#define BIRDFEED_REQUEST_RULES_H

#include <stdint.h>

#include "site/peer.h"
#include "site/site.h"

/* What a store of requests goes by when it is changed. */
struct request_rules {
	const struct site *site;
	/* The operator's own peers: their names, ids and ports are not given
	 * away.  NULL: there are none. */
	const struct peers *operators;
	int64_t now;			/* seconds since 1970 */
};

#endif
