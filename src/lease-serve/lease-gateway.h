#ifndef LEASE_SERVE_LEASE_GATEWAY_H
#define LEASE_SERVE_LEASE_GATEWAY_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/token.h"
#include "lease-serve/answer-count.h"
#include "lease-serve/api-route.h"
#include "lease-serve/change-rate.h"
#include "lease-serve/key-fetch.h"
#include "lease-serve/key-ring.h"
#include "lease-serve/roa-queue.h"
#include "lease-serve/token-check.h"
#include "lease-serve/visits.h"
#include "site/site.h"
#include "store/lease-store.h"

struct call;

/* All that answers to requests need. */
struct gateway {
	const struct site *site;
	struct diag *diag;
	const struct routes *routes;
	struct lease_store *store;
	struct token_rules rules;
	struct token service; /* "": there is none */
	struct key_ring ring;
	struct key_fetch fetch;
	struct roa_queue hook;
	struct change_rate rate;
	struct answer_count count;
	struct visits visits;
	struct call *waiting; /* for the issuer's keys */
	size_t nwaiting;
	bool ending; /* no call may wait any more */
};

/* The time of all of the gateway's deadlines, in milliseconds of the
 * monotonic clock. */
long long gateway_now(void);
/* Opens the store, reads the token of /service and prepares the fetch of the
 * keys.  False if anything fails, which has been reported.  Close it in both
 * cases. */
bool gateway_open(struct gateway *gateway, const struct site *site,
    const struct routes *routes, struct diag *diag);
void gateway_close(struct gateway *gateway);

/* Begins to fetch the issuer's keys, if that is not under way. */
void gateway_fetch_keys(struct gateway *gateway);
/* Begins the fetch that is due, and goes on with the one that is under way.
 * True if it has ended: those who wait for the keys can go on. */
bool gateway_step_keys(struct gateway *gateway);

#endif
