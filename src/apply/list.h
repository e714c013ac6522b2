#ifndef APPLY_LIST_H
#define APPLY_LIST_H

#include "apply/apply.h"

/* The generations that are kept, one line each, newest first, on standard
 * output.  The exit status of apply(8). */
int list(const struct job *job);

#endif
