#ifndef APPLY_NAME_LIST_H
#define APPLY_NAME_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* A list of names, in the order they were added: sorted where the adder
 * goes by name, or after name_list_sort(). */
struct name_list {
	char **v;
	size_t n, cap;
};

void name_list_add(struct name_list *names, struct slice name);
void name_list_sort(struct name_list *names);
/* Looks NAME up in a list that is sorted. */
bool name_list_has(const struct name_list *names, struct slice name);
/* Does any start with START? */
bool name_list_any(const struct name_list *names, const char *start);
void name_list_free(struct name_list *names);

#endif
