/* A set of prefixes: aggregated and printed as a BIRD prefix set. */
#include "base/prefix-set.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

void
prefix_set_add(struct prefix_set *set, const struct prefix *p, unsigned min,
    unsigned max)
{
	set->v = mem_grow(set->v, set->n, &set->cap, sizeof *set->v);
	set->v[set->n++] = (struct prefix_range){ *p, (uint8_t)min,
		(uint8_t)max };
}

/* Orders by prefix, then the smaller MIN, then the larger MAX. */
static int
by_prefix(const void *va, const void *vb)
{
	const struct prefix_range *a = va, *b = vb;
	int c = prefix_cmp(&a->prefix, &b->prefix);

	if (c == 0)
		c = a->min - b->min;
	return c != 0 ? c : b->max - a->max;
}

/*
 * Drops ranges that another range covers, and joins ranges of the same prefix
 * whose lengths overlap or touch.  The set is sorted, so a prefix comes after
 * all prefixes that contain it; AROUND is the stack of those.
 */
static void
drop_covered(struct prefix_set *set)
{
	size_t *around = mem_alloc((set->n + 1) * sizeof *around);
	size_t depth = 0, kept = 0;

	for (size_t i = 0; i < set->n; i++) {
		struct prefix_range r = set->v[i];
		struct prefix_range *last;
		bool covered = false;

		while (depth > 0 &&
		    !prefix_contains(&set->v[around[depth - 1]].prefix,
			&r.prefix))
			depth--;
		for (size_t j = 0; j < depth && !covered; j++)
			covered = set->v[around[j]].min <= r.min &&
			    set->v[around[j]].max >= r.max;
		if (covered)
			continue;
		last = depth > 0 ? &set->v[around[depth - 1]] : NULL;
		if (last != NULL && prefix_cmp(&last->prefix, &r.prefix) == 0 &&
		    r.min <= last->max + 1) {
			last->max = r.max;
			continue;
		}
		set->v[kept] = r;
		around[depth++] = kept++;
	}
	set->n = kept;
	free(around);
}

/* True if A and B have the same lengths and are the halves of one prefix,
 * which is stored in WHOLE. */
static bool
halves(const struct prefix_range *a, const struct prefix_range *b,
    struct prefix *whole)
{
	if (a->prefix.len == 0 || a->prefix.len != b->prefix.len ||
	    a->min != b->min || a->max != b->max ||
	    prefix_cmp(&a->prefix, &b->prefix) == 0)
		return false;
	*whole = prefix_of(&a->prefix.addr, a->prefix.len - 1u);
	return prefix_contains(whole, &b->prefix);
}

/* Joins pairs of ranges whose prefix has LEN bits into ranges of LEN - 1 bits.
 * True if there was a pair. */
static bool
pair_up(struct prefix_set *set, unsigned len)
{
	struct prefix whole;
	size_t kept = 0, last = SIZE_MAX;
	bool any = false;

	for (size_t i = 0; i < set->n; i++) {
		struct prefix_range r = set->v[i];

		if (r.prefix.len == len && last != SIZE_MAX &&
		    halves(&set->v[last], &r, &whole)) {
			set->v[last].prefix = whole;
			last = SIZE_MAX;
			any = true;
			continue;
		}
		if (r.prefix.len == len)
			last = kept;
		set->v[kept++] = r;
	}
	set->n = kept;
	return any;
}

static void
sort(struct prefix_set *set)
{
	sort_all(set->v, set->n, sizeof *set->v, by_prefix);
}

void
prefix_set_aggregate(struct prefix_set *set)
{
	unsigned longest = 0;

	sort(set);
	drop_covered(set);
	for (size_t i = 0; i < set->n; i++)
		if (set->v[i].prefix.len > longest)
			longest = set->v[i].prefix.len;
	for (unsigned len = longest; len > 0; len--) {
		if (!pair_up(set, len))
			continue;
		sort(set);
		drop_covered(set);
	}
}

void
prefix_set_print(FILE *f, const char *name, const struct prefix_set *set)
{
	char text[PREFIX_TEXT];

	fprintf(f, "define %s = [", name);
	for (size_t i = 0; i < set->n; i++) {
		const struct prefix_range *r = &set->v[i];

		fprintf(f, "%s\n\t%s", i > 0 ? "," : "",
		    prefix_print(text, &r->prefix));
		if (r->min != r->prefix.len || r->max != r->prefix.len)
			fprintf(f, "{%u,%u}", r->min, r->max);
	}
	fputs(set->n > 0 ? "\n];\n" : "];\n", f);
}

void
prefix_set_free(struct prefix_set *set)
{
	free(set->v);
	*set = (struct prefix_set){ 0 };
}
