#ifndef REGISTRY_CHECK_INETNUM_COVER_H
#define REGISTRY_CHECK_INETNUM_COVER_H

#include <stddef.h>

#include "base/prefix.h"
#include "rpsl/stored-object.h"

/* An inetnum or inet6num, and the next larger one around it. */
struct cover_node {
	const struct stored *object;
	struct prefix prefix;
	size_t number; /* its index in the order of adding */
	size_t outer;  /* SIZE_MAX: none */
};

/* All inetnums and inet6nums, sorted by prefix. */
struct cover {
	struct cover_node *node;
	size_t n;
	size_t cap;
};

void cover_add(struct cover *c, const struct stored *object,
    const struct prefix *prefix);
/* Call it after the last cover_add() and before cover_find(). */
void cover_finish(struct cover *c);
/*
 * The smallest network that contains or equals P and is not EXCEPT.  NULL if
 * there is none.
 */
const struct cover_node *cover_find(const struct cover *c,
    const struct prefix *p, const struct stored *except);
void cover_free(struct cover *c);

#endif
