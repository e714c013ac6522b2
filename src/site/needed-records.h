#ifndef SITE_NEEDED_RECORDS_H
#define SITE_NEEDED_RECORDS_H

#include "site/site.h"

/* Why a router needs records: a key of the site file, and the reason. */
struct records_need {
	const char *key; /* "rpki", or the name of a session */
	const char *text;
	unsigned line;
};

/*
 * True if ROUTER needs records; *NEED is then the first reason, in the order
 * of the site file's sections.  A site without a registry and without a
 * peering section may still get peers as records; this function cannot know
 * that.
 */
bool records_needed(const struct site *site, const struct site_router *router,
    struct records_need *need);
/* True if ROUTER may run with --no-records.  Otherwise reports why not. */
bool records_spared(const struct site *site, const struct site_router *router,
    struct diag *diag);
/* Text to add to the message about an empty stream, or NULL. */
const char *records_hint(const struct site *site,
    const struct site_router *router);

#endif
