#ifndef SITE_NEEDED_RECORDS_H
#define SITE_NEEDED_RECORDS_H

#include "site/site.h"

/* What a router needs records for: a key of the site file, and why. */
struct records_need {
	const char *key;	/* "rpki", or the name of a session */
	const char *text;
	unsigned line;
};

/*
 * Does ROUTER need records?  Then *NEED is the first reason, in the order of
 * the site file's sections.  The peers of a site without a registry that says
 * nothing about peering are not known here: they come as records, or not.
 */
bool records_needed(const struct site *site, const struct site_router *router,
    struct records_need *need);
/* Reports why --no-records is wrong for ROUTER, when it is; then false. */
bool records_spared(const struct site *site, const struct site_router *router,
    struct diag *diag);
/* What to add to the message about an empty stream; NULL: nothing. */
const char *records_hint(const struct site *site,
    const struct site_router *router);

#endif
