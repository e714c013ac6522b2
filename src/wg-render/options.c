/* The options of wg-render(1). */
#include "wg-render/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "wg-render/tunnel-format.h"

static const char usage[] =
"usage: wg-render -s SITE [-r ROUTER] [-v] [-f wg-quick|networkd]\n"
"           [--explain | --remote NAME] <records\n";

enum { OPT_REMOTE = 256, OPT_EXPLAIN };

static const struct option long_options[] = {
	{ "explain", no_argument, NULL, OPT_EXPLAIN },
	{ "remote", required_argument, NULL, OPT_REMOTE },
	COMMON_LONG,
};

static const struct format *
format_option(const char *name)
{
	const struct format *format = format_find(name);

	if (format == NULL) {
		fprintf(stderr, "wg-render: -f: \"%s\" (expected wg-quick "
		    "or networkd)\n", name);
		exit(2);
	}
	return format;
}

struct options
options_parse(int argc, char **argv)
{
	struct options o = { .format = format_find("wg-quick") };
	int c, status;

	while ((c = getopt_long(argc, argv, COMMON_SHORT "f:", long_options,
	    NULL)) != -1) {
		status = common_take(&o.common, c, "wg-render", usage);
		if (status >= 0)
			exit(status);
		switch (c) {
		case 'f':
			o.format = format_option(optarg);
			break;
		case OPT_EXPLAIN:
			o.explain = true;
			break;
		case OPT_REMOTE:
			o.remote = optarg;
			break;
		}
	}
	if (!common_has_site(&o.common, "wg-render"))
		exit(2);
	if (o.explain && o.remote != NULL) {
		fputs("wg-render: --explain is of the router's own files: "
		    "not with --remote\n", stderr);
		exit(2);
	}
	if (optind < argc) {
		fputs("wg-render: records come on standard input (-h for help)\n",
		    stderr);
		exit(2);
	}
	return o;
}
