/*
 * lease-fill SITE N: gives N users an AS number and a prefix in the site's
 * store of leases.  For make bench.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "site/site-read.h"
#include "store/lease-store.h"

static void
fill(struct lease_store *store, unsigned number)
{
	struct lease_person who = { 0 };
	char sub[32], hash[LEASE_HASH_TEXT];
	struct lease lease;
	uint32_t asn;
	bool had;

	snprintf(sub, sizeof sub, "auth0|%024u", number);
	lease_hash_of(sub, strlen(sub), hash);
	who = (struct lease_person){ hash, sub, NULL };
	if (lease_asn_get(store, &who, &asn, &had) != LEASE_DONE ||
	    lease_take(store, hash, 24, &lease) != LEASE_DONE)
		errx(1, "user %u: %s", number, lease_store_error(store));
}

int
main(int argc, char **argv)
{
	struct diag diag = { .tool = "lease-fill", .sink = diag_stderr };
	struct lease_store *store;
	struct site *site;
	struct why why;

	if (argc != 3)
		errx(2, "usage: lease-fill SITE N");
	if (!hash_start(&diag) || (site = site_read(argv[1], &diag)) == NULL)
		return 2;
	store = lease_store_open(&site->leases, 1000, false, &why);
	if (store == NULL)
		errx(1, "%s", why.text);
	for (unsigned i = 0; i < (unsigned)atoi(argv[2]); i++)
		fill(store, i);
	lease_store_close(store);
	site_free(site);
	return 0;
}
