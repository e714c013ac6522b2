/* The options of source-fetch(1). */
#include "source-fetch/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
"usage: source-fetch -s SITE [-v] [--cache DIRECTORY] [NAME ...]\n"
"       source-fetch -s SITE [-v] [--cache DIRECTORY] --raw NAME\n";

enum { OPT_CACHE = 256, OPT_RAW };

static const struct option long_options[] = {
	{ "cache", required_argument, NULL, OPT_CACHE },
	{ "raw", no_argument, NULL, OPT_RAW },
	COMMON_LONG,
};

struct options
options_parse(int argc, char **argv)
{
	struct options o = { 0 };
	int c, status;

	while ((c = getopt_long(argc, argv, "s:vhV", long_options, NULL))
	    != -1) {
		status = common_take(&o.common, c, "source-fetch", usage);
		if (status >= 0)
			exit(status);
		switch (c) {
		case OPT_CACHE:
			o.cache = optarg;
			break;
		case OPT_RAW:
			o.raw = true;
			break;
		}
	}
	if (!common_has_site(&o.common, "source-fetch"))
		exit(2);
	o.names = argv + optind;
	if (o.raw && argc - optind != 1) {
		fputs("source-fetch: --raw: expected one NAME (-h for help)\n",
		    stderr);
		exit(2);
	}
	return o;
}
