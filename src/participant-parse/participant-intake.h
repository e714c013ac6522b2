#ifndef PARTICIPANT_PARSE_PARTICIPANT_INTAKE_H
#define PARTICIPANT_PARSE_PARTICIPANT_INTAKE_H

#include <stdbool.h>
#include <stdio.h>

#include "participant-parse/roster.h"
#include "site/site.h"
#include "stream/record.h"

/* The contents of the input, and how to read it. */
struct intake {
	const struct site *site;
	const char *servers; /* prefix of their host names */
	struct diag *diag;
	FILE *to; /* for the other records */
	struct roster roster;
	struct addr_list server_addrs;
	unsigned seen[SOURCE_OTHER]; /* documents of each format */
	struct record record;
	struct buf names; /* of the sources so far */
};

/*
 * Reads the records on FD: takes the documents of known formats, and passes
 * other records on.  False if the stream is incomplete, or a document is
 * malformed or missing; that has been reported.
 */
bool intake_read(struct intake *in, int fd);
void intake_free(struct intake *in);

#endif
