#ifndef PEER_STATUS_ANNOUNCEMENT_H
#define PEER_STATUS_ANNOUNCEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "peer-status/policy.h"
#include "stream/origin-validation.h"

/* One of our own prefixes, and its verdict from the ROAs. */
struct announcement {
	struct prefix prefix;
	uint32_t asn;
	struct origin_verdict verdict; /* points into the policy */
};

struct announcements {
	struct announcement *v;
	size_t n;
};

/*
 * Judges the prefixes of the policy's network and router.  The list is empty
 * without a site or without vrp records.  Free it with announcements_free().
 */
void announcements_judge(struct announcements *list,
    const struct policy *policy);
void announcements_free(struct announcements *list);

#endif
