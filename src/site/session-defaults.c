/* The defaults of the sessions of a type. */
#include "site/session-defaults.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Keys that have no defaults, because each session has its own value. */
static const unsigned own_keys[] = { NEIGHBOR_NAME, NEIGHBOR_TYPE,
	NEIGHBOR_ADDRESS, NEIGHBOR_PROTOCOL };

static bool
is_own(size_t key)
{
	for (size_t i = 0; i < sizeof own_keys / sizeof *own_keys; i++)
		if (own_keys[i] == key)
			return true;
	return false;
}

static bool
check_key(const struct site *site, const struct ynode *name, struct diag *diag)
{
	const struct key *key = schema_find(&neighbor_schema, name->text,
	    name->len);

	if (key == NULL)
		return site_refuse(site, name->line, name->text,
		    "an unknown "
		    "key (expected one of a session's)",
		    diag);
	if (is_own((size_t)(key - neighbor_schema.keys)))
		return site_refuse(site, name->line, key->name,
		    "of all "
		    "sessions of a type (expected it of each session)",
		    diag);
	return true;
}

bool
session_defaults_read(struct site *site, const struct ynode *defaults,
    struct diag *diag)
{
	bool ok = true;

	if (defaults->kind != YNODE_MAP)
		return site_refuse(site, defaults->line, "defaults",
		    "not a "
		    "map (expected a type of session, and keys for it)",
		    diag);
	for (size_t i = 0; i < defaults->n; i += 2) {
		const struct ynode *type = &defaults->item[i];
		const struct ynode *map = &defaults->item[i + 1];

		if (neighbor_type_find(type->text, type->len) == NEIGHBOR_TYPES)
			ok = site_refuse(site, type->line, "defaults",
			    "an "
			    "unknown type (expected upstream, peer, "
			    "route-server, downstream, collector or ibgp)",
			    diag);
		else if (map->kind != YNODE_MAP)
			ok = site_refuse(site, map->line, "defaults",
			    "not a map (expected keys of a session)", diag);
		for (size_t j = 0; map->kind == YNODE_MAP && j < map->n; j += 2)
			ok &= check_key(site, &map->item[j], diag);
	}
	return ok;
}

/* False if the default NAME has no meaning for the session: it is about
 * imports, and the session has "import: none". */
static bool
is_of_use(const struct ynode *session, const char *name)
{
	const struct ynode *import = ynode_get(session, "import");
	size_t n;
	const unsigned *keys = neighbor_import_keys(&n);

	if (import == NULL || import->kind != YNODE_SCALAR ||
	    strcmp(import->text, "none") != 0)
		return true;
	for (size_t i = 0; i < n; i++)
		if (strcmp(neighbor_schema.keys[keys[i]].name, name) == 0)
			return false;
	return strcmp(name, "default-route") != 0;
}

struct ynode
session_defaults_apply(const struct ynode *node, const struct ynode *defaults)
{
	const struct ynode *type = node->kind == YNODE_MAP ?
	    ynode_get(node, "type") :
	    NULL;
	const struct ynode *map = type != NULL && defaults != NULL &&
		type->kind == YNODE_SCALAR ?
	    ynode_get(defaults, type->text) :
	    NULL;
	struct ynode merged = *node;

	if (map == NULL)
		return merged;
	merged.item = mem_alloc((node->n + map->n) * sizeof *merged.item);
	memcpy(merged.item, node->item, node->n * sizeof *merged.item);
	for (size_t i = 0; i < map->n; i += 2)
		if (ynode_get(node, map->item[i].text) == NULL &&
		    is_of_use(node, map->item[i].text)) {
			merged.item[merged.n++] = map->item[i];
			merged.item[merged.n++] = map->item[i + 1];
		}
	return merged;
}

void
session_defaults_done(struct ynode *map, const struct ynode *node)
{
	if (map->item != node->item)
		free(map->item);
}
