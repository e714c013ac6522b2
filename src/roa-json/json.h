#ifndef ROA_JSON_JSON_H
#define ROA_JSON_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "roa-json/roa.h"

/* What the document says about itself. */
struct json_options {
	bool has_generated;
	uint64_t generated;	/* seconds since 1970 */
};

/*
 * Writes the document: a ROA a line, so that two of them can be compared
 * with diff(1).  False when memory ran out; errors of F are F's.
 */
bool json_write(FILE *f, const struct roas *roas,
    const struct json_options *o);

#endif
