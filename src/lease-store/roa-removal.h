#ifndef LEASE_STORE_ROA_REMOVAL_H
#define LEASE_STORE_ROA_REMOVAL_H

#include "lease-store/lease-task.h"

/* Runs the site's roa-hook for a ROA.  False if it failed, which has been
 * reported at LEVEL. */
bool roa_hook_run(const struct task *task, const struct lease_roa *roa, bool on,
    enum diag_level level);
/* Removes every ROA that must go.  False if some remain, which has been
 * reported. */
bool roa_removal(const struct task *task);

#endif
