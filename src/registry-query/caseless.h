#ifndef REGISTRY_QUERY_CASELESS_H
#define REGISTRY_QUERY_CASELESS_H

#include <stdbool.h>

#include "stream/record.h"

/* Names in a registry compare without case (RFC 2622, section 2). */
bool caseless_is(struct slice s, const char *name);
/* Does R have a field NAME with that value? */
bool caseless_in(const struct record *r, const char *name, const char *value);

#endif
