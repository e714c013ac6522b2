#ifndef BIRDFEED_REQUEST_CHECK_H
#define BIRDFEED_REQUEST_CHECK_H

#include <stdbool.h>

#include "base/why.h"
#include "store/request-order.h"

/* The order that is checked, within its transaction. */
struct check_subject {
	struct db *db;
	const struct request_rules *rules;
	const struct request_order *order;
	const struct site_router *router; /* NULL: none */
	const char *name;
	const struct request *existing; /* pending or active, or NULL */
};

/*
 * Runs the checks.  Returns the identifier of the first check that fails, with
 * WHY set, or NULL if the order passes.
 */
const char *request_check(const struct check_subject *subject, struct why *why);

#endif
