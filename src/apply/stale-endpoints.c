/* Endpoints whose names have a new address. */
#include "apply/stale-endpoints.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apply/confirmed.h"
#include "apply/resolve.h"
#include "apply/tunnel-health.h"
#include "base/mem.h"
#include "base/out.h"
#include "host/run.h"

#define LOOK_UP_SECONDS 5u
#define COMMAND_SECONDS 30u

/* The peer of T if its host name must be resolved again, otherwise NULL.  A
 * missing peer does not count: apply itself must set it first. */
static const struct wgpeer *
wanting(const struct confirmed *in, const struct tunnel *t)
{
	const struct wgpeer *peer = tunnel_health_peer(&in->links, t);

	if (t->key_file == NULL || !t->has_endpoint ||
	    t->endpoint.host == NULL || peer == NULL)
		return NULL;
	return tunnel_health_stale(peer) ? peer : NULL;
}

/* Is NOW one of the resolved addresses, with PORT? */
static bool
is_there(const struct endpoint *now, const struct resolution *r, uint16_t port)
{
	for (size_t i = 0; i < r->n; i++)
		if (now->port == port && addr_cmp(&now->addr, &r->addr[i]) == 0)
			return true;
	return false;
}

static const char *
print_now(char text[static ENDPOINT_TEXT], const struct endpoint *now)
{
	if (now->port == 0)
		return "none";
	return now->addr.family != 0 ? endpoint_print(text, now) :
				       "a link-local one";
}

/* Runs: wg set IF peer KEY endpoint ADDRESS:PORT */
static bool
set_endpoint(const struct job *job, const struct tunnel *t,
    const char *endpoint)
{
	struct run run = { .seconds = COMMAND_SECONDS };
	struct plan plan = { 0 };
	struct step *step = plan_add(&plan, STEP_TUNNEL);
	char key[WGKEY_TEXT];
	struct why why;
	bool ok;

	step_words(step, "wg", "set", t->name, "peer",
	    wgkey_print(key, &t->peer), "endpoint", endpoint, NULL);
	if (!job->dry || job->diag->verbose)
		step_echo(step, job->diag);
	ok = job->dry || run_program(&run, step->argv, &why) == 0;
	if (!ok)
		diag_say(job->diag, DIAG_ERROR, NULL, t->name, "%s", why.text);
	run_free(&run);
	plan_free(&plan);
	return ok;
}

/* Sets the endpoints that moved.  With ONLY_COUNT, only counts them. */
static size_t
each_moved(const struct job *job, const struct confirmed *in,
    const struct resolution *r, bool only_count, size_t *failed)
{
	size_t n = 0;

	for (size_t i = 0; i < in->tunnels.n; i++) {
		const struct tunnel *t = &in->tunnels.v[i];
		const struct wgpeer *peer = wanting(in, t);
		struct endpoint to = { .addr = r[i].addr[0],
			.port = t->endpoint.port };
		char old[ENDPOINT_TEXT], new[ENDPOINT_TEXT];

		if (peer == NULL || r[i].n == 0 ||
		    is_there(&peer->endpoint, &r[i], to.port))
			continue;
		n++;
		if (only_count)
			continue;
		endpoint_print(new, &to);
		if (set_endpoint(job, t, new))
			printf("tunnel %s: %s is at %s now (was %s)\n", t->name,
			    t->endpoint.host, new,
			    print_now(old, &peer->endpoint));
		else
			(*failed)++;
	}
	return n;
}

/* R[i] belongs to tunnel i.  Its host is NULL if the tunnel is alive. */
static void
look_up(const struct job *job, const struct confirmed *in, struct resolution *r)
{
	struct resolution *ask = mem_zalloc(in->tunnels.n * sizeof *ask);
	size_t n = 0, at = 0;

	for (size_t i = 0; i < in->tunnels.n; i++)
		if (wanting(in, &in->tunnels.v[i]) != NULL) {
			r[i].host = in->tunnels.v[i].endpoint.host;
			ask[n++].host = r[i].host;
		}
	resolve_all(ask, n, job->site->peering.endpoint_family,
	    LOOK_UP_SECONDS);
	for (size_t i = 0; i < in->tunnels.n; i++) {
		if (r[i].host == NULL)
			continue;
		r[i] = ask[at++];
		if (r[i].n == 0)
			diag_say(job->diag, DIAG_NOTE, NULL,
			    in->tunnels.v[i].name, "%s does not resolve",
			    r[i].host);
	}
	free(ask);
}

/* Resolving took no lock, so an apply may have run meanwhile.  If so, reports
 * busy: the next run resolves again. */
static int
lock(struct confirmed *in, const struct job *job)
{
	int status = confirmed_lock(in, job);
	char now[ID_TEXT];

	if (status != APPLY_DONE)
		return status;
	if (in->journal.state == JOURNAL_PENDING) {
		diag_say(job->diag, DIAG_ERROR, NULL, NULL,
		    "%.12s is "
		    "pending: an apply died, and the next one comes first",
		    in->journal.id);
		return APPLY_REFUSED;
	}
	if (store_current(&in->store, now) == STORE_CURRENT &&
	    strcmp(now, in->have.id) == 0)
		return confirmed_look(in, job);
	diag_say(job->diag, DIAG_ERROR, NULL, NULL,
	    "busy: another apply was at work here");
	return APPLY_BUSY;
}

static int
set_all(struct confirmed *in, const struct job *job, const struct resolution *r)
{
	size_t failed = 0;
	int status = job->dry ? APPLY_DONE : lock(in, job);

	if (status != APPLY_DONE)
		return status;
	each_moved(job, in, r, false, &failed);
	if (!out_finish(stdout, job->diag))
		return APPLY_REFUSED;
	if (job->dry)
		return APPLY_CHANGES;
	return failed > 0 ? APPLY_PARTLY : APPLY_DONE;
}

int
stale_endpoints_update(const struct job *job)
{
	struct resolution *r = NULL;
	struct confirmed in;
	int status = confirmed_open(&in, job);

	if (status == APPLY_DONE)
		status = confirmed_read(&in, job);
	if (status == APPLY_DONE) {
		r = mem_zalloc(in.tunnels.n * sizeof *r);
		look_up(job, &in, r);
		if (each_moved(job, &in, r, true, NULL) > 0)
			status = set_all(&in, job, r);
		free(r);
	}
	confirmed_free(&in);
	return status;
}
