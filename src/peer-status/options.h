#ifndef PEER_STATUS_OPTIONS_H
#define PEER_STATUS_OPTIONS_H

#include "base/common.h"
#include "peer-status/format.h"
#include "peer-status/status.h"

struct options {
	struct common common;
	const char *socket;
	const char *output;		/* NULL: standard output */
	const char *history;
	const char *title;
	const char *records;		/* a file, or "-" */
	const struct format *format;
	struct question question;	/* but for its socket */
};

/* Ends the program on a wrong call, and after -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
