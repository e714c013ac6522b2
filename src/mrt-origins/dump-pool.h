#ifndef MRT_ORIGINS_DUMP_POOL_H
#define MRT_ORIGINS_DUMP_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "mrt-origins/day-set.h"
#include "mrt-origins/dump-cache.h"
#include "mrt-origins/dump-list.h"
#include "mrt-origins/origin-table.h"

/* What all dumps together hold.  All zero is nothing; free it with
 * harvest_free(). */
struct harvest {
	struct origin_table seen; /* its dumps are places in the list */
	struct day_set days;
	uint64_t records;
	uint64_t routes;
	size_t cached; /* dumps that the cache had */
};

/*
 * Reads the dumps of the list on as many CPUs as this process may use, or on
 * JOBS of them unless that is 0.  The result does not depend on how many.
 * False when a dump could not be read; each of these has been reported, in
 * the order of the list.
 */
bool dump_pool_run(const struct dump_list *list, const struct dump_cache *cache,
    size_t jobs, struct harvest *harvest, struct diag *diag);
void harvest_free(struct harvest *harvest);

#endif
