#ifndef BIRDFEED_SOURCES_H
#define BIRDFEED_SOURCES_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* Reads the site's map of sources, NAME to what is known of it. */
bool sources_read(struct site *site, const struct ynode *map,
    struct diag *diag);
void sources_free(struct site *site);

/* The source of that name; NULL when the site has none. */
const struct site_source *source_find(const struct site *site,
    const char *name, size_t n);
/* What the document of the source NAME is: as the site says, or, where it
 * says nothing, by the name. */
enum source_format source_format(const struct site *site, const char *name,
    size_t n);

#endif
