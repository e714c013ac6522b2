/* The undo: back to the previous confirmed generation. */
#include "apply/undo.h"

#include <stdlib.h>
#include <string.h>

#include "apply/babel-guard.h"
#include "apply/bird.h"
#include "apply/endpoints.h"
#include "apply/execute.h"
#include "base/mem.h"

static bool
stays(const struct execution *e, const char *name)
{
	return name_list_has(&e->stay, (struct slice){ name, strlen(name) });
}

/* Does the previous generation have all settings of this tunnel?  Without
 * copies, it has no keys. */
static bool
is_held(const struct execution *e, const char *name)
{
	const struct tunnel *t = tunnels_find(e->situation->have_tunnels, name);

	return t != NULL && t->key_copy != NULL &&
	    (t->psk_file == NULL || t->psk_copy != NULL);
}

/* The interface as it was before the change; NULL: there was none, or it is
 * unknown. */
static const struct wglink *
seen_before(const struct execution *e, const char *name)
{
	const struct wglink *was = e->before != NULL ?
	    wgstate_find(e->before, name) :
	    NULL;

	return was != NULL && was->wireguard ? was : NULL;
}

/*
 * Restores tunnels that no generation describes to their earlier state: those
 * that became apply's in this change, and those of a generation without
 * copies.
 */
static void
plan_seen(struct plan *plan, const struct execution *e,
    const struct situation *s)
{
	const struct wgstate *now = s->links;
	const struct tunnels *want = e->situation->want_tunnels;

	for (size_t i = 0; i < want->n; i++) {
		const char *name = want->v[i].name;
		const struct wglink *was = seen_before(e, name);

		if (is_held(e, name))
			continue;
		if (was != NULL) {
			plan_free_port(plan, s, name, was->listen_port);
			plan_restore(plan, was, wgstate_find(now, name));
		} else if (e->before == NULL && stays(e, name))
			diag_say(e->job->diag, DIAG_WARNING, NULL, name,
			    "it was there before the change, and how it was "
			    "then is not known any more");
	}
}

/* The tunnels of the previous generation that plan_seen() leaves out.  The
 * caller frees only the array: the tunnels are shared. */
static struct tunnels
held_tunnels(const struct execution *e)
{
	const struct tunnels *have = e->situation->have_tunnels;
	struct tunnels held = { mem_zalloc((have->n + 1) * sizeof *held.v), 0 };

	for (size_t i = 0; i < have->n; i++)
		if (is_held(e, have->v[i].name) ||
		    seen_before(e, have->v[i].name) == NULL ||
		    tunnels_find(e->situation->want_tunnels, have->v[i].name) ==
			NULL)
			held.v[held.n++] = have->v[i];
	return held;
}

/*
 * Plans the tunnels of the previous generation from the present state.
 * Removes an interface, unless it existed before and became apply's.
 */
static void
plan_back(struct plan *plan, const struct execution *e,
    const struct tunnels *held, const struct wgstate *now)
{
	static const struct generation none;
	struct situation s = *e->situation;

	s.links = now;
	s.have_tunnels = e->situation->want_tunnels;
	s.want_tunnels = held;
	s.have = e->situation->want;
	s.want = e->situation->have != NULL ? e->situation->have : &none;
	plan_tunnels(plan, &s);
	plan_seen(plan, e, &s);
	plan_keepalives(plan);
	s.want_tunnels = e->situation->have_tunnels;
	plan_gone(plan, &s);
}

static void
tunnels_back(struct execution *e)
{
	struct tunnels held;
	struct plan plan = { 0 };
	struct wgstate now;
	struct why why;

	if (!wgstate_read(&now, true, &why)) {
		diag_say(e->job->diag, DIAG_WARNING, NULL, NULL,
		    "%s (the tunnels stay as they are)", why.text);
		return;
	}
	held = held_tunnels(e);
	plan_back(&plan, e, &held, &now);
	endpoints_resolve(e->job, &plan);
	for (size_t i = 0; i < plan.n; i++) {
		struct step *step = &plan.step[i];

		if (step->kind != STEP_GONE || !stays(e, step_link(step)))
			execute_step(e, step); /* has said what failed */
	}
	plan_free(&plan);
	free(held.v);
	wgstate_free(&now);
}

/*
 * Restores the rules: adds the missing ones before BIRD goes back, and removes
 * the surplus ones afterwards (GONE).  A foreign rule that existed before is
 * kept.
 */
static void
rules_back(struct execution *e, bool gone)
{
	const struct iprules *before = e->situation->rules;
	const struct iprules *new = e->situation->want_rules;
	struct situation s = *e->situation;
	struct iprules now, ours = { 0 };
	struct plan plan = { 0 };
	struct why why;

	if (!iprules_read(&now, &why)) {
		diag_say(e->job->diag, DIAG_WARNING, NULL, NULL,
		    "%s (they stay as they are)", why.text);
		iprules_free(&now);
		return;
	}
	for (size_t i = 0; i < new->n; i++)
		if (before == NULL || !iprules_has(before, &new->v[i]))
			iprules_add(&ours, &new->v[i]);
	s.rules = &now;
	s.have_rules = &ours;
	s.want_rules = e->situation->have_rules;
	if (!gone)
		plan_rules(&plan, &s);
	else
		plan_rules_gone(&plan, &s);
	for (size_t i = 0; i < plan.n; i++)
		execute_step(e, &plan.step[i]); /* has said what failed */
	plan_free(&plan);
	iprules_free(&ours);
	iprules_free(&now);
}

static bool
link_back(struct execution *e)
{
	const char *id = e->situation->have_id;

	return *id != '\0' ? store_commit(e->store, id) :
			     store_uncommit(e->store);
}

/*
 * Makes BIRD load the previous generation or, if there was none, its own file.
 */
static bool
bird_back(struct execution *e)
{
	struct buf file = { 0 };
	enum bird_answer answer;
	struct why why;

	if (*e->situation->have_id != '\0')
		buf_printf(&file, "%s/%s/bird/bird.conf", e->job->state_dir,
		    e->situation->have_id);
	if (!e->job->diag->quiet)
		fprintf(stderr, "# BIRD loads %s\n",
		    file.len > 0 ? buf_cstr(&file) : "its own file");
	answer = bird_idle(e->ctl, &why);
	/* This BIRD would end: it keeps what it runs until it is restarted. */
	if (answer == BIRD_YES && file.len > 0 &&
	    !babel_guard_file(e->job, buf_cstr(&file), e->ctl)) {
		buf_free(&file);
		return false;
	}
	if (answer == BIRD_YES)
		answer = bird_configure(e->ctl,
		    file.len > 0 ? buf_cstr(&file) : NULL, &why);
	if (answer != BIRD_YES)
		diag_say(e->job->diag, DIAG_ERROR, NULL, NULL,
		    "on the way back: %s", why.text);
	buf_free(&file);
	return answer == BIRD_YES;
}

bool
undo(struct execution *e)
{
	bool ok = true;

	if (e->rules)
		rules_back(e, false);
	if (e->tunnels)
		tunnels_back(e);
	if (e->moved) {
		ok = link_back(e);
		e->moved = !ok;
	}
	if (e->configured)
		ok &= bird_back(e);
	if (e->rules)
		rules_back(e, true);
	return ok;
}
