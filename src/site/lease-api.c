/* The site file's leases.api: lease-serve's socket, and whose tokens it
 * accepts. */
#include "site/lease-api.h"

#define AT(member) offsetof(struct site_lease_api, member)

static const struct key lease_api_keys[] = {
	[LEASE_API_SOCKET] = { "socket", VALUE_PATH, AT(socket),
	    "/run/birdfeed-lease/api.sock" },
	[LEASE_API_LISTEN] = { "listen", VALUE_ENDPOINT, AT(listen) },
	[LEASE_API_ISSUER] = { "issuer", VALUE_CLAIM, AT(issuer), .list = true,
	    .one = true, .required = true },
	[LEASE_API_AUDIENCE] = { "audience", VALUE_CLAIM, AT(audience),
	    .list = true, .one = true, .required = true },
	[LEASE_API_JWKS] = { "jwks", VALUE_URL, AT(jwks), .required = true },
	[LEASE_API_CA_FILE] = { "ca-file", VALUE_PATH, AT(ca_file) },
	[LEASE_API_ALGORITHMS] = { "algorithms", VALUE_CLAIM, AT(algorithms),
	    .list = true, .one = true },
	[LEASE_API_SERVICE_TOKEN_FILE] = { "service-token-file", VALUE_PATH,
	    AT(service_token_file) },
	[LEASE_API_MAX_CONNECTIONS] = { "max-connections", VALUE_NUMBER,
	    AT(max_connections), "1024", 64, 65536 },
	[LEASE_API_CHANGES_PER_MINUTE] = { "changes-per-minute", VALUE_NUMBER,
	    AT(changes_per_minute), "60", 1, 1000000 },
};
const struct schema lease_api_schema = { "leases.api", lease_api_keys,
	LEASE_API_KEYS, AT(line) };
