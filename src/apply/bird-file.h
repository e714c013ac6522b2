#ifndef APPLY_BIRD_FILE_H
#define APPLY_BIRD_FILE_H

#include <stdbool.h>

#include "apply/apply.h"

/*
 * Checks FILE, the absolute path of the file that BIRD starts with.  It must
 * be current/bird/bird.conf in the state directory, or a regular file that
 * contains only an include of that path.  Otherwise the next restart of BIRD
 * would undo the confirmed change.  It may be another file only the FIRST
 * time, because the rollback returns to it.  Returns false, and reports why,
 * if the file is refused.  A file that cannot be examined causes only a
 * warning.
 */
bool bird_file_judge(const struct job *job, const char *file, bool first);

/* For a BIRD that is not running: reports whether it will start with the
 * installed configuration, judging by the usual paths of its file. */
void bird_file_say_down(const struct job *job);

#endif
