/* The options of bird-render(1). */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "part.h"

static const char usage[] =
"usage: bird-render -s SITE [-r ROUTER] [-v] [--only PART,...] [--remote NAME]\n"
"           <records\n"
"parts: router, roa, filters, peers, mesh, ixp\n";

enum { OPT_ONLY = 256, OPT_REMOTE };

static const struct option long_options[] = {
	{ "only", required_argument, NULL, OPT_ONLY },
	{ "remote", required_argument, NULL, OPT_REMOTE },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

/* "PART,..." as bits. */
static unsigned
parts_option(const char *list)
{
	unsigned parts = 0, bit;

	for (const char *p = list;; p++) {
		size_t n = strcspn(p, ",");

		bit = part_find(p, n);
		if (bit == 0) {
			fprintf(stderr, "bird-render: --only: \"%.*s\" "
			    "(expected router, roa, filters, peers, mesh or "
			    "ixp)\n",
			    (int)n, p);
			exit(2);
		}
		parts |= bit;
		p += n;
		if (*p == '\0')
			return parts;
	}
}

struct options
options_parse(int argc, char **argv)
{
	struct options o = { .parts = PARTS_ALL };
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
		case OPT_ONLY:
			o.parts = parts_option(optarg);
			break;
		case OPT_REMOTE:
			o.remote = optarg;
			break;
		case 'h':
			fputs(usage, stdout);
			exit(fflush(stdout) == 0 ? 0 : 2);
		case 'V':
			puts("birdfeed bird-render " PACKAGE_VERSION);
			exit(fflush(stdout) == 0 ? 0 : 2);
		default:
			exit(2);
		}
	}
	if (o.site == NULL || optind < argc) {
		fputs(o.site == NULL ? "bird-render: -s SITE is missing (-h for "
		    "help)\n" : "bird-render: records come on standard input "
		    "(-h for help)\n", stderr);
		exit(2);
	}
	return o;
}
