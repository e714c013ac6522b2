#ifndef RPSL_ROUTE_ROAS_H
#define RPSL_ROUTE_ROAS_H

#include <stddef.h>
#include <stdio.h>

#include "base/diag.h"
#include "rpsl/filter-rule.h"
#include "rpsl/route-object.h"

/*
 * Prints the vrp records (validated ROA payloads, RFC 6811) of ROUTES under
 * RULES, sorted by prefix, max-length and AS, without duplicates.  Returns
 * their number.  A route without any is a warning.
 */
size_t vrps_print(FILE *f, const struct route_list *routes,
    const struct rules *rules, struct diag *diag);

#endif
