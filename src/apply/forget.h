#ifndef APPLY_FORGET_H
#define APPLY_FORGET_H

#include "apply/apply.h"

/* Removes the stored generation whose id starts with ID, with its copies of
 * secrets, at once.  Refuses to remove the current generation. */
int forget(const struct job *job, const char *id);

#endif
