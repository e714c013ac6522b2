#ifndef PARTICIPANT_PARSE_PARTICIPANT_INTAKE_H
#define PARTICIPANT_PARSE_PARTICIPANT_INTAKE_H

#include <stdbool.h>
#include <stdio.h>

#include "participant-parse/roster.h"
#include "site/site.h"
#include "stream/record.h"

/* What the input holds, and how it is to be taken. */
struct intake {
	const struct site *site;
	const char *servers;		/* how their host names begin */
	struct diag *diag;
	FILE *to;			/* other records go there */
	struct roster roster;
	struct addr_list server_addrs;
	unsigned seen[SOURCE_OTHER];	/* documents of each format */
	struct record record;
	struct buf names;		/* of the sources that were read */
};

/*
 * Reads the records on FD: takes the documents that it knows, and passes
 * every other record on.  False when the stream is not complete, a document
 * is not what it should be or there is none; that has been reported.
 */
bool intake_read(struct intake *in, int fd);
void intake_free(struct intake *in);

#endif
