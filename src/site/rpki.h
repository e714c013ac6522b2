#ifndef BIRDFEED_RPKI_H
#define BIRDFEED_RPKI_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* The row of the site file's table, and what it cannot say. */
extern const struct schema rpki_schema;
/* Sets the default that depends on the registry's kind; before rpki_read(). */
void rpki_default(struct site *site);
bool rpki_read(struct site *site, const struct ynode *map,
    struct diag *diag);
void rpki_free(struct site_rpki *rpki);

/* Are there ROAs to check origins against? */
bool rpki_checked(const struct site *site);

#endif
