#ifndef BIRDFEED_PETITION_ORDER_H
#define BIRDFEED_PETITION_ORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "store/request-order.h"
#include "stream/petition.h"

/* An order that a petition asks for. */
struct petition_order {
	struct petition petition;
	struct peer peer;
	struct request_order order; /* points into these two */
};

struct petition_orders {
	struct petition_order **v;
	size_t n;
	size_t cap;
	unsigned long refused; /* petitions that could not be read */
	const char *from;      /* where they came from; may be NULL */
};

/* A taker of petition records; STATE is a struct petition_orders.  A field
 * that cannot be is reported, and that petition is left out. */
bool petition_orders_take(void *state, const struct taking *t);
void petition_orders_free(struct petition_orders *orders);

#endif
