/* A request for peering: a row of the store, and a record. */
#include "store/peer-request.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "site/request-record.h"

const char *const request_states[REQUEST_STATES + 1] = { "pending", "active",
	"refused", "removed", NULL };

/* The columns with a peer's fields, in the order of REQUEST_COLUMNS. */
static const unsigned columns[] = { PEER_NAME, PEER_ASN, PEER_ROUTER,
	PEER_MNTNER, PEER_PUBLIC_KEY, PEER_ENDPOINT, PEER_ID, PEER_LINK_LOCAL,
	PEER_MTU, PEER_FAMILIES, PEER_PSK, PEER_DESCRIPTION };

enum { FIELDS = sizeof columns / sizeof *columns };
enum {
	COLUMN_STATE = FIELDS,
	COLUMN_REASON,
	COLUMN_WHO,
	COLUMN_KEY,
	COLUMN_SOURCE,
	COLUMN_CREATED,
	COLUMN_CHANGED
};

static char *
take_text(struct db_query *q, int column)
{
	struct slice text = db_text(q, column);

	return db_is_null(q, column) ? NULL : mem_strndup(text.p, text.n);
}

static bool
take_state(struct request *r, struct slice text)
{
	for (unsigned i = 0; i < REQUEST_STATES; i++)
		if (slice_is(text, request_states[i])) {
			r->state = (enum request_state)i;
			return true;
		}
	return false;
}

bool
request_take(struct request *r, struct db *db, struct db_query *q)
{
	struct why why;

	*r = (struct request){ 0 };
	for (int i = 0; i < FIELDS; i++) {
		const struct key *key = &peer_schema.keys[columns[i]];
		struct slice text = db_text(q, i);

		if (db_is_null(q, i))
			continue;
		if (!value_parse(key, text.p, text.n, &r->peer, &why)) {
			db_fail(db, "damaged: %s: %s", key->name, why.text);
			return false;
		}
		peer_mark(&r->peer, columns[i]);
	}
	schema_defaults(&peer_schema, &r->peer);
	if (!take_state(r, db_text(q, COLUMN_STATE))) {
		db_fail(db, "damaged: a state that is none");
		return false;
	}
	r->reason = take_text(q, COLUMN_REASON);
	r->who = take_text(q, COLUMN_WHO);
	r->key = take_text(q, COLUMN_KEY);
	r->from = take_text(q, COLUMN_SOURCE);
	r->created = db_int(q, COLUMN_CREATED);
	r->changed = db_int(q, COLUMN_CHANGED);
	return true;
}

void
request_free(struct request *r)
{
	peer_free(&r->peer);
	free(r->reason);
	free(r->who);
	free(r->key);
	free(r->from);
	*r = (struct request){ 0 };
}

void
requests_free(struct requests *requests)
{
	for (size_t i = 0; i < requests->n; i++)
		request_free(&requests->v[i]);
	free(requests->v);
	*requests = (struct requests){ 0 };
}

/*
 * Copies the columns without parsing them: value_print() wrote them, and the
 * consumer of the record parses them.
 */
void
request_row_put(struct buf *line, struct db_query *q)
{
	struct slice value[PEER_KEYS] = { { NULL, 0 } };

	for (int i = 1; i < FIELDS; i++)
		if (!db_is_null(q, i))
			value[columns[i]] = db_text(q, i);
	request_record_put(line, db_text(q, 0), value);
}

/* The fields of a peer as texts; NULL if a field is not given. */
struct texts {
	char *v[FIELDS];
};

static void
texts_of(struct texts *t, const struct peer *peer)
{
	struct buf text = { 0 };

	for (int i = 0; i < FIELDS; i++) {
		t->v[i] = NULL;
		if (!peer_given(peer, columns[i]))
			continue;
		text.len = 0;
		value_print(&peer_schema.keys[columns[i]], peer, &text);
		t->v[i] = mem_strdup(buf_cstr(&text));
	}
	buf_free(&text);
}

static void
texts_free(struct texts *t)
{
	for (int i = 0; i < FIELDS; i++)
		free(t->v[i]);
}

static void
bind_actor(struct db_query *q, const struct request_actor *by)
{
	db_bind_text(q, by->mntner != NULL ? by->mntner : "operator");
	db_bind_text(q, by->key);
	db_bind_text(q, by->from);
}

void
request_insert(struct db *db, const struct peer *peer, enum request_state state,
    const struct request_actor *by, int64_t now)
{
	struct db_query *q = db_query(db,
	    "INSERT INTO request (name, asn, "
	    "router, mntner, public_key, endpoint, id, link_local, mtu, "
	    "families, psk, description, state, was_active, who, key, source, "
	    "created, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
	    "?, ?, ?, ?, ?, ?)");
	struct texts texts;

	texts_of(&texts, peer);
	for (int i = 0; i < FIELDS; i++)
		db_bind_text(q, texts.v[i]);
	db_bind_text(q, request_states[state]);
	db_bind_int(q, state == REQUEST_ACTIVE);
	bind_actor(q, by);
	db_bind_int(q, now);
	db_bind_int(q, now);
	db_run(q);
	texts_free(&texts);
}

void
request_update(struct db *db, const struct peer *peer,
    const struct request_actor *by, int64_t now)
{
	struct db_query *q = db_query(db,
	    "UPDATE request SET (name, asn, "
	    "router, mntner, public_key, endpoint, id, link_local, mtu, "
	    "families, psk, description, who, key, source, changed) = (?, ?, "
	    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE router = ? AND "
	    "name = ? AND state IN ('pending', 'active')");
	struct texts texts;

	texts_of(&texts, peer);
	for (int i = 0; i < FIELDS; i++)
		db_bind_text(q, texts.v[i]);
	bind_actor(q, by);
	db_bind_int(q, now);
	db_bind_text(q, peer->router);
	db_bind_text(q, peer->name);
	db_run(q);
	texts_free(&texts);
}

void
request_set_state(struct db *db, const struct peer *peer,
    enum request_state state, const char *reason,
    const struct request_actor *by, int64_t now)
{
	struct db_query *q = db_query(db,
	    "UPDATE request SET state = ?1, "
	    "was_active = was_active OR ?1 = 'active', reason = ?2, who = ?3, "
	    "key = ?4, source = ?5, changed = ?6 WHERE router = ?7 AND "
	    "name = ?8 AND state IN ('pending', 'active')");

	db_bind_text(q, request_states[state]);
	db_bind_text(q, reason);
	bind_actor(q, by);
	db_bind_int(q, now);
	db_bind_text(q, peer->router);
	db_bind_text(q, peer->name);
	db_run(q);
}
