/* The transaction: observe, plan, and execute up to a confirmed generation or
 * back to the previous one. */
#include "apply/transaction.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apply/bird-file.h"
#include "apply/babel-guard.h"
#include "apply/change.h"
#include "apply/execute.h"
#include "apply/guard.h"
#include "apply/moving-in.h"
#include "apply/observe.h"
#include "apply/roa-tables.h"
#include "apply/settle.h"
#include "apply/undo.h"
#include "base/mem.h"
#include "base/out.h"

/* From here on, signals are blocked and checked between steps. */
static void
block_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

static int
report(const struct job *job, const struct situation *s,
    const struct plan *plan)
{
	char *text = NULL;
	size_t len, n;
	FILE *f = job->json ? mem_stream(&text, &len) : stdout;

	n = change_files(f, s);
	n += change_rules(f, plan);
	n += change_tunnels(f, s, plan);
	/* When moving in, only apply -n prints which sessions stay. */
	if (!moving_in(s))
		n += change_sessions(f, s);
	n += change_bird(f, s, plan);
	if (job->json) {
		mem_stream_close(f);
		if (!job->diag->quiet)
			fputs(text, stderr);
		free(text);
	}
	*job->changes = n;
	if (s->bird == BIRD_DOWN)
		bird_file_say_down(job);
	diag_result(job->diag, "confirmed %.12s, changes: %zu", s->want->id, n);
	return out_finish(stdout, job->diag) ? APPLY_DONE : APPLY_REFUSED;
}

static int
unknown(const struct job *job, struct execution *e)
{
	const char *new = e->situation->want->id;
	const char *old = e->situation->have_id;

	if (*old == '\0')
		diag_say(job->diag, DIAG_ERROR, NULL, NULL,
		    "unknown: BIRD "
		    "may run %s/%s or its own file; %s/current is %s",
		    job->state_dir, new, job->state_dir,
		    e->moved ? "the former" : "not there");
	else
		diag_say(job->diag, DIAG_ERROR, NULL, NULL,
		    "unknown: BIRD "
		    "may run %s/%s or %s/%s; %s/current is the %s",
		    job->state_dir, new, job->state_dir, old, job->state_dir,
		    e->moved ? "former" : "latter");
	/*
	 * The next run settles this change, and must know the number of tries.
	 */
	if (e->pending && e->disturbed) {
		e->tries++;
		execute_pending(e);
	}
	return APPLY_UNKNOWN;
}

/* Writes to the journal that the change was undone. */
static void
note_back(struct execution *e, bool touched)
{
	if (e->pending)
		execute_note_back(e, touched && !e->stopped && !e->disturbed,
		    e->why.text);
}

static int
go_back(const struct job *job, struct execution *e)
{
	const char *id = e->situation->have_id;

	if (!undo(e))
		return unknown(job, e);
	note_back(e, true);
	execute_discard(e);
	diag_say(job->diag, DIAG_ERROR, NULL, NULL, "rolled back to %s",
	    *id != '\0' ? id : "where there was no generation");
	return APPLY_ROLLED_BACK;
}

/*
 * Finds existing interfaces that have a new tunnel's name and are not apply's.
 */
static void
find_staying(struct name_list *stay, const struct situation *s)
{
	for (size_t i = 0; s->links != NULL && i < s->want_tunnels->n; i++) {
		const char *name = s->want_tunnels->v[i].name;

		if (wgstate_find(s->links, name) != NULL &&
		    tunnels_find(s->have_tunnels, name) == NULL)
			name_list_add(stay,
			    (struct slice){ name, strlen(name) });
	}
}

static int
finish(const struct job *job, struct execution *e, const struct plan *plan)
{
	switch (execute(e, plan)) {
	case OUTCOME_DONE:
		if (e->situation->bird == BIRD_ANSWERS)
			roa_tables_warn(job, e->ctl);
		return report(job, e->situation, plan);
	case OUTCOME_REFUSED:
		note_back(e, false);
		execute_discard(e);
		return APPLY_REFUSED;
	case OUTCOME_FAILED:
		return go_back(job, e);
	default:
		return unknown(job, e);
	}
}

static int
carry_out(const struct job *job, struct observation *o, const struct plan *plan)
{
	struct execution e = {
		.job = job,
		.situation = &o->situation,
		.store = &o->store,
		.ctl = &o->ctl,
		.settle = settle,
		.before = o->situation.links,
		.tries = journal_tries(&o->journal, o->situation.want->id),
	};
	int status;

	if (!guard_all(job, &o->situation, &o->journal, &o->store, &o->ctl))
		return APPLY_REFUSED;
	block_signals();
	store_sweep(&o->store);
	find_staying(&e.stay, &o->situation);
	status = finish(job, &e, plan);
	guardian_dismiss(&e.guardian);
	name_list_free(&e.stay);
	name_list_free(&e.up);
	name_list_free(&e.requested);
	addresses_free(&e.ways);
	name_list_free(&e.changed);
	name_list_free(&e.renewed);
	name_list_free(&e.unasked);
	return status;
}

int
transaction(const struct job *job)
{
	struct observation o;
	struct plan plan = { 0 };
	int status = observe(&o, job);

	if (status == APPLY_DONE) {
		plan_make(&plan, &o.situation);
		if (plan.n > 0)
			status = carry_out(job, &o, &plan);
		else
			diag_say(job->diag, DIAG_NOTE, NULL, NULL,
			    "unchanged%s",
			    o.situation.bird == BIRD_DOWN ?
				" (BIRD is not running)" :
				"");
	}
	plan_free(&plan);
	observation_free(&o);
	return status;
}
