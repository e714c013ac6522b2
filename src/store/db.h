#ifndef BIRDFEED_DB_H
#define BIRDFEED_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/why.h"

/*
 * A database of SQLite in one file: WAL, synchronous=FULL, so that a
 * transaction that was committed survives a power failure, and one that was
 * not leaves nothing.
 *
 * Errors are sticky: after a statement has failed, every later one does
 * nothing and finds no row, and db_commit() rolls back.  So write as if
 * nothing could fail, and ask db_commit() or db_ok() before the result is
 * used or shown.
 */
struct db;

/* What a file is for, and how it came to its present form. */
struct db_kind {
	const char *what;	/* "a store of requests" */
	int32_t application_id;	/* tells it from another program's file */
	const char *const *migrations;	/* SQL, from version I to I + 1 */
	int version;		/* how many there are */
};

/*
 * Opens FILE, makes it (mode 0600) if CREATE, and brings an older version up
 * to date, in one transaction.  Waits up to WAIT_MS milliseconds for others'
 * locks, here and later.  NULL with the reason; db_close() it.
 */
struct db *db_open(const char *file, const struct db_kind *kind, bool create,
    int wait_ms, struct why *why);
void db_close(struct db *db);

/* Starts a transaction that writes: there is one at a time. */
bool db_begin(struct db *db);
/* Starts one that reads: it sees one state of the database. */
bool db_begin_reading(struct db *db);
/* False when anything failed since the transaction began; then all of it is
 * rolled back. */
bool db_commit(struct db *db);
/* Ends the transaction without its changes, and forgets an error. */
void db_rollback(struct db *db);
/* Has nothing failed since the transaction began? */
bool db_ok(const struct db *db);
/* Why the first statement failed. */
const char *db_error(const struct db *db);
/* The caller's own error, of a file that belongs to the transaction. */
void db_fail(struct db *db, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * One statement.  Bind its parameters in their order, then call db_next()
 * for each row, and db_done() in every case.
 */
struct db_query;
struct db_query *db_query(struct db *db, const char *sql);
void db_bind_int(struct db_query *q, int64_t n);
/* NULL binds NULL.  The text must live until db_done(). */
void db_bind_text(struct db_query *q, const char *s);
/* Is there a (further) row?  False also after an error. */
bool db_next(struct db_query *q);
/* A column of the row, from 0.  A slice is valid until the next call. */
int64_t db_int(struct db_query *q, int column);
struct slice db_text(struct db_query *q, int column);
bool db_is_null(struct db_query *q, int column);
void db_done(struct db_query *q);
/* db_next() and db_done(), for what gives no rows. */
void db_run(struct db_query *q);
/* The first column of the only row; OTHERWISE when there is none.  Calls
 * db_done(). */
int64_t db_one(struct db_query *q, int64_t otherwise);

/* Writes a copy of the whole database to FILE, which must not exist, as it
 * is at one moment. */
bool db_copy(struct db *db, const char *file);

#endif
