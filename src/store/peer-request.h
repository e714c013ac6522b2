#ifndef BIRDFEED_PEER_REQUEST_H
#define BIRDFEED_PEER_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "site/peer.h"
#include "store/db.h"

enum request_state {
	REQUEST_PENDING,
	REQUEST_ACTIVE,
	REQUEST_REFUSED,
	REQUEST_REMOVED,
	REQUEST_STATES
};
/* The words of the states; ends with NULL. */
extern const char *const request_states[REQUEST_STATES + 1];

/* Who made a change, with which key, and from where.  NULL: unknown. */
struct request_actor {
	const char *mntner; /* NULL: the operator */
	const char *key;    /* "ssh-ed25519 SHA256:...", "pgp 0123..." */
	const char *from;   /* an address, or "mail" */
};

/* A request for peering: a row of the store. */
struct request {
	struct peer peer; /* with name, asn, router, mntner and id */
	enum request_state state;
	char *reason; /* of a refusal; may be NULL */
	char *who;    /* who changed it last; may be NULL */
	char *key;
	char *from;
	int64_t created; /* seconds since 1970 */
	int64_t changed;
};

struct requests {
	struct request *v;
	size_t n;
	size_t cap;
};

/* The columns of a SELECT for request_take() and request_row_put(), in the
 * order that they expect. */
#define REQUEST_COLUMNS \
	"name, asn, router, mntner, public_key, endpoint, id, link_local, " \
	"mtu, families, psk, description, state, reason, who, key, source, " \
	"created, changed "

/* Reads the current row of Q.  If birdfeed cannot have written the row, makes
 * the transaction of DB fail and returns false.  Free R with request_free() in
 * both cases. */
bool request_take(struct request *r, struct db *db, struct db_query *q);
void request_free(struct request *r);
void requests_free(struct requests *requests);

/* Appends the current row of Q as a record of class "request". */
void request_row_put(struct buf *line, struct db_query *q);

/* Adds PEER as a new row, changed by BY. */
void request_insert(struct db *db, const struct peer *peer,
    enum request_state state, const struct request_actor *by, int64_t now);
/* Replaces the pending or active row with PEER's name and router by PEER. */
void request_update(struct db *db, const struct peer *peer,
    const struct request_actor *by, int64_t now);
/* Sets the state of that row; REASON may be NULL. */
void request_set_state(struct db *db, const struct peer *peer,
    enum request_state state, const char *reason,
    const struct request_actor *by, int64_t now);

#endif
