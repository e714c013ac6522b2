#ifndef BIRDFEED_ROUTES_H
#define BIRDFEED_ROUTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/addr.h"
#include "base/prefix.h"
#include "site/schema.h"
#include "site/ynode.h"

/* Where a static route sends packets. */
enum route_way { WAY_VIA, WAY_INTERFACE, WAY_BLACKHOLE, WAY_UNREACHABLE };
enum { STATIC_PREFIX, STATIC_VIA, STATIC_INTERFACE, STATIC_DISCARD,
	STATIC_KEYS };
struct static_route {
	struct prefix prefix;
	enum route_way way;
	struct addr via;		/* WAY_VIA */
	char *interface;		/* with a link-local one, or alone */
	unsigned discard;		/* which of the words */
	unsigned line[STATIC_KEYS];
};

struct static_routes {
	struct static_route *v;		/* by prefix; each once */
	size_t n;
};

/* Reads a router's list of static routes; false when anything is wrong, which
 * was reported.  Free with routes_free() in every case. */
bool routes_read(struct static_routes *routes, const struct ynode *list,
    const struct reading *reading);
/* Adds a route that drops what goes to PREFIX, from that line. */
void routes_blackhole(struct static_routes *routes,
    const struct prefix *prefix, unsigned line);
/* Into the order of prefixes; false after a report when one comes twice. */
bool routes_sort(struct static_routes *routes, const struct reading *reading);
void routes_free(struct static_routes *routes);

#endif
