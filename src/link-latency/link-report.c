/* A report: the links and their classes, for programs and for people. */
#include "link-latency/link-report.h"

#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "base/timestamp.h"
#include "stream/latency.h"
#include "stream/records.h"

const char *const report_formats[] = { "records", "table", "json", "prometheus",
	NULL };

bool
report_print(FILE *f, const struct report *r, unsigned format)
{
	static report_printer *const print[] = { records_print, table_print,
		json_print, prometheus_print };

	return print[format](f, r);
}

bool
records_print(FILE *f, const struct report *r)
{
	struct buf line = { 0 };

	records_begin(f);
	for (size_t i = 0; i < r->memory->n; i++) {
		const struct link *l = &r->memory->v[i];
		struct latency latency = { .name = l->name,
			.router = (char *)r->router,
			.us = l->us,
			.class = l->class,
			.since = l->since,
			.samples = (uint32_t)link_samples(l) };

		if (l->class == 0)
			continue;
		latency_put(&line, &latency);
		records_put(f, &line);
	}
	records_end(f);
	buf_free(&line);
	return true;
}

/* "7.3 ms", or "-" for 0. */
static const char *
ms_text(char text[static 24], uint32_t us)
{
	if (us == 0)
		return "-";
	latency_print(text, 16, us);
	strcat(text, " ms");
	return text;
}

static const char *
time_text(char text[static TIMESTAMP_TEXT], uint64_t seconds)
{
	return seconds == 0 ? "-" : timestamp_or(text, (int64_t)seconds, "-");
}

static const char *
loss_text(char text[static 24], const struct link *l)
{
	uint32_t thousandths;

	if (!link_loss_of(l, &thousandths))
		return "-";
	snprintf(text, 24, "%" PRIu32 ".%02" PRIu32 " %%", thousandths / 1000,
	    thousandths % 1000 / 10);
	return text;
}

bool
table_print(FILE *f, const struct report *r)
{
	char median[24], since[24], loss[24];

	fprintf(f, "%-20s %5s %12s %7s %8s  %s\n", "link", "class", "median",
	    "samples", "loss", "since");
	for (size_t i = 0; i < r->memory->n; i++) {
		const struct link *l = &r->memory->v[i];

		fprintf(f, "%-20s %5.*s %12s %7zu %8s  %s\n", l->name, 1,
		    &"-123456789"[l->class], ms_text(median, link_median(l)),
		    link_samples(l), loss_text(loss, l),
		    time_text(since, l->since));
	}
	return true;
}

void
report_explain(FILE *f, const struct link *l)
{
	char text[24], other[24];
	uint32_t least, most;
	size_t n = link_samples(l);

	link_keeps(l, &least, &most);
	fprintf(f, "%s: ", l->name);
	if (l->class == 0)
		fprintf(f, "no class: %zu samples (expected %d)\n", n,
		    LINK_SAMPLES_LEAST);
	else
		fprintf(f, "class %u since %s, when the median was %s\n",
		    l->class, time_text(text, l->since), ms_text(other, l->us));
	fprintf(f, "median %s of %zu samples in %zu rounds\n",
	    ms_text(text, link_median(l)), n, l->n);
	if (l->class > 0) {
		fprintf(f, "the class holds from %s",
		    least == 0 ? "0 ms" : ms_text(text, least));
		if (most != UINT32_MAX)
			fprintf(f, " to %s", ms_text(text, most));
		fprintf(f,
		    "\njudgements beyond that, in a row: %" PRIu32
		    " (%d leave the class)\n",
		    l->pending, LINK_JUDGEMENTS);
		if (l->age < LINK_CHANGE_LEAST)
			fprintf(f,
			    "it may change again in %" PRIu32 " rounds\n",
			    LINK_CHANGE_LEAST - l->age);
	}
	if (l->silent > 0)
		fprintf(f,
		    "no sample for %" PRIu32 " rounds (the class is "
		    "forgotten after %d)\n",
		    l->silent, LINK_SILENT_MOST);
	fprintf(f, "segments sent again: %s\n", loss_text(text, l));
}
