#ifndef IRR_FETCH_IRR_SETS_H
#define IRR_FETCH_IRR_SETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/why.h"
#include "irr-fetch/irr-wanted.h"
#include "irr-fetch/irrd.h"

struct set_entry;

/* The requested sets, and the server's answers. */
struct set_table {
	struct set_entry **v; /* in the order in which they were named */
	size_t n;
	size_t cap;
	struct set_entry *by_name; /* uthash */
	char *fallback; /* the sources of sets without one, RIPE,RADB */
};

/* Adds the sets of W. */
void sets_want(struct set_table *t, const struct irr_wanted *w);
/*
 * Asks for the members of every set, and of the sets among them.  False with
 * WHY, which names the set, if the server does not know one of W's, or fails.
 */
bool sets_ask(struct set_table *t, struct irrd *c, const char *site_file,
    struct why *why);
/* Appends the AS numbers of all sets to the LIST of *N, with room for *CAP. */
void sets_asns(const struct set_table *t, uint32_t **list, size_t *n,
    size_t *cap);
/* Writes a record for each set of W, with all that is below it, by name. */
void sets_write(FILE *f, struct set_table *t);
void sets_free(struct set_table *t);

#endif
