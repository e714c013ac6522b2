/* The tunnels of a host that has just started, before BIRD starts. */
#include "apply/boot.h"

#include <stdio.h>
#include <string.h>

#include "apply/change.h"
#include "apply/confirmed.h"
#include "apply/endpoints.h"
#include "apply/execute.h"
#include "apply/guard.h"
#include "apply/settle.h"
#include "apply/table-rules.h"
#include "base/out.h"

/* The job and its progress. */
struct start {
	const struct job *job;
	struct confirmed confirmed;
	size_t changes;
	size_t failed;
};

/* First undoes or finishes a change that a power failure interrupted. */
static int
settle_first(struct start *st)
{
	struct confirmed *in = &st->confirmed;
	int status = confirmed_open(in, st->job);

	if (status != APPLY_DONE || st->job->dry)
		return status;
	status = confirmed_lock(in, st->job);
	return status != APPLY_DONE ?
	    status :
	    settle(st->job, &in->store, &in->journal, NULL);
}

static bool
carry_out(struct start *st, const struct situation *s, struct plan *plan)
{
	struct execution e = {
		.job = st->job,
		.situation = s,
		.store = &st->confirmed.store,
	};
	bool ok = true;

	if (st->job->dry) {
		if (st->job->diag->verbose)
			plan_print(stderr, plan);
		return true;
	}
	endpoints_resolve(st->job, plan);
	for (size_t i = 0; ok && i < plan->n; i++)
		ok = execute_step(&e, &plan->step[i]) == OUTCOME_DONE;
	name_list_free(&e.changed);
	name_list_free(&e.renewed);
	name_list_free(&e.unasked);
	return ok;
}

/* Sets the rules before the tunnels: once a tunnel is up, no packet may take
 * the wrong route. */
static void
set_rules(struct start *st)
{
	struct iprules want, now = { 0 };
	struct plan plan = { 0 };
	const struct situation s = { .router = st->job->router,
		.have_rules = &want,
		.want_rules = &want,
		.rules = &now };
	struct why why;
	bool ok = true;

	rules_wanted(&want, &st->confirmed.have);
	if (want.n > 0) {
		ok = iprules_read(&now, &why);
		if (!ok)
			diag_say(st->job->diag, DIAG_ERROR, NULL, NULL, "%s",
			    why.text);
	}
	if (ok) {
		plan_rules(&plan, &s);
		ok = carry_out(st, &s, &plan);
	}
	if (ok)
		st->changes += change_rules(stdout, &plan);
	else
		st->failed++;
	plan_free(&plan);
	iprules_free(&want);
	iprules_free(&now);
}

static void
bring_up(struct start *st, size_t i)
{
	const struct tunnel *t = &st->confirmed.tunnels.v[i];
	struct plan plan = { 0 };
	struct situation s;
	struct tunnels one;
	bool ok;

	confirmed_situation(&s, &one, &st->confirmed, st->job, i);
	/* A tunnel that could not be read back has been reported already. */
	ok = t->key_file != NULL && guard_tunnel(st->job, t) &&
	    guard_links(st->job, &s);
	if (ok) {
		plan_tunnels(&plan, &s);
		plan_keepalives(&plan);
		ok = carry_out(st, &s, &plan);
	}
	if (ok)
		st->changes += change_tunnels(stdout, &s, &plan);
	else
		st->failed++;
	plan_free(&plan);
}

static int
bring_all_up(struct start *st)
{
	const struct tunnels *ts = &st->confirmed.tunnels;
	size_t failed;

	size_t first = 0;

	/* A tunnel that could not be read back has no key. */
	while (first < ts->n && ts->v[first].key_file == NULL)
		first++;
	if (first < ts->n && !guard_private_key(st->job, &ts->v[first]))
		return APPLY_REFUSED;
	set_rules(st);
	if (st->failed > 0)
		diag_say(st->job->diag, DIAG_ERROR, NULL, NULL,
		    "the rules are not as they should be");
	failed = st->failed;
	for (size_t i = 0; i < ts->n; i++)
		bring_up(st, i);
	if (st->failed > failed)
		diag_say(st->job->diag, DIAG_ERROR, NULL, NULL,
		    "of %zu tunnels %zu are not as they should be", ts->n,
		    st->failed - failed);
	if (!out_finish(stdout, st->job->diag))
		return APPLY_REFUSED;
	if (st->failed > 0)
		return APPLY_PARTLY;
	return st->job->dry && st->changes > 0 ? APPLY_CHANGES : APPLY_DONE;
}

int
boot(const struct job *job)
{
	struct start st = { .job = job };
	int status = settle_first(&st);

	if (status == APPLY_DONE)
		status = confirmed_read(&st.confirmed, job);
	if (status == APPLY_DONE)
		status = bring_all_up(&st);
	confirmed_free(&st.confirmed);
	return status;
}
