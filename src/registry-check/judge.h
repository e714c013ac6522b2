#ifndef REGISTRY_CHECK_JUDGE_H
#define REGISTRY_CHECK_JUDGE_H

#include <stdbool.h>

#include "registry-check/finding.h"
#include "rpsl/registry.h"

/*
 * A judgement, which prints findings instead of records: --check, or
 * --check-policy of one maintainer.  All zero and with these two set,
 * judge_open() it, read the registry, then judge_finish().
 */
struct judge {
	bool check;
	const char *mntner;	/* --check-policy */
	struct findings findings;
	struct diag *diag;	/* the run's own */
	struct diag reading;	/* makes findings of what is refused */
};

/* Is there anything to judge? */
bool judge_wanted(const struct judge *j);
/* REG keeps from now on what the judgement needs.  False when that can not
 * be, which has been reported. */
bool judge_open(struct judge *j, struct registry *reg);
/* Judges REG, which was read whole when OK; the last line on standard
 * error, and the exit status. */
int judge_finish(struct judge *j, struct registry *reg, bool ok);

#endif
