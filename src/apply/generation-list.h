#ifndef APPLY_GENERATION_LIST_H
#define APPLY_GENERATION_LIST_H

#include "apply/apply.h"

/* The generations that are kept, one line each, newest first, on standard
 * output.  The exit status of apply(8). */
int generation_list(const struct job *job);

#endif
