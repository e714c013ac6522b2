/* A finding: a line that reports a fault in the registry. */
#include "registry-check/finding.h"

#include <string.h>

/* The longest key that is printed; keys come from the registry. */
#define KEY_MAX 64

/* Prints LINE without its "TOOL: " prefix, and counts it. */
static void
print_line(void *ctx, enum diag_level level, const char *line)
{
	struct findings *to = ctx;
	const char *rest = strstr(line, ": ");

	(void)level;
	fputs(rest != NULL ? rest + 2 : line, to->out);
	to->n++;
}

void
finding_print(struct findings *to, const struct spot *at, const char *id,
    const struct why *why)
{
	struct diag diag = { .tool = "", .sink = print_line, .ctx = to };
	char key[KEY_MAX];
	size_t n = at->key.n < KEY_MAX ? at->key.n : KEY_MAX - 1;

	if (n > 0)
		memcpy(key, at->key.p, n);
	key[n] = '\0';
	diag_say(&diag, DIAG_REFUSED, &at->place, n > 0 ? key : NULL, "%s [%s]",
	    why->text, id);
	fputc('\n', to->out);
}

void
finding_refused(void *ctx, enum diag_level level, const char *line)
{
	struct findings *to = ctx;

	if (level != DIAG_REFUSED) {
		diag_stderr(NULL, level, line);
		return;
	}
	print_line(to, level, line);
	fputs(" [object-unreadable]\n", to->out);
}
