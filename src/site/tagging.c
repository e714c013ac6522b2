/* The communities that a session adds to all routes or to a prefix. */
#include "site/tagging.h"

#include <stdlib.h>

#include "base/mem.h"

#define AT(member) offsetof(struct tagging, member)

static const struct key tagging_keys[] = {
	[TAGGING_PREFIX] = { "prefix", VALUE_PREFIX, AT(prefix),
	    .required = true },
	[TAGGING_COMMUNITIES] = { "communities", VALUE_COMMUNITY,
	    AT(communities), .list = true, .required = true },
};
static const struct schema tagging_schema = { "communities of a prefix",
	tagging_keys, TAGGING_KEYS, AT(line) };

/* Reads a community without a prefix: it is for all routes that the session
 * announces. */
static bool
read_community(struct tagging *t, const struct ynode *node,
    const struct reading *reading)
{
	struct community c;
	struct why why;

	if (!community_parse(node->text, node->len, &c, &why))
		return reading_refuse(reading, node->line, "communities",
		    why.text);
	t->communities.v = mem_alloc(sizeof c);
	t->communities.v[t->communities.n++] = c;
	t->line[TAGGING_COMMUNITIES] = node->line;
	return true;
}

bool
taggings_read(struct tagging_list *list, const struct ynode *node,
    const struct reading *reading)
{
	bool ok = true;

	if (node->kind != YNODE_LIST)
		return reading_refuse(reading, node->line, "communities",
		    "not a list (expected a list of communities)");
	list->v = mem_zalloc((node->n + 1) * sizeof *list->v);
	for (size_t i = 0; i < node->n; i++) {
		struct tagging *t = &list->v[list->n++];

		ok &= node->item[i].kind == YNODE_SCALAR ?
		    read_community(t, &node->item[i], reading) :
		    schema_read(&tagging_schema, &node->item[i], t,
			reading->file, reading->level, reading->diag);
	}
	return ok;
}

void
taggings_free(struct tagging_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		schema_free(&tagging_schema, &list->v[i]);
	free(list->v);
	*list = (struct tagging_list){ 0 };
}
