/* Command after command. */
#include "peer-shell/dialogue.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "peer-shell/shell-verb.h"
#include "peer-shell/shell-words.h"

#define TERM_MOST 32

int
dialogue_once(struct shell *s, const char *command)
{
	char *line = mem_strndup(command, strnlen(command, WORDS_LINE + 1));
	bool bye;
	int status = shell_line(s, line, &bye);

	free(line);
	return status;
}

/* The terminal's name comes from the other side, and libedit looks for a file
 * of that name. */
static void
check_term(void)
{
	const char *term = getenv("TERM");
	const size_t n = term == NULL ?
	    0 :
	    strspn(term, "abcdefghijklmnopqrstuvwxyz0123456789+.-");

	if (n == 0 || n > TERM_MOST || term[n] != '\0' || term[0] == '.')
		setenv("TERM", "dumb", 1);
	unsetenv("TERMCAP");
	unsetenv("TERMINFO");
	unsetenv("EDITRC");
}

int
dialogue(struct shell *s, unsigned idle)
{
	enum line_end end;
	char *line;
	bool bye = false;
	int status = 0;

	s->terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	check_term();
	s->input = line_input_new(s->terminal, idle);
	if (s->input == NULL) {
		diag_say(s->diag, DIAG_ERROR, NULL, NULL, "%s",
		    strerror(errno));
		return 2;
	}
	if (s->terminal) {
		char intro[] = "intro";

		shell_line(s, intro, &bye);
	}
	while (!bye &&
	    (end = line_input_read(s->input, "> ", &line)) != LINE_OVER) {
		if (end == LINE_CANCELLED)
			continue;
		line = mem_strdup(line);
		line_input_remember(s->input, line);
		/* Somebody may stay for hours, and the registry changes. */
		status = s->guest || shell_read_registry(s) ?
		    shell_line(s, line, &bye) :
		    2;
		free(line);
		/* The rest of a line that is too long is no command. */
		if (!s->terminal && status == 2)
			break;
	}
	line_input_free(s->input);
	s->input = NULL;
	return s->terminal ? 0 : status;
}
