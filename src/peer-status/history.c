/* The history: a file of peer-status's own.  It has a line for each change of
 * a session that a run saw. */
#include "peer-status/history.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"
#include "peer-status/outfile.h"

#define HEAD "birdfeed-history 1\n"
#define EVENTS_MOST ((size_t)200)	/* of one session */
#define NAME_MOST ((size_t)255)

static const char *const state_names[] = { "up", "down", "unknown" };

static const char bird[] = "-";

static int
by_name_and_time(const void *va, const void *vb)
{
	const struct event *a = va, *b = vb;
	int c = strcmp(a->name, b->name);

	return c != 0 ? c : (a->at > b->at) - (a->at < b->at);
}

static void
add(struct history *h, struct slice name, uint64_t at,
    enum event_state state)
{
	h->v = mem_grow(h->v, h->n, &h->cap, sizeof *h->v);
	h->v[h->n++] = (struct event){
		.name = mem_strndup(name.p, name.n), .at = at,
		.state = state };
}

static void
sort(struct history *h)
{
	if (h->n > 0)
		qsort(h->v, h->n, sizeof *h->v, by_name_and_time);
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
			ok = strcmp(line, HEAD) == 0;
		} else {
			ok = line[strcspn(line, "\n")] == '\n';
			line[strcspn(line, "\n")] = '\0';
			ok = ok && take_line(h, line);
		}
	}
	if (!ok)
		diag_say(diag, DIAG_ERROR, &place, NULL, "no history of "
		    "peer-status (expected one, or no such file)");
	else if (ferror(f)) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s",
		    strerror(errno));
		ok = false;
	}
	fclose(f);
	sort(h);
	return ok;
}

const struct event *
history_of(const struct history *h, const char *name, size_t *n)
{
	size_t low = 0, high = h->n, first;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(h->v[mid].name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	first = low;
	while (low < h->n && strcmp(h->v[low].name, name) == 0)
		low++;
	*n = low - first;
	return *n > 0 ? &h->v[first] : NULL;
}

/* Can a line of the file hold NAME? */
static bool
is_kept(const char *name)
{
	return name[strcspn(name, "\t\n\r")] == '\0' && name[0] != '\0' &&
	    strlen(name) <= NAME_MOST && strcmp(name, bird) != 0;
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

static void
note_session(const struct history *h, struct history *fresh,
    const struct protocol *p, uint64_t now)
{
	if (!p->is_range && is_kept(p->name))
		note(h, fresh, p->name, protocol_is_up(p) ? EVENT_UP :
		    EVENT_DOWN, p->since_at.has ? p->since_at.n : now, now);
}

static bool
is_there(const struct status *s, const char *name)
{
	return strcmp(name, bird) == 0 || !s->bird_up ||
	    protocols_find(&s->protocols, name) != NULL;
}

/*
 * Marks the events to remove.  For each name, those are the events that end
 * before the drawn days begin, and all but the newest EVENTS_MOST.  The newest
 * event stays even if it is old, unless BIRD no longer has the session.
 */
static void
prune(struct history *h, const struct status *s)
{
	uint64_t start = s->now > HISTORY_SECONDS ?
	    s->now - HISTORY_SECONDS : 0;
	size_t kept = 0, of_name = 0;

	/* Start at the end, where the newest events of a name are. */
	for (size_t i = h->n; i-- > 0;) {
		const struct event *e = &h->v[i];
		bool newest = i + 1 == h->n ||
		    strcmp(e->name, h->v[i + 1].name) != 0;
		bool old = !newest && h->v[i + 1].at <= start;

		if (newest) {
			of_name = 0;
			old = e->at <= start && !is_there(s, e->name);
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

/* Adds the changes in S to H. */
static void
add_new(struct history *h, const struct status *s)
{
	struct history fresh = { 0 };

	note(h, &fresh, bird, s->bird_up ? EVENT_UP : EVENT_DOWN, s->now,
	    s->now);
	for (size_t i = 0; i < s->protocols.n; i++)
		note_session(h, &fresh, &s->protocols.v[i], s->now);
	for (size_t i = 0; !s->bird_up && i < h->n; i++)
		if ((i + 1 == h->n || strcmp(h->v[i].name,
		    h->v[i + 1].name) != 0) &&
		    strcmp(h->v[i].name, bird) != 0)
			note(h, &fresh, h->v[i].name, EVENT_UNKNOWN, s->now,
			    s->now);
	for (size_t i = 0; i < fresh.n; i++) {
		h->v = mem_grow(h->v, h->n, &h->cap, sizeof *h->v);
		h->v[h->n++] = fresh.v[i];
	}
	free(fresh.v);
	sort(h);
	prune(h, s);
}

static void
write_events(const struct history *h, FILE *f)
{
	fputs(HEAD, f);
	for (size_t i = 0; i < h->n; i++)
		fprintf(f, "%" PRIu64 "\t%s\t%s\n", h->v[i].at,
		    h->v[i].name, state_names[h->v[i].state]);
}

bool
history_keep(struct history *h, const char *path, const struct status *s,
    bool write, struct diag *diag)
{
	char *text = NULL;
	size_t n = 0;
	bool ok;
	FILE *f;

	if (!read_events(h, path, diag))
		return false;
	if (!write)
		return true;
	add_new(h, s);
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
