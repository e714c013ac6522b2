#ifndef LEASE_STORE_LEASE_OPERAND_H
#define LEASE_STORE_LEASE_OPERAND_H

#include "lease-store/lease-task.h"

/* The operands of a verb. */
struct operands {
	char hash[LEASE_HASH_TEXT]; /* of the user */
	const char *id;		    /* NULL: the hash was given */
	struct prefix prefix;
	uint64_t hours;
	bool on;
};

/*
 * Reads the operands in the order of WHAT, one letter each: u USER, p PREFIX,
 * h HOURS, o on or off.  False if one is wrong, which has been reported.
 */
bool operands_read(const struct task *task, const char *what,
    struct operands *o);

#endif
