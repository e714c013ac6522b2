#ifndef RPSL_CLASS_FILTER_H
#define RPSL_CLASS_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* The classes of -t.  An empty filter accepts every class. */
struct class_filter {
	struct slice *name; /* allocated copies */
	size_t n;
	size_t cap;
};

/* Adds "CLASS,..."; false if an item is not a valid class name. */
bool classes_add(struct class_filter *classes, const char *list);
bool classes_have(const struct class_filter *classes, const char *name);
bool classes_have_slice(const struct class_filter *classes, struct slice name);
void classes_free(struct class_filter *classes);

#endif
