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

/* A participant of an exchange: one user, with all of their machines. */
struct participant {
	uint32_t asn;
	struct addr_list address;	/* in order, each once */
	struct prefix_list prefix;	/* leased; in order, each once */
	bool more_specifics;		/* and what lies in them */
	char *user;			/* any text, cut; NULL: not said */
	struct place place;
};

struct participants {
	struct participant *v;
	size_t n;
	size_t cap;
};

/*
 * Takes a participant record in.  False for one that participant-parse
 * cannot have written; that has been reported, with the field's name.
 */
bool participants_take(struct participants *list, const struct taking *t);
/* Puts P's addresses and prefixes in order, each once. */
void participant_settle(struct participant *p);
/* Appends P, which is settled, as a record. */
void participant_put(struct buf *line, const struct participant *p);
/*
 * Puts them in order, by AS number.  False, and reported, when two have one
 * number, one address or one prefix, or when one may announce what lies in
 * a prefix that another has.
 */
bool participants_sort(struct participants *list, struct diag *diag);
/* The one of that AS; NULL when there is none.  They are in order. */
const struct participant *participants_find(const struct participants *list,
    uint32_t asn);
void participants_free(struct participants *list);

#endif
