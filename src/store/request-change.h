#ifndef BIRDFEED_REQUEST_CHANGE_H
#define BIRDFEED_REQUEST_CHANGE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/why.h"
#include "store/db.h"
#include "store/request-order.h"

/*
 * What networks change in a store of requests: each change is one
 * transaction of checks, limits, id, log and serial.  request-admin.h has
 * what the operator does.
 */

/*
 * Carries out one order.  REQUEST_ASK changes nothing but the watermark: it
 * is for signed texts that only ask for something.  False when the store
 * itself failed (db_error(); the answer says nothing then, and nothing was
 * changed).
 */
bool request_order(struct db *db, const struct request_rules *rules,
    const struct request_order *order, struct request_answer *answer);

/*
 * What request_order() would answer now, and in CANDIDATES, as a stream of
 * records, the requests of that router, pending ones included, as they would
 * be then.  Nothing is changed, logged or counted.
 */
bool request_try(struct db *db, const struct request_rules *rules,
    const struct request_order *order, struct request_answer *answer,
    FILE *candidates);

#endif
