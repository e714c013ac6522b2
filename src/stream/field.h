#ifndef BIRDFEED_FIELD_H
#define BIRDFEED_FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/prefix.h"
#include "stream/record.h"

/* One record that is being read, and where its faults are reported. */
struct taking {
	struct slice line;	/* as it came, without its newline */
	const struct record *record;	/* NULL: not parsed */
	const struct place *place;
	struct diag *diag;
};

/*
 * The first field of that name, by its type, of a record that birdfeed
 * itself writes: one that lacks or is wrong stops the run.  It has been
 * reported then, and the result is false.
 */
bool field_slice(const struct taking *t, const char *name,
    struct slice *value);
bool field_prefix(const struct taking *t, const char *name,
    struct prefix *p);
bool field_asn(const struct taking *t, const char *name, uint32_t *asn);
/* A prefix length that P's family has. */
bool field_length(const struct taking *t, const char *name,
    const struct prefix *p, uint8_t *len);
/* Reports WHY of the field FIELD; always false. */
bool field_refuse(const struct taking *t, const char *field,
    const char *why);

#endif
