/* The site file's registry: the registry whose rules the network follows. */
#include "site/registry-kind.h"

#include <stddef.h>

#include "base/duration.h"

#define AGE_LEAST DURATION_HOUR
#define AGE_MOST (3650 * DURATION_DAY)

#define AT(structure, member) offsetof(struct structure, member)

static const char *const registry_kinds[] = { "dn42", "none", NULL };

static const struct key registry_keys[] = {
	[REGISTRY_KIND] = { "kind", VALUE_WORD, AT(site_registry, kind), "dn42",
	    .words = registry_kinds },
	[REGISTRY_WARN_AGE] = { "warn-age", VALUE_DURATION,
	    AT(site_registry, warn_age), "3d", AGE_LEAST, AGE_MOST },
	[REGISTRY_MAX_AGE] = { "max-age", VALUE_DURATION,
	    AT(site_registry, max_age), "14d", AGE_LEAST, AGE_MOST },
};
const struct schema registry_schema = { "registry", registry_keys,
	REGISTRY_KEYS, AT(site_registry, line) };
