/* The options of wg-render(1). */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "format.h"

static const char usage[] =
"usage: wg-render -s SITE [-r ROUTER] [-v] [-f wg-quick] [--remote NAME]\n"
"           <records\n";

enum { OPT_REMOTE = 256 };

static const struct option long_options[] = {
	{ "remote", required_argument, NULL, OPT_REMOTE },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static const struct format *
format_option(const char *name)
{
	const struct format *format = format_find(name);

	if (format == NULL) {
		fprintf(stderr, "wg-render: -f: \"%s\" (expected wg-quick)\n",
		    name);
		exit(2);
	}
	return format;
}

struct options
options_parse(int argc, char **argv)
{
	struct options o = { .format = format_find("wg-quick") };
	int c;

	while ((c = getopt_long(argc, argv, "s:r:f:vhV", long_options, NULL))
	    != -1) {
		switch (c) {
		case 's':
			o.site = optarg;
			break;
		case 'r':
			o.router = optarg;
			break;
		case 'f':
			o.format = format_option(optarg);
			break;
		case 'v':
			o.verbose = true;
			break;
		case OPT_REMOTE:
			o.remote = optarg;
			break;
		case 'h':
			fputs(usage, stdout);
			exit(fflush(stdout) == 0 ? 0 : 2);
		case 'V':
			puts("birdfeed wg-render " PACKAGE_VERSION);
			exit(fflush(stdout) == 0 ? 0 : 2);
		default:
			exit(2);
		}
	}
	if (o.site == NULL || optind < argc) {
		fputs(o.site == NULL ? "wg-render: -s SITE is missing (-h for "
		    "help)\n" : "wg-render: records come on standard input "
		    "(-h for help)\n", stderr);
		exit(2);
	}
	return o;
}
