#ifndef BIRDFEED_RUN_H
#define BIRDFEED_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/why.h"

/*
 * Runs a program to its end, without a shell, with a deadline, and keeps its
 * output.  Zero the struct and set IN and SECONDS.  Free it with run_free(),
 * which also wipes the output, because wg(8) prints keys.
 */
struct run {
	const char *in; /* its standard input; NULL: empty */
	size_t in_len;
	unsigned seconds;
	struct buf out; /* its standard output */
	struct buf err; /* its standard error */
};

/*
 * Looks for argv[0] in PATH, then in the sbin directories; an absolute path is
 * taken as it is.  The program gets only the three standard streams as
 * descriptors; its environment is a fixed PATH and LANG=C.  Returns its exit
 * status, 128 plus the signal that killed it, or -1 if it did not start, took
 * too long or wrote too much.  WHY is set if the result is not 0.
 */
int run_program(struct run *r, char *const argv[], struct why *why);
void run_free(struct run *r);

/* Disables core dumps of this process and of the programs that it starts.  For
 * processes with keys in memory. */
void run_without_core_dumps(void);

/* True if run_program() can find the program. */
bool run_exists(const char *name);

#endif
