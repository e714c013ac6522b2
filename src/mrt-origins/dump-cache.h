#ifndef MRT_ORIGINS_DUMP_CACHE_H
#define MRT_ORIGINS_DUMP_CACHE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/why.h"
#include "mrt-origins/dump.h"

/*
 * What was found in a dump before, in a directory with a file a dump.  It is
 * the same dump as long as its path, its size and the time of its last change
 * are.  No cut-off is in it: next year's run uses it, too.
 */
struct dump_cache {
	int fd; /* the directory; -1: there is no cache */
};

/* Opens PATH, and makes it if it is missing.  False with WHY. */
bool dump_cache_open(struct dump_cache *cache, const char *path,
    struct why *why);
void dump_cache_close(struct dump_cache *cache);
/* Fills DUMP, which is all zero.  False when the cache does not have it, or
 * not as a whole; free DUMP in either case. */
bool dump_cache_get(const struct dump_cache *cache, const char *path,
    const struct stat *st, struct dump *dump);
/* Keeps DUMP.  False with WHY. */
bool dump_cache_put(const struct dump_cache *cache, const char *path,
    const struct stat *st, const struct dump *dump, struct why *why);

#endif
