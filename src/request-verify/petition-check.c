/* What a signed text must be besides signed. */
#include "request-verify/petition-check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/timestamp.h"

#define AHEAD (10 * 60)
#define BACK (24 * 3600)

static bool
check_date(int64_t date, int64_t now, struct verdict *verdict)
{
	char text[TIMESTAMP_TEXT];

	if (date > now + AHEAD)
		return verdict_refuse(verdict, "date-future",
		    "date: it is "
		    "%s now (expected 10 minutes ahead at most)",
		    timestamp_print(text, now));
	return date >= now - BACK ||
	    verdict_refuse(verdict, "date-old",
		"date: it is %s now (expected a day back at most)",
		timestamp_print(text, now));
}

static bool
check_router(const char *router, const struct site *site,
    struct verdict *verdict)
{
	if (router == NULL && site->nrouters == 1)
		return true;
	if (router == NULL)
		return verdict_refuse(verdict, "router",
		    "router: missing "
		    "(expected one of the network's)");
	return site_find_router(site, router) != NULL ||
	    verdict_refuse(verdict, "router",
		"router: \"%.32s\" (expected "
		"one of the network's)",
		router);
}

bool
petition_check(const struct petition_text *t, const struct site *site,
    const struct mntner_keys *keys, int64_t now, struct verdict *verdict)
{
	char age[REVISION_AGE];

	/* The keys were chosen by words that nobody had checked. */
	if (strcmp(t->mntner, keys->mntner) != 0 || t->peer.asn != keys->asn)
		return verdict_refuse(verdict, "text",
		    "mntner or asn: not "
		    "what it seemed to be (expected each once)");
	if (t->network != site->network.asn)
		return verdict_refuse(verdict, "other-network",
		    "network: "
		    "AS%" PRIu32 " (expected AS%" PRIu32 ")",
		    t->network, site->network.asn);
	if (!check_router(t->peer.router, site, verdict) ||
	    !check_date(t->petition.date, now, verdict))
		return false;
	if (!keys->as_there)
		return verdict_refuse(verdict, "as-unknown",
		    "asn: AS%" PRIu32 " is not in the registry%s", keys->asn,
		    revision_age(age, &keys->registry));
	return keys->as_maintained ||
	    verdict_refuse(verdict, "as-mntner",
		"asn: AS%" PRIu32 " is not maintained by %s in the registry%s",
		keys->asn, keys->mntner, revision_age(age, &keys->registry));
}
