#ifndef BIRDFEED_REQUEST_ORDER_H
#define BIRDFEED_REQUEST_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "store/peer-request.h"
#include "store/request-rules.h"

enum request_operation {
	REQUEST_CREATE,
	REQUEST_CHANGE,
	REQUEST_REMOVE,
	REQUEST_ASK,
	REQUEST_OPERATIONS
};
extern const char *const request_operations[REQUEST_OPERATIONS];

/* An order of a network.  The caller must have authenticated the maintainer
 * and checked that they maintain the AS. */
struct request_order {
	enum request_operation operation;
	/* Has always asn and mntner.  Has name and router if they are not
	 * the defaults.  Other fields are those that the operation sets. */
	const struct peer *peer;
	/* The fields that a change removes. */
	bool clear[PEER_KEYS];
	struct request_actor by;
	/* The date of a signed text.  It must be newer than every earlier
	 * text of the AS.  0 if the maintainer has logged in instead. */
	int64_t date;
};

/* The outcome of an order. */
struct request_answer {
	const char *refused; /* NULL: done; otherwise the check's id */
	struct why why;	     /* of a refusal, for the user */
	char name[33];	     /* of the peer; "" if unknown */
	char router[33];
	enum request_state state;
	uint32_t id;	/* 0: none */
	int64_t serial; /* of the store, after the change */
};

/* Sets the name and the router of the peer. */
void request_answer_place(struct request_answer *a, const char *name,
    const char *router);

#endif
