#ifndef BIRDFEED_LEASE_JSON_H
#define BIRDFEED_LEASE_JSON_H

#include "base/buf.h"
#include "store/lease-store.h"

/* Appends the object {"user_hash": ..., "prefixes": [...]} of a user with an
 * AS number. */
void lease_json_user(struct buf *to, const struct lease_user *user);
/* Appends {"mappings": [...]}, an object and a line for each user with an AS
 * number, as lease_users_each() finds them.  If it does not return LEASE_DONE,
 * the content of TO is incomplete. */
enum lease_result lease_json_mappings(struct buf *to,
    struct lease_store *store);

#endif
