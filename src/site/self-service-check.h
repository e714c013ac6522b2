#ifndef BIRDFEED_SELF_SERVICE_CHECK_H
#define BIRDFEED_SELF_SERVICE_CHECK_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"

/* Checks the section together with peering, which must have been read before.
 * False if anything is wrong, which has been reported. */
bool self_service_check(const struct site *site, struct diag *diag);

#endif
