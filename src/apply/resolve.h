#ifndef APPLY_RESOLVE_H
#define APPLY_RESOLVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/addr.h"
#include "site/site.h"

#define RESOLVED_MOST 8

/* A host name and what it was resolved to, what the resolver likes best
 * first. */
struct resolution {
	const char *host;
	struct addr addr[RESOLVED_MOST];
	size_t n;
};

/*
 * Resolves N names, each within SECONDS: the resolver can not be told how
 * long it may take, so each name has a child that is killed in the end.
 */
void resolve_all(struct resolution *r, size_t n, enum endpoint_family family,
    unsigned seconds);

#endif
