#ifndef BIRDFEED_CHECKING_H
#define BIRDFEED_CHECKING_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"

/* A session that is checked. */
struct checking {
	const struct site *site;
	const struct neighbor *n;
	struct diag *diag;
};

/* Reports that the value of KEY, an enum of neighbor.h, is wrong.  Always
 * returns false. */
bool checking_refuse(const struct checking *c, unsigned key, const char *text);

#endif
