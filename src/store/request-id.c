/* The ids of peers: allocation and quarantine. */
#include "store/request-id.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/timestamp.h"
#include "site/mesh-links.h"

#define DAY (24 * 3600)
#define IDS 65536

enum { FREE, TAKEN, RESTING };

/* The states of a router's ids. */
struct ids {
	unsigned char state[IDS];
	uint32_t most;
};

static void
take_port(struct ids *ids, uint32_t base, uint32_t port)
{
	if (port > base)
		ids->state[port - base] = TAKEN;
}

/* Marks the ids of the operator's own peers and of the mesh's ports. */
static void
reserve(struct ids *ids, const struct request_rules *rules,
    const struct site_router *router)
{
	uint32_t base = router->wireguard.base_port;
	const struct peers *own = rules->operators;
	struct mesh_link *links = NULL;
	size_t n = mesh_there(rules->site) ?
	    mesh_links(rules->site, router, &links) :
	    0;

	for (size_t i = 0; i < n; i++)
		take_port(ids, base, links[i].listen_port);
	free(links);
	for (size_t i = 0; own != NULL && i < own->n; i++) {
		const struct peer *p = &own->v[i];

		if (peer_given(p, PEER_ROUTER) &&
		    strcmp(p->router, router->name) != 0)
			continue;
		if (peer_given(p, PEER_ID))
			ids->state[p->id] = TAKEN;
		if (peer_given(p, PEER_LISTEN_PORT))
			take_port(ids, base, p->listen_port);
	}
}

static void
take_used(struct ids *ids, struct db *db, const char *router)
{
	struct db_query *q = db_query(db,
	    "SELECT id FROM request WHERE "
	    "router = ? AND state IN ('pending', 'active') AND id IS NOT "
	    "NULL");

	db_bind_text(q, router);
	while (db_next(q))
		ids->state[db_int(q, 0) & (IDS - 1)] = TAKEN;
	db_done(q);
}

/* Marks the ids that are in quarantine.  Returns the lowest free id that the AS
 * had before, or 0.  *NEXT is the time when the next quarantine ends, or 0. */
static uint32_t
rest(struct ids *ids, struct db *db, const struct request_rules *rules,
    const char *router, uint32_t asn, int64_t *next)
{
	int64_t days = rules->site->self_service.quarantine;
	int64_t before = rules->now - days * DAY;
	struct db_query *q = db_query(db,
	    "SELECT id, asn, at FROM freed "
	    "WHERE router = ? ORDER BY id");
	uint32_t own = 0;

	*next = 0;
	db_bind_text(q, router);
	while (db_next(q)) {
		uint32_t id = (uint32_t)db_int(q, 0) & (IDS - 1);
		int64_t at = db_int(q, 2);

		if (ids->state[id] != FREE || id > ids->most)
			continue;
		if (!db_is_null(q, 1) && (uint32_t)db_int(q, 1) == asn) {
			own = own == 0 ? id : own;
		} else if (at > before) {
			ids->state[id] = RESTING;
			if (*next == 0 || at + days * DAY < *next)
				*next = at + days * DAY;
		}
	}
	db_done(q);
	return own;
}

uint32_t
request_id_allocate(struct db *db, const struct request_rules *rules,
    const struct site_router *router, uint32_t asn, const char **refused,
    struct why *why)
{
	struct ids *ids = mem_zalloc(sizeof *ids);
	char when[TIMESTAMP_TEXT];
	int64_t next;
	uint32_t id;

	ids->most = 65535 - router->wireguard.base_port;
	reserve(ids, rules, router);
	take_used(ids, db, router->name);
	id = rest(ids, db, rules, router->name, asn, &next);
	for (uint32_t i = 1; id == 0 && i <= ids->most; i++)
		if (ids->state[i] == FREE)
			id = i;
	free(ids);
	if (id != 0)
		return id;
	*refused = next != 0 ? "ids-resting" : "ids-used-up";
	if (next != 0)
		why_set(why,
		    "every port of %s is in use or rests (expected "
		    "the next one to be free on %s)",
		    router->name, timestamp_print(when, next));
	else
		why_set(why, "every port of %s is in use", router->name);
	return 0;
}

void
request_id_free(struct db *db, const char *router, uint32_t id, uint32_t asn,
    int64_t now)
{
	struct db_query *q;

	if (id == 0)
		return;
	q = db_query(db,
	    "INSERT INTO freed (router, id, asn, at) VALUES "
	    "(?, ?, NULLIF(?, 0), ?) ON CONFLICT DO UPDATE SET "
	    "asn = excluded.asn, at = excluded.at");
	db_bind_text(q, router);
	db_bind_int(q, id);
	db_bind_int(q, asn);
	db_bind_int(q, now);
	db_run(q);
}
