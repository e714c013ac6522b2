#ifndef REGISTRY_QUERY_WORD_H
#define REGISTRY_QUERY_WORD_H

#include <stdbool.h>

#include "stream/record.h"

/* A registry's names compare without case (RFC 2622, section 2). */
bool word_is(struct slice s, const char *name);
/* Does R have a field NAME with that value? */
bool word_in(const struct record *r, const char *name, const char *value);

#endif
