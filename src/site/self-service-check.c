/* Checks the site file's self-service against other sections. */
#include "site/self-service-check.h"

#include <string.h>

/* Two peers of an AS need different interfaces and protocols, so the patterns
 * must contain the peer's name. */
static bool
tells_apart(const struct site *site, const char *pattern, const char *key,
    struct diag *diag)
{
	const struct site_self_service *s = &site->self_service;

	if (s->peers_per_as == 1 || strstr(pattern, "%n") != NULL)
		return true;
	return site_refuse(site, s->line[SELF_SERVICE_PEERS_PER_AS], key,
	    "without %n (expected it, because peers-per-as is more than 1)",
	    diag);
}

bool
self_service_check(const struct site *site, struct diag *diag)
{
	bool ok = tells_apart(site, site->peering.interface,
	    "peering.interface", diag);

	return tells_apart(site, site->peering.protocol, "peering.protocol",
		   diag) &&
	    ok;
}
