/* An observation: the state before planning. */
#include "apply/observe.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apply/bird.h"
#include "apply/generation-tree.h"
#include "apply/installed.h"
#include "apply/settle.h"
#include "apply/table-rules.h"
#include "apply/tunnel-copies.h"
#include "base/folder.h"

#define GREETING_MS 10000u

/* Can the state directory be made?  -n does not make it. */
static bool
can_make_store(const struct job *job)
{
	struct why why;
	char *name;
	int at = folder_of(job->state_dir, &name, &why);

	if (at == -1) {
		diag_say(job->diag, DIAG_ERROR, NULL, NULL, "%s", why.text);
		return false;
	}
	close(at);
	free(name);
	return true;
}

static int
open_store(struct observation *o, const struct job *job)
{
	if (!store_open(&o->store, job->state_dir, job->router->bird.group,
		!job->dry, job->diag))
		return APPLY_REFUSED;
	if (o->store.fd == -1 && !can_make_store(job))
		return APPLY_REFUSED;
	return job->dry ? APPLY_DONE : store_lock(&o->store, job->seconds);
}

/* If an apply died, first settles its change. */
static int
take_journal(struct observation *o, const struct job *job)
{
	if (!journal_read(&o->journal, &o->store))
		return APPLY_REFUSED;
	if (o->journal.state != JOURNAL_PENDING)
		return APPLY_DONE;
	if (!job->dry)
		return settle(job, &o->store, &o->journal, NULL);
	diag_say(job->diag, DIAG_WARNING, NULL, NULL,
	    "%.12s is pending: an "
	    "apply is at work, or it died and the next one goes back first",
	    o->journal.id);
	return APPLY_DONE;
}

static bool
make_want(struct observation *o, const struct job *job)
{
	return (!generation_depends(job->stream) ||
		   store_key(&o->store, !job->dry)) &&
	    generation_make(&o->want, job->stream, o->store.key, job);
}

static void
take_keys(struct observation *o, const struct job *job)
{
	struct buf folder = { 0 };

	buf_printf(&folder, "%s/%s", job->state_dir, o->want.id);
	tunnels_take_copies(&o->wanted, fragments_set(job->stream, "wireguard"),
	    buf_cstr(&folder), NULL, NULL);
	buf_free(&folder);
}

/* Reads the current generation.  If its manifest is unreadable, the guards
 * have nothing to compare with, unless the new generation is the same one. */
static bool
take_current(struct observation *o, const struct job *job)
{
	struct situation *s = &o->situation;

	s->have_id = o->have_id;
	if (store_current(&o->store, o->have_id) == STORE_ODD)
		return false;
	if (strcmp(o->have_id, o->want.id) == 0) {
		s->have = &o->want;
	} else if (o->have_id[0] != '\0') {
		if (store_generation(&o->store, o->have_id, &o->have)) {
			s->have = &o->have;
			return true;
		}
		diag_say(job->diag, job->force ? DIAG_WARNING : DIAG_ERROR,
		    NULL, NULL,
		    "%s/current: its manifest is missing or "
		    "damaged, so removals cannot be counted (--force goes on)",
		    job->state_dir);
		return job->force;
	}
	return true;
}

static void
look_at_files(struct observation *o, const struct job *job)
{
	struct name_list ignored = { 0 };
	struct situation *s = &o->situation;

	if (s->have == &o->want) {
		s->staged = tree_verify(&o->store, &o->want, job->stream,
		    &o->damaged, &o->edited);
	} else {
		s->staged = tree_verify(&o->store, &o->want, job->stream,
		    &ignored, NULL);
		if (s->have != NULL)
			tree_verify(&o->store, s->have, NULL, &o->damaged,
			    &o->edited);
	}
	name_list_free(&ignored);
}

static void
read_had(struct observation *o)
{
	struct situation *s = &o->situation;

	s->have_tunnels = s->have == &o->want ? &o->wanted : &o->had;
	if (s->have == &o->have)
		installed_tunnels(&o->had, &o->store, &o->have);
}

/* With -n, the forecast leaves out what cannot be queried. */
static int
unasked(const struct job *job, const char *why)
{
	diag_say(job->diag, job->dry ? DIAG_WARNING : DIAG_ERROR, NULL, NULL,
	    "%s", why);
	return job->dry ? APPLY_DONE : APPLY_REFUSED;
}

static int
ask_bird(struct observation *o, const struct job *job)
{
	struct situation *s = &o->situation;
	struct why why;

	switch (birdctl_open(&o->ctl, job->router->bird.control_socket,
	    GREETING_MS, &why)) {
	case BIRDCTL_OK:
		if (bird_generation(&o->ctl, o->bird_id, &why) == BIRD_LOST)
			return unasked(job, why.text);
		s->bird = BIRD_ANSWERS;
		return APPLY_DONE;
	case BIRDCTL_ABSENT:
		s->bird = BIRD_DOWN;
		return APPLY_DONE;
	default:
		return unasked(job, why.text);
	}
}

static int
ask_links(struct observation *o, const struct job *job)
{
	struct situation *s = &o->situation;
	bool any = s->have_tunnels->n + s->want_tunnels->n > 0;
	struct why why;

	if (!wgstate_read(&o->links, any, &why))
		return unasked(job, why.text);
	s->links = &o->links;
	return APPLY_DONE;
}

/* Reads the rules, but only for a router that has or had a routing table of
 * its own. */
static int
ask_rules(struct observation *o, const struct job *job)
{
	struct situation *s = &o->situation;
	struct why why;

	rules_wanted(&o->had_rules, s->have);
	rules_wanted(&o->wanted_rules, s->want);
	s->have_rules = &o->had_rules;
	s->want_rules = &o->wanted_rules;
	if (o->had_rules.n + o->wanted_rules.n == 0)
		return APPLY_DONE;
	if (!iprules_read(&o->rules, &why))
		return unasked(job, why.text);
	s->rules = &o->rules;
	return APPLY_DONE;
}

int
observe(struct observation *o, const struct job *job)
{
	struct situation *s = &o->situation;
	int status;

	*o = (struct observation){ .store = STORE_CLOSED, .ctl = { -1 } };
	*s = (struct situation){
		.router = job->router,
		.state_dir = job->state_dir,
		.confirm = job->site->apply.confirm,
		.root = geteuid() == 0,
		.want = &o->want,
		.damaged = &o->damaged,
		.edited = &o->edited,
		.want_tunnels = &o->wanted,
		.bird_id = o->bird_id,
	};
	if (!tunnels_parse(&o->wanted, fragments_set(job->stream, "wireguard"),
		job->diag))
		return APPLY_REFUSED;
	status = open_store(o, job);
	if (status != APPLY_DONE)
		return status;
	status = take_journal(o, job);
	if (status != APPLY_DONE)
		return status;
	if (!make_want(o, job) || !take_current(o, job))
		return APPLY_REFUSED;
	take_keys(o, job);
	look_at_files(o, job);
	read_had(o);
	if (job->install_only)
		return APPLY_DONE;
	status = ask_bird(o, job);
	if (status == APPLY_DONE)
		status = ask_links(o, job);
	return status != APPLY_DONE ? status : ask_rules(o, job);
}

void
observation_free(struct observation *o)
{
	birdctl_close(&o->ctl);
	wgstate_free(&o->links);
	iprules_free(&o->had_rules);
	iprules_free(&o->wanted_rules);
	iprules_free(&o->rules);
	tunnels_free(&o->had);
	tunnels_free(&o->wanted);
	name_list_free(&o->damaged);
	name_list_free(&o->edited);
	generation_free(&o->have);
	generation_free(&o->want);
	journal_free(&o->journal);
	store_close(&o->store);
}
