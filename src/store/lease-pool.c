/* The pools of a store of leases. */
#include "store/lease-pool.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "base/buf.h"

/* The pools as text, to see whether they have changed. */
static void
describe(struct buf *text, const struct site_leases *site)
{
	char prefix[PREFIX_TEXT];

	for (size_t i = 0; i < site->asns.n; i++)
		buf_printf(text, "%" PRIu32 "-%" PRIu32 " ",
		    site->asns.v[i].first, site->asns.v[i].last);
	for (size_t i = 0; i < site->prefixes.n; i++)
		buf_printf(text, "%s ",
		    prefix_print(prefix, &site->prefixes.v[i]));
	buf_printf(text, "/%" PRIu32, site->prefix_length);
}

enum pools { POOLS_NONE, POOLS_SAME, POOLS_OTHER };

/* The store's pools beside those of TEXT. */
static enum pools
compare(struct lease_store *store, const char *text)
{
	struct lease_rows *rows = lease_query(store, LEASE_SQL_POOL_IS, NULL,
	    0);
	enum pools pools = POOLS_NONE;

	if (store->engine->next(rows)) {
		struct slice is = store->engine->text(rows, 0);

		if (slice_is(is, text))
			pools = POOLS_SAME;
		else if (is.n > 0)
			pools = POOLS_OTHER;
	}
	store->engine->done(rows);
	return pools;
}

#define SORTED_TEXT (1 + 2 * 16 + 1)

/* An address as text that sorts as addresses do. */
static struct lease_value
sorted_text(char text[static SORTED_TEXT], const struct addr *a)
{
	text[0] = a->family == 4 ? '4' : '6';
	sodium_bin2hex(text + 1, SORTED_TEXT - 1, a->bytes, sizeof a->bytes);
	return lease_text(text);
}

static struct addr
last_addr(const struct prefix *p)
{
	struct addr a = p->addr;

	for (unsigned i = p->len; i < addr_bits(&a); i++)
		a.bytes[i / 8] |= (uint8_t)(0x80 >> i % 8);
	return a;
}

static void
offer(struct lease_store *store, const struct prefix *p)
{
	char prefix[PREFIX_TEXT], first[SORTED_TEXT], last[SORTED_TEXT];
	struct addr end = last_addr(p);

	lease_run(store, LEASE_SQL_OFFER,
	    LEASE_VALUES(lease_prefix_text(prefix, p),
		sorted_text(first, &p->addr), sorted_text(last, &end)));
}

/* Goes to the next prefix of that length.  False behind the last of WHOLE. */
static bool
advance(struct prefix *p, const struct prefix *whole)
{
	for (unsigned i = p->len; i > whole->len; i--) {
		uint8_t bit = (uint8_t)(0x80 >> (i - 1) % 8);

		p->addr.bytes[(i - 1) / 8] ^= bit;
		if ((p->addr.bytes[(i - 1) / 8] & bit) != 0)
			return true;
	}
	return false;
}

/* The pools that the store shall have. */
struct new_pools {
	const char *text;
	bool forced;
};

static enum lease_result
set_pool(struct lease_store *store, void *ctx)
{
	const struct site_leases *site = store->site;
	const struct new_pools *new = ctx;
	enum pools pools;

	/* Another process may have done it meanwhile. */
	lease_run(store, LEASE_SQL_POOL_LOCK, NULL, 0);
	pools = compare(store, new->text);
	if (pools == POOLS_SAME)
		return LEASE_DONE;
	if (pools == POOLS_OTHER && !new->forced) {
		store->engine->fail(store->db,
		    "it has other pools than the "
		    "site file (expected the same in the site files of all "
		    "its gateways; lease-store --new-pools changes them)");
		return LEASE_FAILED;
	}
	lease_run(store, LEASE_SQL_WITHDRAW, NULL, 0);
	lease_run(store, LEASE_SQL_WITHDRAW_ASNS, NULL, 0);
	for (size_t i = 0; i < site->asns.n; i++)
		lease_run(store, LEASE_SQL_OFFER_ASNS,
		    LEASE_VALUES(lease_int(site->asns.v[i].first),
			lease_int(site->asns.v[i].last)));
	for (size_t i = 0; i < site->prefixes.n; i++) {
		const struct prefix *whole = &site->prefixes.v[i];
		struct prefix p = { whole->addr, (uint8_t)site->prefix_length };

		do
			offer(store, &p);
		while (advance(&p, whole));
	}
	lease_run(store, LEASE_SQL_PRUNE, NULL, 0);
	lease_run(store, LEASE_SQL_PRUNE_ASNS, NULL, 0);
	lease_run(store, LEASE_SQL_POOL_BECOMES,
	    LEASE_VALUES(lease_text(new->text)));
	return LEASE_DONE;
}

enum lease_result
lease_pool_set(struct lease_store *store, bool forced)
{
	struct buf text = { 0 };
	struct new_pools new = { NULL,
		forced || !leases_in_postgresql(store->site) };
	enum lease_result result;
	bool is;

	describe(&text, store->site);
	new.text = buf_cstr(&text);
	is = compare(store, new.text) == POOLS_SAME;
	result = lease_read_done(store);
	if (result == LEASE_DONE && !is)
		result = lease_write(store, set_pool, &new);
	buf_free(&text);
	return result;
}
