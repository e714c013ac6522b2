#ifndef APPLY_ROA_TABLES_H
#define APPLY_ROA_TABLES_H

#include "apply/apply.h"
#include "host/birdctl.h"

/*
 * After a change: warns of each ROA table of the new configuration that
 * BIRD has nothing in, because a filter that asks it is then not what it
 * looks like.
 */
void roa_tables_warn(const struct job *job, struct birdctl *ctl);

#endif
