/* Draws a session's history: a band for the last days. */
#include "peer-status/chart.h"

#include <inttypes.h>

#define WIDTH UINT64_C(700)
#define HEIGHT 14
#define LOW 5 /* the height of what is down */
#define NARROW UINT64_C(2)

static uint64_t
x_of(uint64_t at, uint64_t start)
{
	return at <= start ? 0 : (at - start) * WIDTH / HISTORY_SECONDS;
}

/* Prints the share of the known time in which the session was up. */
static void
label(FILE *f, const struct event *v, size_t n, uint64_t start, uint64_t now)
{
	uint64_t up = 0, known = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t from = v[i].at > start ? v[i].at : start;
		uint64_t to = i + 1 < n ? v[i + 1].at : now;

		if (v[i].state == EVENT_UNKNOWN || to <= from)
			continue;
		known += to - from;
		up += v[i].state == EVENT_UP ? to - from : 0;
	}
	fprintf(f, "The last %d days: ", HISTORY_DAYS);
	if (known == 0)
		fputs("nothing is known yet", f);
	else
		fprintf(f, "up %" PRIu64 ".%" PRIu64 " %% of the time",
		    up * 100 / known, up * 1000 / known % 10);
}

/* Up is a high bar and down a low one, so that the forms differ as well as the
 * colours; what is not known is empty. */
static void
bar(FILE *f, enum event_state state, uint64_t x, uint64_t width)
{
	if (state == EVENT_UP)
		fprintf(f,
		    "<rect class=\"up\" x=\"%" PRIu64 "\" width=\"%" PRIu64
		    "\" height=\"%d\"/>",
		    x, width, HEIGHT);
	else if (state == EVENT_DOWN)
		fprintf(f,
		    "<rect class=\"down\" x=\"%" PRIu64 "\" y=\"%d\" "
		    "width=\"%" PRIu64 "\" height=\"%d\"/>",
		    x, HEIGHT - LOW, width, LOW);
}

static void
bars(FILE *f, const struct event *v, size_t n, uint64_t start, uint64_t now)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t x = x_of(v[i].at, start);
		uint64_t end = x_of(i + 1 < n ? v[i + 1].at : now, start);

		if (end < x || (i + 1 < n && v[i + 1].at <= start))
			continue;
		/* Draw short outages, too. */
		bar(f, v[i].state, x, end > x + NARROW ? end - x : NARROW);
	}
}

/* A line for the begin of each day, and its name below it. */
static void
ticks(FILE *f)
{
	fputs("<path class=\"tick\" d=\"", f);
	for (unsigned i = 1; i < HISTORY_DAYS; i++)
		fprintf(f, "M%" PRIu64 " 0V%d", WIDTH / HISTORY_DAYS * i,
		    HEIGHT);
	fputs("\"/>", f);
}

static void
axis(FILE *f)
{
	fputs("<div class=\"axis\" aria-hidden=\"true\">", f);
	for (unsigned i = HISTORY_DAYS; i > 0; i--)
		fprintf(f, "<span>%u d</span>", i);
	fputs("<span class=\"now\">now</span></div>", f);
}

void
chart_print(FILE *f, const struct history *h, const char *name, uint64_t now)
{
	uint64_t start = now > HISTORY_SECONDS ? now - HISTORY_SECONDS : 0;
	size_t n;
	const struct event *v = history_of(h, name, &n);

	if (n == 0)
		return;
	fputs("<figure><figcaption>", f);
	label(f, v, n, start, now);
	fprintf(f,
	    "</figcaption>\n<svg class=\"history\" role=\"img\" "
	    "viewBox=\"0 0 %" PRIu64 " %d\" preserveAspectRatio=\"none\" "
	    "xmlns=\"http://www.w3.org/2000/svg\"><title>",
	    WIDTH, HEIGHT);
	label(f, v, n, start, now);
	fputs("</title>", f);
	bars(f, v, n, start, now);
	ticks(f);
	fputs("</svg>\n", f);
	axis(f);
	fputs("</figure>\n", f);
}

static void
legend_key(FILE *f, enum event_state state, const char *text)
{
	fprintf(f,
	    "<svg class=\"key\" viewBox=\"0 0 %d %d\" "
	    "preserveAspectRatio=\"none\" aria-hidden=\"true\" "
	    "xmlns=\"http://www.w3.org/2000/svg\">",
	    HEIGHT, HEIGHT);
	bar(f, state, 0, HEIGHT);
	fprintf(f, "</svg> %s", text);
}

void
chart_legend(FILE *f)
{
	fputs("<p class=\"dim\">In the bars:", f);
	legend_key(f, EVENT_UP, "up,");
	legend_key(f, EVENT_DOWN,
	    "down; empty: not known.  Each mark is a "
	    "day.");
	fputs("</p>\n", f);
}
