/* An open store of leases: parameters, rows and transactions. */
#include "store/lease-session.h"

#include <stdlib.h>
#include <time.h>

#include <sodium.h>

#define REPEATS 5

struct lease_value
lease_int(int64_t n)
{
	return (struct lease_value){ LEASE_INT, n, NULL };
}

struct lease_value
lease_text(const char *s)
{
	return (struct lease_value){ LEASE_TEXT, 0, s };
}

struct lease_value
lease_prefix_text(char text[static PREFIX_TEXT], const struct prefix *p)
{
	return lease_text(prefix_print(text, p));
}

struct lease_value
lease_now(const struct lease_store *store)
{
	if (store->fixed != -1)
		return lease_int(store->fixed);
	return store->engine->has_clock ?
	    lease_text(NULL) :
	    lease_int(store->engine->clock(store->db));
}

struct lease_rows *
lease_query(struct lease_store *store, enum lease_statement what,
    const struct lease_value *value, size_t n)
{
	return store->engine->query(store->db, what, value, n);
}

uint64_t
lease_run(struct lease_store *store, enum lease_statement what,
    const struct lease_value *value, size_t n)
{
	struct lease_rows *rows = lease_query(store, what, value, n);
	uint64_t count = 0;

	while (store->engine->next(rows))
		count++;
	store->engine->done(rows);
	return count;
}

bool
lease_prefix_column(struct lease_store *store, struct lease_rows *rows,
    int column, struct prefix *p)
{
	struct slice text = store->engine->text(rows, column);
	struct why why;

	if (prefix_parse(text.p, text.n, p, &why))
		return true;
	store->engine->fail(store->db, why.text);
	return false;
}

/* Two transactions in each other's way must not meet again at once. */
static void
pause_a_while(void)
{
	struct timespec t = { 0,
		(long)(1 + randombytes_uniform(20)) * 1000000 };

	nanosleep(&t, NULL);
}

static void
keep_error(struct lease_store *store)
{
	why_set(&store->why, "%s", store->engine->error(store->db));
}

/* Runs STEP once.  False if the transaction has failed. */
static bool
write_once(struct lease_store *store, lease_step *step, void *ctx,
    enum lease_result *result)
{
	store->engine->begin(store->db, true);
	store->now = store->fixed != -1 ? store->fixed :
					  store->engine->clock(store->db);
	store->released = lease_run(store, LEASE_SQL_RELEASE_OVER,
	    LEASE_VALUES(lease_int(store->now)));
	*result = step(store, ctx);
	return store->engine->commit(store->db);
}

enum lease_result
lease_write(struct lease_store *store, lease_step *step, void *ctx)
{
	enum lease_result result;
	bool again;

	for (int i = 0;; i++) {
		if (write_once(store, step, ctx, &result))
			return result;
		keep_error(store);
		again = i < REPEATS && store->engine->conflict(store->db);
		store->engine->rollback(store->db);
		if (!again)
			return LEASE_FAILED;
		pause_a_while();
	}
}

enum lease_result
lease_read_done(struct lease_store *store)
{
	if (store->engine->ok(store->db))
		return LEASE_DONE;
	keep_error(store);
	store->engine->rollback(store->db);
	return LEASE_FAILED;
}
