#ifndef BIRDFEED_PETITION_H
#define BIRDFEED_PETITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"
#include "stream/field.h"

enum petition_operation {
	PETITION_CREATE,
	PETITION_CHANGE,
	PETITION_REMOVE,
	PETITION_CONFIG,
	PETITION_STATUS,
	PETITION_OPERATIONS
};
extern const char *const petition_operations[PETITION_OPERATIONS];

/*
 * A signed request for peering.  request-verify has checked its signature.
 * The other fields of the record are the fields of the request.
 */
struct petition {
	char *name; /* of the peer */
	enum petition_operation operation;
	int64_t date;	 /* when it was signed: seconds since 1970 */
	char *key;	 /* "ssh-ed25519 SHA256:...", "pgp 0123..." */
	char *signed_by; /* the maintainer */
	uint32_t asn;
};

/* True if the field belongs to the petition and not to its request. */
bool petition_has_field(const char *name, size_t n);
/* Parses the name of an operation. */
bool petition_operation_parse(const char *s, size_t n,
    enum petition_operation *operation, struct why *why);
/*
 * Reads a petition record.  False for a record that request-verify cannot have
 * written, which has been reported.  Free P with petition_free() in both
 * cases.
 */
bool petition_take(const struct taking *t, struct petition *p);
void petition_free(struct petition *p);
/* Appends P as a record with the N fields of its request, including asn. */
void petition_put(struct buf *line, const struct petition *p,
    const struct slice *name, const struct slice *value, size_t n);

#endif
