/* A store of requests: its tables and queries. */
#include "store/request-db.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "site/self-service.h"
#include "stream/leave.h"
#include "stream/records.h"

/*
 * A released version never changes.  To change the tables, add a text at the
 * end (HACKING, "Add a migration").
 */
static const char *const migrations[] = {
	/* 1 */
	"CREATE TABLE request ("
	"  row INTEGER PRIMARY KEY,"
	"  name TEXT NOT NULL,"
	"  asn INTEGER NOT NULL,"
	"  router TEXT NOT NULL,"
	"  mntner TEXT,"
	"  public_key TEXT,"
	"  endpoint TEXT,"
	"  id INTEGER,"
	"  link_local TEXT,"
	"  mtu INTEGER,"
	"  families TEXT,"
	"  psk TEXT,"
	"  description TEXT,"
	"  state TEXT NOT NULL CHECK (state IN"
	"    ('pending', 'active', 'refused', 'removed')),"
	"  was_active INTEGER NOT NULL,"
	"  reason TEXT,"
	"  who TEXT NOT NULL,"
	"  key TEXT,"
	"  source TEXT,"
	"  created INTEGER NOT NULL,"
	"  changed INTEGER NOT NULL"
	") STRICT;"
	"CREATE UNIQUE INDEX request_name ON request (router, name)"
	"  WHERE state IN ('pending', 'active');"
	"CREATE UNIQUE INDEX request_id ON request (router, id)"
	"  WHERE state IN ('pending', 'active');"
	"CREATE INDEX request_order ON request (state, asn, name, router);"
	"CREATE INDEX request_left ON request (changed)"
	"  WHERE state = 'removed' AND was_active;"
	/* Ids that were in use by ASN; NULL if the AS is unknown. */
	"CREATE TABLE freed ("
	"  router TEXT NOT NULL,"
	"  id INTEGER NOT NULL,"
	"  asn INTEGER,"
	"  at INTEGER NOT NULL,"
	"  PRIMARY KEY (router, id)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE log ("
	"  number INTEGER PRIMARY KEY AUTOINCREMENT,"
	"  at INTEGER NOT NULL,"
	"  what TEXT NOT NULL,"
	"  router TEXT,"
	"  name TEXT,"
	"  outcome TEXT NOT NULL,"
	"  reason TEXT,"
	"  id INTEGER,"
	"  asn INTEGER,"
	"  who TEXT NOT NULL,"
	"  key TEXT,"
	"  source TEXT"
	") STRICT;"
	"CREATE INDEX log_who ON log (who, at);"
	"CREATE TABLE watermark ("
	"  asn INTEGER PRIMARY KEY,"
	"  at INTEGER NOT NULL"
	") STRICT;"
	/* WHAT is an AS, such as AS64496, or a maintainer. */
	"CREATE TABLE blocked ("
	"  what TEXT PRIMARY KEY,"
	"  reason TEXT NOT NULL"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE serial (number INTEGER NOT NULL) STRICT;"
	"INSERT INTO serial VALUES (0);",
};

const struct db_kind request_db_kind = { "a store of requests",
	0x62667271, /* "bfrq" */
	migrations, sizeof migrations / sizeof *migrations };

struct db *
request_db_open(const char *file, int wait_ms, struct why *why)
{
	return db_open(file, &request_db_kind, true, wait_ms, why);
}

void
request_db_find(struct db *db, uint32_t asn, enum request_state wanted,
    struct requests *found)
{
	bool both = wanted == REQUEST_STATES;
	struct db_query *q = db_query(db,
	    "SELECT " REQUEST_COLUMNS
	    "FROM request WHERE state IN (?1, ?2) AND (?3 = 0 OR asn = ?3) "
	    "ORDER BY asn, name, router, row");

	db_bind_text(q, request_states[both ? REQUEST_PENDING : wanted]);
	db_bind_text(q, request_states[both ? REQUEST_ACTIVE : wanted]);
	db_bind_int(q, asn);
	while (db_next(q)) {
		found->v = mem_grow(found->v, found->n, &found->cap,
		    sizeof *found->v);
		request_take(&found->v[found->n++], db, q);
	}
	db_done(q);
}

bool
request_db_get(struct db *db, const char *router, const char *name,
    struct request *found)
{
	struct db_query *q = db_query(db,
	    "SELECT " REQUEST_COLUMNS
	    "FROM request WHERE router = ? AND name = ? AND "
	    "state IN ('pending', 'active')");
	bool got;

	*found = (struct request){ 0 };
	db_bind_text(q, router);
	db_bind_text(q, name);
	got = db_next(q) && request_take(found, db, q);
	db_done(q);
	if (!got)
		request_free(found);
	return got;
}

/* Appends a leave record for the current row of Q.  Column AT has the time. */
static void
put_leave(struct db_query *q, int at, struct buf *line)
{
	struct slice name = db_text(q, 0), router = db_text(q, 2);
	char *n = mem_strndup(name.p, name.n);
	char *r = mem_strndup(router.p, router.n);
	struct leave leave = { n, r, db_int(q, at) };

	leave_put(line, &leave);
	free(n);
	free(r);
}

static bool
blocked_by_site(const struct site_self_service *site, struct db_query *q)
{
	struct slice mntner = db_text(q, 3);
	char *m;
	bool is;

	if (site->blocked.n == 0)
		return false;
	m = mem_strndup(mntner.p, mntner.n);
	is = self_service_blocks(site, (uint32_t)db_int(q, 1), m);
	free(m);
	return is;
}

static void
list_requests(struct db *db, const struct site_self_service *site,
    enum request_state state, FILE *to, struct buf *leaves)
{
	struct db_query *q = db_query(db,
	    "SELECT " REQUEST_COLUMNS
	    "FROM request INDEXED BY request_order WHERE state = ? "
	    "ORDER BY asn, name, router, row");
	struct buf line = { 0 };

	db_bind_text(q, request_states[state]);
	while (db_next(q)) {
		if (state == REQUEST_ACTIVE && blocked_by_site(site, q)) {
			put_leave(q, 18, leaves);
			continue;
		}
		line.len = 0;
		request_row_put(&line, q);
		fwrite(line.data, 1, line.len, to);
	}
	db_done(q);
	buf_free(&line);
}

static void
list_left(struct db *db, int64_t now, struct buf *leaves)
{
	struct db_query *q = db_query(db,
	    "SELECT name, asn, router, "
	    "max(changed) FROM request AS old WHERE state = 'removed' AND "
	    "was_active AND changed > ? AND NOT EXISTS (SELECT 1 FROM request "
	    "WHERE state = 'active' AND router = old.router AND "
	    "name = old.name) GROUP BY asn, name, router "
	    "ORDER BY asn, name, router");

	db_bind_int(q, now - REQUEST_LEAVE_SECONDS);
	while (db_next(q))
		put_leave(q, 3, leaves);
	db_done(q);
}

bool
request_db_list(struct db *db, const struct site_self_service *site,
    enum request_state state, int64_t now, FILE *to)
{
	struct buf leaves = { 0 };
	bool ok;

	db_begin_reading(db);
	list_requests(db, site, state, to, &leaves);
	if (state == REQUEST_ACTIVE)
		list_left(db, now, &leaves);
	ok = db_commit(db);
	if (ok)
		fwrite(leaves.data, 1, leaves.len, to);
	buf_free(&leaves);
	return ok;
}

void
request_db_write(struct db *db, const char *router, FILE *to)
{
	struct db_query *q = db_query(db,
	    "SELECT " REQUEST_COLUMNS
	    "FROM request WHERE router = ? AND state IN ('pending', "
	    "'active') ORDER BY asn, name, row");
	struct buf line = { 0 };

	records_begin(to);
	db_bind_text(q, router);
	while (db_next(q)) {
		line.len = 0;
		request_row_put(&line, q);
		fwrite(line.data, 1, line.len, to);
	}
	db_done(q);
	records_end(to);
	buf_free(&line);
}

int64_t
request_db_watermark(struct db *db, uint32_t asn)
{
	struct db_query *q = db_query(db,
	    "SELECT at FROM watermark "
	    "WHERE asn = ?");

	db_bind_int(q, asn);
	return db_one(q, -1);
}

char *
request_db_blocked(struct db *db, uint32_t asn, const char *mntner)
{
	struct db_query *q = db_query(db,
	    "SELECT reason FROM blocked WHERE "
	    "what IN ('AS' || ?, ?) LIMIT 1");
	char *reason = NULL;

	db_bind_int(q, asn);
	db_bind_text(q, mntner);
	if (db_next(q)) {
		struct slice text = db_text(q, 0);

		reason = mem_strndup(text.p, text.n);
	}
	db_done(q);
	return reason;
}
