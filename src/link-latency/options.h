#ifndef LINK_LATENCY_OPTIONS_H
#define LINK_LATENCY_OPTIONS_H

#include <stdbool.h>

#include "base/command.h"
#include "link-latency/link-memory.h"

/* The command line. */
struct options {
	struct common common;
	const char *memory;  /* the file */
	const char *records; /* "-": standard input */
	unsigned format;     /* which of report_formats */
	const char *explain; /* a link's name, or NULL */
	bool fping;	     /* its output is on standard input */
	struct moment at;
};

#endif
