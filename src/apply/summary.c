/* The summary of a run, for a monitor. */
#include "apply/summary.h"

#include <stdio.h>

#include "apply/store.h"

static const char *
outcome(int status, size_t changes)
{
	static const char *const words[] = {
		[APPLY_DONE] = "applied",
		[APPLY_REFUSED] = "refused",
		[APPLY_ROLLED_BACK] = "rolled-back",
		[APPLY_BUSY] = "busy",
		[APPLY_UNKNOWN] = "unknown",
	};

	return status == APPLY_DONE && changes == 0 ? "unchanged" :
						      words[status];
}

/*
 * The values are numbers, fixed words and hex digits: nothing needs escaping.
 */
void
summary_print(const struct job *job, int status)
{
	char id[ID_TEXT] = "";
	struct store s;

	if (store_open(&s, job->state_dir, job->router->bird.group, false,
		job->diag))
		store_current(&s, id);
	printf("{\"status\":%d,\"outcome\":\"%s\",\"changes\":%zu,"
	       "\"current\":\"%s\"}\n",
	    status, outcome(status, *job->changes), *job->changes, id);
	store_close(&s);
}
