/* The questions to BIRD.  The connection is restricted first, so BIRD itself
 * refuses commands that would change anything. */
#include "peer-status/ask.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/number.h"
#include "base/word.h"
#include "peer-status/reason.h"

/* Reply codes (BIRD: doc/reply_codes). */
enum {
	EVALUATED = 23,
	VERSION_LINE = 1000,
	ROUTE_COUNT = 1007,
	STATUS_LINE = 1011
};

/* BIRD is busy while it prints: do not list the routes of a session that has
 * more. */
#define ROUTES_MOST UINT64_C(10000)

static bool
ignore(void *ctx, unsigned code, struct slice text)
{
	(void)ctx;
	(void)code;
	(void)text;
	return true;
}

static bool
each(struct ask *a, const char *command, birdctl_take *take, void *ctx)
{
	const struct question *q = a->question;

	/* A client may disconnect safely between two answers. */
	if (a->interrupted != NULL && a->interrupted()) {
		a->status = BIRDCTL_LOST;
		why_set(&a->why, "interrupted");
		return false;
	}
	if (a->ctl.fd == -1) {
		a->status = birdctl_open(&a->ctl, q->socket, q->ms, &a->why);
		if (a->status != BIRDCTL_OK)
			return false;
		a->status = birdctl_each(&a->ctl, "restrict", ignore, NULL,
		    q->ms, &a->why);
		if (a->status != BIRDCTL_OK)
			return false;
	}
	a->status = birdctl_each(&a->ctl, command, take, ctx, q->ms, &a->why);
	return a->status == BIRDCTL_OK;
}

static bool
take_version(void *ctx, unsigned code, struct slice text)
{
	static const char bird[] = "BIRD ", id[] = "Router ID is ";
	struct status *s = ctx;
	const size_t nbird = sizeof bird - 1, nid = sizeof id - 1;

	if (code == VERSION_LINE && s->version == NULL && text.n > nbird &&
	    memcmp(text.p, bird, nbird) == 0)
		s->version = mem_strndup(text.p + nbird, text.n - nbird);
	if (code == STATUS_LINE && s->router_id == NULL && text.n > nid &&
	    memcmp(text.p, id, nid) == 0)
		s->router_id = mem_strndup(text.p + nid, text.n - nid);
	return true;
}

bool
ask_version(struct ask *a, struct status *s)
{
	return each(a, "show status", take_version, s);
}

bool
ask_protocols(struct ask *a, struct protocols *all)
{
	return each(a, "show protocols all", protocols_take, all);
}

/* May NAME be part of a command?  All of BIRD's own names may. */
static bool
is_symbol(const char *name)
{
	struct why why;

	return symbol_check(name, strlen(name), &why);
}

/* Parses "2 of 2 routes for 2 networks in table import". */
static bool
take_count(void *ctx, unsigned code, struct slice text)
{
	struct count *count = ctx;
	struct slice word = word_next(&text);
	struct why why;

	if (code == ROUTE_COUNT && !count->has)
		count->has = number_parse(word.p, word.n, 0, UINT64_MAX,
		    &count->n, &why);
	return true;
}

/*
 * BIRD 2 counts filtered routes if it keeps them marked ("import keep
 * filtered"), but not if it keeps an import table.  In that case the number of
 * filtered routes is the difference of the two tables.
 */
static bool
count_filtered(struct ask *a, const struct protocol *p, struct channel *c)
{
	struct buf command = { 0 };
	bool ok;

	if (c->filtered.has || !c->imported.has || !is_symbol(c->name))
		return true;
	buf_printf(&command, "show route import table %s.%s count", p->name,
	    c->name);
	ok = each(a, buf_cstr(&command), take_count, &c->received);
	buf_free(&command);
	if (c->received.has && c->received.n >= c->imported.n) {
		c->by_difference = true;
		c->filtered = (struct count){ true,
			c->received.n - c->imported.n };
	}
	return ok;
}

/* Reads the whole answer, even if most of it is dropped: BIRD 3.2.3 crashes
 * when a client disconnects during "show route". */
static bool __attribute__((format(printf, 3, 4)))
read_routes(struct ask *a, struct route_reader *r, const char *fmt, ...)
{
	char command[256];
	va_list ap;

	/* The buffer is large enough: is_symbol() limits names to 64
	 * characters. */
	va_start(ap, fmt);
	vsnprintf(command, sizeof command, fmt, ap);
	va_end(ap);
	return each(a, command, route_take, r);
}

static bool
list_accepted(struct ask *a, struct protocol *p)
{
	struct count total = status_sum(p, offsetof(struct channel, imported));
	struct route_reader r = { .to = &p->accepted,
		.most = a->question->limit };
	bool ok = true;

	p->accepted.has_total = total.has;
	p->accepted.total = total.n;
	if (total.has && total.n > 0 && total.n <= ROUTES_MOST)
		ok = read_routes(a, &r, "show route protocol %s all", p->name);
	route_list_sort(&p->accepted);
	return ok;
}

/* Lists the filtered routes that BIRD keeps marked. */
static bool
list_marked(struct ask *a, struct protocol *p)
{
	struct route_reader r = { .to = &p->rejected,
		.local_asn = p->local_asn.has ? (uint32_t)p->local_asn.n : 0,
		.most = a->question->limit };

	return read_routes(a, &r, "show route filtered protocol %s all",
	    p->name);
}

/* Lists the routes of the channel's import table that are missing from the
 * routing table. */
static bool
list_difference(struct ask *a, struct protocol *p, const struct channel *c)
{
	struct route_list accepted = { 0 };
	struct route_reader have = { .to = &accepted, .most = SIZE_MAX };
	struct route_reader r = { .to = &p->rejected,
		.except = &accepted,
		.most = a->question->limit };
	bool ok;

	if (c->table == NULL || !is_symbol(c->table))
		return true;
	ok = read_routes(a, &have, "show route table %s protocol %s", c->table,
	    p->name);
	route_list_sort(&accepted);
	ok = ok &&
	    read_routes(a, &r, "show route import table %s.%s all", p->name,
		c->name);
	route_list_free(&accepted);
	return ok;
}

/* Takes BIRD's verdict from its own ROA tables, if bird-render made them. */
static bool
take_roa(void *ctx, unsigned code, struct slice text)
{
	struct count *state = ctx;
	char last = text.n > 0 ? text.p[text.n - 1] : '\0';

	/* BIRD prints "(enum 35)2"; a later version might print a name. */
	if (code == EVALUATED && last >= '0' && last <= '2')
		*state = (struct count){ true, (uint64_t)(last - '0') };
	return true;
}

static bool
ask_roa(struct ask *a, struct route *route)
{
	static const enum roa_state states[] = { ROA_NOT_FOUND, ROA_IS_VALID,
		ROA_IS_INVALID };
	bool *none = &a->no_roa[route->prefix.addr.family == 6];
	struct buf command = { 0 };
	struct count state = { 0 };
	char text[PREFIX_TEXT];
	bool ok;

	if (*none || !route->has_last)
		return true;
	buf_printf(&command, "eval roa_check(bf_roa%d, %s, %" PRIu32 ")",
	    route->prefix.addr.family, prefix_print(text, &route->prefix),
	    route->last);
	ok = each(a, buf_cstr(&command), take_roa, &state);
	buf_free(&command);
	*none = !state.has;
	if (state.has)
		route->roa = states[state.n];
	return ok;
}

static bool
list_rejected(struct ask *a, struct protocol *p, const struct policy *policy)
{
	struct count total = status_sum(p, offsetof(struct channel, filtered));
	bool ok = true, marked = false;

	p->rejected.has_total = total.has;
	p->rejected.total = total.n;
	if (!total.has || total.n == 0)
		return true;
	for (size_t i = 0; ok && i < p->nchannel; i++) {
		const struct channel *c = &p->channel[i];

		if (!c->filtered.has || c->filtered.n == 0 ||
		    c->filtered.n + c->imported.n > ROUTES_MOST)
			continue;
		if (c->by_difference)
			ok = list_difference(a, p, c);
		else
			marked = true;
	}
	if (ok && marked)
		ok = list_marked(a, p);
	for (size_t i = 0; ok && i < p->rejected.n; i++) {
		struct route *route = &p->rejected.v[i];

		ok = policy->nvrp > 0 || ask_roa(a, route);
		if (ok)
			reason_find(policy, p, route);
	}
	route_list_sort(&p->rejected);
	return ok;
}

bool
ask_routes(struct ask *a, struct protocol *p, const struct policy *policy)
{
	const struct question *q = a->question;

	if (!is_symbol(p->name))
		return true;
	for (size_t i = 0; i < p->nchannel; i++)
		if (!count_filtered(a, p, &p->channel[i]))
			return false;
	if (q->limit == 0)
		return true;
	return (!q->list_accepted || list_accepted(a, p)) &&
	    (!q->list_rejected || list_rejected(a, p, policy));
}

void
ask_close(struct ask *a)
{
	birdctl_close(&a->ctl);
}
