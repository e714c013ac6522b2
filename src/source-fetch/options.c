/* The options of source-fetch(1). */
#include "options.h"

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
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static void
wrong(const char *text)
{
	fprintf(stderr, "source-fetch: %s\n", text);
	exit(2);
}

struct options
options_parse(int argc, char **argv)
{
	struct options o = { 0 };
	int c;

	while ((c = getopt_long(argc, argv, "s:vhV", long_options, NULL))
	    != -1) {
		switch (c) {
		case 's':
			o.site = optarg;
			break;
		case 'v':
			o.verbose = true;
			break;
		case OPT_CACHE:
			o.cache = optarg;
			break;
		case OPT_RAW:
			o.raw = true;
			break;
		case 'h':
			fputs(usage, stdout);
			exit(fflush(stdout) == 0 ? 0 : 2);
		case 'V':
			puts("birdfeed source-fetch " PACKAGE_VERSION);
			exit(fflush(stdout) == 0 ? 0 : 2);
		default:
			exit(2);
		}
	}
	if (o.site == NULL)
		wrong("-s SITE is missing (-h for help)");
	o.names = argv + optind;
	if (o.raw && argc - optind != 1)
		wrong("--raw: expected one NAME (-h for help)");
	return o;
}
