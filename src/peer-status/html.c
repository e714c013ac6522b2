/* Small parts of the HTML page, and its style. */
#include "peer-status/html.h"

#include <inttypes.h>

#include "peer-status/text.h"

/* On a phone, each row of a table is a block that names its columns.  Only
 * addresses and what BIRD says may be broken: a word of a table never is. */
static const char style[] =
    "<style>\n"
    ":root { color-scheme: light dark; --up: #005f99; --down: #b34700;\n"
    "  --line: #8886; --dim: #5c5c5c; }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "  :root { --up: #6cb8f0; --down: #ff9d5c; --dim: #aaa; } }\n"
    "body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto;\n"
    "  max-width: 70rem; padding: 0 1rem 2rem; }\n"
    "h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; "
    "}\n"
    "h3 { font-size: 1rem; margin: 1rem 0 .25rem; }\n"
    "small { font-size: .8rem; font-weight: normal; }\n"
    ".wide { overflow-x: auto; }\n"
    "table { border-collapse: collapse; width: 100%; }\n"
    "caption { text-align: left; color: var(--dim); }\n"
    "th, td { text-align: left; padding: .3rem .8rem .3rem 0;\n"
    "  border-bottom: 1px solid var(--line); vertical-align: top; }\n"
    "time, .n, .state { white-space: nowrap; }\n"
    ".n { text-align: right; font-variant-numeric: tabular-nums; }\n"
    ".is-up { color: var(--up); } .is-down { color: var(--down); }\n"
    ".dim, dt { color: var(--dim); } dd { margin: 0 0 .4rem; }\n"
    "code, dd, li, h1, h2, th bdi { overflow-wrap: anywhere; }\n"
    "ul { padding-left: 1.2rem; margin: .25rem 0; }\n"
    "figure { margin: .5rem 0; } figcaption { color: var(--dim); }\n"
    "svg.history { display: block; width: 100%; height: 1.2rem;\n"
    "  border-bottom: 1px solid var(--line); }\n"
    "svg.key { width: 1rem; height: .8rem; margin-left: .8rem; }\n"
    "svg .up { fill: var(--up); } svg .down { fill: var(--down); }\n"
    "svg .tick { stroke: var(--line); vector-effect: non-scaling-stroke; }\n"
    ".axis { display: flex; position: relative; color: var(--dim); font-size: "
    ".75rem; }\n"
    ".axis span { flex: 1 0 0; white-space: nowrap; }\n"
    ".axis .now { position: absolute; right: 0; }\n"
    "@media (min-width: 40rem) {\n"
    "  dl { display: grid; grid-template-columns: max-content 1fr;\n"
    "    column-gap: 1rem; } }\n"
    "@media (max-width: 40rem) {\n"
    "  table, tbody, tr, th, td, caption { display: block; }\n"
    "  thead { display: none; }\n"
    "  tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }\n"
    "  th, td { border: 0; padding: 0 .8rem 0 0; }\n"
    "  td { display: inline-block; }\n"
    "  td::before { content: attr(data-label) \" \"; color: var(--dim); }\n"
    "  .state { white-space: normal; } }\n"
    "</style>\n";

void
html_style(FILE *f)
{
	fputs(style, f);
}

void
html_ago(FILE *f, uint64_t seconds, uint64_t now)
{
	char iso[TEXT_TIME], text[TEXT_TIME], age[TEXT_AGE];

	fprintf(f, "<time datetime=\"%s\" title=\"%s\">",
	    text_time(iso, seconds, 'T'), text_time(text, seconds, ' '));
	if (seconds > now)
		fprintf(f, "in %s", text_age(age, seconds - now));
	else
		fprintf(f, "%s ago", text_age(age, now - seconds));
	fputs("</time>", f);
}

void
html_count(FILE *f, const struct count *c)
{
	if (c->has)
		fprintf(f, "%" PRIu64, c->n);
	else
		fputs("\xe2\x80\x93", f);
}

bool
html_has_since(const struct attendee *a)
{
	return a->since.has ||
	    (a->session != NULL && a->session->since != NULL);
}

void
html_since(FILE *f, const struct attendee *a, uint64_t now)
{
	if (a->since.has)
		html_ago(f, a->since.n, now);
	else if (html_has_since(a))
		text_html(f, a->session->since);
	else
		fputs("\xe2\x80\x93", f);
}

/* A number of an AS, so that a link to a page finds them on the next one. */
static void
anchor(FILE *f, const struct attendee *a, size_t i)
{
	if (!a->asn.has)
		fprintf(f, "session-%zu", i + 1);
	else if (a->nth == 1)
		fprintf(f, "as%" PRIu64, a->asn.n);
	else
		fprintf(f, "as%" PRIu64 "-%zu", a->asn.n, a->nth);
}

static void
open_who(FILE *f, const struct attendee *a, size_t i, bool link)
{
	fputs(link ? "<a href=\"#" : "<span id=\"", f);
	anchor(f, a, i);
	fputs("\">", f);
}

void
html_who(FILE *f, const struct attendee *a, size_t i, bool link)
{
	const char *session = a->session != NULL ? a->session->name : NULL;

	open_who(f, a, i, link);
	if (a->asn.has)
		fprintf(f, "AS%" PRIu64, a->asn.n);
	else
		text_html(f, session);
	fputs(link ? "</a>" : "</span>", f);
	if (a->name != NULL) {
		fputs(" <bdi>", f);
		text_html(f, a->name);
		fputs("</bdi>", f);
	}
	if (a->asn.has && session != NULL) {
		fputs(" <small class=\"dim\"><bdi>", f);
		text_html(f, session);
		fputs("</bdi></small>", f);
	}
}

void
html_state(FILE *f, const struct attendee *a)
{
	const struct protocol *p = a->session;

	if (p == NULL) {
		fputs(attendee_state_text(a->state), f);
		return;
	}
	text_html(f, p->bgp_state != NULL ? p->bgp_state : p->state);
	if (a->refusal != NULL)
		fputs(", refused", f);
}
