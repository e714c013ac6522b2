/* Removes a stored generation before pruning would. */
#include "apply/forget.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "apply/foreign.h"
#include "apply/journal.h"
#include "apply/kept.h"
#include "apply/store.h"
#include "base/folder.h"
#include "base/out.h"

static int
refuse(const struct job *job, const char *id, const char *text)
{
	diag_say(job->diag, DIAG_ERROR, NULL, id, "%s", text);
	return APPLY_REFUSED;
}

/* Refuses the current generation and one with a pending change: both are in
 * use. */
static int
check_unused(const struct job *job, struct store *s, const char *id)
{
	char now[ID_TEXT];
	struct journal journal;
	int status = APPLY_DONE;

	if (store_current(s, now) == STORE_ODD || !journal_read(&journal, s))
		return APPLY_REFUSED;
	if (journal.state == JOURNAL_PENDING)
		status = refuse(job, journal.id,
		    "pending: an apply died, "
		    "and the next one comes first");
	else if (strcmp(id, now) == 0)
		status = refuse(job, id,
		    "the present generation (expected "
		    "another one of --list)");
	journal_free(&journal);
	return status;
}

static int
remove_one(const struct job *job, struct store *s, const char *id)
{
	struct name_list foreign = { 0 };
	struct generation g;
	int status = APPLY_DONE;

	if (store_generation(s, id, &g))
		foreign_find(&foreign, s, &g);
	if (foreign.n > 0)
		status = refuse(job, foreign.v[0],
		    "in that generation, and "
		    "not apply's (expected it elsewhere)");
	else if (!folder_remove(s->fd, id) || fsync(s->fd) != 0)
		status = refuse(job, id, "cannot be removed");
	else
		printf("forgotten %.12s\n", id);
	name_list_free(&foreign);
	generation_free(&g);
	return out_finish(stdout, job->diag) ? status : APPLY_REFUSED;
}

int
forget(const struct job *job, const char *start)
{
	char id[ID_TEXT] = "";
	struct store s;
	int status = APPLY_REFUSED;

	if (!store_open(&s, job->state_dir, job->router->bird.group, false,
		job->diag))
		return APPLY_REFUSED;
	if (s.fd == -1)
		status = refuse(job, job->state_dir, "there is nothing");
	else
		status = store_lock(&s, job->seconds);
	if (status == APPLY_DONE && !kept_find(&s, start, id))
		status = APPLY_REFUSED;
	if (status == APPLY_DONE)
		status = check_unused(job, &s, id);
	if (status == APPLY_DONE)
		status = remove_one(job, &s, id);
	store_close(&s);
	return status;
}
