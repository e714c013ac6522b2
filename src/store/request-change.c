/* Changes of a store of requests.  Each change is one transaction. */
#include "store/request-change.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/psk-file.h"
#include "store/request-check.h"
#include "store/request-db.h"
#include "store/request-end.h"
#include "store/request-id.h"
#include "store/request-log.h"

static void
watermark_move(struct db *db, uint32_t asn, int64_t to)
{
	struct db_query *q = db_query(db,
	    "INSERT INTO watermark VALUES (?, "
	    "?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)");

	db_bind_int(q, asn);
	db_bind_int(q, to);
	db_run(q);
}

static void
set_text(struct peer *p, unsigned key, char **at, const char *text)
{
	free(*at);
	*at = mem_strdup(text);
	peer_mark(p, key);
}

/* Copies a field of FROM to TO by printing and parsing it. */
static void
copy_field(struct peer *to, const struct peer *from, unsigned key)
{
	const struct key *row = &peer_schema.keys[key];
	struct buf text = { 0 };
	struct why why;

	value_print(row, from, &text);
	value_free(row, to);
	if (!value_parse(row, buf_cstr(&text), text.len, to, &why))
		abort(); /* value_print()'s text must parse */
	peer_mark(to, key);
	buf_free(&text);
}

/* True for the fields that merge() copies from an order. */
static bool
travels(unsigned key)
{
	return (peer_schema.keys[key].flags & PEER_IN_REQUEST) != 0 &&
	    key != PEER_ROUTER && key != PEER_ID;
}

static void
merge(struct peer *to, const struct request_order *order)
{
	for (unsigned key = 0; key < PEER_KEYS; key++) {
		if (!travels(key))
			continue;
		if (order->clear[key]) {
			value_free(&peer_schema.keys[key], to);
			to->line[key] = 0;
		} else if (peer_given(order->peer, key)) {
			copy_field(to, order->peer, key);
		}
	}
	schema_defaults(&peer_schema, to);
}

/* An order within its transaction. */
struct work {
	struct db *db;
	const struct request_rules *rules;
	const struct request_order *order;
	struct request_answer *answer;
	const struct site_router *router;
	struct request existing;
	bool there;  /* EXISTING is set */
	bool sweeps; /* a key file may be unused now */
};

static void
create(struct work *w)
{
	const struct site_self_service *site = &w->rules->site->self_service;
	struct request_answer *a = w->answer;
	struct peer p = { 0 };

	a->id = request_id_allocate(w->db, w->rules, w->router,
	    w->order->peer->asn, &a->refused, &a->why);
	if (a->id == 0)
		return;
	a->state = site->approval == APPROVAL_CREATE &&
		w->order->by.mntner != NULL ?
	    REQUEST_PENDING :
	    REQUEST_ACTIVE;
	merge(&p, w->order);
	set_text(&p, PEER_NAME, &p.name, a->name);
	set_text(&p, PEER_ROUTER, &p.router, a->router);
	p.id = a->id;
	peer_mark(&p, PEER_ID);
	/* Sweep first, so that a new peer does not get a left-over key. */
	if (p.psk == PSK_YES) {
		psk_file_sweep(w->db, site->psk_dir);
		psk_file_make(w->db, site->psk_dir, p.name);
	}
	request_insert(w->db, &p, a->state, &w->order->by, w->rules->now);
	peer_free(&p);
}

static void
change(struct work *w)
{
	const struct site_self_service *site = &w->rules->site->self_service;
	struct peer *p = &w->existing.peer;
	bool had = p->psk == PSK_YES;

	merge(p, w->order);
	if (p->psk == PSK_YES)
		psk_file_make(w->db, site->psk_dir, p->name);
	w->sweeps = had && p->psk != PSK_YES;
	w->answer->id = p->id;
	w->answer->state = w->existing.state;
	request_update(w->db, p, &w->order->by, w->rules->now);
}

static void
take_away(struct work *w)
{
	w->answer->id = w->existing.peer.id;
	w->answer->state = REQUEST_REMOVED;
	w->sweeps = w->existing.peer.psk == PSK_YES;
	request_end(w->db, w->rules, &w->existing, REQUEST_REMOVED, NULL,
	    &w->order->by);
}

static void
ask(struct work *w)
{
	w->answer->id = w->there ? w->existing.peer.id : 0;
	w->answer->state = w->there ? w->existing.state : REQUEST_REMOVED;
}

static void (*const operations[REQUEST_OPERATIONS])(struct work *w) = {
	[REQUEST_CREATE] = create,
	[REQUEST_CHANGE] = change,
	[REQUEST_REMOVE] = take_away,
	[REQUEST_ASK] = ask,
};

static const struct site_router *
router_of(const struct work *w)
{
	const struct site *site = w->rules->site;
	const char *name = w->order->peer->router;

	if (name != NULL)
		return site_find_router(site, name);
	return site->nrouters == 1 ? &site->routers[0] : NULL;
}

/* The name in the order, or the default name.  For another peer of an AS that
 * may have several, the first free default name. */
static void
name_of(struct work *w, char name[static 33])
{
	const struct peer *p = w->order->peer;
	struct request other;
	bool several = w->rules->site->self_service.peers_per_as > 1 &&
	    w->order->operation == REQUEST_CREATE && w->router != NULL;

	snprintf(name, 33, "as%" PRIu32, p->asn);
	if (p->name != NULL) {
		snprintf(name, 33, "%s", p->name);
		return;
	}
	for (unsigned i = 2; several && i < 1000 &&
	     request_db_get(w->db, w->router->name, name, &other);
	     i++) {
		request_free(&other);
		snprintf(name, 33, "as%" PRIu32 "-%u", p->asn, i);
	}
}

static bool
replayed(const struct work *w)
{
	const struct request_order *order = w->order;

	if (order->date == 0 ||
	    order->date > request_db_watermark(w->db, order->peer->asn))
		return false;
	w->answer->refused = "replayed";
	why_set(&w->answer->why,
	    "not newer than what was seen of AS%" PRIu32
	    " before (expected a text that was signed since)",
	    order->peer->asn);
	return true;
}

static void
carry_out(struct work *w)
{
	struct request_answer *a = w->answer;
	const struct request_order *order = w->order;
	struct check_subject subject = { w->db, w->rules, order, w->router,
		a->name, w->there ? &w->existing : NULL };

	a->refused = request_check(&subject, &a->why);
	if (a->refused == NULL)
		operations[order->operation](w);
	if (a->refused == NULL && order->operation != REQUEST_ASK)
		a->serial = request_serial_add(w->db);
}

/* False for refusals by the rate limit, which must not fill the log, and for
 * REQUEST_ASK. */
static bool
logged(const struct work *w)
{
	const char *refused = w->answer->refused;

	return w->order->operation != REQUEST_ASK &&
	    (refused == NULL || strcmp(refused, "changes-per-hour") != 0);
}

/* Finds the router, the name and the existing request.  The transaction has
 * begun. */
static void
look(struct work *w)
{
	struct request_answer *a = w->answer;

	*a = (struct request_answer){ 0 };
	w->router = router_of(w);
	name_of(w, a->name);
	if (w->router == NULL)
		return;
	snprintf(a->router, sizeof a->router, "%s", w->router->name);
	w->there = request_db_get(w->db, w->router->name, a->name,
	    &w->existing);
}

bool
request_order(struct db *db, const struct request_rules *rules,
    const struct request_order *order, struct request_answer *answer)
{
	struct work w = { .db = db,
		.rules = rules,
		.order = order,
		.answer = answer };
	bool ok;

	if (!db_begin(db))
		return false;
	look(&w);
	if (!replayed(&w)) {
		watermark_move(db, order->peer->asn,
		    order->date != 0 ? order->date : rules->now);
		carry_out(&w);
	}
	if (logged(&w))
		request_log_add(db, rules->now,
		    request_operations[order->operation], answer,
		    order->peer->asn, &order->by);
	ok = db_commit(db);
	if (ok && w.sweeps)
		request_end_sweep(db, rules);
	request_free(&w.existing);
	return ok;
}

bool
request_try(struct db *db, const struct request_rules *rules,
    const struct request_order *order, struct request_answer *answer,
    FILE *candidates)
{
	struct work w = { .db = db,
		.rules = rules,
		.order = order,
		.answer = answer };
	bool ok;

	if (!db_begin(db))
		return false;
	look(&w);
	if (!replayed(&w))
		carry_out(&w);
	if (answer->refused == NULL)
		request_db_write(db, answer->router, candidates);
	answer->serial = 0;
	ok = db_ok(db);
	db_rollback(db);
	request_free(&w.existing);
	return ok;
}
