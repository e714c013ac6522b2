/* Draws a session's history: a band for the last days. */
#include "peer-status/chart.h"

#include <inttypes.h>

#define WIDTH UINT64_C(700)
#define HEIGHT 14

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

void
chart_print(FILE *f, const struct history *h, const char *name, uint64_t now)
{
	static const char *const classes[] = { "up", "down", "unknown" };
	uint64_t start = now > HISTORY_SECONDS ? now - HISTORY_SECONDS : 0;
	size_t n;
	const struct event *v = history_of(h, name, &n);

	if (n == 0)
		return;
	fprintf(f, "<svg class=\"history\" role=\"img\" viewBox=\"0 0 %" PRIu64
	    " %d\" preserveAspectRatio=\"none\" "
	    "xmlns=\"http://www.w3.org/2000/svg\"><title>", WIDTH, HEIGHT);
	label(f, v, n, start, now);
	fprintf(f, "</title><rect class=\"unknown\" width=\"%" PRIu64
	    "\" height=\"%d\"/>", WIDTH, HEIGHT);
	for (size_t i = 0; i < n; i++) {
		uint64_t x = x_of(v[i].at, start);
		uint64_t end = x_of(i + 1 < n ? v[i + 1].at : now, start);

		if (v[i].state == EVENT_UNKNOWN || end < x ||
		    (i + 1 < n && v[i + 1].at <= start))
			continue;
		/* Draw short outages too: at least one unit wide. */
		fprintf(f, "<rect class=\"%s\" x=\"%" PRIu64 "\" width=\"%"
		    PRIu64 "\" height=\"%d\"/>", classes[v[i].state], x,
		    end > x ? end - x : 1, HEIGHT);
	}
	fputs("</svg>", f);
}
