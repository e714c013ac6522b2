/* An SQLite database in one file. */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/mem.h"

struct db {
	sqlite3 *handle;
	const struct db_kind *kind;
	bool failed;
	struct why why; /* of the first failure */
};

struct db_query {
	struct db *db;
	sqlite3_stmt *stmt; /* NULL after an error */
	int bound;
};

static void
fail_sqlite(struct db *db)
{
	int code = sqlite3_extended_errcode(db->handle);

	if (db->failed)
		return;
	if ((code & 0xff) == SQLITE_BUSY)
		db_fail(db, "locked by another process for too long");
	else if ((code & 0xff) == SQLITE_IOERR)
		db_fail(db, "%s: %s", sqlite3_errmsg(db->handle),
		    strerror(sqlite3_system_errno(db->handle)));
	else
		db_fail(db, "%s", sqlite3_errmsg(db->handle));
}

void
db_fail(struct db *db, const char *fmt, ...)
{
	va_list ap;

	if (db->failed)
		return;
	db->failed = true;
	va_start(ap, fmt);
	vsnprintf(db->why.text, sizeof db->why.text, fmt, ap);
	va_end(ap);
}

static bool
execute(struct db *db, const char *sql)
{
	if (db->failed)
		return false;
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	fail_sqlite(db);
	return false;
}

/* Sets a pragma to a number.  A pragma cannot have a bound parameter. */
static bool
set_pragma(struct db *db, const char *name, long value)
{
	char sql[64];

	snprintf(sql, sizeof sql, "PRAGMA %s = %ld", name, value);
	return execute(db, sql);
}

/*
 * The switch to WAL needs an exclusive lock, and SQLite does not wait for it as
 * it does for other statements.
 */
static bool
use_wal(struct db *db, int wait_ms)
{
	static const struct timespec pause = { 0, 10 * 1000 * 1000 };

	for (int waited = 0;; waited += 10) {
		int code = sqlite3_exec(db->handle, "PRAGMA journal_mode = WAL",
		    NULL, NULL, NULL);

		if (code == SQLITE_OK)
			return true;
		if ((code & 0xff) != SQLITE_BUSY || waited >= wait_ms)
			break;
		nanosleep(&pause, NULL);
	}
	fail_sqlite(db);
	return false;
}

static bool
migrate_from(struct db *db, int version)
{
	for (int i = version; i < db->kind->version; i++)
		if (!execute(db, db->kind->migrations[i]))
			return false;
	return set_pragma(db, "application_id", db->kind->application_id) &&
	    set_pragma(db, "user_version", db->kind->version);
}

/* Checks that the file is ours and returns its version, or -1. */
static int
version_of(struct db *db)
{
	int64_t id = db_one(db_query(db, "PRAGMA application_id"), -1);
	int64_t version = db_one(db_query(db, "PRAGMA user_version"), -1);
	int64_t tables = db_one(
	    db_query(db, "SELECT count(*) FROM sqlite_schema"), -1);

	if (db->failed)
		return -1;
	if (id != db->kind->application_id && (version != 0 || tables != 0)) {
		db_fail(db, "another program's database (expected %s)",
		    db->kind->what);
		return -1;
	}
	if (version > db->kind->version) {
		db_fail(db,
		    "of version %lld, which a newer birdfeed made "
		    "(expected at most %d)",
		    (long long)version, db->kind->version);
		return -1;
	}
	return (int)version;
}

/* The same at one moment: another process may be making the store. */
static int
version_now(struct db *db)
{
	int version = db_begin_reading(db) ? version_of(db) : -1;

	return db_commit(db) ? version : -1;
}

static bool
migrate(struct db *db)
{
	int version = version_now(db);

	if (version == db->kind->version)
		return true;
	if (version == -1 || !db_begin(db))
		return false;
	/* Another process may have migrated it meanwhile. */
	version = version_of(db);
	if (version != -1 && version < db->kind->version)
		migrate_from(db, version);
	return db_commit(db);
}

/* Creates the file with mode 0600; SQLite would only apply the umask. */
static bool
make_private(const char *file, struct why *why)
{
	int fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);

	if (fd != -1)
		return close(fd) == 0;
	why_set(why, "%s", strerror(errno));
	return false;
}

struct db *
db_open(const char *file, const struct db_kind *kind, bool create, int wait_ms,
    struct why *why)
{
	struct db *db;
	int code;

	if (create && !make_private(file, why))
		return NULL;
	db = mem_zalloc(sizeof *db);
	db->kind = kind;
	code = sqlite3_open_v2(file, &db->handle,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
	if (db->handle == NULL)
		db_fail(db, "%s", sqlite3_errstr(code));
	else if (code != SQLITE_OK)
		fail_sqlite(db);
	else if (sqlite3_busy_timeout(db->handle, wait_ms) != SQLITE_OK)
		fail_sqlite(db);
	/* Check first that the file is ours: do not change another program's
	 * file. */
	if (!db->failed && version_now(db) != -1 && use_wal(db, wait_ms) &&
	    execute(db,
		"PRAGMA synchronous = FULL; "
		"PRAGMA trusted_schema = OFF") &&
	    migrate(db))
		return db;
	*why = db->why;
	db_close(db);
	return NULL;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	sqlite3_close(db->handle);
	free(db);
}

bool
db_begin(struct db *db)
{
	return execute(db, "BEGIN IMMEDIATE");
}

bool
db_begin_reading(struct db *db)
{
	return execute(db, "BEGIN");
}

bool
db_commit(struct db *db)
{
	if (execute(db, "COMMIT"))
		return true;
	if (sqlite3_get_autocommit(db->handle) == 0)
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	return false;
}

void
db_rollback(struct db *db)
{
	if (sqlite3_get_autocommit(db->handle) == 0)
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	db->failed = false;
}

bool
db_ok(const struct db *db)
{
	return !db->failed;
}

const char *
db_error(const struct db *db)
{
	return db->why.text;
}

struct db_query *
db_query(struct db *db, const char *sql)
{
	struct db_query *q = mem_zalloc(sizeof *q);

	q->db = db;
	if (!db->failed &&
	    sqlite3_prepare_v2(db->handle, sql, -1, &q->stmt, NULL) !=
		SQLITE_OK)
		fail_sqlite(db);
	return q;
}

void
db_bind_int(struct db_query *q, int64_t n)
{
	if (q->stmt != NULL &&
	    sqlite3_bind_int64(q->stmt, ++q->bound, n) != SQLITE_OK)
		fail_sqlite(q->db);
}

void
db_bind_text(struct db_query *q, const char *s)
{
	if (q->stmt != NULL &&
	    sqlite3_bind_text(q->stmt, ++q->bound, s, -1, SQLITE_STATIC) !=
		SQLITE_OK)
		fail_sqlite(q->db);
}

bool
db_next(struct db_query *q)
{
	int code;

	if (q->db->failed || q->stmt == NULL)
		return false;
	code = sqlite3_step(q->stmt);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		fail_sqlite(q->db);
	return code == SQLITE_ROW;
}

int64_t
db_int(struct db_query *q, int column)
{
	return sqlite3_column_int64(q->stmt, column);
}

struct slice
db_text(struct db_query *q, int column)
{
	const char *text = (const char *)sqlite3_column_text(q->stmt, column);

	/* sqlite3_column_bytes() must come after sqlite3_column_text(). */
	return text == NULL ?
	    (struct slice){ "", 0 } :
	    (struct slice){ text,
		    (size_t)sqlite3_column_bytes(q->stmt, column) };
}

bool
db_is_null(struct db_query *q, int column)
{
	return sqlite3_column_type(q->stmt, column) == SQLITE_NULL;
}

void
db_done(struct db_query *q)
{
	sqlite3_finalize(q->stmt);
	free(q);
}

void
db_run(struct db_query *q)
{
	db_next(q);
	db_done(q);
}

int64_t
db_one(struct db_query *q, int64_t otherwise)
{
	int64_t value = db_next(q) && !db_is_null(q, 0) ? db_int(q, 0) :
							  otherwise;

	db_done(q);
	return value;
}

bool
db_copy(struct db *db, const char *file)
{
	struct db_query *q = db_query(db, "VACUUM INTO ?");

	db_bind_text(q, file);
	db_run(q);
	return db_ok(db);
}
