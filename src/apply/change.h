#ifndef APPLY_CHANGE_H
#define APPLY_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "apply/plan.h"

enum file_change {
	FILE_ADDED,
	FILE_CHANGED,
	FILE_REMOVED,
	FILE_REPAIRED, /* it differed from the confirmed file */
};

/* Called for one file.  OLD is NULL for a new file, NEW for a removed file. */
typedef void change_taker(void *ctx, enum file_change change,
    const struct frag_file *old, const struct frag_file *new);

/* Calls TAKE for each file that is added, changed, removed or repaired. */
void change_each_file(const struct situation *s, change_taker *take, void *ctx);

/*
 * Print the changes of a run to F, one line each.  Each function below that
 * returns size_t returns the number of lines it printed.
 */

/* Prints one file, with the arguments of a change_taker. */
void change_print_file(FILE *f, enum file_change change,
    const struct frag_file *old, const struct frag_file *new);
size_t change_files(FILE *f, const struct situation *s);
/* Tunnels, from the steps of the plan. */
size_t change_tunnels(FILE *f, const struct situation *s, const struct plan *p);
/* Kernel rules, from the steps of the plan. */
size_t change_rules(FILE *f, const struct plan *p);
/* BGP sessions, from the settings that restart a session when they change. */
size_t change_sessions(FILE *f, const struct situation *s);
/* Is the session in both generations, and does the change restart it? */
bool change_restarts(const struct situation *s, const char *name);
/* Does the change start the session, because it is new or restarts? */
bool change_starts(const struct situation *s, const char *name);
/* BIRD, if it reloads files that have not changed. */
size_t change_bird(FILE *f, const struct situation *s, const struct plan *p);

#endif
