#ifndef PEER_VALIDATE_REFUSALS_H
#define PEER_VALIDATE_REFUSALS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/diag.h"

/*
 * The requests that were refused, and why, for those who made them: the file
 * of --refusals, one JSON object.  A zeroed struct writes nothing.
 */
struct refusals {
	const char *file;
	FILE *f;
	struct buf text;
};

/* Creates or empties FILE; NULL: nothing is written.  False if it cannot,
 * which has been reported. */
bool refusals_open(struct refusals *r, const char *file, struct diag *diag);
/* Adds the peer NAME: its FIELD is not right, because of WHY, by the check
 * ID. */
void refusals_add(struct refusals *r, const char *name, const char *field,
    const char *why, const char *id);
/* Writes and closes the file.  False if that failed, which has been
 * reported. */
bool refusals_close(struct refusals *r, struct diag *diag);

#endif
