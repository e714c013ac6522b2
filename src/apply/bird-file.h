#ifndef APPLY_BIRD_FILE_H
#define APPLY_BIRD_FILE_H

#include <stdbool.h>

#include "apply/apply.h"

/*
 * FILE, by its absolute path, is what BIRD starts with.  That has to be
 * current/bird/bird.conf in the state directory, or a regular file that
 * holds nothing but an include of it: otherwise the next restart would take
 * back what was confirmed.  Only the FIRST time it may be something else,
 * because it is what going back goes back to.  False: refused, and said.
 * What can not be looked at is a warning.
 */
bool bird_file_judge(const struct job *job, const char *file, bool first);

/* BIRD does not run: reports whether it will start with what was installed,
 * as far as the file says that BIRD usually starts with. */
void bird_file_say_down(const struct job *job);

#endif
