/* A database of PostgreSQL. */
#include "store/postgres.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#include "base/deadline.h"
#include "base/mem.h"
#include "base/number.h"

/* Milliseconds that a statement may take besides the wait for a lock: while
 * the database is opened and upgraded, and then. */
#define OPENING 60000
#define WORKING 3000
/* Milliseconds until a server that was lost is asked again. */
#define RETRY 5000
#define REPEATS 3 /* of a query whose connection was lost */

struct pg {
	PGconn *conn;
	const struct pg_kind *kind;
	int wait_ms;
	int answer_ms;	 /* for a statement */
	bool hung;	 /* the connection is of no use: no answer came */
	long long retry; /* when a lost server is asked again */
	struct why lost; /* how it was lost */
	bool *prepared;	 /* by the number of the statement */
	bool open;	 /* a transaction is open */
	bool committing;
	bool failed;
	bool conflict;
	struct why why; /* of the first failure */
};

struct pg_rows {
	struct pg *pg;
	PGresult *result;
	int row; /* the current one; -1: before the first */
};

/* Only the first line: the others repeat the statement. */
static void
set_first_line(struct why *why, const char *text)
{
	why_set(why, "%.*s", (int)strcspn(text, "\n"), text);
}

void
pg_fail(struct pg *pg, const char *why)
{
	if (pg->failed)
		return;
	pg->failed = true;
	set_first_line(&pg->why, why);
}

/* The errors that another transaction causes: exclusion_violation,
 * serialization_failure, deadlock_detected. */
static bool
is_conflict(const char *state)
{
	static const char *const states[] = { "23P01", "40001", "40P01" };

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(state, states[i]) == 0)
			return true;
	return false;
}

static void
fail_result(struct pg *pg, const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	if (pg->failed)
		return;
	pg->conflict = (state != NULL && is_conflict(state)) ||
	    (PQstatus(pg->conn) != CONNECTION_OK && !pg->committing);
	pg_fail(pg, text != NULL ? text : PQerrorMessage(pg->conn));
}

static bool
is_good(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static bool
is_up(const struct pg *pg)
{
	return !pg->hung && PQstatus(pg->conn) == CONNECTION_OK;
}

static void
keep_lost(struct pg *pg)
{
	pg->lost = pg->why;
	pg->retry = deadline_in(RETRY);
}

/* Sends the rest of a statement and waits until PQgetResult() does not block.
 * False if the time is over. */
static bool
wait_for_answer(const struct pg *pg, long long until)
{
	struct pollfd p = { .fd = PQsocket(pg->conn) };

	for (;;) {
		int unsent = PQflush(pg->conn);
		int left = deadline_left(until);

		if (unsent == -1 || (unsent == 0 && !PQisBusy(pg->conn)))
			return true;
		p.events = (short)(POLLIN | (unsent == 1 ? POLLOUT : 0));
		/* What has come counts, also when this process was stopped. */
		if (poll(&p, 1, left) > 0) {
			if (PQconsumeInput(pg->conn) == 0)
				return true;
		} else if (left == 0) {
			return false;
		}
	}
}

/*
 * The last result of what was SENT; NULL if there is none, PQclear() it.
 * libpq's own functions wait for ever for a server that hangs.
 */
static PGresult *
answer(struct pg *pg, int sent)
{
	long long until = deadline_in((unsigned)pg->answer_ms + 1000);
	PGresult *last = NULL, *next;

	while (sent == 1) {
		if (!wait_for_answer(pg, until)) {
			pg_fail(pg, "the server does not answer");
			pg->hung = true;
			keep_lost(pg);
			break;
		}
		next = PQgetResult(pg->conn);
		if (next == NULL)
			break;
		PQclear(last);
		last = next;
	}
	return last;
}

/* Runs SQL without parameters, one or more statements. */
static bool
execute(struct pg *pg, const char *sql)
{
	PGresult *result;

	if (pg->failed)
		return false;
	result = answer(pg, PQsendQuery(pg->conn, sql));
	if (!is_good(result))
		fail_result(pg, result);
	PQclear(result);
	return !pg->failed;
}

static void
ignore_notice(void *ctx, const PGresult *result)
{
	(void)ctx;
	(void)result;
}

static bool
set_timeouts(struct pg *pg)
{
	char sql[128];

	snprintf(sql, sizeof sql,
	    "SET lock_timeout = %d; "
	    "SET statement_timeout = %d",
	    pg->wait_ms > 0 ? pg->wait_ms : 1, pg->answer_ms);
	return execute(pg, sql);
}

static bool
settle_connection(struct pg *pg)
{
	memset(pg->prepared, 0, pg->kind->nsql * sizeof *pg->prepared);
	if (PQstatus(pg->conn) != CONNECTION_OK) {
		pg_fail(pg, PQerrorMessage(pg->conn));
		return false;
	}
	PQsetNoticeReceiver(pg->conn, ignore_notice, NULL);
	PQsetnonblocking(pg->conn, 1);
	return set_timeouts(pg);
}

/* Opens a lost connection again, outside of a transaction.  An attempt takes
 * seconds, so the next one has to wait. */
static void
reconnect(struct pg *pg)
{
	bool there;

	if (pg->failed || pg->open || is_up(pg))
		return;
	if (deadline_left(pg->retry) > 0) {
		pg_fail(pg, pg->lost.text);
		return;
	}
	PQreset(pg->conn);
	pg->hung = false;
	there = PQstatus(pg->conn) == CONNECTION_OK;
	/* One that was there and is lost again may be tried at once. */
	if (!settle_connection(pg) && !there)
		keep_lost(pg);
}

/* Parameters of the URL come last, and so they override these. */
static PGconn *
connect_to(const char *url, int wait_ms)
{
	char seconds[16], ms[16];
	const char *const keys[] = { "connect_timeout", "tcp_user_timeout",
		"fallback_application_name", "client_encoding", "dbname",
		NULL };
	const char *const values[] = { seconds, ms, "birdfeed", "UTF8", url,
		NULL };

	snprintf(seconds, sizeof seconds, "%d",
	    wait_ms < 2000 ? 2 : wait_ms / 1000);
	snprintf(ms, sizeof ms, "%d", wait_ms + 10 * 1000);
	return PQconnectdbParams(keys, values, 1);
}

/* The number that a query without parameters finds; -1 after an error. */
static int
number_of(struct pg *pg, const char *query)
{
	PGresult *result;
	uint64_t n = 0;
	struct why why;

	if (pg->failed)
		return -1;
	result = answer(pg, PQsendQuery(pg->conn, query));
	if (!is_good(result))
		fail_result(pg, result);
	else if (!number_parse(PQgetvalue(result, 0, 0),
		     (size_t)PQgetlength(result, 0, 0), 0, INT32_MAX, &n, &why))
		pg_fail(pg, why.text);
	PQclear(result);
	return pg->failed ? -1 : (int)n;
}

/* The version of the tables, 0 if there are none, or -1 after an error. */
static int
version_of(struct pg *pg)
{
	char query[256];

	snprintf(query, sizeof query,
	    "SELECT coalesce(max(version), 0) "
	    "FROM %s",
	    pg->kind->table);
	return number_of(pg, query);
}

static void
migrate_from(struct pg *pg, int version)
{
	char text[256];

	for (int i = version; i < pg->kind->version; i++)
		execute(pg, pg->kind->migrations[i]);
	snprintf(text, sizeof text, "INSERT INTO %s VALUES (%d)",
	    pg->kind->table, pg->kind->version);
	execute(pg, text);
}

/*
 * An advisory lock lets one process at a time upgrade.  CREATE TABLE also makes
 * the server look again at what the last one has created; to_regclass() may
 * still find what was there before.
 */
static bool
upgrade(struct pg *pg)
{
	char text[256];
	int version;

	pg_begin(pg, true);
	execute(pg, "SELECT pg_advisory_xact_lock(1651533683)");
	snprintf(text, sizeof text,
	    "CREATE TABLE IF NOT EXISTS %s "
	    "(version integer NOT NULL)",
	    pg->kind->table);
	execute(pg, text);
	version = version_of(pg);
	if (version != -1 && version < pg->kind->version)
		migrate_from(pg, version);
	return pg_commit(pg);
}

/* A role that may not create tables can use those that are there. */
static bool
migrate(struct pg *pg)
{
	char query[256];
	int version = 0;

	snprintf(query, sizeof query, "SELECT count(to_regclass('%s'))",
	    pg->kind->table);
	if (number_of(pg, query) == 1)
		version = version_of(pg);
	if (version > pg->kind->version)
		pg_fail(pg, "a database of a newer birdfeed");
	if (pg->failed || version == pg->kind->version)
		return !pg->failed;
	return upgrade(pg);
}

struct pg *
pg_open(const char *url, const struct pg_kind *kind, int wait_ms,
    struct why *why)
{
	struct pg *pg = mem_zalloc(sizeof *pg);

	pg->kind = kind;
	pg->wait_ms = wait_ms;
	pg->answer_ms = wait_ms + OPENING;
	pg->prepared = mem_zalloc(kind->nsql * sizeof *pg->prepared);
	pg->conn = connect_to(url, wait_ms);
	if (settle_connection(pg) && migrate(pg))
		return pg;
	*why = pg->why;
	pg_close(pg);
	return NULL;
}

void
pg_settle(struct pg *pg)
{
	pg->answer_ms = pg->wait_ms + WORKING;
	set_timeouts(pg);
}

void
pg_close(struct pg *pg)
{
	if (pg == NULL)
		return;
	PQfinish(pg->conn);
	free(pg->prepared);
	free(pg);
}

void
pg_begin(struct pg *pg, bool writes)
{
	reconnect(pg);
	pg->committing = false;
	pg->open = execute(pg, writes ? "BEGIN READ WRITE" : "BEGIN READ ONLY");
}

bool
pg_commit(struct pg *pg)
{
	pg->committing = !pg->failed;
	if (execute(pg, "COMMIT")) {
		pg->open = false;
		return true;
	}
	return false;
}

void
pg_rollback(struct pg *pg)
{
	pg->failed = false;
	pg->conflict = false;
	if (pg->open && is_up(pg))
		execute(pg, "ROLLBACK");
	pg->open = false;
	pg->committing = false;
	pg->failed = false;
}

bool
pg_ok(const struct pg *pg)
{
	return !pg->failed;
}

const char *
pg_error(const struct pg *pg)
{
	return pg->why.text;
}

bool
pg_conflict(const struct pg *pg)
{
	return pg->conflict;
}

static bool
prepare(struct pg *pg, unsigned i, const char *name)
{
	PGresult *result;

	if (pg->failed || pg->prepared[i])
		return !pg->failed;
	result = answer(pg,
	    PQsendPrepare(pg->conn, name, pg->kind->sql[i], 0, NULL));
	pg->prepared[i] = is_good(result);
	if (!pg->prepared[i])
		fail_result(pg, result);
	PQclear(result);
	return pg->prepared[i];
}

static PGresult *
run(struct pg *pg, unsigned i, const char *const *value, int n)
{
	char name[16];

	snprintf(name, sizeof name, "s%u", i);
	if (!prepare(pg, i, name))
		return NULL;
	return answer(pg,
	    PQsendQueryPrepared(pg->conn, name, n, value, NULL, NULL, 0));
}

struct pg_rows *
pg_query(struct pg *pg, unsigned i, const char *const *value, int n)
{
	struct pg_rows *rows = mem_zalloc(sizeof *rows);

	rows->pg = pg;
	rows->row = -1;
	for (unsigned again = 0;; again++) {
		reconnect(pg);
		rows->result = run(pg, i, value, n);
		if (pg->open || is_up(pg) || again == REPEATS)
			break;
		/* The server has been restarted since the last call. */
		PQclear(rows->result);
		pg->failed = pg->conflict = false;
	}
	if (!pg->failed && !is_good(rows->result))
		fail_result(pg, rows->result);
	return rows;
}

bool
pg_next(struct pg_rows *rows)
{
	return !rows->pg->failed && ++rows->row < PQntuples(rows->result);
}

struct slice
pg_text(const struct pg_rows *rows, int column)
{
	return (struct slice){ PQgetvalue(rows->result, rows->row, column),
		(size_t)PQgetlength(rows->result, rows->row, column) };
}

int64_t
pg_int(struct pg_rows *rows, int column)
{
	const char *text = PQgetvalue(rows->result, rows->row, column);
	char *end;
	int64_t n;

	errno = 0;
	n = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0')
		pg_fail(rows->pg, "a column that is not an integer");
	return n;
}

bool
pg_is_null(const struct pg_rows *rows, int column)
{
	return PQgetisnull(rows->result, rows->row, column);
}

void
pg_done(struct pg_rows *rows)
{
	PQclear(rows->result);
	free(rows);
}
