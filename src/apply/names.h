#ifndef APPLY_NAMES_H
#define APPLY_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* A list of names, in the order they were added: sorted where the adder
 * goes by name, or after names_sort(). */
struct names {
	char **v;
	size_t n, cap;
};

void names_add(struct names *names, struct slice name);
void names_sort(struct names *names);
/* Looks NAME up in a list that is sorted. */
bool names_has(const struct names *names, struct slice name);
/* Does any start with START? */
bool names_any(const struct names *names, const char *start);
void names_free(struct names *names);

#endif
