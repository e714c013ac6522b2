#ifndef APPLY_FOREIGN_H
#define APPLY_FOREIGN_H

#include "apply/generation.h"
#include "apply/name-list.h"
#include "apply/store.h"

/*
 * Adds the paths in G's directory that are not in its manifest.  Nothing ever
 * changes or removes such files.
 */
void foreign_find(struct name_list *found, const struct store *s,
    const struct generation *g);

#endif
