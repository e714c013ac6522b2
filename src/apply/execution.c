/* The progress of a plan, and its first failure. */
#include "apply/execution.h"

#include <signal.h>

enum outcome
execution_failed(struct execution *e, enum outcome outcome, const char *text)
{
	diag_say(e->job->diag, DIAG_ERROR, NULL, NULL, "%s", text);
	why_set(&e->why, "%s", text);
	return outcome;
}

bool
execution_stopping(void)
{
	sigset_t pending;

	return sigpending(&pending) == 0 &&
	    (sigismember(&pending, SIGTERM) == 1 ||
		sigismember(&pending, SIGINT) == 1);
}
