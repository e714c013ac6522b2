/* An order of a network, and the answer. */
#include "store/request-order.h"

#include <stdio.h>

const char *const request_operations[REQUEST_OPERATIONS] = { "create", "change",
	"remove", "ask" };

void
request_answer_place(struct request_answer *a, const char *name,
    const char *router)
{
	snprintf(a->name, sizeof a->name, "%s", name);
	snprintf(a->router, sizeof a->router, "%s", router);
}
