#ifndef APPLY_FOREIGN_H
#define APPLY_FOREIGN_H

#include "apply/generation.h"
#include "apply/name-list.h"
#include "apply/store.h"

/*
 * Adds the paths of what stands in G's directory and is not of its manifest.
 * Nothing of that is ever changed or removed.
 */
void foreign_find(struct name_list *found, const struct store *s,
    const struct generation *g);

#endif
