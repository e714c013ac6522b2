#ifndef BIRDFEED_LEASES_H
#define BIRDFEED_LEASES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/asn.h"
#include "base/list.h"
#include "site/lease-api.h"
#include "site/schema.h"

/* What the gateway keeps of a person besides the hash and the user's id. */
enum lease_identity { LEASE_IDENTITY_NONE, LEASE_IDENTITY_EMAIL };
enum {
	LEASES_STORE,
	LEASES_ASNS,
	LEASES_PREFIXES,
	LEASES_PREFIX_LENGTH,
	LEASES_MAX_LEASES,
	LEASES_MAX_HOURS,
	LEASES_REST,
	LEASES_ASN_DAYS,
	LEASES_HISTORY,
	LEASES_IDENTITY,
	LEASES_ROA_HOOK,
	LEASES_API,
	LEASES_KEYS
};

/* The exchange's gateway: who may lease AS numbers and prefixes. */
struct site_leases {
	char *store;		     /* a file, or postgresql://... */
	struct asn_range_list asns;  /* the pool of AS numbers */
	struct prefix_list prefixes; /* the pool; the exchange's if empty */
	uint32_t prefix_length;	     /* of a lease; see line[] */
	uint32_t max_leases;	     /* of a user at a time */
	uint32_t max_hours;	     /* of a lease */
	uint32_t rest;		     /* hours until another user gets it */
	uint32_t asn_days;	     /* without a lease, until an AS number
					 * is taken back; 0: never */
	uint32_t history;	     /* days */
	unsigned identity;	     /* enum lease_identity */
	char *roa_hook;		     /* a program; NULL: none */
	struct site_lease_api api;   /* see line[] */
	unsigned line[LEASES_KEYS];
};

extern const struct schema leases_schema;

/* True if the store is a database of PostgreSQL. */
bool leases_in_postgresql(const struct site_leases *leases);

#endif
