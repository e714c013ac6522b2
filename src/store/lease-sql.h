#ifndef BIRDFEED_LEASE_SQL_H
#define BIRDFEED_LEASE_SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/why.h"

/*
 * What the functions of lease-store.h need of a database.  lease-sqlite.c and
 * lease-postgres.c each have the tables, one SQL text for each statement, and
 * the functions that run it.
 *
 * Errors are sticky, as in db.h: after a failure, statements do nothing and
 * find no row, and commit() fails.
 */

/* The statements, with their parameters and columns.  NOW is in seconds since
 * 1970; USER is a user's number in the database. */
enum lease_statement {
	LEASE_STATEMENTS
};

/* A parameter of a statement: a number, a text or NULL. */
struct lease_value {
	enum { LEASE_NULL, LEASE_INT, LEASE_TEXT } type;
	int64_t number;
	const char *text;
};

struct lease_db;
struct lease_rows;

struct lease_engine {
	/* Opens PLACE, creates and upgrades its tables.  NULL with WHY set on
	 * failure. */
	struct lease_db *(*open)(const char *place, int wait_ms,
	    struct why *why);
	void (*close)(struct lease_db *db);
	/* Transactions.  WRITES is false for one that only reads. */
	void (*begin)(struct lease_db *db, bool writes);
	bool (*commit)(struct lease_db *db);
	/* Also clears the error. */
	void (*rollback)(struct lease_db *db);
	bool (*ok)(const struct lease_db *db);
	const char *(*error)(const struct lease_db *db);
	/* True if the error is a conflict with another transaction, so that
	 * the same transaction may succeed if it is repeated. */
	bool (*conflict)(const struct lease_db *db);
	/* The database's clock. */
	int64_t (*clock)(struct lease_db *db);
	/* Runs a statement.  Free the rows with done() in all cases. */
	struct lease_rows *(*query)(struct lease_db *db,
	    enum lease_statement what, const struct lease_value *value,
	    size_t n);
	/* Goes to the next row.  False if there is none, or after an error. */
	bool (*next)(struct lease_rows *rows);
	/* A column of the row, counted from 0.  A text is valid until the next
	 * call with ROWS. */
	int64_t (*number)(struct lease_rows *rows, int column);
	struct slice (*text)(struct lease_rows *rows, int column);
	bool (*is_null)(struct lease_rows *rows, int column);
	void (*done)(struct lease_rows *rows);
};

extern const struct lease_engine lease_sqlite;

#endif
