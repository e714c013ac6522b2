#ifndef BIRDFEED_SITE_READ_H
#define BIRDFEED_SITE_READ_H

#include "base/diag.h"
#include "site/site.h"

/* Reads and checks the site file.  Returns NULL if there are errors, all of
 * which have been reported.  Free the result with site_free(). */
struct site *site_read(const char *file, struct diag *diag);
void site_free(struct site *site);

#endif
