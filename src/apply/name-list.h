#ifndef APPLY_NAME_LIST_H
#define APPLY_NAME_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* A list of names in the order in which they were added.  It is sorted if they
 * were added in order, or after name_list_sort(). */
struct name_list {
	char **v;
	size_t n, cap;
};

void name_list_add(struct name_list *names, struct slice name);
void name_list_sort(struct name_list *names);
/* Is NAME in the list?  The list must be sorted. */
bool name_list_has(const struct name_list *names, struct slice name);
/* Does any name start with START? */
bool name_list_any(const struct name_list *names, const char *start);
void name_list_free(struct name_list *names);

#endif
