#ifndef BIRDFEED_WALL_H
#define BIRDFEED_WALL_H

#include "base/diag.h"
#include "base/wall-promise.h"

/*
 * Walls: what a tool gives up before it reads what strangers wrote.  The table
 * in wall.c has a row for each tool.  seccomp(2) limits the system calls, and
 * landlock(7) the files; both last until the process ends, and its children
 * inherit them.  Call wall_in() when the options are read and the inputs are
 * open, and before the first thread.  What a library opens at its first use
 * (sodium_init(3), json_object_seed(3)) must be called before.
 *
 * A call outside the wall fails with EPERM, EACCES or ENOSYS.  With
 * BIRDFEED_WALLS=kill in the environment it kills the process, as the tests
 * want it.  Nothing but ../configure --disable-walls turns walls off.
 */

/* Adds PATH; NULL and "-" are skipped. */
void wall_path_add(struct wall_paths *paths, const char *path,
    enum wall_use use);
/* Adds each of a list of operands that ends with NULL, to be read. */
void wall_operands_add(struct wall_paths *paths, char *const *operands);

/*
 * Puts up the wall of the row named TOOL, a filter's if there is no such row.
 * PATHS, which it frees, are what Landlock leaves, for rows that open files;
 * NULL: none.  What cannot be put up is left out; under --verbose one line
 * tells what is up.
 */
void wall_in(const char *tool, struct wall_paths *paths, struct diag *diag);
/* The same for a filter, DIAG->tool, which opens nothing any more. */
void wall_in_filter(struct diag *diag);

#endif
