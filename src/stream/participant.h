#ifndef BIRDFEED_PARTICIPANT_H
#define BIRDFEED_PARTICIPANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/list.h"
#include "stream/field.h"

struct addr_list {
	struct addr *v;
	size_t n;
	size_t cap;
};

/* A participant of an exchange: a user with all of their machines. */
struct participant {
	uint32_t asn;
	struct addr_list address;  /* sorted, no duplicates */
	struct prefix_list prefix; /* leased; sorted, no duplicates */
	bool more_specifics;	   /* and may announce parts */
	char *user;		   /* untrusted, truncated, or NULL */
	struct place place;
};

struct participants {
	struct participant *v;
	size_t n;
	size_t cap;
};

/*
 * Adds a participant record.  False for a record that participant-parse cannot
 * have written, which has been reported with the name of the field.
 */
bool participants_take(struct participants *list, const struct taking *t);
/* Sorts P's addresses and prefixes and removes duplicates. */
void participant_settle(struct participant *p);
/* Appends P as a record.  Call participant_settle() first. */
void participant_put(struct buf *line, const struct participant *p);
/*
 * Sorts by AS number.  False, which has been reported, if two participants
 * have the same number, address or prefix, or if a participant with
 * more_specifics has a prefix that contains another participant's prefix.
 */
bool participants_sort(struct participants *list, struct diag *diag);
/* The participant with that AS, or NULL.  The list must be sorted. */
const struct participant *participants_find(const struct participants *list,
    uint32_t asn);
void participants_free(struct participants *list);

#endif
