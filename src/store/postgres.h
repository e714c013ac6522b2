#ifndef BIRDFEED_POSTGRES_H
#define BIRDFEED_POSTGRES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/why.h"

/*
 * A database of PostgreSQL.  Errors are sticky until pg_rollback(), as in
 * db.h.  A connection that was lost is opened again before the next
 * transaction.
 */
struct pg;

/* A kind of database, and the SQL that creates and upgrades it. */
struct pg_kind {
	const char *table; /* that has the version; a plain SQL name */
	const char *const *migrations; /* SQL, from version I to I + 1 */
	int version;		       /* number of migrations */
	const char *const *sql;	       /* the statements of pg_query() */
	unsigned nsql;
};

/*
 * Connects to URL, and creates or upgrades the tables.  Waits up to WAIT_MS
 * milliseconds for a lock.  Returns NULL with WHY set on failure.  Free the
 * result with pg_close().
 */
struct pg *pg_open(const char *url, const struct pg_kind *kind, int wait_ms,
    struct why *why);
/* The work of opening is done: from now on a statement, and so a server that
 * hangs, takes WAIT_MS and some seconds at most. */
void pg_settle(struct pg *pg);
void pg_close(struct pg *pg);

void pg_begin(struct pg *pg, bool writes);
bool pg_commit(struct pg *pg);
void pg_rollback(struct pg *pg);
bool pg_ok(const struct pg *pg);
const char *pg_error(const struct pg *pg);
void pg_fail(struct pg *pg, const char *why);
/* True if the transaction failed because of another one, or because the
 * connection was lost before its COMMIT.  It may succeed if it is
 * repeated. */
bool pg_conflict(const struct pg *pg);

/*
 * Runs statement I of the kind's table with N parameters in text form; NULL is
 * NULL.  Call pg_next() for each row, and always pg_done().
 */
struct pg_rows;
struct pg_rows *pg_query(struct pg *pg, unsigned i, const char *const *value,
    int n);
bool pg_next(struct pg_rows *rows);
/* A column of the row, counted from 0; valid until pg_done().  pg_int() of a
 * column that is no integer makes the transaction fail. */
int64_t pg_int(struct pg_rows *rows, int column);
struct slice pg_text(const struct pg_rows *rows, int column);
bool pg_is_null(const struct pg_rows *rows, int column);
void pg_done(struct pg_rows *rows);

#endif
