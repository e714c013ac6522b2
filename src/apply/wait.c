/* Waits: until tunnels and sessions are up again. */
#include "apply/wait.h"

#include <string.h>

#include "apply/change.h"
#include "apply/losses.h"
#include "apply/session-health.h"
#include "apply/tunnel-health.h"
#include "apply/way-health.h"
#include "base/deadline.h"

#define FIRST_MS 20u /* first check of tunnels; then less often */
#define ALIVE_MS 1000u
#define HEALTH_MS 500u
#define ROUTES_MS 3000u /* routes reach the kernel */

/* The tunnels, sorted, that had a recent handshake before the change. */
struct alive {
	struct name_list up;
	struct name_list requested; /* those that networks asked for */
};

static void
find_alive(struct alive *alive, const struct situation *s)
{
	tunnel_health_before(&alive->up, s->want_tunnels, s->links);
	for (size_t i = 0; i < alive->up.n; i++) {
		const char *name = alive->up.v[i];

		if (tunnels_find(s->want_tunnels, name)->requested)
			name_list_add(&alive->requested,
			    (struct slice){ name, strlen(name) });
	}
}

/* Waits until the tunnels of WATCH that matter have received something. */
static enum outcome
hear_of(struct execution *e, const struct alive *alive,
    const struct name_list *watch, struct name_list *lost,
    struct losses *losses)
{
	const struct tunnels *ts = e->situation->want_tunnels;
	long long until = deadline_in(e->situation->confirm * 1000);
	enum outcome outcome = OUTCOME_DONE;
	struct wgstate then, now;
	unsigned pause = FIRST_MS / 2;
	struct why why;

	if (!wgstate_read(&then, true, &why))
		return execution_failed(e, OUTCOME_FAILED, why.text);
	do {
		name_list_free(lost);
		tunnel_health_ask(watch, ts);
		if (!wgstate_read(&now, true, &why)) {
			outcome = execution_failed(e, OUTCOME_FAILED, why.text);
			break;
		}
		tunnel_health_lost(lost, watch, ts, &e->renewed, &then, &now);
		wgstate_free(&now);
		*losses = losses_count(&alive->up, lost, &alive->requested);
		pause = pause * 2 < ALIVE_MS ? pause * 2 : ALIVE_MS;
	} while (losses_matter(losses) && !execution_stopping() &&
	    deadline_sleep(until, pause));
	wgstate_free(&then);
	return outcome;
}

enum outcome
wait_tunnels(struct execution *e, struct step *step)
{
	struct name_list watch = { 0 }, lost = { 0 };
	struct alive alive = { 0 };
	struct losses losses = { 0 };
	enum outcome outcome;
	struct why why;

	(void)step;
	name_list_sort(&e->renewed);
	name_list_sort(&e->unasked);
	for (size_t i = 0; i < e->unasked.n; i++)
		diag_say(e->job->diag, DIAG_WARNING, NULL, e->unasked.v[i],
		    "where its peer is, is not known, so no handshake can "
		    "show that the peer has followed");
	find_alive(&alive, e->situation);
	for (size_t i = 0; i < e->changed.n; i++) {
		struct slice name = { e->changed.v[i],
			strlen(e->changed.v[i]) };

		const struct tunnel *want = tunnels_find(
		    e->situation->want_tunnels, e->changed.v[i]);

		if (name_list_has(&alive.up, name) &&
		    !name_list_has(&e->unasked, name) &&
		    (want == NULL ||
			!tunnel_health_own_change(e->situation->have_tunnels,
			    want)))
			name_list_add(&watch, name);
	}
	outcome = watch.n > 0 ? hear_of(e, &alive, &watch, &lost, &losses) :
				OUTCOME_DONE;
	for (size_t i = 0;
	     i < lost.n && losses_matter(&losses) && !execution_stopping(); i++)
		diag_say(e->job->diag, DIAG_WARNING, NULL, lost.v[i],
		    "was alive, and is not %u seconds after its change",
		    e->situation->confirm);
	if (outcome == OUTCOME_DONE && !execution_stopping() &&
	    losses_too_many(&losses)) {
		why_set(&why, "of %zu live tunnels %zu did not come back",
		    alive.up.n, lost.n);
		outcome = execution_failed(e, OUTCOME_FAILED, why.text);
	}
	name_list_free(&alive.up);
	name_list_free(&alive.requested);
	name_list_free(&watch);
	name_list_free(&lost);
	return outcome;
}

static void
say_lost(const struct execution *e, const struct name_list *lost)
{
	for (size_t i = 0; i < lost->n; i++)
		diag_say(e->job->diag, DIAG_WARNING, NULL, lost->v[i],
		    "was up, and is not after %u seconds (it was%s to "
		    "restart)",
		    e->situation->confirm,
		    change_restarts(e->situation, lost->v[i]) ? "" : " not");
}

/* Most changes restart no session: then the first check is the last. */
enum outcome
wait_sessions(struct execution *e, struct step *step)
{
	long long until = deadline_in(e->situation->confirm * 1000);
	struct name_list lost = { 0 };
	struct losses losses;
	enum outcome outcome = OUTCOME_DONE;
	enum bird_answer answer;
	struct why why;

	(void)step;
	if (e->up.n == 0)
		return OUTCOME_DONE;
	do {
		name_list_free(&lost);
		answer = session_health_lost(&lost, &e->up, e->ctl, &why);
		losses = losses_count(&e->up, &lost, &e->requested);
	} while (answer == BIRD_YES && losses_matter(&losses) &&
	    !execution_stopping() && deadline_sleep(until, HEALTH_MS));
	if (answer != BIRD_YES) {
		outcome = execution_failed(e, OUTCOME_LOST, why.text);
	} else if (losses_matter(&losses) && !execution_stopping()) {
		say_lost(e, &lost);
		why_set(&why, "of %zu BGP sessions %zu did not come back",
		    e->up.n, lost.n);
		if (losses_too_many(&losses))
			outcome = execution_failed(e, OUTCOME_FAILED, why.text);
	}
	name_list_free(&lost);
	return outcome;
}

static enum outcome
ways_kept(struct execution *e)
{
	char text[ADDR_TEXT];
	struct addr lost;
	struct why why;

	if (way_health_kept(&e->ways, e->situation, &lost))
		return OUTCOME_DONE;
	why_set(&why,
	    "the host no longer reaches %s, or only through a "
	    "tunnel",
	    addr_print(text, &lost));
	return execution_failed(e, OUTCOME_FAILED, why.text);
}

/* Checks the routes until the sessions are up and settled. */
static enum outcome
watch_ways(struct execution *e, const struct name_list *started)
{
	long long until = deadline_in(e->situation->confirm * 1000);
	long long settled = deadline_in(ROUTES_MS);
	size_t down = started->n;
	enum outcome outcome;
	struct why why;

	while ((outcome = ways_kept(e)) == OUTCOME_DONE &&
	    !execution_stopping() && (down > 0 || deadline_left(settled) > 0) &&
	    deadline_sleep(until, HEALTH_MS)) {
		struct name_list lost = { 0 };
		enum bird_answer answer = session_health_lost(&lost, started,
		    e->ctl, &why);

		if (answer == BIRD_YES && lost.n < down)
			settled = deadline_in(ROUTES_MS);
		down = lost.n;
		name_list_free(&lost);
		if (answer != BIRD_YES)
			return execution_failed(e, OUTCOME_LOST, why.text);
	}
	return outcome == OUTCOME_DONE ? ways_kept(e) : outcome;
}

enum outcome
wait_ways(struct execution *e)
{
	struct name_list started = { 0 };
	enum outcome outcome = OUTCOME_DONE;

	if (e->ways.n > 0) {
		session_health_started(&started, e->situation);
		outcome = watch_ways(e, &started);
	}
	name_list_free(&started);
	return outcome;
}
