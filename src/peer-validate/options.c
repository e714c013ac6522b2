/* The options of peer-validate(1). */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
"usage: peer-validate -s SITE [-r ROUTER] [-v] [--strict] [--trusted]\n"
"           [--explain NAME] [PEERS ...] <records\n";

enum { OPT_STRICT = 256, OPT_TRUSTED, OPT_EXPLAIN };

static const struct option long_options[] = {
	{ "strict", no_argument, NULL, OPT_STRICT },
	{ "trusted", no_argument, NULL, OPT_TRUSTED },
	{ "explain", required_argument, NULL, OPT_EXPLAIN },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

struct options
options_parse(int argc, char **argv)
{
	struct options o = { 0 };
	int c;

	while ((c = getopt_long(argc, argv, "s:r:vhV", long_options, NULL))
	    != -1) {
		switch (c) {
		case 's':
			o.site = optarg;
			break;
		case 'r':
			o.router = optarg;
			break;
		case 'v':
			o.verbose = true;
			break;
		case OPT_STRICT:
			o.strict = true;
			break;
		case OPT_TRUSTED:
			o.trusted = true;
			break;
		case OPT_EXPLAIN:
			o.explain = optarg;
			break;
		case 'h':
			fputs(usage, stdout);
			exit(fflush(stdout) == 0 ? 0 : 2);
		case 'V':
			puts("birdfeed peer-validate " PACKAGE_VERSION);
			exit(fflush(stdout) == 0 ? 0 : 2);
		default:
			exit(2);
		}
	}
	if (o.site == NULL) {
		fputs("peer-validate: -s SITE is missing (-h for help)\n",
		    stderr);
		exit(2);
	}
	o.peers = argv + optind;
	return o;
}
