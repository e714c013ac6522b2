#ifndef MRT_ORIGINS_DUMP_LIST_H
#define MRT_ORIGINS_DUMP_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/* Paths of dumps.  All zero is an empty list; dump_list_free() it. */
struct dump_list {
	char **v;
	size_t n;
	size_t cap;
};

#define DUMP_STDIN "-"

/*
 * Adds PATH, or, if it is a directory, what is in it and in its
 * directories: sorted, and without names that start with a dot.  False when
 * a directory cannot be read, which has been reported.
 */
bool dump_list_add(struct dump_list *list, const char *path, struct diag *diag);
void dump_list_free(struct dump_list *list);

/* The last part of a path. */
const char *dump_name(const char *path);

#endif
