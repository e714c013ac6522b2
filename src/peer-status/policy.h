#ifndef PEER_STATUS_POLICY_H
#define PEER_STATUS_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "peer-status/protocol.h"
#include "site/peer-source.h"
#include "site/site.h"
#include "stream/participant.h"
#include "stream/prefix-rule.h"
#include "stream/refusal.h"
#include "stream/vrp.h"

/* A prefix that a participant may announce. */
struct lease {
	struct prefix prefix;
	const struct participant *who;
};

/* An address of a participant's router, or of a refused user's machine. */
struct member {
	struct addr addr;
	uint32_t asn;
	bool refused;
};

/* The as-name of an AS in the registry, which is untrusted. */
struct as_name {
	uint32_t asn;
	char *name;
};

/* The data that explain why routes are rejected.  Each list is sorted. */
struct policy {
	const struct site *site; /* may be NULL, like ROUTER */
	const struct site_router *router;
	struct participants participants;
	struct refusals refusals;
	struct lease *lease; /* theirs */
	size_t nlease;
	struct member *member;
	size_t nmember;
	struct vrp *vrp;
	size_t nvrp, vrp_cap;
	struct prefix_rule *rule; /* in their order */
	size_t nrule, rule_cap;
	struct as_name *name;
	size_t nname, name_cap;
	/* The requests of networks, with the values that the site adds. */
	struct peer_source requests;
};

/* Reads the record stream on FD; FILE is its name in messages.  Returns false,
 * and reports why, if the stream is incomplete. */
bool policy_read(struct policy *p, int fd, const char *file, struct diag *diag);
/* Whose address is NEIGHBOR, as BIRD prints it, or NULL. */
const struct member *policy_member(const struct policy *p,
    const char *neighbor);
/* The registry's name of ASN, or NULL. */
const char *policy_name(const struct policy *p, uint32_t asn);
void policy_free(struct policy *p);

#endif
