/* What a store of leases takes back and forgets with time. */
#include "store/lease-store.h"

#include "base/date.h"
#include "store/lease-session.h"

static int64_t
days_ago(const struct lease_store *store, uint32_t days)
{
	return store->now - days * DATE_DAY;
}

static enum lease_result
expire(struct lease_store *store, void *ctx)
{
	struct lease_expired *did = ctx;
	const struct site_leases *site = store->site;

	*did = (struct lease_expired){ .leases = store->released };
	if (site->asn_days != 0)
		did->asns = lease_run(store, LEASE_SQL_RECLAIM,
		    LEASE_VALUES(lease_int(store->now),
			lease_int(days_ago(store, site->asn_days))));
	did->forgotten = lease_run(store, LEASE_SQL_FORGET_LEASES,
	    LEASE_VALUES(lease_int(days_ago(store, site->history))));
	lease_run(store, LEASE_SQL_FORGET_PERSONS, NULL, 0);
	return LEASE_DONE;
}

enum lease_result
lease_expire(struct lease_store *store, struct lease_expired *did)
{
	return lease_write(store, expire, did);
}
