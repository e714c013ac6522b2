#ifndef LINK_LATENCY_LINK_REPORT_H
#define LINK_LATENCY_LINK_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "link-latency/link-memory.h"

/* The content of a report: the memory of ROUTER's links. */
struct report {
	const struct memory *memory;
	const char *router;
};

/* Prints the report; false if there was no memory for it.  Write errors stay
 * in F. */
typedef bool report_printer(FILE *f, const struct report *r);

report_printer records_print;
report_printer table_print;
report_printer json_print;
report_printer prometheus_print;

/* The formats' names, NULL behind the last; and the report in one of them. */
extern const char *const report_formats[];
bool report_print(FILE *f, const struct report *r, unsigned format);
/* One link with all that its class depends on, in words. */
void report_explain(FILE *f, const struct link *l);

#endif
