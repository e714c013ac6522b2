/* The options of roa-json(1). */
#include "roa-json/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

/* The end of the year 9999: milliseconds are not taken for seconds. */
#define TIME_LAST UINT64_C(253402300799)

static const char usage[] =
"usage: roa-json [-v] [--generated SECONDS] <records\n";

enum { OPT_GENERATED = 256 };

static const struct option long_options[] = {
	{ "generated", required_argument, NULL, OPT_GENERATED },
	COMMON_LONG,
};

static uint64_t
seconds_option(const char *text)
{
	struct why why;
	uint64_t seconds;

	if (number_parse(text, strlen(text), 0, TIME_LAST, &seconds, &why))
		return seconds;
	fprintf(stderr, "roa-json: --generated: %s\n", why.text);
	exit(2);
}

struct options
options_parse(int argc, char **argv)
{
	struct options o = { 0 };
	int c, status;

	while ((c = getopt_long(argc, argv, "vhV", long_options, NULL))
	    != -1) {
		status = common_take(&o.common, c, "roa-json", usage);
		if (status >= 0)
			exit(status);
		switch (c) {
		case OPT_GENERATED:
			o.json.generated = seconds_option(optarg);
			o.json.has_generated = true;
			break;
		}
	}
	if (optind < argc) {
		fputs("roa-json: records come on standard input (-h for "
		    "help)\n", stderr);
		exit(2);
	}
	return o;
}
