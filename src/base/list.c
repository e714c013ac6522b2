/* Lists of plain values. */
#include "base/list.h"

#include <stdlib.h>

#include "base/sort.h"

void
prefix_list_sort(struct prefix_list *list)
{
	sort_all(list->v, list->n, sizeof *list->v, sort_by_prefix);
}

bool
prefix_list_equal(const struct prefix_list *a, const struct prefix_list *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (prefix_cmp(&a->v[i], &b->v[i]) != 0)
			return false;
	return true;
}

bool
prefix_list_contains(const struct prefix_list *list, const struct addr *a)
{
	for (size_t i = 0; i < list->n; i++)
		if (prefix_contains_addr(&list->v[i], a))
			return true;
	return false;
}

bool
prefix_list_covers(const struct prefix_list *list, const struct prefix *p)
{
	for (size_t i = 0; i < list->n; i++)
		if (prefix_contains(&list->v[i], p))
			return true;
	return false;
}
