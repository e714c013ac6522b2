#ifndef BIRDFEED_COMMAND_VERB_H
#define BIRDFEED_COMMAND_VERB_H

#include "base/command.h"

/* What a tool can do, for a tool of several verbs; its table has rows that
 * begin with this. */
struct command_verb {
	const char *name;
	size_t least, most; /* operands behind the verb */
};

/* The row of the verb OPERANDS[0] among N of SIZE bytes, or NULL, which has
 * been reported: no such verb, or too few or too many operands behind it. */
const void *command_verb(const struct command *command, const void *verbs,
    size_t n, size_t size, char *const *operands);

#endif
