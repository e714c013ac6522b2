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

/*
 * The statements, with their parameters and columns.  USER is the number of a
 * person in the database; times are seconds since 1970.  Triggers of the
 * database keep the pools: a held prefix or AS number has no "free since", and
 * one that is released rests from then on.
 */
enum lease_statement {
	LEASE_SQL_RELEASE_OVER, /* NOW: one row for each released lease */

	LEASE_SQL_PERSON_ADD,  /* HASH ID EMAIL KEEP-EMAIL NOW: USER ASN */
	LEASE_SQL_PERSON_FIND, /* HASH: USER ASN ERASED; locks the row */
	LEASE_SQL_PERSON_ASN,  /* USER ASN NOW */

	LEASE_SQL_ASN_FREE, /* BEFORE: ASN, unused since then; the longest */
	LEASE_SQL_SLOTS,    /* USER: SLOT of each lease, ascending */
	LEASE_SQL_RESTING,  /* USER NOW: PREFIX that the user had last */
	LEASE_SQL_FREE,	    /* BEFORE: PREFIX, as ASN_FREE */

	LEASE_SQL_LEASE_ADD,	 /* USER PREFIX SLOT SLOTS START END */
	LEASE_SQL_LEASE_FIND,	 /* USER PREFIX: LEASE START END RPKI OFFERED */
	LEASE_SQL_LEASE_EXTEND,	 /* LEASE END */
	LEASE_SQL_LEASE_RELEASE, /* LEASE NOW */
	LEASE_SQL_LEASE_RPKI,	 /* LEASE ON */

	LEASE_SQL_ROA_ADD,   /* PREFIX ASN */
	LEASE_SQL_ROA_STALE, /* NOW: PREFIX ASN */
	LEASE_SQL_ROA_GONE,  /* PREFIX ASN NOW: one row if it was stale */

	/* HASH ID EMAIL ASN PREFIX START END RPKI, a row for each lease and
	 * for each person without one. */
	LEASE_SQL_USERS, /* NOW: those with an AS number, by that */
	LEASE_SQL_USER,	 /* NOW HASH */

	LEASE_SQL_ERASE_RELEASE,  /* USER NOW */
	LEASE_SQL_ERASE_PERSON,	  /* USER NOW */
	LEASE_SQL_ERASE_LEASES,	  /* USER */
	LEASE_SQL_ERASE_PREFIXES, /* USER: the pool forgets who had them */

	LEASE_SQL_RECLAIM,	 /* NOW BEFORE: one row for each AS number */
	LEASE_SQL_FORGET_LEASES, /* BEFORE: one row for each lease */
	LEASE_SQL_FORGET_PERSONS,

	LEASE_SQL_CLOCK,	/* NOW, of the database; PostgreSQL only */
	LEASE_SQL_POOL_LOCK,	/* before a change of the pools */
	LEASE_SQL_POOL_IS,	/* TEXT that POOL_BECOMES has stored */
	LEASE_SQL_POOL_BECOMES, /* TEXT */
	LEASE_SQL_WITHDRAW,	/* no prefix is offered */
	LEASE_SQL_WITHDRAW_ASNS,
	LEASE_SQL_OFFER,      /* PREFIX FIRST LAST */
	LEASE_SQL_OFFER_ASNS, /* FIRST LAST */
	LEASE_SQL_PRUNE,      /* removes what was never used nor offered */
	LEASE_SQL_PRUNE_ASNS,
	LEASE_STATEMENTS
};

#define LEASE_VALUES_MOST 6 /* parameters of a statement */

/* A parameter of a statement: a number, a text or NULL. */
struct lease_value {
	enum { LEASE_TEXT, LEASE_INT } type;
	int64_t number;
	const char *text; /* NULL: the value is NULL */
};

struct lease_db;
struct lease_rows;

struct lease_engine {
	/* Opens PLACE, creates and upgrades its tables.  NULL with WHY set on
	 * failure. */
	struct lease_db *(
	    *open)(const char *place, int wait_ms, struct why *why);
	/* The store is open: from now on, nothing may take long.  NULL: nothing
	 * does. */
	void (*settle)(struct lease_db *db);
	void (*close)(struct lease_db *db);
	/* Transactions.  WRITES is false for one that only reads. */
	void (*begin)(struct lease_db *db, bool writes);
	bool (*commit)(struct lease_db *db);
	/* Also clears the error. */
	void (*rollback)(struct lease_db *db);
	/* Makes the transaction fail with the caller's reason. */
	void (*fail)(struct lease_db *db, const char *why);
	bool (*ok)(struct lease_db *db);
	const char *(*error)(struct lease_db *db);
	/* True if the error is a conflict with another transaction, so that
	 * the same transaction may succeed if it is repeated. */
	bool (*conflict)(struct lease_db *db);
	/* After an erasure: leaves no copy of erased rows in the database's
	 * files.  NULL: the server's administrator looks after that. */
	void (*wipe)(struct lease_db *db);
	/* The time, from the database's clock if it has one. */
	int64_t (*clock)(struct lease_db *db);
	/* NULL for a parameter NOW means the database's clock, in statements
	 * that only read. */
	bool has_clock;
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
/* Only if birdfeed was built with libpq. */
extern const struct lease_engine lease_postgresql;

#endif
