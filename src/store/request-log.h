#ifndef BIRDFEED_REQUEST_LOG_H
#define BIRDFEED_REQUEST_LOG_H

#include <stdint.h>
#include <stdio.h>

#include "store/db.h"
#include "store/request-order.h"

/* An entry of the log: an operation and its outcome. */
struct request_log {
	int64_t number;	    /* from 1 */
	int64_t at;	    /* seconds since 1970 */
	const char *what;   /* "create", "block", ... */
	const char *router; /* these may be NULL */
	const char *name;
	const char *outcome; /* "active", "refused", ... */
	const char *reason;
	const char *id;
	const char *asn;
	const char *who;
	const char *key;
	const char *from;
};
/* Calls ENTRY for each entry after NUMBER.  The texts are valid until ENTRY
 * returns. */
void request_log_read(struct db *db, int64_t number,
    void (*entry)(void *ctx, const struct request_log *), void *ctx);
/* Writes an entry as a line of visible text, for mail and chat. */
void request_log_print(FILE *to, const struct request_log *entry);

/* Adds an entry about a peer, within the transaction of its change.  ASN may be
 * 0 for none. */
void request_log_add(struct db *db, int64_t now, const char *what,
    const struct request_answer *answer, uint32_t asn,
    const struct request_actor *by);
/* Adds an entry about NAME, an AS or a maintainer. */
void request_log_add_block(struct db *db, int64_t now, const char *what,
    const char *name, const char *outcome, const char *reason,
    const struct request_actor *by);

/* The serial: the number of changes so far. */
int64_t request_serial(struct db *db);
/* Adds 1 to the serial, within the transaction of the change.  Returns it. */
int64_t request_serial_add(struct db *db);

#endif
