#ifndef RPSL_CLASS_FILTER_H
#define RPSL_CLASS_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* The classes that -t names; none named: every class. */
struct want {
	struct slice *name;	/* its own copies */
	size_t n;
	size_t cap;
};

/* Adds "CLASS,..."; false when one of them can not be a class. */
bool want_add(struct want *want, const char *list);
bool want_class(const struct want *want, const char *name);
bool want_slice(const struct want *want, struct slice name);
void want_free(struct want *want);

#endif
