/* Lines that somebody types, or that come from a pipe. */
#include "peer-shell/line-input.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef HAVE_LIBEDIT
#include <histedit.h>
#endif

#include "base/mem.h"
#include "peer-shell/shell-words.h"

struct line_input {
	bool terminal;
	unsigned idle;
	char shown[128]; /* the prompt */
	char text[WORDS_LINE + 2];
#ifdef HAVE_LIBEDIT
	EditLine *edit;
	History *history;
#endif
};

static volatile sig_atomic_t interrupted;

static void
on_interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

static void
on_alarm(int sig)
{
	static const char bye[] = "\r\nNothing came for too long: bye.\r\n";

	(void)sig;
	if (write(STDERR_FILENO, bye, sizeof bye - 1) < 0)
		_exit(2);
	_exit(1);
}

static bool
handle(int sig, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	sigemptyset(&action.sa_mask);
	return sigaction(sig, &action, NULL) == 0;
}

#ifdef HAVE_LIBEDIT
static char *
prompt_of(EditLine *edit)
{
	struct line_input *in;

	el_get(edit, EL_CLIENTDATA, &in);
	return in->shown;
}

/* ^C: libedit reads on after a signal, so it is a key. */
static unsigned char
give_up(EditLine *edit, int key)
{
	(void)edit;
	(void)key;
	interrupted = 1;
	return CC_NEWLINE;
}

static void
edit_start(struct line_input *in)
{
	HistEvent event;

	in->edit = el_init("peer-shell", stdin, stdout, stderr);
	if (in->edit == NULL)
		return;
	in->history = history_init();
	history(in->history, &event, H_SETSIZE, 100);
	el_set(in->edit, EL_CLIENTDATA, in);
	el_set(in->edit, EL_PROMPT, prompt_of);
	el_set(in->edit, EL_EDITOR, "emacs");
	el_set(in->edit, EL_HIST, history, in->history);
	el_set(in->edit, EL_SETTY, "-d", "-isig", NULL);
	/* el_set() would copy the texts, and never free them. */
	el_wset(in->edit, EL_ADDFN, L"give-up", L"gives up the line", give_up);
	el_set(in->edit, EL_BIND, "^C", "give-up", NULL);
}

static bool
edit_line(struct line_input *in, enum line_end *end)
{
	const char *got;
	int n = 0;

	if (in->edit == NULL)
		return false;
	got = el_gets(in->edit, &n);
	if (got == NULL || n <= 0 || interrupted)
		*end = interrupted ? LINE_CANCELLED : LINE_OVER;
	else
		snprintf(in->text, sizeof in->text, "%s", got);
	return true;
}
#else
static void
edit_start(struct line_input *in)
{
	(void)in;
}

static bool
edit_line(struct line_input *in, enum line_end *end)
{
	(void)in;
	(void)end;
	return false;
}
#endif

struct line_input *
line_input_new(bool terminal, unsigned idle)
{
	struct line_input *in;

	if (!handle(SIGALRM, on_alarm) ||
	    (terminal && !handle(SIGINT, on_interrupt)))
		return NULL;
	in = mem_zalloc(sizeof *in);
	in->terminal = terminal;
	in->idle = idle;
	if (terminal)
		edit_start(in);
	return in;
}

static void
plain_line(struct line_input *in, enum line_end *end)
{
	if (in->terminal) {
		fputs(in->shown, stdout);
		fflush(stdout);
	}
	if (fgets(in->text, sizeof in->text, stdin) == NULL)
		*end = interrupted ? LINE_CANCELLED : LINE_OVER;
}

enum line_end
line_input_read(struct line_input *in, const char *prompt, char **line)
{
	enum line_end end = LINE_READ;

	snprintf(in->shown, sizeof in->shown, "%s", prompt);
	in->text[0] = '\0';
	interrupted = 0;
	fflush(stdout);
	alarm(in->idle);
	if (!edit_line(in, &end))
		plain_line(in, &end);
	alarm(0);
	if (end != LINE_READ && in->terminal) {
		clearerr(stdin);
		putchar('\n');
	}
	in->text[strcspn(in->text, "\n")] = '\0';
	*line = in->text;
	return end;
}

void
line_input_remember(struct line_input *in, const char *line)
{
#ifdef HAVE_LIBEDIT
	HistEvent event;

	if (in->edit != NULL && line[0] != '\0')
		history(in->history, &event, H_ENTER, line);
#else
	(void)in;
	(void)line;
#endif
}

void
line_input_free(struct line_input *in)
{
	if (in == NULL)
		return;
#ifdef HAVE_LIBEDIT
	if (in->edit != NULL) {
		el_end(in->edit);
		history_end(in->history);
	}
#endif
	free(in);
}
