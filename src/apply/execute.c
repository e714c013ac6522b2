/* Runs a plan. */
#include "apply/execute.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "apply/bird-file.h"
#include "apply/bird.h"
#include "apply/endpoints.h"
#include "apply/generation-tree.h"
#include "apply/hook-names.h"
#include "apply/journal.h"
#include "apply/kept.h"
#include "apply/session-health.h"
#include "apply/wait.h"
#include "apply/way-health.h"
#include "base/folder.h"
#include "base/mem.h"
#include "host/run.h"
#include "stream/copy-name.h"

#define COMMAND_SECONDS 30u

static const char by_now[] = "BIRD runs something else by now (another "
			     "configure in between)";

static enum outcome
do_write(struct execution *e, struct step *step)
{
	(void)step;
	if (!tree_install(e->store, e->situation->want, e->job->stream))
		return OUTCOME_REFUSED;
	e->wrote = true;
	return OUTCOME_DONE;
}

/*
 * BIRD reports the path of a copy; adds its source, which the operator knows.
 */
static void
name_source(const struct execution *e, struct why *why)
{
	const struct fragments *manifest = &e->situation->want->manifest;
	const char *copy = strstr(why->text, "/bird/copy/");
	const struct frag_file *f;
	const char *start = copy;
	char path[11 + COPY_NAME];
	struct why before = *why;

	if (copy == NULL)
		return;
	snprintf(path, sizeof path, "%.*s", 5 + COPY_NAME - 1, copy + 1);
	f = fragments_file(manifest, path);
	while (start > why->text && start[-1] != ' ')
		start--;
	if (f != NULL && f->copy.n > 0)
		why_set(why, "%.*s%.*s%s", (int)(start - why->text),
		    before.text, (int)f->copy.n, f->copy.p,
		    before.text + (copy - why->text) + 1 + strlen(path));
}

static enum outcome
do_parse(struct execution *e, struct step *step)
{
	struct why why;

	/* With --install-only, guard_programs() has warned of it. */
	if (!run_exists("bird"))
		return OUTCOME_DONE;
	if (bird_parse(step->argv, &why))
		return OUTCOME_DONE;
	name_source(e, &why);
	hook_names_report(e->job);
	return execution_failed(e, OUTCOME_REFUSED, why.text);
}

static char *
staged_file(const struct execution *e)
{
	struct buf path = { 0 };

	buf_printf(&path, "%s/%s/bird/bird.conf", e->job->state_dir,
	    e->situation->want->id);
	buf_cstr(&path);
	return path.data;
}

static enum outcome
do_bird_file(struct execution *e, struct step *step)
{
	struct buf file = { 0 };
	struct why why;
	enum bird_answer answer = bird_idle(e->ctl, &why);
	enum outcome outcome = OUTCOME_DONE;

	(void)step;
	if (answer == BIRD_YES)
		answer = bird_own_file(e->ctl, &file, &why);
	if (answer != BIRD_YES)
		outcome = execution_failed(e, OUTCOME_REFUSED, why.text);
	else if (file.len > 0)
		outcome = bird_file_judge(e->job, buf_cstr(&file),
			      *e->situation->have_id == '\0') ?
		    OUTCOME_DONE :
		    OUTCOME_REFUSED;
	else
		diag_say(e->job->diag, DIAG_WARNING, NULL, NULL,
		    "BIRD does "
		    "not say which file it starts with");
	buf_free(&file);
	return outcome;
}

static enum outcome
do_check(struct execution *e, struct step *step)
{
	char *file = staged_file(e);
	struct why why;
	enum bird_answer answer = bird_check(e->ctl, file, &why);

	(void)step;
	free(file);
	if (answer == BIRD_YES)
		return OUTCOME_DONE;
	name_source(e, &why);
	return execution_failed(e, OUTCOME_REFUSED, why.text);
}

bool
execute_pending(struct execution *e)
{
	const struct situation *s = e->situation;
	struct buf note = { 0 };
	bool ok;

	journal_note_pending(&note, e->tries, e->wrote, &e->stay);
	e->pending = true;
	ok = journal_write(e->store, JOURNAL_PENDING, s->want->id, s->have_id,
	    buf_cstr(&note));
	buf_free(&note);
	return ok;
}

/* From here on, a process must be able to clean up.  The guardian starts
 * first: it has nothing to do before the journal says "pending". */
static enum outcome
do_pending(struct execution *e, struct step *step)
{
	(void)step;
	if (!e->job->install_only &&
	    !guardian_start(&e->guardian, e->job, e->store, e->ctl, e->settle,
		e->before))
		return OUTCOME_REFUSED;
	return execute_pending(e) ? OUTCOME_DONE : OUTCOME_REFUSED;
}

static bool
run_step(const struct step *step, struct why *why)
{
	struct run run = { .seconds = COMMAND_SECONDS };
	char key[WGKEY_TEXT];
	int status;

	if (step->has_secret) {
		run.in = wgkey_print(key, &step->secret);
		run.in_len = strlen(key);
	}
	status = run_program(&run, step->argv, why);
	sodium_memzero(key, sizeof key);
	run_free(&run);
	return status == 0;
}

static enum outcome
do_rule(struct execution *e, struct step *step)
{
	struct why why;

	e->rules = true;
	return run_step(step, &why) ?
	    OUTCOME_DONE :
	    execution_failed(e, OUTCOME_FAILED, why.text);
}

static enum outcome
do_port(struct execution *e, struct step *step)
{
	struct why why;

	e->tunnels = true;
	return run_step(step, &why) ?
	    OUTCOME_DONE :
	    execution_failed(e, OUTCOME_FAILED, why.text);
}

/* Without WireGuard in the kernel, wireguard-go creates the interface and
 * keeps running as a daemon. */
static enum outcome
do_link(struct execution *e, struct step *step)
{
	struct step go = { .kind = STEP_LINK };
	struct why why, ignored;
	bool ok;

	e->tunnels = true;
	if (run_step(step, &why))
		return OUTCOME_DONE;
	if (!run_exists("wireguard-go"))
		return execution_failed(e, OUTCOME_FAILED, why.text);
	step_words(&go, "wireguard-go", step_link(step), NULL);
	step_echo(&go, e->job->diag);
	ok = run_step(&go, &ignored);
	step_free(&go);
	if (ok)
		return OUTCOME_DONE;
	/* The last line that wireguard-go prints is part of a box, so it is
	 * not quoted. */
	execution_failed(e, OUTCOME_FAILED, why.text);
	return execution_failed(e, OUTCOME_FAILED,
	    "wireguard-go fails as well");
}

static enum outcome
do_tunnel(struct execution *e, struct step *step)
{
	const struct situation *s = e->situation;
	const char *name = step_link(step);
	struct why why;

	if (name != NULL && s->links != NULL &&
	    wgstate_find(s->links, name) != NULL &&
	    (e->changed.n == 0 ||
		strcmp(e->changed.v[e->changed.n - 1], name) != 0))
		name_list_add(&e->changed,
		    (struct slice){ name, strlen(name) });
	if (step->renews != NULL)
		name_list_add(step->unasked ? &e->unasked : &e->renewed,
		    (struct slice){ name, strlen(name) });
	e->tunnels = true;
	return run_step(step, &why) ?
	    OUTCOME_DONE :
	    execution_failed(e, OUTCOME_FAILED, why.text);
}

/* If this fails, the next run restores the keepalive. */
static enum outcome
do_keepalive(struct execution *e, struct step *step)
{
	struct why why;

	if (!run_step(step, &why))
		diag_say(e->job->diag, DIAG_WARNING, NULL, NULL, "%s",
		    why.text);
	return OUTCOME_DONE;
}

/* Fails because BIRD died or another user configured it: the generation is not
 * at fault. */
static enum outcome
disturbed(struct execution *e, enum outcome outcome, const char *text)
{
	e->disturbed = true;
	return execution_failed(e, outcome, text);
}

/*
 * The file has passed the checks.  If BIRD refuses it now, the generation is
 * at fault, unless BIRD is shutting down.  If BIRD stops answering, the
 * generation may be at fault.
 */
static enum outcome
configure(struct execution *e)
{
	char *file = staged_file(e);
	enum bird_answer answer;
	struct why why;

	if (e->situation->confirm > 0)
		way_health_before(&e->ways, e->job->site, e->situation);
	answer = bird_configure(e->ctl, file, &why);
	e->configured = answer != BIRD_NO;
	free(file);
	if (answer == BIRD_YES)
		return OUTCOME_DONE;
	return answer == BIRD_NO ?
	    execution_failed(e, OUTCOME_FAILED, why.text) :
	    disturbed(e, OUTCOME_LOST, why.text);
}

/*
 * Checks that BIRD runs the new generation; otherwise fails with TEXT.
 * Another user's "configure" may have loaded "current", which was the old
 * generation.
 */
static enum outcome
still_ours(struct execution *e, const char *text)
{
	char id[ID_TEXT];
	struct why why;

	if (e->situation->bird != BIRD_ANSWERS)
		return OUTCOME_DONE;
	if (bird_generation(e->ctl, id, &why) != BIRD_YES)
		return disturbed(e,
		    e->configured ? OUTCOME_LOST : OUTCOME_FAILED, why.text);
	if (strcmp(id, e->situation->want->bird_id) != 0)
		return disturbed(e, OUTCOME_FAILED, text);
	return OUTCOME_DONE;
}

static enum outcome
do_configure(struct execution *e, struct step *step)
{
	struct why why;
	enum bird_answer answer;
	enum outcome outcome;

	(void)step;
	/*
	 * The tunnels took time: another user may be configuring BIRD by now.
	 */
	answer = bird_idle(e->ctl, &why);
	if (answer == BIRD_YES && e->situation->confirm > 0)
		answer = session_health_before(&e->up, &e->requested, e->ctl,
		    e->situation->want, &why);
	if (answer != BIRD_YES)
		return disturbed(e, OUTCOME_FAILED, why.text);
	outcome = configure(e);
	return outcome != OUTCOME_DONE ?
	    outcome :
	    still_ours(e,
		"BIRD was "
		"configured, but runs something else (another configure in "
		"between?)");
}

/* Lost sessions do not count against this generation if BIRD runs another
 * file. */
static enum outcome
do_health(struct execution *e, struct step *step)
{
	enum outcome outcome = wait_sessions(e, step);

	if (outcome == OUTCOME_DONE)
		outcome = wait_ways(e);
	if (outcome == OUTCOME_LOST)
		e->disturbed = true;
	else if (outcome == OUTCOME_FAILED)
		outcome = still_ours(e, by_now) == OUTCOME_LOST ?
		    OUTCOME_LOST :
		    OUTCOME_FAILED;
	return outcome;
}

static enum outcome
do_commit(struct execution *e, struct step *step)
{
	enum outcome outcome = still_ours(e, by_now);

	(void)step;
	if (outcome != OUTCOME_DONE)
		return outcome;
	e->moved = true;
	return store_commit(e->store, e->situation->want->id) ?
	    still_ours(e, by_now) :
	    OUTCOME_FAILED;
}

/* The generation is confirmed already, so a failure is only reported. */
static enum outcome
do_gone(struct execution *e, struct step *step)
{
	struct why why;

	if (!run_step(step, &why))
		diag_say(e->job->diag, DIAG_WARNING, NULL, NULL,
		    "%s (it stays, and is yours to remove)", why.text);
	return OUTCOME_DONE;
}

static enum outcome
do_prune(struct execution *e, struct step *step)
{
	(void)step;
	kept_prune(e->store, e->situation->want->id, e->situation->have_id);
	return OUTCOME_DONE;
}

/* If this fails, the journal stays pending and the next run writes it. */
static enum outcome
do_confirmed(struct execution *e, struct step *step)
{
	(void)step;
	e->pending = !journal_write(e->store, JOURNAL_CONFIRMED,
	    e->situation->want->id, e->situation->have_id, NULL);
	return OUTCOME_DONE;
}

static enum outcome (*const doers[])(struct execution *, struct step *) = {
	[STEP_WRITE] = do_write,
	[STEP_PARSE] = do_parse,
	[STEP_BIRD_FILE] = do_bird_file,
	[STEP_CHECK] = do_check,
	[STEP_PENDING] = do_pending,
	[STEP_RULE] = do_rule,
	[STEP_PORT] = do_port,
	[STEP_LINK] = do_link,
	[STEP_TUNNEL] = do_tunnel,
	[STEP_ALIVE] = wait_tunnels,
	[STEP_KEEPALIVE] = do_keepalive,
	[STEP_CONFIGURE] = do_configure,
	[STEP_HEALTH] = do_health,
	[STEP_COMMIT] = do_commit,
	[STEP_GONE] = do_gone,
	[STEP_RULE_GONE] = do_gone,
	[STEP_PRUNE] = do_prune,
	[STEP_CONFIRMED] = do_confirmed,
};

enum outcome
execute_step(struct execution *e, struct step *step)
{
	/* The endpoint had no address: there is nothing to set. */
	if (step->argc == 0 && step->said == NULL)
		return OUTCOME_DONE;
	step_echo(step, e->job->diag);
	return doers[step->kind](e, step);
}

static bool
anything_done(const struct execution *e)
{
	return e->tunnels || e->rules || e->configured || e->moved;
}

/* A signal stopped the run: the generation is not at fault. */
static enum outcome
stopped(struct execution *e)
{
	e->stopped = true;
	return execution_failed(e,
	    anything_done(e) ? OUTCOME_FAILED : OUTCOME_REFUSED,
	    "stopped by a signal");
}

enum outcome
execute(struct execution *e, const struct plan *plan)
{
	endpoints_resolve(e->job, plan);
	for (size_t i = 0; i < plan->n; i++) {
		struct step *step = &plan->step[i];
		enum outcome outcome;

		/* After the commit, a signal no longer stops the run. */
		if (step->kind < STEP_GONE && execution_stopping())
			return stopped(e);
		outcome = execute_step(e, step);
		if (outcome == OUTCOME_FAILED && !anything_done(e))
			outcome = OUTCOME_REFUSED;
		if (outcome != OUTCOME_DONE)
			return outcome;
	}
	return OUTCOME_DONE;
}

void
execute_discard(struct execution *e)
{
	const char *id = e->situation->want->id;

	if (e->wrote && strcmp(id, e->situation->have_id) != 0)
		folder_remove(e->store->fd, id);
}

void
execute_note_back(struct execution *e, bool own_fault, const char *text)
{
	const struct situation *s = e->situation;
	struct buf note = { 0 };

	if (e->disturbed)
		e->tries++;
	if (e->tries > 0 && !own_fault)
		journal_note_try(&note, e->tries);
	buf_str(&note, text);
	e->pending = !journal_write(e->store,
	    own_fault ? JOURNAL_FAILED : JOURNAL_UNDONE, s->want->id,
	    s->have_id, buf_cstr(&note));
	buf_free(&note);
}
