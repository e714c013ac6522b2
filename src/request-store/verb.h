#ifndef REQUEST_STORE_VERB_H
#define REQUEST_STORE_VERB_H

#include <stddef.h>
#include <stdint.h>

#include "base/command-verb.h"
#include "store/db.h"
#include "store/request-rules.h"

struct options {
	struct common common;
	const char *store;    /* NULL: the site's */
	const char *reserved; /* the operator's peers; NULL: none */
	const char *from;
	unsigned state; /* enum request_state */
	uint64_t wait;	/* seconds */
	int64_t now;	/* seconds since 1970 */
};

/* What a verb works on. */
struct run {
	const struct options *options;
	struct db *db;
	const char *store;
	struct request_rules rules;
	struct diag *diag;
	char **operand; /* behind the verb; NULL behind the last */
};

/* What request-store can do. */
struct verb {
	struct command_verb is;
	int (*run)(struct run *run); /* the exit status */
};

/* The verb of a call; NULL: the call is wrong, which has been reported. */
const struct verb *verb_of(const struct command *command, char **operands);

#endif
