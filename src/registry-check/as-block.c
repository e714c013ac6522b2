/* The as-blocks: ranges of AS numbers. */
#include "registry-check/as-block.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"

struct as_block {
	uint32_t first;
	uint32_t last; /* after sorting: maximum up to here */
};

/* KEY is in its canonical form, AS1-AS2. */
static bool
parse(const struct class_key *key, struct as_block *block)
{
	struct slice rest = key->text;
	const char *dash = memchr(rest.p, '-', rest.n);
	struct why why;

	return dash != NULL &&
	    asn_parse(rest.p, (size_t)(dash - rest.p), &block->first, &why) &&
	    asn_parse(dash + 1, rest.n - (size_t)(dash - rest.p) - 1,
		&block->last, &why);
}

static void
add(struct as_blocks *blocks, const struct stored *o)
{
	struct as_block block;
	struct class_key key;
	struct why why;

	if (o->n == 0 || !slice_is(o->attr[0].name, "as-block") ||
	    !class_key_parse(&o->class, o->attr[0].value, &key, &why) ||
	    !parse(&key, &block))
		return;
	blocks->v = mem_grow(blocks->v, blocks->n, &blocks->cap,
	    sizeof *blocks->v);
	blocks->v[blocks->n++] = block;
}

void
as_blocks_open(struct as_blocks *blocks, const struct stored_list *list)
{
	*blocks = (struct as_blocks){ 0 };
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->v[i]->class.name, "as-block") == 0)
			add(blocks, list->v[i]);
	sort_all(blocks->v, blocks->n, sizeof *blocks->v, sort_by_number);
	for (size_t i = 1; i < blocks->n; i++)
		if (blocks->v[i].last < blocks->v[i - 1].last)
			blocks->v[i].last = blocks->v[i - 1].last;
}

bool
as_blocks_have(const struct as_blocks *blocks, uint32_t asn)
{
	/* Does a block that starts at or below ASN extend to it? */
	size_t low = sort_upper(blocks->v, blocks->n, sizeof *blocks->v, &asn,
	    sort_by_number);

	return low > 0 && blocks->v[low - 1].last >= asn;
}

void
as_blocks_close(struct as_blocks *blocks)
{
	free(blocks->v);
}
