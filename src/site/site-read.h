#ifndef BIRDFEED_SITE_READ_H
#define BIRDFEED_SITE_READ_H

#include "base/diag.h"
#include "site/site.h"

/* NULL after every error was reported; free with site_free(). */
struct site *site_read(const char *file, struct diag *diag);
void site_free(struct site *site);

#endif
