#ifndef BIRDFEED_FIELD_H
#define BIRDFEED_FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/prefix.h"
#include "stream/record.h"

/* The record that a taker reads, and where it reports errors. */
struct taking {
	struct slice line;	     /* verbatim, without its newline */
	const struct record *record; /* NULL: not parsed */
	const struct place *place;
	struct diag *diag;
};

/*
 * Read the first field NAME, by its type, of a record that birdfeed itself
 * writes.  If the field is missing or wrong, they report it as an error that
 * stops the run and return false.
 */
bool field_slice(const struct taking *t, const char *name, struct slice *value);
bool field_prefix(const struct taking *t, const char *name, struct prefix *p);
bool field_asn(const struct taking *t, const char *name, uint32_t *asn);
/* Reads a prefix length that is valid for P's family. */
bool field_length(const struct taking *t, const char *name,
    const struct prefix *p, uint8_t *len);
/* Reports that FIELD is wrong because of WHY.  Always returns false. */
bool field_refuse(const struct taking *t, const char *field, const char *why);

#endif
