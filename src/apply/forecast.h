#ifndef APPLY_FORECAST_H
#define APPLY_FORECAST_H

#include "apply/apply.h"

/*
 * What a run would do, on standard output: apply -n.  Changes nothing, not
 * even a lock.  The exit status of apply(8).
 */
int forecast(const struct job *job);

#endif
