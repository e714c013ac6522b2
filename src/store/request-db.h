#ifndef BIRDFEED_REQUEST_DB_H
#define BIRDFEED_REQUEST_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "store/db.h"
#include "store/peer-request.h"

/* How long the removal of a peer is listed as a leave record. */
#define REQUEST_LEAVE_SECONDS (7 * 24 * 3600)

/* A store of requests.  request-change.h changes one, and
 * request-log.h has its log. */
extern const struct db_kind request_db_kind;

/* db_open() of a store; makes it where it is not there. */
struct db *request_db_open(const char *file, int wait_ms, struct why *why);

/* Adds the pending or active requests of AS ASN (0: of everybody), or those
 * in the one state WANTED (REQUEST_STATES: those two), sorted by ASN, name
 * and router. */
void request_db_find(struct db *db, uint32_t asn, enum request_state wanted,
    struct requests *found);
/* The pending or active request of that name; false when there is none, and
 * then nothing need be freed. */
bool request_db_get(struct db *db, const char *router, const char *name,
    struct request *found);

struct site_self_service;
/*
 * Writes the requests in STATE as records, sorted.  With the active ones
 * come leave records: of those that were removed in the last
 * REQUEST_LEAVE_SECONDS and have no active one of the same name now, and
 * instead of those that SITE itself blocks.  One read transaction; false
 * when it failed (db_error()), and then TO is not complete.
 */
bool request_db_list(struct db *db, const struct site_self_service *site,
    enum request_state state, int64_t now, FILE *to);

/* Writes the pending and active requests of ROUTER as a stream of records,
 * sorted, as the transaction sees them. */
void request_db_write(struct db *db, const char *router, FILE *to);

/* The date of the newest signed text or change of that AS; -1: none. */
int64_t request_db_watermark(struct db *db, uint32_t asn);
/* Why the AS or the maintainer (may be NULL) is blocked in the store; free(3)
 * it.  NULL: it is not. */
char *request_db_blocked(struct db *db, uint32_t asn, const char *mntner);

#endif
