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
enum {
	STATIC_PREFIX,
	STATIC_VIA,
	STATIC_INTERFACE,
	STATIC_DISCARD,
	STATIC_KEYS
};
struct static_route {
	struct prefix prefix;
	enum route_way way;
	struct addr via;  /* WAY_VIA */
	char *interface;  /* alone, or if via is link-local */
	unsigned discard; /* an index into the words */
	unsigned line[STATIC_KEYS];
};

struct static_routes {
	struct static_route *v; /* sorted; no prefix twice */
	size_t n;
};

/* Reads a router's list of static routes.  False if anything is wrong, which
 * has been reported.  Free with routes_free() in both cases. */
bool routes_read(struct static_routes *routes, const struct ynode *list,
    const struct reading *reading);
/* Adds a route that drops packets to PREFIX.  LINE is its place in the site
 * file. */
void routes_blackhole(struct static_routes *routes, const struct prefix *prefix,
    unsigned line);
/* Sorts by prefix.  False if a prefix comes twice, which has been reported. */
bool routes_sort(struct static_routes *routes, const struct reading *reading);
void routes_free(struct static_routes *routes);

#endif
