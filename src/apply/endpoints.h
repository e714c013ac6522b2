#ifndef APPLY_ENDPOINTS_H
#define APPLY_ENDPOINTS_H

#include "apply/apply.h"
#include "apply/plan.h"

/* Gives every step that needs one the address of its endpoint; a name that
 * has none is reported, and the step goes without. */
void endpoints_resolve(const struct job *job, const struct plan *plan);

#endif
