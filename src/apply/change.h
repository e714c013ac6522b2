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
	FILE_REPAIRED,		/* it was not as it was confirmed */
};

/* Takes one file; OLD or NEW is NULL where there is none. */
typedef void change_taker(void *ctx, enum file_change change,
    const struct frag_file *old, const struct frag_file *new);

/* All files that come, change, go or are repaired. */
void change_each_file(const struct situation *s, change_taker *take,
    void *ctx);

/*
 * What a run changes, one line each, for standard output.  Each of these
 * prints its lines to F and returns how many they are.
 */

/* One file, as a change_taker gets it. */
void change_print_file(FILE *f, enum file_change change,
    const struct frag_file *old, const struct frag_file *new);
size_t change_files(FILE *f, const struct situation *s);
/* Tunnels, by the steps of the plan. */
size_t change_tunnels(FILE *f, const struct situation *s,
    const struct plan *p);
/* Rules of the kernel, by the steps of the plan. */
size_t change_rules(FILE *f, const struct plan *p);
/* BGP sessions, by the settings whose change restarts them. */
size_t change_sessions(FILE *f, const struct situation *s);
/* Is that session in both generations, and to restart? */
bool change_restarts(const struct situation *s, const char *name);
/* Does the change start it: is it new, or to restart? */
bool change_starts(const struct situation *s, const char *name);
/* BIRD, when it loads files that do not change. */
size_t change_bird(FILE *f, const struct situation *s, const struct plan *p);

#endif
