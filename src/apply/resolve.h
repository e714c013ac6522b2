#ifndef APPLY_RESOLVE_H
#define APPLY_RESOLVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/addr.h"
#include "site/site.h"

#define RESOLVED_MOST 8

/* A host name and its addresses, in the resolver's order of preference. */
struct resolution {
	const char *host;
	struct addr addr[RESOLVED_MOST];
	size_t n;
};

/*
 * Resolves N names, each within SECONDS.  The resolver has no adjustable time
 * limit, so a child process resolves each name and is killed when its time is
 * over.
 */
void resolve_all(struct resolution *r, size_t n, enum endpoint_family family,
    unsigned seconds);

#endif
