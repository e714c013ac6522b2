/* The progress line on a terminal. */
#include "source-fetch/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/deadline.h"

#define CLEAR "\r\033[K"

struct progress
progress_begin(const struct fetch *v, size_t n, const struct diag *diag)
{
	return (struct progress){ v, n,
		!diag->quiet && isatty(STDERR_FILENO) == 1,
		deadline_in(PROGRESS_MS) };
}

static const char *const words[] = {
	[FETCH_WAITING] = "waiting",
	[FETCH_RUNNING] = "",
	[FETCH_FETCHED] = "",
	[FETCH_UNCHANGED] = "unchanged",
	[FETCH_STALE] = "stale",
	[FETCH_FAILED] = "failed",
};

void
progress_show(struct progress *p)
{
	if (!p->shown || deadline_left(p->next) > 0)
		return;
	p->next = deadline_in(PROGRESS_MS);
	fputs(CLEAR "source-fetch:", stderr);
	for (size_t i = 0; i < p->n; i++) {
		const struct fetch *f = &p->v[i];

		fprintf(stderr, "%s %s ", i > 0 ? "," : "", f->source->name);
		if (words[f->state][0] != '\0')
			fputs(words[f->state], stderr);
		else
			fprintf(stderr, "%.1f MiB",
			    (double)f->answer.text.len / (1 << 20));
	}
	fflush(stderr);
}

void
progress_end(struct progress *p)
{
	if (p->shown)
		fputs(CLEAR, stderr);
}
