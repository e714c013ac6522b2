#ifndef APPLY_GENERATION_LIST_H
#define APPLY_GENERATION_LIST_H

#include "apply/apply.h"

/* Prints the stored generations, newest first, one per line, on standard
 * output.  Returns the exit status of apply(8). */
int generation_list(const struct job *job);

#endif
