#ifndef BIRDFEED_SELF_SERVICE_H
#define BIRDFEED_SELF_SERVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "site/schema.h"

/* Which requests need the operator's approval. */
enum approval { APPROVAL_NONE, APPROVAL_CREATE };
enum {
	SELF_SERVICE_STORE,
	SELF_SERVICE_RUN_DIR,
	SELF_SERVICE_PSK_DIR,
	SELF_SERVICE_APPROVAL,
	SELF_SERVICE_PEERS_PER_AS,
	SELF_SERVICE_CHANGES_PER_HOUR,
	SELF_SERVICE_QUARANTINE,
	SELF_SERVICE_BLOCKED,
	SELF_SERVICE_ADMINS,
	SELF_SERVICE_WELCOME,
	SELF_SERVICE_PGP_KEYS,
	SELF_SERVICE_MAINTENANCE,
	SELF_SERVICE_KEYS
};

/* The limits for networks that request peering themselves. */
struct site_self_service {
	char *store;		   /* request-store's file */
	char *run_dir;		   /* files of the pipeline for them */
	char *psk_dir;		   /* a file for each peer with a psk */
	unsigned approval;	   /* enum approval */
	uint32_t peers_per_as;	   /* per router */
	uint32_t changes_per_hour; /* per maintainer */
	uint32_t quarantine;	   /* days until an id is reused */
	struct text_list blocked;  /* "AS64496", or a maintainer */
	struct text_list admins;   /* maintainers */
	char *welcome;		   /* a file; NULL: none */
	char *pgp_keys;		   /* a directory; NULL: none */
	bool maintenance;	   /* no changes are allowed now */
	unsigned line[SELF_SERVICE_KEYS];
};

extern const struct schema self_service_schema;

/* True if the site file blocks ASN or MNTNER, which may be NULL. */
bool self_service_blocks(const struct site_self_service *s, uint32_t asn,
    const char *mntner);

#endif
