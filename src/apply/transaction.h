#ifndef APPLY_TRANSACTION_H
#define APPLY_TRANSACTION_H

#include "apply/apply.h"

/* Runs a whole change.  Returns the exit status of apply(8). */
int transaction(const struct job *job);

#endif
