#ifndef RPSL_LINE_COMMENT_H
#define RPSL_LINE_COMMENT_H

#include <stdbool.h>

#include "base/slice.h"

/*
 * May a line of the attribute NAME end in a "# ..." comment?  RFC 2622 allows
 * it everywhere, but registries do not: in free text, in keys and in unknown
 * attributes, a # is part of the value.
 */
bool comment_in(struct slice name);
/* LINE up to its comment.  Spaces before the comment stay. */
struct slice comment_cut(struct slice line);

#endif
