#ifndef PEER_STATUS_OPTIONS_H
#define PEER_STATUS_OPTIONS_H

#include "base/command.h"
#include "peer-status/format.h"
#include "peer-status/status.h"

struct options {
	struct common common;
	const char *socket;
	const char *output; /* NULL: standard output */
	const char *only;   /* NULL: everything */
	const char *history;
	uint64_t every; /* seconds between runs; 0: unknown */
	const char *title;
	const char *records;  /* a file, or "-" */
	unsigned format_word; /* as given: the format's index */
	uint64_t limit;	      /* as given */
	uint64_t seconds;
	const struct format *format;
	struct question question; /* without its socket */
};

/* Fills O, with its defaults, and DIAG from the command line.  Returns
 * COMMAND_GO, or the exit status. */
int options_read(struct options *o, struct diag *diag, int argc, char **argv);

#endif
