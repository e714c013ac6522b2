#ifndef MRT_ORIGINS_DUMP_H
#define MRT_ORIGINS_DUMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "mrt-origins/day-set.h"
#include "mrt-origins/origin-table.h"

/* What one dump holds.  All zero is nothing; dump_free() it. */
struct dump {
	struct origin_table seen;
	struct day_set days;
	uint64_t records;
	uint64_t routes;
};

/*
 * Reads the dump on FD to its end, and takes the compression off.  False,
 * with WHY, when it is none, is malformed, or ends within a record.
 */
bool dump_read(struct dump *dump, int fd, struct why *why);
void dump_free(struct dump *dump);

#endif
