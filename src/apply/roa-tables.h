#ifndef APPLY_ROA_TABLES_H
#define APPLY_ROA_TABLES_H

#include "apply/apply.h"
#include "host/birdctl.h"

/*
 * After a change: warns of each ROA table of the new configuration that is
 * empty in BIRD, because a filter that uses it cannot work as it reads.
 */
void roa_tables_warn(const struct job *job, struct birdctl *ctl);

#endif
