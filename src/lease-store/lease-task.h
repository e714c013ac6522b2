#ifndef LEASE_STORE_LEASE_TASK_H
#define LEASE_STORE_LEASE_TASK_H

#include <stdint.h>

#include "base/command.h"
#include "store/lease-store.h"

struct options {
	struct common common;
	const char *store; /* NULL: the site's */
	const char *email; /* NULL: unknown */
	uint64_t wait;	   /* seconds */
	bool new_pools;	   /* may replace those of a shared store */
	int64_t now;	   /* seconds since 1970; -1: the store's time */
};

/* The state of a run: the options, the site, the store. */
struct task {
	const struct options *options;
	const struct site_leases *site;
	struct lease_store *store;
	struct diag *diag;
	char **operand; /* behind the verb; NULL behind the last */
};

#endif
