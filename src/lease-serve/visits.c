/* The connections and their deadlines. */
#include "lease-serve/visits.h"

#include <stdlib.h>
#include <sys/socket.h>

#include "base/mem.h"

/* Milliseconds that a connection may be in a state; 0: for ever. */
static const long long most[VISIT_STATES] = {
	[VISIT_IDLE] = 30 * 1000,
	[VISIT_READING] = 10 * 1000,
	[VISIT_SENDING] = 30 * 1000,
};

struct visit {
	int fd;
	enum visit_state state;
	long long until;
	struct visit *before;
	struct visit *after;
};

static void
unlink_visit(struct visits *visits, struct visit *v)
{
	if (v->before != NULL)
		v->before->after = v->after;
	else
		visits->first[v->state] = v->after;
	if (v->after != NULL)
		v->after->before = v->before;
	else
		visits->last[v->state] = v->before;
}

/* All members of a list have the same time to stay, so the last that came is
 * the last that is due. */
static void
append(struct visits *visits, struct visit *v, enum visit_state state,
    long long now)
{
	v->state = state;
	v->until = now + most[state];
	v->after = NULL;
	v->before = visits->last[state];
	if (v->before != NULL)
		v->before->after = v;
	else
		visits->first[state] = v;
	visits->last[state] = v;
}

struct visit *
visit_begin(struct visits *visits, int fd, long long now)
{
	struct visit *v = mem_zalloc(sizeof *v);

	v->fd = fd;
	append(visits, v, VISIT_IDLE, now);
	visits->n++;
	return v;
}

void
visit_turn(struct visits *visits, struct visit *v, enum visit_state state,
    long long now)
{
	if (v->state == VISIT_GONE)
		return;
	unlink_visit(visits, v);
	append(visits, v, state, now);
}

void
visit_end(struct visits *visits, struct visit *v)
{
	unlink_visit(visits, v);
	visits->n--;
	free(v);
}

/* libmicrohttpd then sees the end of the connection, and closes it. */
static void
shut_down(struct visits *visits, struct visit *v)
{
	shutdown(v->fd, SHUT_RDWR);
	unlink_visit(visits, v);
	append(visits, v, VISIT_GONE, 0);
}

size_t
visits_expire(struct visits *visits, long long now)
{
	size_t n = 0;

	for (size_t state = 0; state < VISIT_STATES; state++)
		while (most[state] > 0 && visits->first[state] != NULL &&
		    visits->first[state]->until <= now) {
			shut_down(visits, visits->first[state]);
			n++;
		}
	return n;
}

bool
visits_make_room(struct visits *visits)
{
	if (visits->first[VISIT_IDLE] == NULL)
		return false;
	shut_down(visits, visits->first[VISIT_IDLE]);
	return true;
}

long long
visits_due(const struct visits *visits, long long now)
{
	long long due = -1;

	for (size_t state = 0; state < VISIT_STATES; state++) {
		const struct visit *v = visits->first[state];
		long long left;

		if (most[state] == 0 || v == NULL)
			continue;
		left = v->until > now ? v->until - now : 0;
		if (due == -1 || left < due)
			due = left;
	}
	return due;
}

bool
visits_answering(const struct visits *visits)
{
	return visits->first[VISIT_WAITING] != NULL ||
	    visits->first[VISIT_SENDING] != NULL;
}
