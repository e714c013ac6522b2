#ifndef BIRDFEED_RUN_H
#define BIRDFEED_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/why.h"

/*
 * One program that is run to its end: no shell, a deadline, its output
 * kept.  Zero it, set IN and SECONDS, free it with run_free(), which also
 * wipes what came out (wg(8) prints keys).
 */
struct run {
	const char *in;		/* for its standard input; NULL: nothing */
	size_t in_len;
	unsigned seconds;
	struct buf out;		/* its standard output */
	struct buf err;		/* its standard error */
};

/*
 * Looks for argv[0] in PATH and then where programs of the administrator
 * are.  The program gets the three standard streams and no other descriptor,
 * and an environment of a fixed PATH and LANG=C.  Its exit status; -1 when it could not be started, was killed or
 * took too long.  WHY is set when the result is not 0.
 */
int run_program(struct run *r, char *const argv[], struct why *why);
void run_free(struct run *r);

/* For a process that has keys in its memory: neither it nor what it runs
 * leaves a core dump from here on. */
void run_without_core_dumps(void);

/* Is there such a program? */
bool run_exists(const char *name);

#endif
