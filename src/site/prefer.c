/* The local preferences of a session, by community or by AS. */
#include "site/prefer.h"

#include <stdlib.h>

#include "base/mem.h"

#define AT(member) offsetof(struct prefer, member)

static const struct key prefer_keys[] = {
	[PREFER_COMMUNITY] = { "community", VALUE_COMMUNITY, AT(community) },
	[PREFER_ASN] = { "asn", VALUE_ASN, AT(asn) },
	[PREFER_LOCAL_PREF] = { "local-pref", VALUE_NUMBER, AT(local_pref),
	    NULL, 0, UINT32_MAX, .required = true },
};
static const struct schema prefer_schema = { "a preference", prefer_keys,
	PREFER_KEYS, AT(line) };

static bool
read_prefer(struct prefer *p, const struct ynode *node,
    const struct reading *reading)
{
	if (!schema_read(&prefer_schema, node, p, reading->file, reading->level,
		reading->diag))
		return false;
	return (p->line[PREFER_COMMUNITY] != 0) != (p->line[PREFER_ASN] != 0) ||
	    reading_refuse(reading, node->line, "prefer",
		"what is unclear (expected one of community and asn)");
}

bool
prefers_read(struct prefer_list *list, const struct ynode *node,
    const struct reading *reading)
{
	bool ok = true;

	if (node->kind != YNODE_LIST)
		return reading_refuse(reading, node->line, "prefer",
		    "not a list (expected a list of maps)");
	list->v = mem_zalloc((node->n + 1) * sizeof *list->v);
	for (size_t i = 0; i < node->n; i++)
		ok &= read_prefer(&list->v[list->n++], &node->item[i], reading);
	return ok;
}

void
prefers_free(struct prefer_list *list)
{
	free(list->v);
	*list = (struct prefer_list){ 0 };
}
