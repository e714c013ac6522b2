#ifndef MRT_ORIGINS_ORIGIN_TABLE_H
#define MRT_ORIGINS_ORIGIN_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* An AS, and when it was last the origin of a route. */
struct origin {
	uint32_t asn;
	uint32_t time; /* seconds since 1970; 0: a free slot */
};

/*
 * Of each AS the newest time.  All zero is an empty table; free it with
 * origin_table_free().
 */
struct origin_table {
	struct origin *slot;
	uint32_t *dump; /* of each slot, or NULL: see below */
	size_t size;	/* a power of 2, or 0 */
	size_t n;
	size_t last;	 /* the slot that was asked for last */
	uint64_t factor; /* of the hash: nobody can guess it */
};

/* The first second of 1970 counts as the second one. */
void origin_table_see(struct origin_table *t, uint32_t asn, uint32_t time);
/* Takes over what FROM has seen, in a dump that the caller has numbered.  Of
 * one time the lowest dump stays.  T is filled by this function alone. */
void origin_table_add(struct origin_table *t, const struct origin_table *from,
    uint32_t dump);
/* Sorts the table by AS, its N origins and their dumps in front: it is a list
 * then, and nothing may be added. */
void origin_table_sort(struct origin_table *t);
void origin_table_free(struct origin_table *t);

#endif
