/* The first operand of a tool that can do several things. */
#include "base/command-verb.h"

#include <string.h>

#include "base/buf.h"
#include "base/near.h"

static const struct command_verb *
find_verb(const char *name, const void *verbs, size_t n, size_t size)
{
	for (size_t i = 0; i < n; i++) {
		const void *verb = (const char *)verbs + i * size;

		if (strcmp(((const struct command_verb *)verb)->name, name) ==
		    0)
			return verb;
	}
	return NULL;
}

static void
unknown_verb(const struct command *command, const char *name, const void *verbs,
    size_t n, size_t size)
{
	struct buf text = { 0 };

	buf_str(&text, "not a verb (");
	near_expected(&text, name, verbs, n, size, n);
	buf_char(&text, ')');
	command_wrong(command, name, buf_cstr(&text));
	buf_free(&text);
}

const void *
command_verb(const struct command *command, const void *verbs, size_t n,
    size_t size, char *const *operands)
{
	const struct command_verb *verb;
	size_t behind = 0;

	if (operands[0] == NULL) {
		command_wrong(command, NULL, "no verb");
		return NULL;
	}
	verb = find_verb(operands[0], verbs, n, size);
	while (operands[behind + 1] != NULL)
		behind++;
	if (verb == NULL)
		unknown_verb(command, operands[0], verbs, n, size);
	else if (behind < verb->least)
		command_wrong(command, operands[0], "something is missing");
	else if (behind > verb->most)
		command_wrong(command, operands[0], "too much behind it");
	else
		return verb;
	return NULL;
}
