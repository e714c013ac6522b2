#ifndef BIRDFEED_PETITION_H
#define BIRDFEED_PETITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"
#include "stream/field.h"

enum petition_operation { PETITION_CREATE, PETITION_CHANGE, PETITION_REMOVE,
	PETITION_CONFIG, PETITION_STATUS, PETITION_OPERATIONS };
extern const char *const petition_operations[PETITION_OPERATIONS];

/*
 * A signed request for peering, whose signature request-verify has checked.
 * The rest of the record are the fields of a request that the text names.
 */
struct petition {
	char *name;		/* of the peer */
	enum petition_operation operation;
	int64_t date;		/* when it was signed: seconds since 1970 */
	char *key;		/* "ssh-ed25519 SHA256:...", "pgp 0123..." */
	char *signed_by;	/* the maintainer */
	uint32_t asn;
};

/* True for a field that is the petition's own, and not of its request. */
bool petition_has_field(const char *name, size_t n);
/* Is TEXT the name of an operation? */
bool petition_operation_parse(const char *s, size_t n,
    enum petition_operation *operation, struct why *why);
/*
 * Takes a petition record.  False for one that request-verify cannot have
 * written; that has been reported.  petition_free() it in every case.
 */
bool petition_take(const struct taking *t, struct petition *p);
void petition_free(struct petition *p);
/* Appends P as a record, with the N fields of its request, asn among them. */
void petition_put(struct buf *line, const struct petition *p,
    const struct slice *name, const struct slice *value, size_t n);

#endif
