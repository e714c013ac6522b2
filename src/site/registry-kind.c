/* The site file's registry: the registry whose rules the network follows. */
#include "site/registry-kind.h"

#include <stddef.h>

#define AT(structure, member) offsetof(struct structure, member)

static const char *const registry_kinds[] = { "dn42", "none", NULL };

static const struct key registry_keys[] = {
	[REGISTRY_KIND] = { "kind", VALUE_WORD, AT(site_registry, kind),
	    "dn42", .words = registry_kinds },
};
const struct schema registry_schema = { "registry", registry_keys,
	REGISTRY_KEYS, AT(site_registry, line) };
