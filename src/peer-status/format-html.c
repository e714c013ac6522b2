/* A status as one HTML page: without scripts or external resources, and also
 * well-formed XML.  The page is public, so it has no endpoints and no keys. */
#include <inttypes.h>
#include <string.h>

#include "peer-status/chart.h"
#include "peer-status/format.h"
#include "peer-status/text.h"

static const char style[] =
"<style>\n"
":root { color-scheme: light dark; --up: #1a7f37; --down: #b42318;\n"
"  --line: #8886; --dim: #666; }\n"
"@media (prefers-color-scheme: dark) {\n"
"  :root { --up: #4ac26b; --down: #ff7b72; --dim: #aaa; } }\n"
"body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto;\n"
"  max-width: 70rem; padding: 0 1rem 2rem; }\n"
"h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }\n"
"h3 { font-size: 1rem; margin: 1rem 0 .25rem; }\n"
".wide { overflow-x: auto; }\n"
"table { border-collapse: collapse; width: 100%; }\n"
"caption { text-align: left; color: var(--dim); }\n"
"th, td { text-align: left; padding: .3rem .8rem .3rem 0;\n"
"  border-bottom: 1px solid var(--line); vertical-align: top; }\n"
".n { text-align: right; font-variant-numeric: tabular-nums; }\n"
".is-up { color: var(--up); } .is-down { color: var(--down); }\n"
".dim, dt { color: var(--dim); } dd { margin: 0 0 .4rem; }\n"
"code, dd, td, th { overflow-wrap: anywhere; }\n"
"ul { padding-left: 1.2rem; margin: .25rem 0; }\n"
"svg.history { display: block; width: 100%; height: .9rem; }\n"
"svg .up { fill: var(--up); } svg .down { fill: var(--down); }\n"
"svg .unknown { fill: var(--line); }\n"
"</style>\n";

static void
time_element(FILE *f, uint64_t seconds)
{
	char iso[TEXT_TIME], text[TEXT_TIME];

	fprintf(f, "<time datetime=\"%s\">%s</time>",
	    text_time(iso, seconds, 'T'), text_time(text, seconds, ' '));
}

static void
head(FILE *f, const struct page *page)
{
	fputs("<!DOCTYPE html>\n"
	    "<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n"
	    "<head>\n"
	    "<meta charset=\"utf-8\"/>\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\"/>\n"
	    "<title>", f);
	text_html(f, page->title);
	fputs("</title>\n", f);
	fputs(style, f);
	fputs("</head>\n<body>\n<h1>", f);
	text_html(f, page->title);
	fputs("</h1>\n", f);
}

static void
count(FILE *f, const struct count *c)
{
	if (c->has)
		fprintf(f, "%" PRIu64, c->n);
	else
		fputs("\xe2\x80\x93", f);
}

static void
since(FILE *f, const struct protocol *p)
{
	if (p->since_at.has)
		time_element(f, p->since_at.n);
	else
		text_html(f, p->since);
}

/* The row links to the session's number: a name may contain anything. */
static void
session_row(FILE *f, const struct status *s, size_t i)
{
	static const size_t numbers[] = { offsetof(struct channel, imported),
		offsetof(struct channel, filtered),
		offsetof(struct channel, exported) };
	const struct protocol *p = &s->protocols.v[i];

	fprintf(f, "<tr><th scope=\"row\"><a href=\"#session-%zu\">", i + 1);
	text_html(f, p->name);
	fputs("</a></th><td class=\"n\">", f);
	count(f, &p->neighbor_asn);
	fprintf(f, "</td><td class=\"%s\">", protocol_is_up(p) ? "is-up" :
	    "is-down");
	text_html(f, p->bgp_state != NULL ? p->bgp_state : p->state);
	fputs("</td><td>", f);
	since(f, p);
	fputs("</td>", f);
	for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++) {
		struct count sum = status_sum(p, numbers[j]);

		fputs("<td class=\"n\">", f);
		count(f, &sum);
		fputs("</td>", f);
	}
	fputs("</tr>\n", f);
}

static void
overview(FILE *f, const struct status *s)
{
	size_t up = 0, all = 0;

	for (size_t i = 0; i < s->protocols.n; i++) {
		all += !s->protocols.v[i].is_range;
		up += !s->protocols.v[i].is_range &&
		    protocol_is_up(&s->protocols.v[i]);
	}
	fprintf(f, "<div class=\"wide\"><table>\n<caption>%zu of %zu sessions "
	    "are up.</caption>\n<thead><tr><th scope=\"col\">Session</th>"
	    "<th scope=\"col\" class=\"n\">AS</th>"
	    "<th scope=\"col\">State</th><th scope=\"col\">Since</th>"
	    "<th scope=\"col\" class=\"n\">Accepted</th>"
	    "<th scope=\"col\" class=\"n\">Rejected</th>"
	    "<th scope=\"col\" class=\"n\">Sent</th></tr></thead>\n"
	    "<tbody>\n", up, all);
	for (size_t i = 0; i < s->protocols.n; i++)
		if (!s->protocols.v[i].is_range)
			session_row(f, s, i);
	fputs("</tbody></table></div>\n", f);
}

static void
term(FILE *f, const char *name, const char *value)
{
	if (value == NULL)
		return;
	fprintf(f, "<dt>%s</dt><dd><bdi>", name);
	text_html(f, value);
	fputs("</bdi></dd>\n", f);
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
		time_element(f, t->handshake);
	fputs("</dd>\n", f);
}

static void
channels(FILE *f, const struct protocol *p)
{
	if (p->nchannel == 0 || !protocol_is_up(p))
		return;
	fputs("<div class=\"wide\"><table><thead><tr>"
	    "<th scope=\"col\">Family</th>"
	    "<th scope=\"col\" class=\"n\">Received</th>"
	    "<th scope=\"col\" class=\"n\">Accepted</th>"
	    "<th scope=\"col\" class=\"n\">Rejected</th>"
	    "<th scope=\"col\" class=\"n\">Sent</th>"
	    "<th scope=\"col\" class=\"n\">Limit</th></tr></thead>\n"
	    "<tbody>\n", f);
	for (size_t i = 0; i < p->nchannel; i++) {
		const struct channel *c = &p->channel[i];
		const struct count *numbers[] = { &c->received, &c->imported,
			&c->filtered, &c->exported, &c->import_limit };

		fputs("<tr><th scope=\"row\">", f);
		text_html(f, c->name);
		fputs("</th>", f);
		for (size_t j = 0; j < sizeof numbers / sizeof *numbers;
		    j++) {
			fputs("<td class=\"n\">", f);
			count(f, numbers[j]);
			if (j == 4 && c->limit_hit)
				fputs(" (reached)", f);
			fputs("</td>", f);
		}
		fputs("</tr>\n", f);
	}
	fputs("</tbody></table></div>\n", f);
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
session(FILE *f, const struct status *s, const struct page *page, size_t i)
{
	const struct protocol *p = &s->protocols.v[i];
	struct count unkept = status_unkept(p);

	fprintf(f, "<section><h2 id=\"session-%zu\">", i + 1);
	text_html(f, p->name);
	fputs("</h2>\n", f);
	if (page->history != NULL) {
		chart_print(f, page->history, p->name, s->now);
		putc('\n', f);
	}
	fputs("<dl>\n", f);
	term(f, "Description", p->description);
	term(f, "State", p->bgp_state != NULL ? p->bgp_state : p->state);
	fputs("<dt>Since</dt><dd>", f);
	since(f, p);
	fputs("</dd>\n", f);
	term(f, "Neighbour", p->neighbor);
	term(f, "Last error", p->last_error);
	tunnel(f, s, p);
	fputs("</dl>\n", f);
	channels(f, p);
	routes(f, "Accepted", &p->accepted);
	routes(f, "Rejected", &p->rejected);
	if (unkept.has)
		fprintf(f, "<p class=\"dim\">%" PRIu64 " updates rejected, of "
		    "which BIRD keeps no list.</p>\n", unkept.n);
	fputs("</section>\n", f);
}

static void
down(FILE *f, const struct page *page)
{
	const struct event *v = NULL;
	size_t n = 0;

	if (page->history != NULL)
		v = history_of(page->history, "-", &n);
	fputs("<p class=\"is-down\"><strong>BIRD does not answer", f);
	if (n > 0 && v[n - 1].state == EVENT_DOWN) {
		fputs(", since ", f);
		time_element(f, v[n - 1].at);
	}
	fputs(".</strong></p>\n", f);
}

static void
announcements(FILE *f, const struct announcements *list)
{
	char prefix[PREFIX_TEXT], verdict[ORIGIN_TEXT];

	if (list->n == 0)
		return;
	fputs("<section><h2>Our announcements</h2>\n<ul>\n", f);
	for (size_t i = 0; i < list->n; i++) {
		const struct announcement *a = &list->v[i];

		fprintf(f, "<li><code>%s</code> of AS%" PRIu32 ": <span "
		    "class=\"%s\">%s</span></li>\n",
		    prefix_print(prefix, &a->prefix), a->asn,
		    a->verdict.state == ORIGIN_VALID ? "is-up" : "is-down",
		    origin_print(verdict, &a->verdict));
	}
	fputs("</ul></section>\n", f);
}

bool
html_print(FILE *f, const struct status *s, const struct page *page)
{
	head(f, page);
	fputs("<p class=\"dim\">As of ", f);
	time_element(f, s->now);
	if (s->version != NULL) {
		fputs(", BIRD ", f);
		text_html(f, s->version);
	}
	fputs("</p>\n", f);
	if (s->bird_up)
		overview(f, s);
	else
		down(f, page);
	announcements(f, &s->announcements);
	for (size_t i = 0; i < s->protocols.n; i++)
		if (!s->protocols.v[i].is_range)
			session(f, s, page, i);
	fputs("</body>\n</html>\n", f);
	return true;
}
