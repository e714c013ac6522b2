#ifndef LEASE_STORE_LEASE_VERB_H
#define LEASE_STORE_LEASE_VERB_H

#include <stddef.h>

#include "base/command-verb.h"
#include "lease-store/lease-task.h"

/* What lease-store can do. */
struct verb {
	struct command_verb is;
	int (*run)(struct task *task); /* the exit status */
};

/* The verb of a call; NULL: the call is wrong, which has been reported. */
const struct verb *verb_of(const struct command *command, char **operands);

#endif
