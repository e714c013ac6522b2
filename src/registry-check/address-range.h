#ifndef REGISTRY_CHECK_ADDRESS_RANGE_H
#define REGISTRY_CHECK_ADDRESS_RANGE_H

#include <stdbool.h>

#include "base/prefix.h"
#include "base/slice.h"

/* "FIRST - LAST" of IPv6 addresses in full, and its NUL. */
#define RANGE_TEXT (2 * 39 + 3 + 1)

/*
 * Writes the range of P in dn42's form: each group of an IPv6 address has four
 * digits.  Returns TEXT.
 */
const char *range_print(char text[static RANGE_TEXT], const struct prefix *p);
/* Does VALUE equal RANGE, except for white space? */
bool range_is(struct slice value, const char *range);

#endif
