#ifndef REGISTRY_CHECK_VALUE_SPEC_H
#define REGISTRY_CHECK_VALUE_SPEC_H

#include <stdbool.h>

#include "base/slice.h"
#include "base/why.h"

/*
 * Does VALUE fit SPEC?  A spec is the text after ">" in a schema's key line,
 * about the words of a value.  Only a spec of nothing but choices is checked,
 * as in "{ALLOCATED|ASSIGNED} {PI|PA|}"; a choice that ends in "|" may be left
 * out.  Any value fits another spec, because those are descriptions for
 * people: many values of "[domain-name] [ip-addr]" have no address.
 */
bool spec_fits(struct slice spec, struct slice value, struct why *why);

#endif
