/* The options of bird-render(1). */
#include "bird-render/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bird-render/parts.h"

static const char usage[] =
"usage: bird-render -s SITE [-r ROUTER] [-v] [--only PART,...]\n"
"           [--explain | --remote NAME] <records\n"
"parts: router, roa, filters, peers, mesh, sessions, ixp\n";

enum { OPT_ONLY = 256, OPT_REMOTE, OPT_EXPLAIN };

static const struct option long_options[] = {
	{ "explain", no_argument, NULL, OPT_EXPLAIN },
	{ "only", required_argument, NULL, OPT_ONLY },
	{ "remote", required_argument, NULL, OPT_REMOTE },
	COMMON_LONG,
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
			    "(expected router, roa, filters, peers, mesh, "
			    "sessions or ixp)\n",
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
	int c, status;

	while ((c = getopt_long(argc, argv, COMMON_SHORT, long_options, NULL))
	    != -1) {
		status = common_take(&o.common, c, "bird-render", usage);
		if (status >= 0)
			exit(status);
		switch (c) {
		case OPT_ONLY:
			o.parts = parts_option(optarg);
			break;
		case OPT_EXPLAIN:
			o.explain = true;
			break;
		case OPT_REMOTE:
			o.remote = optarg;
			break;
		}
	}
	if (!common_has_site(&o.common, "bird-render"))
		exit(2);
	if (o.explain && o.remote != NULL) {
		fputs("bird-render: --explain is of the router's own files: "
		    "not with --remote\n", stderr);
		exit(2);
	}
	if (optind < argc) {
		fputs("bird-render: records come on standard input (-h for help)\n",
		    stderr);
		exit(2);
	}
	return o;
}
