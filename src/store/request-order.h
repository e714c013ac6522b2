#ifndef BIRDFEED_REQUEST_ORDER_H
#define BIRDFEED_REQUEST_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "store/peer-request.h"
#include "store/request-rules.h"

enum request_operation { REQUEST_CREATE, REQUEST_CHANGE, REQUEST_REMOVE,
	REQUEST_ASK, REQUEST_OPERATIONS };
extern const char *const request_operations[REQUEST_OPERATIONS];

/* What a network asks for.  The caller has made sure that the maintainer is
 * who they say, and maintains the AS. */
struct request_order {
	enum request_operation operation;
	/* asn and mntner always; name and router where they are not the
	 * usual; otherwise the fields that the operation sets. */
	const struct peer *peer;
	/* Fields that a change takes away. */
	bool clear[PEER_KEYS];
	struct request_actor by;
	/* The date of a signed text, which must be newer than all that were
	 * seen of the AS; 0 for who has signed in. */
	int64_t date;
};

/* What became of it. */
struct request_answer {
	const char *refused;	/* NULL: done; otherwise the check's id */
	struct why why;		/* of a refusal, for a person */
	char name[33];		/* of the peer; "" when it is not known */
	char router[33];
	enum request_state state;
	uint32_t id;		/* 0: none */
	int64_t serial;		/* of the store, after the change */
};

/* Says which peer it is about. */
void request_answer_place(struct request_answer *a, const char *name,
    const char *router);

#endif
