/* The order that a petition asks for. */
#include "store/petition-order.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const enum request_operation operations[PETITION_OPERATIONS] = {
	[PETITION_CREATE] = REQUEST_CREATE,
	[PETITION_CHANGE] = REQUEST_CHANGE,
	[PETITION_REMOVE] = REQUEST_REMOVE,
	[PETITION_CONFIG] = REQUEST_ASK,
	[PETITION_STATUS] = REQUEST_ASK,
};

/* The fields of the request alone: without the petition's own, and without
 * those that a change empties, which go into ORDER. */
static void
request_part(const struct record *all, struct record *part,
    struct request_order *order)
{
	part->class = all->class;
	part->key = all->key;
	part->n = 0;
	part->name = mem_alloc((all->n + 1) * sizeof *part->name);
	part->value = mem_alloc((all->n + 1) * sizeof *part->value);
	for (size_t i = 0; i < all->n; i++) {
		const struct slice *name = &all->name[i];
		const struct key *key = schema_find(&peer_schema, name->p,
		    name->n);

		if (petition_has_field(name->p, name->n))
			continue;
		if (all->value[i].n == 0 && key != NULL) {
			order->clear[key - peer_schema.keys] = true;
			continue;
		}
		part->name[part->n] = *name;
		part->value[part->n++] = all->value[i];
	}
}

static bool
take_peer(struct petition_order *o, const struct taking *t)
{
	struct record part = { 0 };
	bool ok;

	request_part(t->record, &part, &o->order);
	ok = peer_from_record(&o->peer, &part, t->place, PEER_IN_REQUEST,
	    DIAG_REFUSED, t->diag);
	free(part.name);
	free(part.value);
	if (ok && peer_given(&o->peer, PEER_ID)) {
		diag_say(t->diag, DIAG_REFUSED, t->place, "id",
		    "there (expected the store to give it)");
		ok = false;
	}
	if (ok && o->peer.mntner != NULL &&
	    strcmp(o->peer.mntner, o->petition.signed_by) != 0) {
		diag_say(t->diag, DIAG_REFUSED, t->place, "mntner",
		    "not signed-by (expected the same)");
		ok = false;
	}
	return ok;
}

static void
petition_order_free(struct petition_order *o)
{
	petition_free(&o->petition);
	peer_free(&o->peer);
	free(o);
}

bool
petition_orders_take(void *state, const struct taking *t)
{
	struct petition_orders *orders = state;
	struct petition_order *o = mem_zalloc(sizeof *o);

	if (!petition_take(t, &o->petition)) {
		petition_order_free(o);
		return false;
	}
	if (!take_peer(o, t)) {
		petition_order_free(o);
		orders->refused++;
		return true;
	}
	if (o->peer.mntner == NULL) {
		o->peer.mntner = mem_strdup(o->petition.signed_by);
		peer_mark(&o->peer, PEER_MNTNER);
	}
	o->order.operation = operations[o->petition.operation];
	o->order.peer = &o->peer;
	o->order.date = o->petition.date;
	o->order.by = (struct request_actor){ o->petition.signed_by,
		o->petition.key, orders->from };
	orders->v = mem_grow(orders->v, orders->n, &orders->cap,
	    sizeof *orders->v);
	orders->v[orders->n++] = o;
	return true;
}

void
petition_orders_free(struct petition_orders *orders)
{
	for (size_t i = 0; i < orders->n; i++)
		petition_order_free(orders->v[i]);
	free(orders->v);
	*orders = (struct petition_orders){ 0 };
}
