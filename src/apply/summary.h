#ifndef APPLY_SUMMARY_H
#define APPLY_SUMMARY_H

#include "apply/apply.h"

/* Prints the result of a run on standard output, as one line of JSON for a
 * monitor. */
void summary_print(const struct job *job, int status);

#endif
