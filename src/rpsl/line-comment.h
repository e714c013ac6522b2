#ifndef RPSL_LINE_COMMENT_H
#define RPSL_LINE_COMMENT_H

#include <stdbool.h>

#include "base/slice.h"

/*
 * May a line of the attribute NAME end in a comment, "# ..."?  RFC 2622 has
 * them everywhere, but registries do not: in what is free text or a key, a #
 * is one, and so it is in an attribute that nobody here knows.
 */
bool comment_in(struct slice name);
/* LINE up to its comment; the spaces before the comment stay. */
struct slice comment_cut(struct slice line);

#endif
