#ifndef APPLY_ENDPOINTS_H
#define APPLY_ENDPOINTS_H

#include "apply/apply.h"
#include "apply/plan.h"

/* Resolves the endpoint of every step that has one.  A name that does not
 * resolve is reported, and the step continues without its address. */
void endpoints_resolve(const struct job *job, const struct plan *plan);

#endif
