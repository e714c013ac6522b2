/* A status as a table for a person, in printable ASCII. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "peer-status/format.h"
#include "peer-status/text.h"

enum {
	SESSION,
	STATE,
	SINCE,
	ASN,
	NEIGHBOR,
	FAMILY,
	RECEIVED,
	ACCEPTED,
	FILTERED,
	EXPORTED,
	TUNNEL,
	LAST_ERROR,
	COLUMNS
};

static const struct {
	const char *head;
	bool right; /* a number */
} columns[COLUMNS] = {
	{ "SESSION" },
	{ "STATE" },
	{ "SINCE" },
	{ "AS" },
	{ "NEIGHBOR" },
	{ "FAMILY" },
	{ "RECEIVED", true },
	{ "ACCEPTED", true },
	{ "FILTERED", true },
	{ "EXPORTED", true },
	{ "TUNNEL" },
	{ "LAST ERROR" },
};

struct row {
	struct buf cell[COLUMNS];
};

struct table {
	struct row *v;
	size_t n, cap;
};

static struct row *
add_row(struct table *t)
{
	t->v = mem_grow(t->v, t->n, &t->cap, sizeof *t->v);
	t->v[t->n] = (struct row){ 0 };
	return &t->v[t->n++];
}

static void
number(struct buf *cell, const struct count *c)
{
	if (c->has)
		buf_printf(cell, "%" PRIu64, c->n);
	else
		buf_char(cell, '-');
}

static void
text(struct buf *cell, const char *s)
{
	text_ascii(cell, s);
	if (cell->len == 0)
		buf_char(cell, '-');
}

/* The time since the handshake. */
static void
tunnel(struct buf *cell, const struct status *s, const struct protocol *p)
{
	const struct tunnel *t = status_tunnel(s, p);
	char age[TEXT_AGE];

	if (t == NULL)
		buf_char(cell, '-');
	else if (t->handshake == 0)
		buf_str(cell, "never");
	else
		buf_str(cell,
		    text_age(age,
			s->now > t->handshake ? s->now - t->handshake : 0));
}

static void
fill_session(struct row *r, const struct status *s, const struct protocol *p)
{
	text(&r->cell[SESSION], p->name);
	text(&r->cell[STATE], p->bgp_state != NULL ? p->bgp_state : p->state);
	text(&r->cell[SINCE], p->since);
	number(&r->cell[ASN], &p->neighbor_asn);
	text(&r->cell[NEIGHBOR], p->neighbor);
	tunnel(&r->cell[TUNNEL], s, p);
	text(&r->cell[LAST_ERROR], p->last_error);
}

/* Adds a row for each channel; only the first row names the session. */
static void
add_session(struct table *t, const struct status *s, const struct protocol *p)
{
	struct row *r = add_row(t);

	fill_session(r, s, p);
	for (size_t i = 0; i < p->nchannel; i++) {
		const struct channel *c = &p->channel[i];

		if (i > 0)
			r = add_row(t);
		text(&r->cell[FAMILY], c->name);
		number(&r->cell[RECEIVED], &c->received);
		number(&r->cell[ACCEPTED], &c->imported);
		number(&r->cell[FILTERED], &c->filtered);
		number(&r->cell[EXPORTED], &c->exported);
	}
}

static void
print_row(FILE *f, const struct row *r, const size_t width[static COLUMNS])
{
	struct buf line = { 0 };

	for (size_t i = 0; i < COLUMNS; i++) {
		size_t n = r->cell[i].len, pad = width[i] - n;

		if (columns[i].right)
			buf_printf(&line, "%*s", (int)pad, "");
		if (n > 0)
			buf_add(&line, r->cell[i].data, n);
		if (!columns[i].right)
			buf_printf(&line, "%*s", (int)pad, "");
		buf_str(&line, "  ");
	}
	while (line.len > 0 && line.data[line.len - 1] == ' ')
		line.len--;
	fwrite(line.data, 1, line.len, f);
	putc('\n', f);
	buf_free(&line);
}

static void
print_table(FILE *f, const struct table *t)
{
	size_t width[COLUMNS] = { 0 };

	for (size_t i = 0; i < t->n; i++)
		for (size_t j = 0; j < COLUMNS; j++)
			if (t->v[i].cell[j].len > width[j])
				width[j] = t->v[i].cell[j].len;
	for (size_t i = 0; i < t->n; i++)
		print_row(f, &t->v[i], width);
}

static void
print_rejected(FILE *f, const struct protocol *p, const struct count *unkept)
{
	const struct route_list *r = &p->rejected;
	char prefix[PREFIX_TEXT];
	struct buf name = { 0 };

	text_ascii(&name, p->name);
	for (size_t i = 0; i < r->n; i++) {
		fprintf(f, "%s: %s: rejected: ", buf_cstr(&name),
		    prefix_print(prefix, &r->v[i].prefix));
		for (size_t j = 0; j < r->v[i].nreason; j++)
			fprintf(f, "%s%s", j > 0 ? "; " : "",
			    r->v[i].reason[j].text);
		putc('\n', f);
	}
	if (r->n > 0 && r->has_total && r->total > r->n)
		fprintf(f, "%s: and %" PRIu64 " more\n", buf_cstr(&name),
		    r->total - r->n);
	if (r->n == 0 && r->has_total && r->total > 0)
		fprintf(f, "%s: %" PRIu64 " rejected, too many to list\n",
		    buf_cstr(&name), r->total);
	if (unkept->has)
		fprintf(f,
		    "%s: %" PRIu64 " updates rejected, of which BIRD "
		    "keeps no list (the session has no import table)\n",
		    buf_cstr(&name), unkept->n);
	buf_free(&name);
}

static void
print_announcements(FILE *f, const struct announcements *list)
{
	char prefix[PREFIX_TEXT], verdict[ORIGIN_TEXT];

	for (size_t i = 0; i < list->n; i++)
		fprintf(f, "%s%s of AS%" PRIu32 ": %s\n", i == 0 ? "\n" : "",
		    prefix_print(prefix, &list->v[i].prefix), list->v[i].asn,
		    origin_print(verdict, &list->v[i].verdict));
}

static void
print_refusal(FILE *f, const struct refusal *r)
{
	for (size_t i = 0; i < r->reason.n; i++) {
		struct buf text = { 0 };

		text_ascii(&text, r->reason.v[i]);
		fprintf(f, "AS%" PRIu32 ": refused: %s\n", r->asn,
		    buf_cstr(&text));
		buf_free(&text);
	}
}

/* Who has no session, who is refused, and what they do not announce. */
static void
print_attendance(FILE *f, const struct attendance *a)
{
	char prefix[PREFIX_TEXT];
	bool gap = false;

	for (size_t i = 0; i < a->n; i++) {
		const struct attendee *one = &a->v[i];

		if (!gap &&
		    (one->session == NULL || one->refusal != NULL ||
			one->nsilent > 0)) {
			putc('\n', f);
			gap = true;
		}
		if (one->session == NULL && one->refusal == NULL)
			fprintf(f, "AS%" PRIu64 ": %s\n", one->asn.n,
			    attendee_state_text(one->state));
		for (const struct refusal *r = one->refusal;
		     r != one->refusal_end; r++)
			print_refusal(f, r);
		for (size_t j = 0; j < one->nsilent; j++)
			fprintf(f,
			    "AS%" PRIu64 ": %s: leased, but not "
			    "announced\n",
			    one->asn.n, prefix_print(prefix, &one->silent[j]));
	}
}

/* The requests whose sessions are not up. */
static void
print_requests(FILE *f, const struct request_states *all)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct request_state *r = &all->v[i];
		struct buf why = { 0 };

		text_ascii(&why, r->why.text);
		fprintf(f, "%s%s: %s: %s\n", i == 0 ? "\n" : "", r->name,
		    r->state, buf_cstr(&why));
		buf_free(&why);
	}
}

static void
print_down(FILE *f, const struct status *s)
{
	struct buf why = { 0 };

	text_ascii(&why, s->why.text);
	fprintf(f, "BIRD does not answer: %s\n", buf_cstr(&why));
	buf_free(&why);
}

bool
table_print(FILE *f, const struct status *s, const struct page *page)
{
	struct table t = { 0 };
	struct row *head;
	bool gap = false;

	if (!s->bird_up) {
		print_down(f, s);
		print_announcements(f, &s->announcements);
		return true;
	}
	head = add_row(&t);
	for (size_t i = 0; i < COLUMNS; i++)
		buf_str(&head->cell[i], columns[i].head);
	for (size_t i = 0; i < s->protocols.n; i++)
		add_session(&t, s, &s->protocols.v[i]);
	print_table(f, &t);
	for (size_t i = 0; i < s->protocols.n; i++) {
		const struct protocol *p = &s->protocols.v[i];
		struct count unkept = status_unkept(p);

		if (!gap && (p->rejected.total > 0 || unkept.has)) {
			putc('\n', f);
			gap = true;
		}
		print_rejected(f, p, &unkept);
	}
	print_attendance(f, page->attendance);
	print_requests(f, &s->requests);
	print_announcements(f, &s->announcements);
	for (size_t i = 0; i < t.n; i++)
		for (size_t j = 0; j < COLUMNS; j++)
			buf_free(&t.v[i].cell[j]);
	free(t.v);
	return true;
}
