#ifndef PEER_STATUS_POLICY_H
#define PEER_STATUS_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "peer-status/protocol.h"
#include "site/site.h"
#include "stream/participant.h"
#include "stream/prefix-rule.h"
#include "stream/vrp.h"

/* A prefix that a participant may announce. */
struct lease {
	struct prefix prefix;
	const struct participant *who;
};

/* An address of a participant's router. */
struct member {
	struct addr addr;
	uint32_t asn;
};

/* What is known about why routes are rejected.  Each list is sorted. */
struct policy {
	const struct site *site;	/* may be NULL, like ROUTER */
	const struct site_router *router;
	struct participants participants;
	struct lease *lease;	/* theirs */
	size_t nlease;
	struct member *member;
	size_t nmember;
	struct vrp *vrp;
	size_t nvrp, vrp_cap;
	struct prefix_rule *rule;	/* in their order */
	size_t nrule, rule_cap;
};

/* Reads the record stream on FD; FILE is its name in messages.  Returns false,
 * and reports why, if the stream is incomplete. */
bool policy_read(struct policy *p, int fd, const char *file,
    struct diag *diag);
void policy_free(struct policy *p);

#endif
