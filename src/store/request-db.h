#ifndef BIRDFEED_REQUEST_DB_H
#define BIRDFEED_REQUEST_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "store/db.h"
#include "store/peer-request.h"

/* A removed peer is listed as a leave record for this time. */
#define REQUEST_LEAVE_SECONDS (7 * 24 * 3600)

/* A store of requests.  request-change.h and request-admin.h change it;
 * request-log.h has its log. */
extern const struct db_kind request_db_kind;

/* Opens a store with db_open() and creates a missing one. */
struct db *request_db_open(const char *file, int wait_ms, struct why *why);

/* Adds the requests of AS ASN (0: of all ASes) in the state WANTED to FOUND.
 * If WANTED is REQUEST_STATES, adds pending and active ones.  Sorted by ASN,
 * name and router. */
void request_db_find(struct db *db, uint32_t asn, enum request_state wanted,
    struct requests *found);
/* Finds the pending or active request of that name.  On success the caller
 * frees FOUND with request_free().  False if there is none; FOUND is then
 * empty. */
bool request_db_get(struct db *db, const char *router, const char *name,
    struct request *found);

struct site_self_service;
/*
 * Writes the requests in STATE as records, sorted.  For the active state it
 * also writes leave records: for requests that were removed in the last
 * REQUEST_LEAVE_SECONDS and have no active successor of the same name, and
 * instead of requests that SITE blocks.  Uses one read transaction.  False if
 * it failed (see db_error()); the output in TO is then incomplete.
 */
bool request_db_list(struct db *db, const struct site_self_service *site,
    enum request_state state, int64_t now, FILE *to);

/* Writes the pending and active requests of ROUTER, as the transaction sees
 * them, as a sorted stream of records. */
void request_db_write(struct db *db, const char *router, FILE *to);

/* The date of the newest signed text or change of that AS, or -1. */
int64_t request_db_watermark(struct db *db, uint32_t asn);
/* The reason why the store blocks the AS or MNTNER, which may be NULL.  The
 * caller frees it with free(3).  NULL if neither is blocked. */
char *request_db_blocked(struct db *db, uint32_t asn, const char *mntner);

#endif
