#ifndef BIRDFEED_NEIGHBOR_CHECK_H
#define BIRDFEED_NEIGHBOR_CHECK_H

#include "site/site.h"

/* What the table of a session's keys can not say; all of it is reported. */
bool neighbor_check(const struct site *site, const struct neighbor *n,
    struct diag *diag);

#endif
