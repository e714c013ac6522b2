#ifndef BIRDFEED_SELF_SERVICE_CHECK_H
#define BIRDFEED_SELF_SERVICE_CHECK_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"

/* Is the section right, together with peering, which must have been read?
 * False when it is not, which was reported. */
bool self_service_check(const struct site *site, struct diag *diag);

#endif
