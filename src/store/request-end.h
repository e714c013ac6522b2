#ifndef BIRDFEED_REQUEST_END_H
#define BIRDFEED_REQUEST_END_H

#include "store/peer-request.h"
#include "store/request-rules.h"

/* Ends an existing request, within a transaction; its id rests if it was
 * ever live.  REASON may be NULL. */
void request_end(struct db *db, const struct request_rules *rules,
    const struct request *r, enum request_state state, const char *reason,
    const struct request_actor *by);
/* Removes the files of keys that nobody needs any more, after the change
 * that they belonged to was committed.  What fails here, the next change
 * does. */
void request_end_sweep(struct db *db, const struct request_rules *rules);

#endif
