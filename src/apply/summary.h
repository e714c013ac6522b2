#ifndef APPLY_SUMMARY_H
#define APPLY_SUMMARY_H

#include "apply/apply.h"

/* How a run ended, on standard output: one line of JSON, for a monitor. */
void summary_print(const struct job *job, int status);

#endif
