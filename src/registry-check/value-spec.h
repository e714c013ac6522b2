#ifndef REGISTRY_CHECK_VALUE_SPEC_H
#define REGISTRY_CHECK_VALUE_SPEC_H

#include <stdbool.h>

#include "base/slice.h"
#include "base/why.h"

/*
 * A spec is what stands behind ">" in a schema's key: what the words of a
 * value may be.  Does VALUE fit it?  A spec is looked at when it is nothing
 * but choices, "{ALLOCATED|ASSIGNED} {PI|PA|}", where a choice that ends in
 * "|" may be left out.  Any value fits the others: they describe themselves
 * to people ("[domain-name] [ip-addr]", of which many have no address).
 */
bool spec_fits(struct slice spec, struct slice value, struct why *why);

#endif
