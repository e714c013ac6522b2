#ifndef LEASE_STORE_LEASE_VERB_H
#define LEASE_STORE_LEASE_VERB_H

#include <stddef.h>

#include "lease-store/lease-task.h"

/* What lease-store can do. */
struct verb {
	const char *name;
	size_t least, most;	       /* operands */
	int (*run)(struct task *task); /* the exit status */
};

/* NULL when there is none of that name. */
const struct verb *verb_find(const char *name);

#endif
