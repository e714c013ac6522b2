/* Checks the site file's leases.api. */
#include "site/lease-api-check.h"

#include <string.h>

#include "base/url.h"

static bool
refuse(const struct site *site, unsigned key, const char *field,
    const char *text, struct diag *diag)
{
	return site_refuse(site, site->leases.api.line[key], field, text, diag);
}

/* True for 127.0.0.0/8 and ::1. */
static bool
is_loopback(const struct endpoint *e)
{
	static const uint8_t one[16] = { [15] = 1 };

	if (e->host != NULL)
		return false;
	return e->addr.family == 4 ?
	    e->addr.bytes[0] == 127 :
	    memcmp(e->addr.bytes, one, sizeof one) == 0;
}

/* Tokens must not be sent over a network without TLS. */
static bool
check_listen(const struct site *site, struct diag *diag)
{
	const struct site_lease_api *api = &site->leases.api;

	if (api->line[LEASE_API_LISTEN] == 0)
		return true;
	if (api->line[LEASE_API_SOCKET] != 0)
		return refuse(site, LEASE_API_LISTEN, "listen",
		    "given with "
		    "socket (expected one of them)",
		    diag);
	if (!is_loopback(&api->listen))
		return refuse(site, LEASE_API_LISTEN, "listen",
		    "not an "
		    "address of this machine alone (expected 127.0.0.1 or "
		    "::1, behind a web server with TLS)",
		    diag);
	return true;
}

/* An empty list would accept nothing. */
static bool
check_list(const struct site *site, unsigned key, const char *field,
    const struct text_list *list, struct diag *diag)
{
	return list->n > 0 ||
	    refuse(site, key, field, "empty (expected at least one)", diag);
}

bool
lease_api_check(const struct site *site, struct diag *diag)
{
	const struct site_lease_api *api = &site->leases.api;

	if (site->leases.line[LEASES_API] == 0)
		return true;
	if (url_scheme(api->jwks) != URL_HTTPS)
		return refuse(site, LEASE_API_JWKS, "jwks",
		    "without TLS "
		    "(expected https://...)",
		    diag);
	return check_list(site, LEASE_API_ISSUER, "issuer", &api->issuer,
		   diag) &&
	    check_list(site, LEASE_API_AUDIENCE, "audience", &api->audience,
		diag) &&
	    check_listen(site, diag);
}
