/* The section of the HTML page about one session or participant. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "peer-status/chart.h"
#include "peer-status/html.h"
#include "peer-status/text.h"

static void
term(FILE *f, const char *name, const char *value)
{
	if (value == NULL)
		return;
	fprintf(f, "<dt>%s</dt><dd><bdi>", name);
	text_html(f, value);
	fputs("</bdi></dd>\n", f);
}

/* An address, or a key with one: a narrow page breaks it behind a colon. */
static void
address(FILE *f, const char *name, const char *value)
{
	const char *end;

	if (value == NULL)
		return;
	fprintf(f, "<dt>%s</dt><dd><bdi>", name);
	for (; (end = strchr(value, ':')) != NULL; value = end + 1) {
		char *part = mem_strndup(value, (size_t)(end + 1 - value));

		text_html(f, part);
		fputs("<wbr/>", f);
		free(part);
	}
	text_html(f, value);
	fputs("</bdi></dd>\n", f);
}

/* Two users can be refused for one AS number. */
static void
refusals(FILE *f, const struct attendee *a)
{
	const struct refusal *r = a->refusal;

	if (r == NULL)
		return;
	fputs("<p class=\"is-down\"><strong>No participant:</strong></p>\n"
	      "<ul>\n",
	    f);
	for (; a->refusal_end > r; r++)
		for (size_t i = 0; i < r->reason.n; i++) {
			fputs("<li>", f);
			text_html(f, r->reason.v[i]);
			fputs("</li>\n", f);
		}
	fputs("</ul>\n", f);
}

static void
tunnel(FILE *f, const struct status *s, const struct protocol *p)
{
	const struct tunnel *t = status_tunnel(s, p);

	if (t == NULL)
		return;
	fputs("<dt>Last handshake of the tunnel</dt><dd>", f);
	if (t->handshake == 0)
		fputs("never", f);
	else
		html_ago(f, t->handshake, s->now);
	fputs("</dd>\n", f);
}

static void
facts(FILE *f, const struct status *s, const struct attendee *a)
{
	const struct protocol *p = a->session;

	fputs("<dl>\n<dt>State</dt><dd><bdi>", f);
	html_state(f, a);
	fputs("</bdi></dd>\n", f);
	if (html_has_since(a)) {
		fputs("<dt>Changed</dt><dd>", f);
		html_since(f, a, s->now);
		fputs("</dd>\n", f);
	}
	if (p == NULL) {
		address(f, "Session", a->key);
		fputs("</dl>\n", f);
		return;
	}
	term(f, "Description", p->description);
	address(f, "Neighbour", p->neighbor);
	term(f, "Last error", p->last_error);
	tunnel(f, s, p);
	fputs("</dl>\n", f);
}

static const char *const columns[] = { "Received", "Accepted", "Rejected",
	"Sent", "Limit" };
#define COLUMNS (sizeof columns / sizeof *columns)

static void
channel_row(FILE *f, const struct channel *c)
{
	const struct count *numbers[COLUMNS] = { &c->received, &c->imported,
		&c->filtered, &c->exported, &c->import_limit };

	fputs("<tr><th scope=\"row\">", f);
	text_html(f, c->name);
	fputs("</th>", f);
	for (size_t i = 0; i < COLUMNS; i++) {
		fprintf(f, "<td class=\"n\" data-label=\"%s\">", columns[i]);
		html_count(f, numbers[i]);
		if (numbers[i] == &c->import_limit && c->limit_hit)
			fputs(" (reached)", f);
		fputs("</td>", f);
	}
	fputs("</tr>\n", f);
}

static bool
has_routes(const struct channel *c)
{
	return c->received.n > 0 || c->imported.n > 0 || c->filtered.n > 0 ||
	    c->exported.n > 0 || c->limit_hit;
}

/* The families that have routes, or those that have none. */
static void
channel_table(FILE *f, const struct protocol *p, bool with)
{
	fputs("<div class=\"wide\"><table><thead><tr>"
	      "<th scope=\"col\">Family</th>",
	    f);
	for (size_t i = 0; i < COLUMNS; i++)
		fprintf(f, "<th scope=\"col\" class=\"n\">%s</th>", columns[i]);
	fputs("</tr></thead>\n<tbody>\n", f);
	for (size_t i = 0; i < p->nchannel; i++)
		if (has_routes(&p->channel[i]) == with)
			channel_row(f, &p->channel[i]);
	fputs("</tbody></table></div>\n", f);
}

static void
channels(FILE *f, const struct protocol *p)
{
	size_t with = 0, without = 0;

	if (!protocol_is_up(p))
		return;
	for (size_t i = 0; i < p->nchannel; i++)
		if (has_routes(&p->channel[i]))
			with++;
	if (with > 0)
		channel_table(f, p, true);
	if (with == p->nchannel)
		return;
	fputs("<details><summary>No routes: ", f);
	for (size_t i = 0; i < p->nchannel; i++)
		if (!has_routes(&p->channel[i])) {
			fputs(without++ > 0 ? ", " : "", f);
			text_html(f, p->channel[i].name);
		}
	fputs("</summary>\n", f);
	channel_table(f, p, false);
	fputs("</details>\n", f);
}

static void
routes(FILE *f, const char *title, const struct route_list *r)
{
	char prefix[PREFIX_TEXT];

	if (!r->has_total || (r->total == 0 && r->n == 0))
		return;
	fprintf(f, "<h3>%s</h3>\n<ul>\n", title);
	for (size_t i = 0; i < r->n; i++) {
		fprintf(f, "<li><code>%s</code>",
		    prefix_print(prefix, &r->v[i].prefix));
		for (size_t j = 0; j < r->v[i].nreason; j++) {
			fputs(j > 0 ? "; " : ": ", f);
			text_html(f, r->v[i].reason[j].text);
		}
		fputs("</li>\n", f);
	}
	if (r->total > r->n)
		fprintf(f, "<li class=\"dim\">and %" PRIu64 " more</li>\n",
		    r->total - r->n);
	fputs("</ul>\n", f);
}

static void
unkept(FILE *f, const struct protocol *p)
{
	struct count n = status_unkept(p);

	if (n.has)
		fprintf(f,
		    "<p class=\"dim\">%" PRIu64 " updates rejected, of "
		    "which BIRD keeps no list.</p>\n",
		    n.n);
}

static void
silent(FILE *f, const struct attendee *a)
{
	char prefix[PREFIX_TEXT];

	if (a->nsilent == 0)
		return;
	fputs("<h3>Leased, but not announced</h3>\n<ul>\n", f);
	for (size_t i = 0; i < a->nsilent; i++)
		fprintf(f, "<li><code>%s</code></li>\n",
		    prefix_print(prefix, &a->silent[i]));
	fputs("</ul>\n", f);
}

void
html_section(FILE *f, const struct status *s, const struct page *page, size_t i)
{
	const struct attendee *a = &page->attendance->v[i];

	fputs("<section><h2>", f);
	html_who(f, a, i, false);
	fputs("</h2>\n", f);
	refusals(f, a);
	if (page->history != NULL && a->key != NULL)
		chart_print(f, page->history, a->key, s->now);
	facts(f, s, a);
	if (a->session != NULL) {
		channels(f, a->session);
		routes(f, "Accepted", &a->session->accepted);
		routes(f, "Rejected", &a->session->rejected);
		unkept(f, a->session);
	}
	silent(f, a);
	fputs("</section>\n", f);
}
