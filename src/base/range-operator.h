#ifndef BIRDFEED_RANGE_OPERATOR_H
#define BIRDFEED_RANGE_OPERATOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/prefix.h"

/*
 * A range operator of RPSL (RFC 2622, section 2): which lengths of more
 * specific prefixes are meant.  "^+" is all of them and the prefix itself,
 * "^-" the same without the prefix, "^24" and "^24-32" are lengths.  After a
 * set's name, it holds for every prefix range of the set.
 */
struct range_operator {
	unsigned more;	   /* added to the shortest length */
	unsigned shortest; /* at least this */
	unsigned longest;  /* at most this; RANGE_SAME: as it was */
};

#define RANGE_SAME 255
/* Changes nothing. */
#define RANGE_NONE ((struct range_operator){ 0, 0, RANGE_SAME })

/* Parses what follows the "^". */
bool range_operator_parse(const char *s, size_t n, struct range_operator *o);
/* INNER first, and OUTER on its result. */
struct range_operator range_operator_join(const struct range_operator *inner,
    const struct range_operator *outer);
/* Applies O to the lengths *MIN .. *MAX of a prefix with at most BITS bits.
 * False if none is left. */
bool range_operator_apply(const struct range_operator *o, unsigned bits,
    unsigned *min, unsigned *max);

#endif
