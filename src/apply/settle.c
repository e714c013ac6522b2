/* The remains of an apply that died. */
#include "apply/settle.h"

#include <string.h>
#include <unistd.h>

#include "apply/bird.h"
#include "apply/execute.h"
#include "apply/installed.h"
#include "apply/table-rules.h"
#include "apply/undo.h"

#define GREETING_MS 10000u

/* Both generations from disk, and the connection to BIRD. */
struct remains {
	struct generation before, pending;
	struct tunnels before_tunnels, pending_tunnels;
	struct wgstate links;
	struct iprules before_rules, pending_rules, rules;
	struct birdctl ctl;
	struct situation situation;
	struct execution execution;
};

static void
remains_free(struct remains *r)
{
	name_list_free(&r->execution.stay);
	name_list_free(&r->execution.changed);
	birdctl_close(&r->ctl);
	wgstate_free(&r->links);
	iprules_free(&r->before_rules);
	iprules_free(&r->pending_rules);
	iprules_free(&r->rules);
	tunnels_free(&r->before_tunnels);
	tunnels_free(&r->pending_tunnels);
	generation_free(&r->before);
	generation_free(&r->pending);
}

static void
collect(struct remains *r, const struct job *job, struct store *store,
    const struct journal *journal, const char *before)
{
	bool known = *before != '\0' &&
	    store_generation(store, before, &r->before);

	store_generation(store, journal->id, &r->pending);
	installed_tunnels(&r->before_tunnels, store, &r->before);
	installed_tunnels(&r->pending_tunnels, store, &r->pending);
	rules_wanted(&r->before_rules, &r->before);
	rules_wanted(&r->pending_rules, &r->pending);
	r->situation = (struct situation){
		.router = job->router,
		.state_dir = job->state_dir,
		.root = geteuid() == 0,
		.have = known ? &r->before : NULL,
		.have_id = r->before.id,
		.want = &r->pending,
		.have_tunnels = &r->before_tunnels,
		.want_tunnels = &r->pending_tunnels,
		.have_rules = &r->before_rules,
		.want_rules = &r->pending_rules,
	};
	r->execution = (struct execution){
		.job = job,
		.situation = &r->situation,
		.store = store,
		.ctl = &r->ctl,
		.tunnels = !job->install_only &&
		    r->before_tunnels.n + r->pending_tunnels.n > 0,
		.rules = !job->install_only &&
		    r->before_rules.n + r->pending_rules.n > 0,
	};
	journal_stay(journal, &r->execution.stay);
	name_list_sort(&r->execution.stay);
	r->execution.tries = journal_tries(journal, journal->id);
	r->execution.wrote = journal_is_new(journal);
}

/* "current" is already the new generation: does the rest of the work. */
static int
finish(struct remains *r, const struct job *job)
{
	struct plan plan = { 0 };
	struct why why;

	if (r->execution.tunnels) {
		if (wgstate_read(&r->links, true, &why))
			r->situation.links = &r->links;
		else
			diag_say(job->diag, DIAG_WARNING, NULL, NULL, "%s",
			    why.text);
	}
	if (r->execution.rules) {
		if (iprules_read(&r->rules, &why))
			r->situation.rules = &r->rules;
		else
			diag_say(job->diag, DIAG_WARNING, NULL, NULL, "%s",
			    why.text);
	}
	plan_finish(&plan, &r->situation);
	for (size_t i = 0; i < plan.n; i++)
		execute_step(&r->execution, &plan.step[i]);
	plan_free(&plan);
	return r->execution.pending ? APPLY_REFUSED : APPLY_DONE;
}

/* Does BIRD run a generation that is not confirmed? */
static bool
ask_bird(struct remains *r, const struct job *job, struct why *why)
{
	char id[ID_TEXT];

	switch (birdctl_open(&r->ctl, job->router->bird.control_socket,
	    GREETING_MS, why)) {
	case BIRDCTL_OK:
		break;
	case BIRDCTL_ABSENT:
		return true; /* BIRD will start with "current" */
	default:
		return false;
	}
	if (bird_idle(&r->ctl, why) != BIRD_YES ||
	    bird_generation(&r->ctl, id, why) != BIRD_YES)
		return false;
	r->execution.configured = *id != '\0' &&
	    strcmp(id, r->before.bird_id) != 0;
	return true;
}

static int
go_back(struct remains *r, const struct job *job)
{
	struct why why;

	why_set(&why, "BIRD did not go back");
	if ((job->install_only || ask_bird(r, job, &why)) &&
	    undo(&r->execution)) {
		execute_note_back(&r->execution, false, "apply died");
		if (r->execution.pending)
			return APPLY_REFUSED;
		execute_discard(&r->execution);
		return APPLY_DONE;
	}
	diag_say(job->diag, job->force ? DIAG_WARNING : DIAG_ERROR, NULL, NULL,
	    "not settled: %s (--force goes on without)", why.text);
	return job->force ? APPLY_DONE : APPLY_REFUSED;
}

int
settle(const struct job *job, struct store *store, struct journal *journal,
    const struct wgstate *before)
{
	struct remains r = { .ctl = { .fd = -1 } };
	char now[ID_TEXT];
	bool confirmed;
	int status;

	if (journal->state != JOURNAL_PENDING)
		return APPLY_DONE;
	if (store_current(store, now) == STORE_ODD)
		return APPLY_REFUSED;
	confirmed = strcmp(now, journal->id) == 0;
	diag_say(job->diag, DIAG_WARNING, NULL, NULL,
	    "the apply of %.12s "
	    "(%s) died half-way: %s",
	    journal->id, journal->time,
	    confirmed ? "finishing it" : "going back");
	collect(&r, job, store, journal, confirmed ? journal->from : now);
	r.execution.before = before;
	store_sweep(store);
	status = confirmed ? finish(&r, job) : go_back(&r, job);
	remains_free(&r);
	journal_free(journal);
	return journal_read(journal, store) ? status : APPLY_REFUSED;
}
