#ifndef BIRDFEED_REQUEST_ADMIN_H
#define BIRDFEED_REQUEST_ADMIN_H

#include <stdbool.h>

#include "base/why.h"
#include "store/db.h"
#include "store/request-order.h"

/* The operator approves or refuses a pending request.  ROUTER may be NULL if
 * the name is unique.  REASON may be NULL.  The results are those of
 * request_order() in request-change.h. */
bool request_approve(struct db *db, const struct request_rules *rules,
    const char *router, const char *name, const struct request_actor *by,
    struct request_answer *answer);
bool request_refuse(struct db *db, const struct request_rules *rules,
    const char *router, const char *name, const char *reason,
    const struct request_actor *by, struct request_answer *answer);
/* Removes a pending or active request. */
bool request_remove(struct db *db, const struct request_rules *rules,
    const char *router, const char *name, const struct request_actor *by,
    struct request_answer *answer);

#define REQUEST_BLOCK_TEXT 65
/* Parses an AS number or a maintainer to WHAT, as blocks are written. */
bool request_block_parse(const char *text, char what[static REQUEST_BLOCK_TEXT],
    struct why *why);
/*
 * Blocks "AS64496" or a maintainer: removes their peers (*REMOVED is their
 * number) and refuses their requests from now on.  False if the store failed.
 */
bool request_block(struct db *db, const struct request_rules *rules,
    const char *what, const char *reason, const struct request_actor *by,
    unsigned long *removed);
/* Removes a block.  *WAS is true if there was one.  False if the store
 * failed. */
bool request_unblock(struct db *db, const struct request_rules *rules,
    const char *what, const struct request_actor *by, bool *was);

/*
 * Adds the peers of another store with their ids: all or none.  For each
 * router, unused ids below the highest id in use count as freed now.  False
 * with WHY set if the store failed, a peer already exists or a peer is not
 * valid for this site.
 */
bool request_import(struct db *db, const struct request_rules *rules,
    const struct peers *peers, const struct request_actor *by, struct why *why);

#endif
