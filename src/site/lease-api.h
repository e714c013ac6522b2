#ifndef BIRDFEED_LEASE_API_H
#define BIRDFEED_LEASE_API_H

#include <stdint.h>

#include "base/endpoint.h"
#include "base/list.h"
#include "site/schema.h"

enum {
	LEASE_API_SOCKET,
	LEASE_API_LISTEN,
	LEASE_API_ISSUER,
	LEASE_API_AUDIENCE,
	LEASE_API_JWKS,
	LEASE_API_CA_FILE,
	LEASE_API_ALGORITHMS,
	LEASE_API_SERVICE_TOKEN_FILE,
	LEASE_API_MAX_CONNECTIONS,
	LEASE_API_CHANGES_PER_MINUTE,
	LEASE_API_KEYS
};

/* How lease-serve listens, and whose tokens it accepts. */
struct site_lease_api {
	char *socket;		 /* a Unix socket, unless LISTEN is
					 * given; see line[] */
	struct endpoint listen;	 /* an address of this machine */
	struct text_list issuer; /* the names of one issuer */
	struct text_list audience;
	char *jwks;		     /* where the issuer's keys are */
	char *ca_file;		     /* for JWKS; NULL: the system's */
	struct text_list algorithms; /* empty: the usual ones */
	char *service_token_file;    /* NULL: /service is closed */
	uint32_t max_connections;
	uint32_t changes_per_minute; /* of one user */
	unsigned line[LEASE_API_KEYS];
};

extern const struct schema lease_api_schema;

#endif
