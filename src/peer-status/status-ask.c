/* Asks for a status: BIRD's protocols and their routes, and wg(8)'s tunnels. */
#include "peer-status/status-ask.h"

#include <signal.h>
#include <string.h>

#include "peer-status/ask.h"
#include "peer-status/only.h"
#include "peer-status/session-key.h"

#define WG_SECONDS 10u

static void
keep_only(struct protocols *all, const struct question *q)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		struct protocol p = all->v[i];
		bool keep = (q->all || protocol_is_bgp(&p)) &&
		    only_matches(q->only, &p);

		/* Moves the unwanted protocols behind the others. */
		all->v[i] = all->v[n];
		all->v[n] = p;
		n += keep;
	}
	protocols_cut(all, n);
	protocols_sort(all);
}

static bool
ask_bird(struct status *s, struct ask *a, const struct policy *policy)
{
	const struct question *q = a->question;

	if (!ask_version(a, s) || !ask_protocols(a, &s->protocols))
		return false;
	sessions_identify(&s->protocols, policy);
	keep_only(&s->protocols, q);
	for (size_t i = 0; i < s->protocols.n; i++) {
		struct protocol *p = &s->protocols.v[i];

		if (protocol_is_bgp(p) && protocol_is_up(p) &&
		    !ask_routes(a, p, policy))
			return false;
	}
	return true;
}

/* With --only, keeps only the tunnels of the selected sessions. */
static void
drop_tunnels(struct status *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->tunnels.n; i++) {
		struct tunnel t = s->tunnels.v[i];
		bool used = false;

		for (size_t j = 0; j < s->protocols.n && !used; j++)
			used = strcmp(t.interface,
				   protocol_interface(&s->protocols.v[j])) == 0;
		s->tunnels.v[i] = s->tunnels.v[n];
		s->tunnels.v[n] = t;
		n += used;
	}
	tunnels_cut(&s->tunnels, n);
}

/* Is a signal pending that status_ask() blocks? */
static bool
interrupted(void)
{
	sigset_t pending;

	return sigpending(&pending) == 0 &&
	    (sigismember(&pending, SIGINT) == 1 ||
		sigismember(&pending, SIGTERM) == 1 ||
		sigismember(&pending, SIGHUP) == 1);
}

bool
status_ask(struct status *s, const struct question *q,
    const struct policy *policy, struct diag *diag)
{
	struct ask a = { .question = q,
		.ctl = { .fd = -1 },
		.interrupted = interrupted };
	sigset_t end, before;
	struct why why;

	/* A signal waits until the answer ends, or at most for the timeout:
	 * BIRD 3.2.3 crashes if a client disconnects earlier. */
	sigemptyset(&end);
	sigaddset(&end, SIGINT);
	sigaddset(&end, SIGTERM);
	sigaddset(&end, SIGHUP);
	sigprocmask(SIG_BLOCK, &end, &before);
	s->now = s->protocols.now = q->now;
	announcements_judge(&s->announcements, policy);
	s->bird_up = ask_bird(s, &a, policy);
	if (!s->bird_up) {
		protocols_free(&s->protocols);
		s->why = a.why;
	}
	ask_close(&a);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (a.status == BIRDCTL_DENIED) {
		diag_say(diag, DIAG_ERROR, NULL, NULL,
		    "%s (expected to be "
		    "run as root, or in the group of BIRD's socket)",
		    a.why.text);
		return false;
	}
	s->has_tunnels = tunnels_ask(&s->tunnels, WG_SECONDS, &why);
	if (!s->has_tunnels)
		diag_say(diag, DIAG_NOTE, NULL, NULL, "no tunnels: %s",
		    why.text);
	if (s->bird_up)
		request_states_find(&s->requests, policy, &s->protocols,
		    s->has_tunnels ? &s->tunnels : NULL, s->now);
	if (q->only->list != NULL)
		drop_tunnels(s);
	return true;
}
