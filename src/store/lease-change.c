/* The changes of a store of leases, one transaction each. */
#include "store/lease-store.h"

#include "store/lease-session.h"

#define HOUR 3600

/* Who is changed, what they want, and the outcome. */
struct change {
	const struct lease_person *who;
	const char *hash;
	uint64_t hours;
	const struct prefix *prefix;
	bool on;
	struct lease lease;
	int64_t id; /* of the lease in the database */
	int64_t user;
	uint32_t asn; /* 0: none */
	bool was;
};

/* Finds the user of that hash and locks their row.  False if there is none. */
static bool
find_user(struct lease_store *store, struct change *c)
{
	const struct lease_engine *engine = store->engine;
	struct lease_rows *rows = lease_query(store, LEASE_SQL_PERSON_FIND,
	    LEASE_VALUES(lease_text(c->hash)));
	bool found = engine->next(rows);

	if (found) {
		c->user = engine->number(rows, 0);
		c->asn = engine->is_null(rows, 1) ?
		    0 :
		    (uint32_t)engine->number(rows, 1);
		c->was = engine->is_null(rows, 2);
	}
	engine->done(rows);
	return found;
}

static void
add_user(struct lease_store *store, struct change *c)
{
	const struct lease_engine *engine = store->engine;
	bool keep = store->site->identity == LEASE_IDENTITY_EMAIL;
	struct lease_rows *rows = lease_query(store, LEASE_SQL_PERSON_ADD,
	    LEASE_VALUES(lease_text(c->who->hash), lease_text(c->who->id),
		lease_text(keep ? c->who->email : NULL), lease_int(keep),
		lease_int(store->now)));

	if (engine->next(rows)) {
		c->user = engine->number(rows, 0);
		c->asn = engine->is_null(rows, 1) ?
		    0 :
		    (uint32_t)engine->number(rows, 1);
	}
	engine->done(rows);
}

/* The time before which a prefix or AS number must have become free. */
static int64_t
rested(const struct lease_store *store)
{
	return store->now - (int64_t)store->site->rest * HOUR;
}

static enum lease_result
get_asn(struct lease_store *store, void *ctx)
{
	struct change *c = ctx;
	struct lease_rows *rows;

	add_user(store, c);
	c->was = c->asn != 0;
	if (c->was)
		return LEASE_DONE;
	rows = lease_query(store, LEASE_SQL_ASN_FREE,
	    LEASE_VALUES(lease_int(rested(store))));
	if (store->engine->next(rows))
		c->asn = (uint32_t)store->engine->number(rows, 0);
	store->engine->done(rows);
	if (c->asn == 0)
		return LEASE_NONE_FREE;
	lease_run(store, LEASE_SQL_PERSON_ASN,
	    LEASE_VALUES(lease_int(c->user), lease_int(c->asn),
		lease_int(store->now)));
	return LEASE_DONE;
}

enum lease_result
lease_asn_get(struct lease_store *store, const struct lease_person *who,
    uint32_t *asn, bool *had)
{
	struct change c = { .who = who };
	enum lease_result result = lease_write(store, get_asn, &c);

	*asn = c.asn;
	*had = c.was;
	return result;
}

/* Finds the lowest slot that the user does not use.  False if they have as many
 * leases as allowed, perhaps more: max-leases may have been higher. */
static bool
find_slot(struct lease_store *store, const struct change *c, int64_t *slot)
{
	struct lease_rows *rows = lease_query(store, LEASE_SQL_SLOTS,
	    LEASE_VALUES(lease_int(c->user)));
	uint32_t n = 0;

	*slot = 0;
	for (; store->engine->next(rows); n++)
		if (store->engine->number(rows, 0) == *slot)
			++*slot;
	store->engine->done(rows);
	return n < store->site->max_leases;
}

static bool
find_prefix(struct lease_store *store, enum lease_statement what,
    const struct lease_value *value, size_t n, struct prefix *p)
{
	struct lease_rows *rows = lease_query(store, what, value, n);
	bool found = store->engine->next(rows) &&
	    lease_prefix_column(store, rows, 0, p);

	store->engine->done(rows);
	return found;
}

/*
 * A prefix that the user gave back and that still rests is theirs again.  So a
 * user who takes and gives back in turns does not use up the pool.
 */
static bool
free_prefix(struct lease_store *store, const struct change *c, struct prefix *p)
{
	return find_prefix(store, LEASE_SQL_RESTING,
		   LEASE_VALUES(lease_int(c->user), lease_int(store->now)),
		   p) ||
	    find_prefix(store, LEASE_SQL_FREE,
		LEASE_VALUES(lease_int(rested(store))), p);
}

static enum lease_result
take(struct lease_store *store, void *ctx)
{
	struct change *c = ctx;
	char text[PREFIX_TEXT];
	int64_t slot;

	if (!find_user(store, c) || c->asn == 0)
		return LEASE_NO_ASN;
	if (!find_slot(store, c, &slot))
		return LEASE_LIMIT;
	if (!free_prefix(store, c, &c->lease.prefix))
		return LEASE_NONE_FREE;
	c->lease.start = store->now;
	c->lease.end = store->now + (int64_t)c->hours * HOUR;
	lease_run(store, LEASE_SQL_LEASE_ADD,
	    LEASE_VALUES(lease_int(c->user),
		lease_prefix_text(text, &c->lease.prefix), lease_int(slot),
		lease_int(store->site->max_leases), lease_int(c->lease.start),
		lease_int(c->lease.end)));
	return LEASE_DONE;
}

static bool
hours_ok(const struct lease_store *store, uint64_t hours)
{
	return hours >= 1 && hours <= store->site->max_hours;
}

enum lease_result
lease_take(struct lease_store *store, const char *hash, uint64_t hours,
    struct lease *got)
{
	struct change c = { .hash = hash, .hours = hours };
	enum lease_result result;

	if (!hours_ok(store, hours))
		return LEASE_HOURS;
	result = lease_write(store, take, &c);
	*got = c.lease;
	return result;
}

/* Finds the user's lease of a prefix.  *OFFERED is false if the prefix is no
 * longer in the site's pool. */
static bool
find_lease(struct lease_store *store, struct change *c, bool *offered)
{
	const struct lease_engine *engine = store->engine;
	char text[PREFIX_TEXT];
	struct lease_rows *rows;
	bool found;

	if (!find_user(store, c))
		return false;
	rows = lease_query(store, LEASE_SQL_LEASE_FIND,
	    LEASE_VALUES(lease_int(c->user),
		lease_prefix_text(text, c->prefix)));
	found = engine->next(rows);
	if (found) {
		c->id = engine->number(rows, 0);
		c->lease = (struct lease){ *c->prefix, engine->number(rows, 1),
			engine->number(rows, 2), engine->number(rows, 3) != 0 };
		*offered = engine->number(rows, 4) != 0;
	}
	engine->done(rows);
	return found;
}

static enum lease_result
renew(struct lease_store *store, void *ctx)
{
	struct change *c = ctx;
	int64_t end = store->now + (int64_t)c->hours * HOUR;
	bool offered;

	if (!find_lease(store, c, &offered))
		return LEASE_NOT_HELD;
	if (!offered)
		return LEASE_NONE_FREE;
	if (end <= c->lease.end)
		return LEASE_DONE;
	c->lease.end = end;
	lease_run(store, LEASE_SQL_LEASE_EXTEND,
	    LEASE_VALUES(lease_int(c->id), lease_int(end)));
	return LEASE_DONE;
}

enum lease_result
lease_renew(struct lease_store *store, const char *hash,
    const struct prefix *prefix, uint64_t hours, struct lease *got)
{
	struct change c = { .hash = hash, .prefix = prefix, .hours = hours };
	enum lease_result result;

	if (!hours_ok(store, hours))
		return LEASE_HOURS;
	result = lease_write(store, renew, &c);
	*got = c.lease;
	return result;
}

static enum lease_result
release(struct lease_store *store, void *ctx)
{
	struct change *c = ctx;
	bool offered;

	if (!find_lease(store, c, &offered))
		return LEASE_NOT_HELD;
	lease_run(store, LEASE_SQL_LEASE_RELEASE,
	    LEASE_VALUES(lease_int(c->id), lease_int(store->now)));
	return LEASE_DONE;
}

enum lease_result
lease_release(struct lease_store *store, const char *hash,
    const struct prefix *prefix)
{
	struct change c = { .hash = hash, .prefix = prefix };

	return lease_write(store, release, &c);
}

static enum lease_result
set_rpki(struct lease_store *store, void *ctx)
{
	struct change *c = ctx;
	char text[PREFIX_TEXT];
	bool offered;

	if (!find_lease(store, c, &offered))
		return LEASE_NOT_HELD;
	c->lease.rpki = c->on;
	lease_run(store, LEASE_SQL_LEASE_RPKI,
	    LEASE_VALUES(lease_int(c->id), lease_int(c->on)));
	if (c->on)
		lease_run(store, LEASE_SQL_ROA_ADD,
		    LEASE_VALUES(lease_prefix_text(text, c->prefix),
			lease_int(c->asn)));
	return LEASE_DONE;
}

enum lease_result
lease_rpki_set(struct lease_store *store, const char *hash,
    const struct prefix *prefix, bool on, struct lease *got, uint32_t *asn)
{
	struct change c = { .hash = hash, .prefix = prefix, .on = on };
	enum lease_result result = lease_write(store, set_rpki, &c);

	*got = c.lease;
	*asn = c.asn;
	return result;
}

static enum lease_result
forget_roa(struct lease_store *store, void *ctx)
{
	const struct lease_roa *roa = ctx;
	char text[PREFIX_TEXT];

	return lease_run(store, LEASE_SQL_ROA_GONE,
		   LEASE_VALUES(lease_prefix_text(text, &roa->prefix),
		       lease_int(roa->asn), lease_int(store->now))) > 0 ?
	    LEASE_DONE :
	    LEASE_NOT_HELD;
}

enum lease_result
lease_roa_gone(struct lease_store *store, const struct lease_roa *roa)
{
	struct lease_roa copy = *roa;

	return lease_write(store, forget_roa, &copy);
}

static enum lease_result
erase(struct lease_store *store, void *ctx)
{
	struct change *c = ctx;

	if (!find_user(store, c) || !c->was) {
		c->was = false;
		return LEASE_DONE;
	}
	lease_run(store, LEASE_SQL_ERASE_RELEASE,
	    LEASE_VALUES(lease_int(c->user), lease_int(store->now)));
	lease_run(store, LEASE_SQL_ERASE_PERSON,
	    LEASE_VALUES(lease_int(c->user), lease_int(store->now)));
	lease_run(store, LEASE_SQL_ERASE_PREFIXES,
	    LEASE_VALUES(lease_int(c->user)));
	lease_run(store, LEASE_SQL_ERASE_LEASES,
	    LEASE_VALUES(lease_int(c->user)));
	return LEASE_DONE;
}

enum lease_result
lease_erase(struct lease_store *store, const char *hash, bool *was)
{
	struct change c = { .hash = hash };
	enum lease_result result = lease_write(store, erase, &c);

	*was = c.was;
	if (result == LEASE_DONE && store->engine->wipe != NULL) {
		store->engine->wipe(store->db);
		return lease_read_done(store);
	}
	return result;
}
