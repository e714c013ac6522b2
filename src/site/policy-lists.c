/* The lists of the policy: bogons, blocked, transit-free ... */
#include "site/policy-lists.h"

#define AT(structure, member) offsetof(struct structure, member)

static const struct key prefix_keys[] = {
	[CHANGE_ADD] = { "add", VALUE_PREFIX, AT(prefix_change, add),
	    .list = true },
	[CHANGE_REMOVE] = { "remove", VALUE_PREFIX, AT(prefix_change, remove),
	    .list = true },
};
static const struct schema prefix_schema = { "a list's changes", prefix_keys,
	CHANGE_KEYS, AT(prefix_change, line) };

static const struct key asn_keys[] = {
	[CHANGE_ADD] = { "add", VALUE_ASN_RANGE, AT(asn_change, add),
	    .list = true },
	[CHANGE_REMOVE] = { "remove", VALUE_ASN_RANGE, AT(asn_change, remove),
	    .list = true },
};
static const struct schema asn_schema = { "a list's changes", asn_keys,
	CHANGE_KEYS, AT(asn_change, line) };

static const struct key both_keys[] = {
	[BOTH_PREFIXES] = { "prefixes", VALUE_OTHER },
	[BOTH_ASNS] = { "asns", VALUE_OTHER },
};

/* Reads a list or a map of changes.  A list is read as the value of "add". */
static bool
read_change(const struct schema *schema, const struct ynode *node, void *base,
    bool *only, const struct reading *reading)
{
	char add[] = "add";
	struct ynode item[2] = { { .kind = YNODE_SCALAR,
				     .line = node->line,
				     .text = add,
				     .len = 3 },
		*node };
	const struct ynode map = { .kind = YNODE_MAP,
		.line = node->line,
		.item = item,
		.n = 2 };

	*only = node->kind == YNODE_LIST;
	return schema_read(schema, *only ? &map : node, base, reading->file,
	    reading->level, reading->diag);
}

bool
asn_change_read(struct asn_change *c, const struct ynode *node,
    const struct reading *reading)
{
	return read_change(&asn_schema, node, c, &c->only, reading);
}

bool
both_changes_read(struct both_changes *b, const struct ynode *node,
    const char *what, const struct reading *reading)
{
	const struct schema schema = { what, both_keys, BOTH_KEYS,
		AT(both_changes, line) };
	const struct ynode *prefixes, *asns;
	bool ok = true;

	if (!schema_read(&schema, node, b, reading->file, reading->level,
		reading->diag))
		return false;
	prefixes = ynode_get(node, "prefixes");
	asns = ynode_get(node, "asns");
	if (prefixes != NULL)
		ok &= read_change(&prefix_schema, prefixes, &b->prefixes,
		    &b->prefixes.only, reading);
	if (asns != NULL)
		ok &= asn_change_read(&b->asns, asns, reading);
	return ok;
}

void
policy_lists_free(struct policy_lists *lists)
{
	schema_free(&prefix_schema, &lists->bogons.prefixes);
	schema_free(&prefix_schema, &lists->blocked.prefixes);
	schema_free(&asn_schema, &lists->bogons.asns);
	schema_free(&asn_schema, &lists->blocked.asns);
	schema_free(&asn_schema, &lists->transit_free);
	schema_free(&asn_schema, &lists->never_via_route_servers);
}
