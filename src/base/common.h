#ifndef BIRDFEED_COMMON_H
#define BIRDFEED_COMMON_H

#include <stdbool.h>

/* The options that mean the same in every tool. */
struct common {
	const char *site;
	const char *router;
	bool verbose;
	bool quiet;
};

#define COMMON_SHORT "s:r:vhV"
/* The last rows of a table for getopt_long(3), which needs <getopt.h>. */
#define COMMON_LONG \
	{ "help", no_argument, NULL, 'h' }, \
	{ "version", no_argument, NULL, 'V' }, \
	{ NULL, 0, NULL, 0 }

/* What common_take() returns beside an exit status. */
enum { COMMON_TAKEN = -1, COMMON_OTHER = -2 };

/*
 * Takes the option C, just returned by getopt_long(3).  COMMON_OTHER when it
 * is the tool's own; otherwise COMMON_TAKEN, or the status to exit with: 0
 * after -h and -V were answered on stdout, 2 when that failed, and for what
 * getopt_long(3) has complained about.
 */
int common_take(struct common *o, int c, const char *tool,
    const char *usage);
/* False, and said on stderr, when there was no -s. */
bool common_has_site(const struct common *o, const char *tool);

#endif
