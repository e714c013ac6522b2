#ifndef BIRDFEED_REQUEST_LOG_H
#define BIRDFEED_REQUEST_LOG_H

#include <stdint.h>
#include <stdio.h>

#include "store/db.h"
#include "store/request-order.h"

/* An entry of the log: what was asked for, and what became of it. */
struct request_log {
	int64_t number;		/* from 1 */
	int64_t at;		/* seconds since 1970 */
	const char *what;	/* "create", "block", ... */
	const char *router;	/* these may be NULL */
	const char *name;
	const char *outcome;	/* "active", "refused", ... */
	const char *reason;
	const char *id;
	const char *asn;
	const char *who;
	const char *key;
	const char *from;
};
/* Calls ENTRY for each one after NUMBER; its texts are valid until it
 * returns. */
void request_log_read(struct db *db, int64_t number,
    void (*entry)(void *ctx, const struct request_log *), void *ctx);
/* One line of printable ASCII with its newline, for mail and chat. */
void request_log_print(FILE *to, const struct request_log *entry);

/* Adds an entry about a peer, within the transaction of its change; ASN 0:
 * none. */
void request_log_add(struct db *db, int64_t now, const char *what,
    const struct request_answer *answer, uint32_t asn,
    const struct request_actor *by);
/* Adds one about NAME, which is no peer's. */
void request_log_add_block(struct db *db, int64_t now, const char *what,
    const char *name, const char *outcome, const char *reason,
    const struct request_actor *by);

/* The number of changes; it is also that of what is in effect. */
int64_t request_serial(struct db *db);
/* Counts one more, within its transaction. */
int64_t request_serial_add(struct db *db);

#endif
