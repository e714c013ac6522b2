#ifndef BIRDFEED_REQUEST_ADMIN_H
#define BIRDFEED_REQUEST_ADMIN_H

#include <stdbool.h>

#include "base/why.h"
#include "store/db.h"
#include "store/request-order.h"

/* The operator's word on a pending request; REASON of a refusal may be
 * NULL.  Results as of request_order(), in
 * request-change.h. */
bool request_approve(struct db *db, const struct request_rules *rules,
    const char *router, const char *name, const struct request_actor *by,
    struct request_answer *answer);
bool request_refuse(struct db *db, const struct request_rules *rules,
    const char *router, const char *name, const char *reason,
    const struct request_actor *by, struct request_answer *answer);
/* Removes a pending or active one. */
bool request_remove(struct db *db, const struct request_rules *rules,
    const char *router, const char *name, const struct request_actor *by,
    struct request_answer *answer);

/*
 * Blocks "AS64496" or a maintainer: their peers are removed (*REMOVED says
 * how many), and they cannot ask for more.  False when the store failed.
 */
bool request_block(struct db *db, const struct request_rules *rules,
    const char *what, const char *reason, const struct request_actor *by,
    unsigned long *removed);
/* *WAS: was it blocked? */
bool request_unblock(struct db *db, const struct request_rules *rules,
    const char *what, const struct request_actor *by, bool *was);

/*
 * Adds the peers of another store as they are, ids included, all or none.
 * Ids below the highest of a router that none of them has count as freed
 * now.  False when the store failed, or a peer is already there, or one of
 * them cannot be: then WHY names it.
 */
bool request_import(struct db *db, const struct request_rules *rules,
    const struct peers *peers, const struct request_actor *by,
    struct why *why);

#endif
