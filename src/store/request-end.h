#ifndef BIRDFEED_REQUEST_END_H
#define BIRDFEED_REQUEST_END_H

#include "store/peer-request.h"
#include "store/request-rules.h"

/* Ends an existing request within a transaction.  If it was active, its id is
 * freed, but not reused at once (see request-id.h).  REASON may be NULL. */
void request_end(struct db *db, const struct request_rules *rules,
    const struct request *r, enum request_state state, const char *reason,
    const struct request_actor *by);
/* Removes the key files that no request needs any more.  Call it after the
 * change was committed.  If a removal fails, the next sweep repeats it. */
void request_end_sweep(struct db *db, const struct request_rules *rules);

#endif
