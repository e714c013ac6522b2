/* The options of registry-check(1). */
#include "registry-check/options.h"

#include <getopt.h>
#include <stdlib.h>

static const char usage[] =
"usage: registry-check [-v] [--policy MNTNER] [DIRECTORY|FILE ...]\n";

enum { OPT_POLICY = 256 };

static const struct option long_options[] = {
	{ "policy", required_argument, NULL, OPT_POLICY },
	COMMON_LONG,
};

struct options
options_parse(int argc, char **argv)
{
	struct options o = { .mntner = NULL };
	int c, status;

	while ((c = getopt_long(argc, argv, "vhV", long_options, NULL))
	    != -1) {
		status = common_take(&o.common, c, "registry-check", usage);
		if (status >= 0)
			exit(status);
		if (c == OPT_POLICY)
			o.mntner = optarg;
	}
	o.paths = argv + optind;
	return o;
}
