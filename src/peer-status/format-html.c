/* A status as one HTML page: without scripts or external resources, and also
 * well-formed XML.  The page is public, so it has no endpoints and no keys. */
#include <inttypes.h>
#include <string.h>

#include "peer-status/chart.h"
#include "peer-status/format.h"
#include "peer-status/html.h"
#include "peer-status/text.h"

static void
head(FILE *f, const struct page *page)
{
	fputs("<!DOCTYPE html>\n"
	      "<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n"
	      "<head>\n"
	      "<meta charset=\"utf-8\"/>\n"
	      "<meta name=\"viewport\" "
	      "content=\"width=device-width, initial-scale=1\"/>\n",
	    f);
	if (page->every > 0)
		fprintf(f,
		    "<meta http-equiv=\"refresh\" content=\"%" PRIu64 "\"/>\n",
		    page->every);
	fputs("<title>", f);
	text_html(f, page->title);
	fputs("</title>\n", f);
	html_style(f);
	fputs("</head>\n<body>\n<h1>", f);
	text_html(f, page->title);
	fputs("</h1>\n", f);
}

static void
moment(FILE *f, uint64_t seconds)
{
	char iso[TEXT_TIME], text[TEXT_TIME];

	fprintf(f, "<time datetime=\"%s\">%s</time>",
	    text_time(iso, seconds, 'T'), text_time(text, seconds, ' '));
}

static void
as_of(FILE *f, const struct status *s, const struct page *page)
{
	fputs("<p class=\"dim\">As of ", f);
	moment(f, s->now);
	if (s->version != NULL) {
		fputs(", BIRD ", f);
		text_html(f, s->version);
	}
	if (page->every > 0) {
		fputs(".  The next page is made at ", f);
		moment(f, s->now + page->every);
	}
	fputs("</p>\n", f);
}

static void
row(FILE *f, const struct status *s, const struct page *page, size_t i)
{
	static const struct {
		const char *label;
		size_t offset;
	} numbers[] = {
		{ "Accepted", offsetof(struct channel, imported) },
		{ "Rejected", offsetof(struct channel, filtered) },
		{ "Sent", offsetof(struct channel, exported) },
	};
	const struct attendee *a = &page->attendance->v[i];

	fputs("<tr><th scope=\"row\">", f);
	html_who(f, a, i, true);
	fprintf(f, "</th><td class=\"state %s\" data-label=\"State\">",
	    a->state == ATTENDEE_UP ? "is-up" : "is-down");
	html_state(f, a);
	fputs("</td><td data-label=\"Changed\">", f);
	html_since(f, a, s->now);
	fputs("</td>", f);
	for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++) {
		struct count sum = { 0 };

		if (a->session != NULL)
			sum = status_sum(a->session, numbers[j].offset);
		fprintf(f, "<td class=\"n\" data-label=\"%s\">",
		    numbers[j].label);
		html_count(f, &sum);
		fputs("</td>", f);
	}
	fputs("</tr>\n", f);
}

/* How many are in STATE, if anybody is. */
static void
how_many(FILE *f, const struct attendance *a, enum attendee_state state)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		n += a->v[i].state == state;
	if (n > 0)
		fprintf(f, "  %zu %s.", n, attendee_state_text(state));
}

static void
overview(FILE *f, const struct status *s, const struct page *page)
{
	const struct attendance *a = page->attendance;

	fprintf(f,
	    "<div class=\"wide\"><table>\n<caption>%zu of %zu sessions "
	    "are up.",
	    a->up, a->sessions);
	how_many(f, a, ATTENDEE_GONE);
	how_many(f, a, ATTENDEE_NEVER);
	how_many(f, a, ATTENDEE_REFUSED);
	fputs("</caption>\n<thead><tr><th scope=\"col\">Network</th>"
	      "<th scope=\"col\">State</th><th scope=\"col\">Changed</th>"
	      "<th scope=\"col\" class=\"n\">Accepted</th>"
	      "<th scope=\"col\" class=\"n\">Rejected</th>"
	      "<th scope=\"col\" class=\"n\">Sent</th></tr></thead>\n"
	      "<tbody>\n",
	    f);
	for (size_t i = 0; i < a->n; i++)
		row(f, s, page, i);
	fputs("</tbody></table></div>\n", f);
}

static void
down(FILE *f, const struct status *s, const struct page *page)
{
	const struct event *v = NULL;
	size_t n = 0;

	if (page->history != NULL)
		v = history_of(page->history, HISTORY_BIRD, &n);
	fputs("<p class=\"is-down\"><strong>BIRD does not answer", f);
	if (n > 0 && v[n - 1].state == EVENT_DOWN) {
		fputs(", since ", f);
		html_ago(f, v[n - 1].at, s->now);
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

		fprintf(f,
		    "<li><code>%s</code> of AS%" PRIu32 ": <span "
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
	as_of(f, s, page);
	if (s->bird_up)
		overview(f, s, page);
	else
		down(f, s, page);
	announcements(f, &s->announcements);
	if (page->history != NULL && page->attendance->n > 0)
		chart_legend(f);
	for (size_t i = 0; i < page->attendance->n; i++)
		html_section(f, s, page, i);
	fputs("</body>\n</html>\n", f);
	return true;
}
