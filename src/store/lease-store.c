/* A store of leases: opened, closed, and read. */
#include "store/lease-store.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "store/lease-pool.h"
#include "store/lease-session.h"

bool
lease_store_has_postgresql(void)
{
#ifdef HAVE_POSTGRESQL
	return true;
#else
	return false;
#endif
}

static const struct lease_engine *
engine_of(const struct site_leases *site, struct why *why)
{
	if (!leases_in_postgresql(site))
		return &lease_sqlite;
#ifdef HAVE_POSTGRESQL
	(void)why;
	return &lease_postgresql;
#else
	why_set(why,
	    "a store of PostgreSQL (expected a file: birdfeed was "
	    "built without libpq)");
	return NULL;
#endif
}

struct lease_store *
lease_store_open(const struct site_leases *site, int wait_ms, bool new_pools,
    struct why *why)
{
	const struct lease_engine *engine = engine_of(site, why);
	struct lease_db *db;
	struct lease_store *store;

	if (engine == NULL)
		return NULL;
	if ((db = engine->open(site->store, wait_ms, why)) == NULL)
		return NULL;
	store = mem_zalloc(sizeof *store);
	*store = (struct lease_store){ site, engine, db, -1 };
	if (lease_pool_set(store, new_pools) == LEASE_DONE) {
		if (engine->settle != NULL)
			engine->settle(db);
		return store;
	}
	*why = store->why;
	lease_store_close(store);
	return NULL;
}

void
lease_store_close(struct lease_store *store)
{
	if (store == NULL)
		return;
	store->engine->close(store->db);
	free(store);
}

void
lease_store_now(struct lease_store *store, int64_t now)
{
	store->fixed = now;
}

const char *
lease_store_error(const struct lease_store *store)
{
	return store->why.text;
}

static char *
text_of(struct lease_store *store, struct lease_rows *rows, int column)
{
	struct slice text = store->engine->text(rows, column);

	return store->engine->is_null(rows, column) ?
	    NULL :
	    mem_strndup(text.p, text.n);
}

/* The columns of LEASE_SQL_USERS. */
enum { HASH, ID, EMAIL, ASN, PREFIX, START, END, RPKI };

/* Begins USER with the current row. */
static void
take_user(struct lease_store *store, struct lease_rows *rows,
    struct lease_user *user)
{
	const struct lease_engine *engine = store->engine;
	struct slice hash = engine->text(rows, HASH);

	if (hash.n == LEASE_HASH_TEXT - 1)
		memcpy(user->hash, hash.p, hash.n);
	else
		engine->fail(store->db, "a hash of another length");
	user->id = text_of(store, rows, ID);
	user->email = text_of(store, rows, EMAIL);
	user->asn = engine->is_null(rows, ASN) ?
	    0 :
	    (uint32_t)engine->number(rows, ASN);
}

/* Adds the lease of the current row, if it has one. */
static void
take_lease(struct lease_store *store, struct lease_rows *rows,
    struct lease_user *user)
{
	const struct lease_engine *engine = store->engine;
	struct lease *l;

	if (engine->is_null(rows, PREFIX))
		return;
	user->lease = mem_grow(user->lease, user->nleases, &user->cap,
	    sizeof *user->lease);
	l = &user->lease[user->nleases];
	if (!lease_prefix_column(store, rows, PREFIX, &l->prefix))
		return;
	l->start = engine->number(rows, START);
	l->end = engine->number(rows, END);
	l->rpki = engine->number(rows, RPKI) != 0;
	user->nleases++;
}

enum lease_result
lease_user_get(struct lease_store *store, const char *hash,
    struct lease_user *user)
{
	struct lease_rows *rows = lease_query(store, LEASE_SQL_USER,
	    LEASE_VALUES(lease_now(store), lease_text(hash)));

	*user = (struct lease_user){ 0 };
	while (store->engine->next(rows)) {
		if (user->hash[0] == '\0')
			take_user(store, rows, user);
		take_lease(store, rows, user);
	}
	store->engine->done(rows);
	if (user->hash[0] == '\0' && strlen(hash) == LEASE_HASH_TEXT - 1)
		memcpy(user->hash, hash, LEASE_HASH_TEXT);
	return lease_read_done(store);
}

enum lease_result
lease_users_each(struct lease_store *store,
    void (*each)(void *ctx, const struct lease_user *user), void *ctx)
{
	const struct lease_engine *engine = store->engine;
	struct lease_rows *rows = lease_query(store, LEASE_SQL_USERS,
	    LEASE_VALUES(lease_now(store)));
	struct lease_user user = { 0 };

	while (engine->next(rows)) {
		if (!slice_is(engine->text(rows, HASH), user.hash)) {
			if (user.hash[0] != '\0')
				each(ctx, &user);
			lease_user_free(&user);
			take_user(store, rows, &user);
		}
		take_lease(store, rows, &user);
	}
	if (user.hash[0] != '\0' && engine->ok(store->db))
		each(ctx, &user);
	engine->done(rows);
	lease_user_free(&user);
	return lease_read_done(store);
}

static int
by_prefix(const void *a, const void *b)
{
	const struct lease_roa *x = a, *y = b;
	int c = prefix_cmp(&x->prefix, &y->prefix);

	return c != 0 ? c : (x->asn > y->asn) - (x->asn < y->asn);
}

enum lease_result
lease_roa_stale(struct lease_store *store, struct lease_roas *list)
{
	struct lease_rows *rows = lease_query(store, LEASE_SQL_ROA_STALE,
	    LEASE_VALUES(lease_now(store)));

	*list = (struct lease_roas){ 0 };
	while (store->engine->next(rows)) {
		struct lease_roa *r;

		list->v = mem_grow(list->v, list->n, &list->cap,
		    sizeof *list->v);
		r = &list->v[list->n];
		if (!lease_prefix_column(store, rows, 0, &r->prefix))
			break;
		r->asn = (uint32_t)store->engine->number(rows, 1);
		list->n++;
	}
	store->engine->done(rows);
	sort_all(list->v, list->n, sizeof *list->v, by_prefix);
	return lease_read_done(store);
}
