#ifndef REGISTRY_CHECK_INETNUM_COVER_H
#define REGISTRY_CHECK_INETNUM_COVER_H

#include <stddef.h>

#include "base/prefix.h"
#include "rpsl/stored-object.h"

/* An inetnum or inet6num, and the next larger one around it. */
struct cover_node {
	const struct stored *object;
	struct prefix prefix;
	size_t number;		/* the object's place in the list */
	size_t outer;		/* SIZE_MAX: none */
};

/* All of them, sorted by prefix. */
struct cover {
	struct cover_node *node;
	size_t n;
	size_t cap;
};

void cover_add(struct cover *c, const struct stored *object,
    const struct prefix *prefix);
/* No more; the rest is for after this. */
void cover_finish(struct cover *c);
/* The smallest around P, or equal to it, that is not EXCEPT; NULL when
 * there is none. */
const struct cover_node *cover_find(const struct cover *c,
    const struct prefix *p, const struct stored *except);
void cover_free(struct cover *c);

#endif
