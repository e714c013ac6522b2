#ifndef BIRDFEED_DB_H
#define BIRDFEED_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/why.h"

/*
 * An SQLite database in one file.  It uses WAL and synchronous=FULL, so that a
 * committed transaction survives a power failure, and an uncommitted one
 * leaves no trace.
 *
 * Errors are sticky: after a statement has failed, later statements do nothing
 * and find no row, and db_commit() rolls back.  So callers do not check each
 * statement; they check db_commit() or db_ok() before they use or show a
 * result.
 */
struct db;

/* A kind of database, and the SQL that creates and upgrades it. */
struct db_kind {
	const char *what;	/* "a store of requests" */
	int32_t application_id; /* different from other programs' files */
	const char *const *migrations; /* SQL, from version I to I + 1 */
	int version;		       /* number of migrations */
};

/*
 * Opens FILE.  If CREATE is true, creates a missing file with mode 0600.
 * Upgrades an older version in one transaction.  This and later calls wait up
 * to WAIT_MS milliseconds for locks of other processes.  Returns NULL with WHY
 * set on failure.  Free the result with db_close().
 */
struct db *db_open(const char *file, const struct db_kind *kind, bool create,
    int wait_ms, struct why *why);
void db_close(struct db *db);

/* Starts a transaction that writes.  Only one can run at a time. */
bool db_begin(struct db *db);
/* Starts a transaction that reads a consistent state of the database. */
bool db_begin_reading(struct db *db);
/* Commits the transaction.  If anything has failed since it began, rolls it
 * back and returns false. */
bool db_commit(struct db *db);
/* Rolls the transaction back and clears the error. */
void db_rollback(struct db *db);
/* True if nothing has failed since the transaction began. */
bool db_ok(const struct db *db);
/* The reason of the first failure. */
const char *db_error(const struct db *db);
/* Makes the transaction fail with the caller's reason, for example because a
 * file that belongs to it cannot be written. */
void db_fail(struct db *db, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A statement.  Bind its parameters in order, call db_next() for each row, and
 * always call db_done().
 */
struct db_query;
struct db_query *db_query(struct db *db, const char *sql);
void db_bind_int(struct db_query *q, int64_t n);
/* NULL binds NULL.  The text must live until db_done(). */
void db_bind_text(struct db_query *q, const char *s);
/* Steps to the next row.  False if there is none, or after an error. */
bool db_next(struct db_query *q);
/* A column of the row, counted from 0.  A slice is valid until the next call
 * with Q. */
int64_t db_int(struct db_query *q, int column);
struct slice db_text(struct db_query *q, int column);
bool db_is_null(struct db_query *q, int column);
void db_done(struct db_query *q);
/* db_next() and db_done(), for a statement without rows. */
void db_run(struct db_query *q);
/* The first column of the first row, or OTHERWISE if there is no row or it is
 * NULL.  Calls db_done(). */
int64_t db_one(struct db_query *q, int64_t otherwise);

/* Writes a consistent copy of the database to FILE, which must not exist. */
bool db_copy(struct db *db, const char *file);

#endif
