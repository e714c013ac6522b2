#ifndef BIRDFEED_LEASE_SESSION_H
#define BIRDFEED_LEASE_SESSION_H

#include "site/leases.h"
#include "store/lease-sql.h"
#include "store/lease.h"

/* An open store of leases, for the files that implement lease-store.h. */
struct lease_store {
	const struct site_leases *site;
	const struct lease_engine *engine;
	struct lease_db *db;
	int64_t fixed;	   /* the time for tests; -1: the store's */
	int64_t now;	   /* of this transaction */
	uint64_t released; /* leases that it released at its start */
	struct why why;	   /* why the last call failed */
};

/* Parameters of a statement. */
struct lease_value lease_int(int64_t n);
struct lease_value lease_text(const char *s);
struct lease_value lease_prefix_text(char text[static PREFIX_TEXT],
    const struct prefix *p);
/* The parameter NOW of a statement that only reads. */
struct lease_value lease_now(const struct lease_store *store);
/* The list of parameters behind a statement: its address and its length. */
#define LEASE_VALUES(...) \
	(const struct lease_value[]){ __VA_ARGS__ }, \
	    sizeof(struct lease_value[]){ __VA_ARGS__ } / \
	    sizeof(struct lease_value)

/* Runs a statement.  Go through its rows with store->engine->next(), and free
 * them with its done(). */
struct lease_rows *lease_query(struct lease_store *store,
    enum lease_statement what, const struct lease_value *value, size_t n);
/* Runs a statement and returns the number of its rows. */
uint64_t lease_run(struct lease_store *store, enum lease_statement what,
    const struct lease_value *value, size_t n);
/* Reads column COLUMN as a prefix.  False if it is none, which makes the call
 * fail. */
bool lease_prefix_column(struct lease_store *store, struct lease_rows *rows,
    int column, struct prefix *p);

/* A step of a transaction: what the caller wants to do, CTX. */
typedef enum lease_result lease_step(struct lease_store *store, void *ctx);
/*
 * Runs STEP in a transaction that writes, with store->now set, after the
 * leases that are over have been released.  Commits whatever STEP returns,
 * except LEASE_FAILED.  If another transaction was in the way, does it all
 * again, up to 5 times; so STEP must set everything that it changes in CTX.
 */
enum lease_result lease_write(struct lease_store *store, lease_step *step,
    void *ctx);
/* The result of a statement that only reads, outside of a transaction.  If it
 * failed, clears the error. */
enum lease_result lease_read_done(struct lease_store *store);

#endif
