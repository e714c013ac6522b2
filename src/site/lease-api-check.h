#ifndef BIRDFEED_LEASE_API_CHECK_H
#define BIRDFEED_LEASE_API_CHECK_H

#include "site/site.h"

/* Checks leases.api, if the site file has it.  False if anything is wrong,
 * which has been reported. */
bool lease_api_check(const struct site *site, struct diag *diag);

#endif
