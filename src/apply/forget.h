#ifndef APPLY_FORGET_H
#define APPLY_FORGET_H

#include "apply/apply.h"

/* Removes the kept generation whose id starts with ID, and its copies of
 * secrets, at once.  The present one is refused. */
int forget(const struct job *job, const char *id);

#endif
