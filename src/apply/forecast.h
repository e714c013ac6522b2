#ifndef APPLY_FORECAST_H
#define APPLY_FORECAST_H

#include "apply/apply.h"

/*
 * apply -n: prints what a run would do on standard output.  It changes nothing
 * and takes no lock.  Returns the exit status of apply(8).
 */
int forecast(const struct job *job);

#endif
