/* The requests of networks, and why their sessions are not up. */
#include "peer-status/request-state.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/file.h"
#include "base/mem.h"
#include "peer-status/text.h"

#define RESULT_MOST (1 << 20)

/* What the pipeline refused, by name; NULL: nobody says. */
static json_t *
read_refused(const struct site *site)
{
	struct buf path = { 0 }, text = { 0 };
	json_t *result = NULL, *refused;

	buf_printf(&path, "%s/result", site->self_service.run_dir);
	if (file_slurp(open(buf_cstr(&path), O_RDONLY | O_CLOEXEC), RESULT_MOST,
		&text))
		result = json_loadb(text.data, text.len, 0, NULL);
	refused = json_incref(json_object_get(result, "refused"));
	json_decref(result);
	buf_free(&path);
	buf_free(&text);
	return refused;
}

static const struct protocol *
session_of(const struct peer *p, const struct protocols *sessions)
{
	const struct protocol *found = protocols_find(sessions, p->protocol);
	char name[80];

	if (found != NULL)
		return found;
	snprintf(name, sizeof name, "%.64s_v4", p->protocol);
	return protocols_find(sessions, name);
}

static void
say_down(struct request_state *r, const struct protocol *session,
    const struct tunnels *tunnels, uint64_t now)
{
	const struct tunnel *t = tunnels == NULL ?
	    NULL :
	    tunnels_find(tunnels, protocol_interface(session));
	const char *state = session->bgp_state != NULL ? session->bgp_state :
	    session->state != NULL		       ? session->state :
							 "?";
	char age[TEXT_AGE];

	r->state = "down";
	if (tunnels == NULL)
		why_set(&r->why, "the session is %s", state);
	else if (t == NULL)
		why_set(&r->why, "the session is %s: there is no tunnel",
		    state);
	else if (t->handshake == 0)
		why_set(&r->why,
		    "the session is %s: the tunnel never had a "
		    "handshake (is their end there, with our key and port?)",
		    state);
	else
		why_set(&r->why,
		    "the session is %s: the tunnel's last "
		    "handshake was %s ago%s%.100s",
		    state,
		    text_age(age, now > t->handshake ? now - t->handshake : 0),
		    session->last_error != NULL ? "; BIRD's last error: " : "",
		    session->last_error != NULL ? session->last_error : "");
}

static bool
is_up(const struct protocol *p)
{
	return p->bgp_state != NULL && strcmp(p->bgp_state, "Established") == 0;
}

/* False: its session is up. */
static bool
judge(struct request_state *r, const struct peer *p, const json_t *refused,
    const struct protocol *session, const struct tunnels *tunnels, uint64_t now)
{
	const char *why = json_string_value(json_object_get(refused, p->name));

	*r = (struct request_state){ .name = p->name, .asn = p->asn };
	if (session != NULL && is_up(session))
		return false;
	if (why != NULL) {
		r->state = "refused";
		why_set(&r->why, "%.200s", why);
	} else if (session == NULL) {
		r->state = "missing";
		why_set(&r->why,
		    "BIRD has no session %.64s (did the pipeline "
		    "run since?)",
		    p->protocol);
	} else {
		say_down(r, session, tunnels, now);
	}
	return true;
}

void
request_states_find(struct request_states *all, const struct policy *policy,
    const struct protocols *sessions, const struct tunnels *tunnels,
    uint64_t now)
{
	const struct peers *peers = &policy->requests.peers;
	json_t *refused;

	if (policy->site == NULL || peers->n == 0)
		return;
	refused = read_refused(policy->site);
	for (size_t i = 0; i < peers->n; i++) {
		const struct peer *p = &peers->v[i];

		/* Of another router. */
		if (p->protocol == NULL ||
		    strcmp(p->router, policy->router->name) != 0)
			continue;
		all->v = mem_grow(all->v, all->n, &all->cap, sizeof *all->v);
		all->n += judge(&all->v[all->n], p, refused,
		    session_of(p, sessions), tunnels, now);
	}
	json_decref(refused);
}

void
request_states_free(struct request_states *all)
{
	free(all->v);
	*all = (struct request_states){ 0 };
}
