#ifndef BIRDFEED_REQUEST_CHANGE_H
#define BIRDFEED_REQUEST_CHANGE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/why.h"
#include "store/db.h"
#include "store/request-order.h"

/*
 * The changes that networks make in a store of requests.  Each change is one
 * transaction: checks, limits, id, log and serial.  request-admin.h has the
 * operator's changes.
 */

/*
 * Carries out an order.  REQUEST_ASK changes only the watermark; it is for
 * signed texts that only ask for information.  False if the store failed: see
 * db_error().  Nothing is changed then, and the answer is meaningless.
 */
bool request_order(struct db *db, const struct request_rules *rules,
    const struct request_order *order, struct request_answer *answer);

/*
 * Finds out what request_order() would answer, and writes to CANDIDATES the
 * pending and active requests of the router as they would be afterwards, as a
 * stream of records.  Changes, logs and counts nothing.  False if the store
 * failed.
 */
bool request_try(struct db *db, const struct request_rules *rules,
    const struct request_order *order, struct request_answer *answer,
    FILE *candidates);

#endif
