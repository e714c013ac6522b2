#ifndef APPLY_HOOK_NAMES_H
#define APPLY_HOOK_NAMES_H

#include "apply/apply.h"

/*
 * Reports each hook of the router's sessions that no file of its hooks
 * defines, for a set that BIRD refused: BIRD itself reports only "syntax
 * error" and a line of a generated file.
 */
void hook_names_report(const struct job *job);

#endif
