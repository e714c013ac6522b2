/* The operator's changes: approval, refusal, removal, blocks and import. */
#include "store/request-admin.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/name.h"
#include "store/psk-file.h"
#include "store/request-db.h"
#include "store/request-end.h"
#include "store/request-id.h"
#include "store/request-log.h"

/* Finds the pending or active request of that name.  ROUTER may be NULL if the
 * name is on one router only.  False with A set if there is no such request. */
static bool
find_named(struct db *db, const char *router, const char *name,
    struct request *found, struct request_answer *a)
{
	struct db_query *q;
	char *only = NULL;
	size_t n = 0;

	q = db_query(db,
	    "SELECT router FROM request WHERE name = ?1 AND "
	    "(?2 IS NULL OR router = ?2) AND state IN ('pending', 'active')");
	db_bind_text(q, name);
	db_bind_text(q, router);
	for (; db_next(q); n++) {
		struct slice text = db_text(q, 0);

		free(only);
		only = mem_strndup(text.p, text.n);
	}
	db_done(q);
	request_answer_place(a, name, router != NULL ? router : "");
	if (n == 1 && request_db_get(db, only, name, found)) {
		request_answer_place(a, name, only);
		free(only);
		return true;
	}
	free(only);
	a->refused = n > 1 ? "router" : "no-such-peer";
	if (n > 1)
		why_set(&a->why,
		    "%.32s is on several routers (expected one "
		    "to be named)",
		    name);
	else
		why_set(&a->why, "there is no %.32s", name);
	return false;
}

/*
 * Sets the state of a request by the operator's decision.  WHAT is its name in
 * the log.  Only a removal may change an active request.
 */
static bool
judge(struct db *db, const struct request_rules *rules, const char *what,
    const char *router, const char *name, enum request_state state,
    const char *reason, const struct request_actor *by,
    struct request_answer *a)
{
	struct request r = { 0 };
	bool ok, had_psk = false;

	*a = (struct request_answer){ 0 };
	if (!db_begin(db))
		return false;
	if (find_named(db, router, name, &r, a) && r.state != REQUEST_PENDING &&
	    state != REQUEST_REMOVED) {
		a->refused = "not-pending";
		why_set(&a->why, "%.32s is active already", name);
	}
	if (a->refused == NULL) {
		had_psk = r.peer.psk == PSK_YES && state != REQUEST_ACTIVE;
		a->state = state;
		a->id = r.peer.id;
		if (state == REQUEST_ACTIVE)
			request_set_state(db, &r.peer, state, reason, by,
			    rules->now);
		else
			request_end(db, rules, &r, state, reason, by);
		a->serial = request_serial_add(db);
		request_log_add(db, rules->now, what, a, r.peer.asn, by);
	}
	ok = db_commit(db);
	if (ok && had_psk)
		request_end_sweep(db, rules);
	request_free(&r);
	return ok;
}

bool
request_approve(struct db *db, const struct request_rules *rules,
    const char *router, const char *name, const struct request_actor *by,
    struct request_answer *answer)
{
	return judge(db, rules, "approve", router, name, REQUEST_ACTIVE, NULL,
	    by, answer);
}

bool
request_refuse(struct db *db, const struct request_rules *rules,
    const char *router, const char *name, const char *reason,
    const struct request_actor *by, struct request_answer *answer)
{
	return judge(db, rules, "refuse", router, name, REQUEST_REFUSED, reason,
	    by, answer);
}

bool
request_remove(struct db *db, const struct request_rules *rules,
    const char *router, const char *name, const struct request_actor *by,
    struct request_answer *answer)
{
	return judge(db, rules, "remove", router, name, REQUEST_REMOVED, NULL,
	    by, answer);
}

/* Ends all requests of an AS or a maintainer.  Returns their number. */
static unsigned long
end_all(struct db *db, const struct request_rules *rules, const char *what,
    const struct request_actor *by)
{
	struct db_query *q = db_query(db,
	    "SELECT " REQUEST_COLUMNS
	    "FROM request WHERE state IN ('pending', 'active') AND "
	    "(mntner = ?1 OR 'AS' || asn = ?1) ORDER BY asn, name, router");
	struct requests all = { 0 };
	unsigned long n;

	db_bind_text(q, what);
	while (db_next(q)) {
		all.v = mem_grow(all.v, all.n, &all.cap, sizeof *all.v);
		request_take(&all.v[all.n++], db, q);
	}
	db_done(q);
	for (size_t i = 0; i < all.n && db_ok(db); i++) {
		struct request *r = &all.v[i];
		struct request_answer a = { .state = REQUEST_REMOVED,
			.id = r->peer.id };

		request_answer_place(&a, r->peer.name, r->peer.router);
		request_end(db, rules, r, REQUEST_REMOVED, "blocked", by);
		request_log_add(db, rules->now, "block", &a, r->peer.asn, by);
	}
	n = all.n;
	requests_free(&all);
	return n;
}

bool
request_block_parse(const char *text, char what[static REQUEST_BLOCK_TEXT],
    struct why *why)
{
	const size_t n = strlen(text);
	struct why ignored;
	uint32_t asn;

	if (asn_parse(text, n, &asn, &ignored)) {
		snprintf(what, REQUEST_BLOCK_TEXT, "AS%" PRIu32, asn);
		return true;
	}
	snprintf(what, REQUEST_BLOCK_TEXT, "%s", text);
	return mntner_check(text, n, why);
}

bool
request_block(struct db *db, const struct request_rules *rules,
    const char *what, const char *reason, const struct request_actor *by,
    unsigned long *removed)
{
	struct db_query *q;

	*removed = 0;
	if (!db_begin(db))
		return false;
	q = db_query(db,
	    "INSERT INTO blocked VALUES (?, ?) ON CONFLICT DO "
	    "UPDATE SET reason = excluded.reason");
	db_bind_text(q, what);
	db_bind_text(q, reason != NULL ? reason : "");
	db_run(q);
	request_log_add_block(db, rules->now, "block", what, "blocked", reason,
	    by);
	*removed = end_all(db, rules, what, by);
	request_serial_add(db);
	if (!db_commit(db))
		return false;
	if (*removed > 0)
		request_end_sweep(db, rules);
	return true;
}

bool
request_unblock(struct db *db, const struct request_rules *rules,
    const char *what, const struct request_actor *by, bool *was)
{
	struct db_query *q;

	*was = false;
	if (!db_begin(db))
		return false;
	q = db_query(db, "DELETE FROM blocked WHERE what = ? RETURNING 1");
	db_bind_text(q, what);
	*was = db_one(q, 0) == 1;
	if (*was)
		request_log_add_block(db, rules->now, "unblock", what, "free",
		    NULL, by);
	return db_commit(db);
}

/* True, with WHY set, if another request has this name or id. */
static bool
import_clashes(struct db *db, const struct peer *p, struct why *why)
{
	struct db_query *q = db_query(db,
	    "SELECT name FROM request "
	    "INDEXED BY request_name WHERE router = ?1 AND name = ?2 AND "
	    "state IN ('pending', 'active') UNION ALL SELECT name FROM "
	    "request INDEXED BY request_id WHERE router = ?1 AND id = ?3 AND "
	    "state IN ('pending', 'active')");
	bool found;

	db_bind_text(q, p->router);
	db_bind_text(q, p->name);
	db_bind_int(q, peer_given(p, PEER_ID) ? p->id : 0);
	found = db_next(q);
	if (found)
		why_set(why,
		    "%.32s: %.32s has this name or id on %.32s "
		    "(expected each once)",
		    p->name, db_text(q, 0).p, p->router);
	db_done(q);
	return found;
}

static bool
import_peer(struct db *db, const struct request_rules *rules,
    const struct peer *p, const struct request_actor *by, struct why *why)
{
	struct request_answer a = { .state = REQUEST_ACTIVE, .id = p->id };

	if (p->router == NULL ||
	    site_find_router(rules->site, p->router) == NULL) {
		why_set(why, "%.32s: router: expected one of the site's",
		    p->name);
		return false;
	}
	if (!peer_given(p, PEER_ID)) {
		why_set(why,
		    "%.32s: id: missing (expected the number of its "
		    "port)",
		    p->name);
		return false;
	}
	if (import_clashes(db, p, why))
		return false;
	request_answer_place(&a, p->name, p->router);
	/* It keeps a key that is there already, as that of an older store. */
	if (p->psk == PSK_YES)
		psk_file_make(db, rules->site->self_service.psk_dir, p->name);
	request_insert(db, p, REQUEST_ACTIVE, by, rules->now);
	request_log_add(db, rules->now, "import", &a, p->asn, by);
	return true;
}

/* Marks unused ids as freed now, because their earlier owners are unknown. */
static void
import_rest(struct db *db, const struct request_rules *rules)
{
	struct db_query *q = db_query(db,
	    "WITH RECURSIVE "
	    "highest (router, most) AS (SELECT router, max(id) FROM request "
	    "WHERE state = 'active' GROUP BY router), "
	    "gap (router, id, most) AS (SELECT router, 1, most FROM highest "
	    "UNION ALL SELECT router, id + 1, most FROM gap WHERE id < most) "
	    "INSERT OR IGNORE INTO freed (router, id, asn, at) SELECT router, "
	    "id, NULL, ? FROM gap WHERE NOT EXISTS (SELECT 1 FROM request "
	    "WHERE router = gap.router AND id = gap.id AND state IN "
	    "('pending', 'active'))");

	db_bind_int(q, rules->now);
	db_run(q);
}

bool
request_import(struct db *db, const struct request_rules *rules,
    const struct peers *peers, const struct request_actor *by, struct why *why)
{
	bool ok = true;

	if (!db_begin(db)) {
		why_set(why, "%s", db_error(db));
		return false;
	}
	for (size_t i = 0; i < peers->n && ok && db_ok(db); i++)
		ok = import_peer(db, rules, &peers->v[i], by, why);
	if (!ok) {
		db_rollback(db);
		return false;
	}
	import_rest(db, rules);
	request_serial_add(db);
	if (db_commit(db))
		return true;
	why_set(why, "%s", db_error(db));
	return false;
}
