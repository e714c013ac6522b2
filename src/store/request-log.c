/* The log and the serial of a store of requests. */
#include "store/request-log.h"

#include <inttypes.h>
#include <string.h>

#include "base/out.h"
#include "base/timestamp.h"

static const char *
column(struct db_query *q, int i)
{
	/* SQLite terminates each text with a NUL. */
	return db_is_null(q, i) ? NULL : db_text(q, i).p;
}

void
request_log_read(struct db *db, int64_t number,
    void (*entry)(void *ctx, const struct request_log *), void *ctx)
{
	struct db_query *q = db_query(db,
	    "SELECT number, at, what, router, "
	    "name, outcome, reason, id, asn, who, key, source FROM log "
	    "WHERE number > ? ORDER BY number");

	db_bind_int(q, number);
	while (db_next(q)) {
		struct request_log e = { db_int(q, 0), db_int(q, 1),
			column(q, 2), column(q, 3), column(q, 4), column(q, 5),
			column(q, 6), column(q, 7), column(q, 8), column(q, 9),
			column(q, 10), column(q, 11) };

		entry(ctx, &e);
	}
	db_done(q);
}

static void
print_part(FILE *to, const char *before, const char *text)
{
	if (text == NULL)
		return;
	fputs(before, to);
	out_comment_text(to, text, strlen(text));
}

void
request_log_print(FILE *to, const struct request_log *e)
{
	char when[TIMESTAMP_TEXT];

	fprintf(to, "%" PRId64 " %s", e->number, timestamp_print(when, e->at));
	print_part(to, " ", e->what);
	print_part(to, " ", e->name);
	print_part(to, " on ", e->router);
	print_part(to, ": ", e->outcome);
	print_part(to, ", id ", e->id);
	print_part(to, ": ", e->reason);
	print_part(to, "; by ", e->who);
	print_part(to, ", ", e->key);
	print_part(to, ", from ", e->from);
	putc('\n', to);
}

static void
bind_actor(struct db_query *q, const struct request_actor *by)
{
	db_bind_text(q, by->mntner != NULL ? by->mntner : "operator");
	db_bind_text(q, by->key);
	db_bind_text(q, by->from);
}

void
request_log_add(struct db *db, int64_t now, const char *what,
    const struct request_answer *a, uint32_t asn,
    const struct request_actor *by)
{
	struct db_query *q = db_query(db,
	    "INSERT INTO log (at, what, router, "
	    "name, outcome, reason, id, asn, who, key, source) VALUES (?, ?, "
	    "NULLIF(?, ''), NULLIF(?, ''), ?, ?, NULLIF(?, 0), NULLIF(?, 0), "
	    "?, ?, ?)");
	char reason[sizeof a->why.text + 40];

	snprintf(reason, sizeof reason, "%s [%s]", a->why.text,
	    a->refused != NULL ? a->refused : "");
	db_bind_int(q, now);
	db_bind_text(q, what);
	db_bind_text(q, a->router);
	db_bind_text(q, a->name);
	db_bind_text(q,
	    a->refused != NULL ? "refused" : request_states[a->state]);
	db_bind_text(q, a->refused != NULL ? reason : NULL);
	db_bind_int(q, a->id);
	db_bind_int(q, asn);
	bind_actor(q, by);
	db_run(q);
}

void
request_log_add_block(struct db *db, int64_t now, const char *what,
    const char *name, const char *outcome, const char *reason,
    const struct request_actor *by)
{
	struct db_query *q = db_query(db,
	    "INSERT INTO log (at, what, name, "
	    "outcome, reason, who, key, source) VALUES (?, ?, ?, ?, ?, ?, ?, "
	    "?)");

	db_bind_int(q, now);
	db_bind_text(q, what);
	db_bind_text(q, name);
	db_bind_text(q, outcome);
	db_bind_text(q, reason);
	bind_actor(q, by);
	db_run(q);
}

int64_t
request_serial(struct db *db)
{
	return db_one(db_query(db, "SELECT number FROM serial"), 0);
}

int64_t
request_serial_add(struct db *db)
{
	db_run(db_query(db, "UPDATE serial SET number = number + 1"));
	return request_serial(db);
}
