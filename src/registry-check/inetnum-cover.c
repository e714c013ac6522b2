/* A cover: the inetnums and inet6nums around prefixes. */
#include "registry-check/inetnum-cover.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sort.h"

#define NONE SIZE_MAX

void
cover_add(struct cover *c, const struct stored *object,
    const struct prefix *prefix)
{
	c->node = mem_grow(c->node, c->n, &c->cap, sizeof *c->node);
	c->node[c->n] = (struct cover_node){ object, *prefix, c->n, NONE };
	c->n++;
}

static int
by_prefix(const void *a, const void *b)
{
	const struct cover_node *x = a, *y = b;
	int c = prefix_cmp(&x->prefix, &y->prefix);

	return c != 0 ? c : (x->number > y->number) - (x->number < y->number);
}

/*
 * Links each network to the next larger one.  In the sorted order a network
 * follows those that contain it, with only networks inside them in between.
 */
void
cover_finish(struct cover *c)
{
	sort_all(c->node, c->n, sizeof *c->node, by_prefix);
	for (size_t i = 0; i < c->n; i++) {
		size_t outer = i > 0 ? i - 1 : NONE;

		while (outer != NONE &&
		    !prefix_contains(&c->node[outer].prefix,
			&c->node[i].prefix))
			outer = c->node[outer].outer;
		c->node[i].outer = outer;
	}
}

static int
node_cmp(const void *node, const void *prefix)
{
	return prefix_cmp(&((const struct cover_node *)node)->prefix, prefix);
}

const struct cover_node *
cover_find(const struct cover *c, const struct prefix *p,
    const struct stored *except)
{
	size_t behind = sort_upper(c->node, c->n, sizeof *c->node, p, node_cmp);
	size_t at = behind > 0 ? behind - 1 : NONE;

	while (at != NONE &&
	    (c->node[at].object == except ||
		!prefix_contains(&c->node[at].prefix, p)))
		at = c->node[at].outer;
	return at != NONE ? &c->node[at] : NULL;
}

void
cover_free(struct cover *c)
{
	free(c->node);
}
