#ifndef BIRDFEED_REFUSAL_H
#define BIRDFEED_REFUSAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/list.h"
#include "stream/participant.h"

/*
 * Somebody with an AS number at an exchange who is no participant, and why.
 * A refusal names nobody: it has no e-mail address, so a page may show it.
 */
struct refusal {
	uint32_t asn;
	struct addr_list address; /* of their machines; may be empty */
	struct text_list reason;  /* at least one */
};

struct refusals {
	struct refusal *v; /* sorted, after refusals_sort() */
	size_t n;
	size_t cap;
};

/* Adds a zeroed refusal.  The pointer is valid until the next call. */
struct refusal *refusals_add(struct refusals *list);
/* Adds a copy of TEXT to R's reasons. */
void refusal_because(struct refusal *r, const char *text);
/* Adds a refusal record.  False for a record that participant-parse cannot
 * have written, which has been reported. */
bool refusals_take(struct refusals *list, const struct taking *t);
/* Appends R as a record. */
void refusal_put(struct buf *line, const struct refusal *r);
/* Sorts by AS number, then by address and reason.  Two users can be refused
 * for one AS number. */
void refusals_sort(struct refusals *list);
/* The first refusal of that AS in the sorted list, or NULL. */
const struct refusal *refusals_find(const struct refusals *list, uint32_t asn);
void refusals_free(struct refusals *list);

#endif
