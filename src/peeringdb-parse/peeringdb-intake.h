#ifndef PEERINGDB_PARSE_PEERINGDB_INTAKE_H
#define PEERINGDB_PARSE_PEERINGDB_INTAKE_H

#include <stdbool.h>

#include "base/diag.h"
#include "stream/net.h"

/* What is read, and what has come of it. */
struct intake {
	const char *name; /* of the source */
	struct nets nets;
	bool seen;
	struct diag *diag;
};

/* Reads standard input: a stream of records, which is passed on to standard
 * output, or the document itself, which begins with a brace as no stream does.
 * False if that failed, which has been reported. */
bool intake_read(struct intake *in);

#endif
