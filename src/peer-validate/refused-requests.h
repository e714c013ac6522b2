#ifndef PEER_VALIDATE_REFUSED_REQUESTS_H
#define PEER_VALIDATE_REFUSED_REQUESTS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/diag.h"

/*
 * The requests that were refused, and why, for those who made them: the file
 * of --refusals, one JSON object.  A zeroed struct writes nothing.
 */
struct refused_requests {
	const char *file;
	FILE *f;
	struct buf text;
};

/* Creates or empties FILE; NULL: nothing is written.  False if it cannot,
 * which has been reported. */
bool refused_requests_open(struct refused_requests *r, const char *file,
    struct diag *diag);
/* Adds the peer NAME: its FIELD is not right, because of WHY, by the check
 * ID. */
void refused_requests_add(struct refused_requests *r, const char *name,
    const char *field, const char *why, const char *id);
/* Writes and closes the file.  False if that failed, which has been
 * reported. */
bool refused_requests_close(struct refused_requests *r, struct diag *diag);

#endif
