/*
 * A report in the Prometheus text format, for node_exporter's textfile
 * collector.  A number that is not known has no sample.
 */
#include "link-latency/link-report.h"

#include <inttypes.h>

/* Each prints a value; false where it is not known. */
typedef bool value_printer(FILE *f, const struct link *l, bool print);

static bool
print_class(FILE *f, const struct link *l, bool print)
{
	if (print)
		fprintf(f, "%u", l->class);
	return l->class != 0;
}

static bool
print_since(FILE *f, const struct link *l, bool print)
{
	if (print)
		fprintf(f, "%" PRIu64, l->since);
	return l->class != 0;
}

static bool
print_median(FILE *f, const struct link *l, bool print)
{
	uint32_t us = link_median(l);

	if (print)
		fprintf(f, "%" PRIu32 ".%06" PRIu32, us / 1000000,
		    us % 1000000);
	return us != 0;
}

static bool
print_samples(FILE *f, const struct link *l, bool print)
{
	if (print)
		fprintf(f, "%zu", link_samples(l));
	return true;
}

static bool
print_loss(FILE *f, const struct link *l, bool print)
{
	uint32_t thousandths = 0;
	bool known = link_loss_of(l, &thousandths);

	if (print)
		fprintf(f, "%" PRIu32 ".%05" PRIu32, thousandths / 100000,
		    thousandths % 100000);
	return known;
}

static const struct {
	const char *name;
	const char *help;
	value_printer *print;
} metrics[] = {
	{ "birdfeed_link_latency_class", "Latency class, 1 to 9.",
	    print_class },
	{ "birdfeed_link_latency_class_change_timestamp_seconds",
	    "When the class last changed.", print_since },
	{ "birdfeed_link_latency_median_seconds",
	    "Median round trip time of the last 12 hours.", print_median },
	{ "birdfeed_link_latency_samples", "Samples of the last 12 hours.",
	    print_samples },
	{ "birdfeed_link_loss_ratio", "Segments of BGP that were sent again.",
	    print_loss },
};

bool
prometheus_print(FILE *f, const struct report *r)
{
	for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) {
		fprintf(f, "# HELP %s %s\n# TYPE %s gauge\n", metrics[i].name,
		    metrics[i].help, metrics[i].name);
		for (size_t j = 0; j < r->memory->n; j++) {
			const struct link *l = &r->memory->v[j];

			if (!metrics[i].print(f, l, false))
				continue;
			/* Names hold nothing that a label must escape. */
			fprintf(f, "%s{link=\"%s\"} ", metrics[i].name,
			    l->name);
			metrics[i].print(f, l, true);
			putc('\n', f);
		}
	}
	return true;
}
