/* The command line. */
#include "registry-parse/options.h"

#include <getopt.h>
#include <stdio.h>

#include "base/out.h"

enum { OPT_STRICT = 256, OPT_CHECK, OPT_CHECK_POLICY };

static void
usage(FILE *f)
{
	fputs("usage: registry-parse [-hVv] [--strict] [-k KIND] "
	    "[-t CLASS,...] [DIRECTORY|FILE ...]\n", f);
}

/* Refuses an option that is a tool of its own today. */
static int
moved(struct registry *reg, const char *option, const char *command)
{
	diag_say(reg->diag, DIAG_ERROR, NULL, option, "use %s REGISTRY "
	    "instead, see registry-check(1)", command);
	return 2;
}

int
options_read(struct options *opt, struct registry *reg, int argc,
    char **argv)
{
	static const struct option long_options[] = {
		{ "check", no_argument, NULL, OPT_CHECK },
		{ "check-policy", optional_argument, NULL,
		    OPT_CHECK_POLICY },
		{ "help", no_argument, NULL, 'h' },
		{ "strict", no_argument, NULL, OPT_STRICT },
		{ "version", no_argument, NULL, 'V' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "hVvk:t:", long_options,
	    NULL)) != -1)
		switch (c) {
		case 'h':
			usage(stdout);
			return out_finish(stdout, reg->diag) ? 0 : 2;
		case 'V':
			puts("birdfeed registry-parse " PACKAGE_VERSION);
			return out_finish(stdout, reg->diag) ? 0 : 2;
		case 'k':
			if (source_kind_named(optarg, &opt->kind))
				break;
			diag_say(reg->diag, DIAG_ERROR, NULL, "-k", "\"%s\" "
			    "(expected tree, tar or text)", optarg);
			return 2;
		case OPT_CHECK:
			return moved(reg, "--check", "registry-check");
		case OPT_CHECK_POLICY:
			return moved(reg, "--check-policy",
			    "registry-check --policy MNTNER");
		case OPT_STRICT:
			opt->strict = true;
			break;
		case 't':
			if (want_add(&reg->want, optarg))
				break;
			diag_say(reg->diag, DIAG_ERROR, NULL, "-t", "\"%s\" "
			    "(expected CLASS,... of a-z 0-9 -)", optarg);
			return 2;
		case 'v':
			reg->diag->verbose = true;
			break;
		default:
			return 2;
		}
	opt->paths = argv + optind;
	return -1;
}
