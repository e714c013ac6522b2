/* The options of peer-validate(1). */
#include "peer-validate/options.h"

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
	COMMON_LONG,
};

struct options
options_parse(int argc, char **argv)
{
	struct options o = { 0 };
	int c, status;

	while ((c = getopt_long(argc, argv, COMMON_SHORT, long_options, NULL))
	    != -1) {
		status = common_take(&o.common, c, "peer-validate", usage);
		if (status >= 0)
			exit(status);
		switch (c) {
		case OPT_STRICT:
			o.strict = true;
			break;
		case OPT_TRUSTED:
			o.trusted = true;
			break;
		case OPT_EXPLAIN:
			o.explain = optarg;
			break;
		}
	}
	if (!common_has_site(&o.common, "peer-validate"))
		exit(2);
	o.peers = argv + optind;
	return o;
}
