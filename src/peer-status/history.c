/* The history: a file of peer-status's own.  It has a line for each change of
 * a session that a run saw. */
#include "peer-status/history.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/sort.h"
#include "peer-status/live-sessions.h"
#include "peer-status/outfile.h"
#include "peer-status/session-key.h"

#define HEAD "birdfeed-history 2\n"
/* The first version had BIRD's names of the sessions for their keys. */
#define HEAD_NAMES "birdfeed-history 1\n"
/* The names that BIRD gives to the sessions of a range (bird-render(1)). */
#define DEALT_NAME "bf_participant"
#define EVENTS_MOST ((size_t)200) /* of one session */

static const char *const state_names[] = { "up", "down", "unknown" };

static const char bird[] = HISTORY_BIRD;

static int
by_name_and_time(const void *va, const void *vb)
{
	const struct event *a = va, *b = vb;
	int c = strcmp(a->name, b->name);

	return c != 0 ? c : (a->at > b->at) - (a->at < b->at);
}

static void
add(struct history *h, struct slice name, uint64_t at, enum event_state state)
{
	h->v = mem_grow(h->v, h->n, &h->cap, sizeof *h->v);
	h->v[h->n++] = (struct event){ .name = mem_strndup(name.p, name.n),
		.at = at,
		.state = state };
}

static void
sort(struct history *h)
{
	sort_all(h->v, h->n, sizeof *h->v, by_name_and_time);
}

/* Parses "SECONDS NAME STATE", separated by tabs. */
static bool
take_line(struct history *h, char *line)
{
	char *name = strchr(line, '\t'), *state;
	struct why why;
	uint64_t at;

	if (name == NULL || (state = strchr(name + 1, '\t')) == NULL)
		return false;
	*name++ = *state++ = '\0';
	if (!number_parse(line, strlen(line), 0, INT64_MAX, &at, &why) ||
	    *name == '\0')
		return false;
	for (size_t i = 0; i < sizeof state_names / sizeof *state_names; i++)
		if (strcmp(state, state_names[i]) == 0) {
			add(h, (struct slice){ name, strlen(name) }, at,
			    (enum event_state)i);
			return true;
		}
	return false;
}

static bool
read_events(struct history *h, const char *path, struct diag *diag)
{
	struct place place = { path, 0 };
	struct why why;
	FILE *f = outfile_open(path, &why);
	char line[512];
	bool ok = true;

	if (f == NULL && errno == ENOENT)
		return true;
	if (f == NULL) {
		diag_say(diag, DIAG_ERROR, NULL, NULL, "%s", why.text);
		return false;
	}
	while (ok && fgets(line, sizeof line, f) != NULL) {
		place.line++;
		if (place.line == 1) {
			h->has_names = strcmp(line, HEAD_NAMES) == 0;
			ok = h->has_names || strcmp(line, HEAD) == 0;
		} else {
			ok = line[strcspn(line, "\n")] == '\n';
			line[strcspn(line, "\n")] = '\0';
			ok = ok && take_line(h, line);
		}
	}
	if (!ok)
		diag_say(diag, DIAG_ERROR, &place, NULL,
		    "no history of "
		    "peer-status (expected one, or no such file)");
	else if (ferror(f)) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", strerror(errno));
		ok = false;
	}
	fclose(f);
	sort(h);
	return ok;
}

const struct event *
history_of(const struct history *h, const char *name, size_t *n)
{
	size_t first = sort_lower(h->v, h->n, sizeof *h->v, &name,
	    sort_by_text);
	size_t last = sort_upper(h->v, h->n, sizeof *h->v, &name, sort_by_text);

	*n = last - first;
	return *n > 0 ? &h->v[first] : NULL;
}

/* Adds an event to FRESH, not to H: H must stay sorted meanwhile. */
static void
note(const struct history *h, struct history *fresh, const char *name,
    enum event_state state, uint64_t at, uint64_t now)
{
	size_t n;
	const struct event *v = history_of(h, name, &n);

	if (n > 0 && v[n - 1].state == state)
		return;
	/* Use BIRD's time, unless it is before the last event. */
	if (at > now || (n > 0 && at <= v[n - 1].at))
		at = now;
	add(fresh, (struct slice){ name, strlen(name) }, at, state);
}

/* Is NAME the key of somebody who still belongs to the exchange? */
static bool
is_expected(const struct policy *policy, const char *name)
{
	struct why why;
	uint32_t asn;

	return asn_parse(name, strcspn(name, " "), &asn, &why) &&
	    participants_find(&policy->participants, asn) != NULL;
}

/*
 * Marks the events to remove.  For each name, those are the events that end
 * before the drawn days begin, and all but the newest EVENTS_MOST.  The newest
 * event stays even if it is old, unless BIRD no longer has the session and it
 * is no participant's.
 */
static void
prune(struct history *h, const struct status *s,
    const struct live_sessions *live, const struct policy *policy)
{
	uint64_t start = s->now > HISTORY_SECONDS ? s->now - HISTORY_SECONDS :
						    0;
	size_t kept = 0, of_name = 0;

	/* Start at the end, where the newest events of a name are. */
	for (size_t i = h->n; i-- > 0;) {
		const struct event *e = &h->v[i];
		bool newest = i + 1 == h->n ||
		    strcmp(e->name, h->v[i + 1].name) != 0;
		bool old = !newest && h->v[i + 1].at <= start;

		if (newest) {
			of_name = 0;
			old = e->at <= start && s->bird_up &&
			    strcmp(e->name, bird) != 0 &&
			    !live_sessions_have(live, e->name) &&
			    !is_expected(policy, e->name);
		}
		if (old || ++of_name > EVENTS_MOST)
			h->v[i].gone = true;
	}
	for (size_t i = 0; i < h->n; i++) {
		if (h->v[i].gone)
			free(h->v[i].name);
		else
			h->v[kept++] = h->v[i];
	}
	h->n = kept;
}

/* Is event I the newest of its name, which is not BIRD's own? */
static bool
is_newest(const struct history *h, size_t i)
{
	return (i + 1 == h->n || strcmp(h->v[i].name, h->v[i + 1].name) != 0) &&
	    strcmp(h->v[i].name, bird) != 0;
}

/* Notes the sessions that BIRD no longer has: a range forgets a session that
 * is down, and a BIRD that was restarted has none. */
static void
note_gone(const struct history *h, struct history *fresh,
    const struct live_sessions *live, const struct status *s)
{
	for (size_t i = 0; i < h->n; i++) {
		const struct event *e = &h->v[i];

		if (!is_newest(h, i))
			continue;
		if (!s->bird_up)
			note(h, fresh, e->name, EVENT_UNKNOWN, s->now, s->now);
		else if (e->state != EVENT_DOWN &&
		    !live_sessions_have(live, e->name))
			note(h, fresh, e->name, EVENT_DOWN, s->now, s->now);
	}
}

/* Adds the changes in S to H. */
static void
add_new(struct history *h, const struct status *s, const struct policy *policy)
{
	struct live_sessions live = live_sessions_of(s);
	struct history fresh = { 0 };

	note(h, &fresh, bird, s->bird_up ? EVENT_UP : EVENT_DOWN, s->now,
	    s->now);
	for (size_t i = 0; i < live.n; i++)
		note(h, &fresh, live.v[i].key,
		    live.v[i].up ? EVENT_UP : EVENT_DOWN, live.v[i].at, s->now);
	note_gone(h, &fresh, &live, s);
	for (size_t i = 0; i < fresh.n; i++) {
		h->v = mem_grow(h->v, h->n, &h->cap, sizeof *h->v);
		h->v[h->n++] = fresh.v[i];
	}
	free(fresh.v);
	sort(h);
	prune(h, s, &live, policy);
	live_sessions_free(&live);
}

/*
 * Gives the events of a file with BIRD's names the sessions' keys.  Events of
 * a session that BIRD does not have go, and so do those with a name that BIRD
 * dealt: nobody knows whose they are.
 */
static void
names_to_keys(struct history *h, const struct status *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < h->n; i++) {
		struct event e = h->v[i];
		const struct protocol *p = protocols_find(&s->protocols,
		    e.name);
		struct buf key = { 0 };

		if (strcmp(e.name, bird) == 0)
			buf_str(&key, bird);
		else if (p != NULL &&
		    strncmp(e.name, DEALT_NAME, strlen(DEALT_NAME)) != 0)
			session_key(&key, p);
		free(e.name);
		if (key.len > 0) {
			e.name = mem_strdup(buf_cstr(&key));
			h->v[kept++] = e;
		}
		buf_free(&key);
	}
	h->n = kept;
	h->has_names = false;
	sort(h);
}

static void
write_events(const struct history *h, FILE *f)
{
	fputs(h->has_names ? HEAD_NAMES : HEAD, f);
	for (size_t i = 0; i < h->n; i++)
		fprintf(f, "%" PRIu64 "\t%s\t%s\n", h->v[i].at, h->v[i].name,
		    state_names[h->v[i].state]);
}

bool
history_keep(struct history *h, const char *path, const struct status *s,
    const struct policy *policy, bool write, struct diag *diag)
{
	char *text = NULL;
	size_t n = 0;
	bool ok;
	FILE *f;

	if (!read_events(h, path, diag))
		return false;
	/* A BIRD that does not answer cannot say whose names these are. */
	if (h->has_names && s->bird_up)
		names_to_keys(h, s);
	if (!write)
		return true;
	add_new(h, s, policy);
	f = open_memstream(&text, &n);
	if (f != NULL)
		write_events(h, f);
	ok = f != NULL && fclose(f) == 0 &&
	    outfile_replace(path, text, n, diag);
	free(text);
	return ok;
}

void
history_free(struct history *h)
{
	for (size_t i = 0; i < h->n; i++)
		free(h->v[i].name);
	free(h->v);
	*h = (struct history){ 0 };
}
