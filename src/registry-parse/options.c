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
	    "[-t CLASS,...] [DIRECTORY|FILE ...]\n"
	    "       registry-parse [-v] --check | --check-policy MNTNER "
	    "[DIRECTORY|FILE ...]\n", f);
}

/* Findings are of a registry as a whole, and each one counts. */
static bool
fit(const struct options *opt, const struct registry *reg)
{
	const struct judge *j = &opt->judge;

	if (!judge_wanted(j) || (!(j->check && j->mntner != NULL) &&
	    !opt->strict && reg->want.n == 0))
		return true;
	diag_say(reg->diag, DIAG_ERROR, NULL, NULL, "--check and "
	    "--check-policy do not go with each other, with --strict or "
	    "with -t");
	return false;
}

int
options_read(struct options *opt, struct registry *reg, int argc,
    char **argv)
{
	static const struct option long_options[] = {
		{ "check", no_argument, NULL, OPT_CHECK },
		{ "check-policy", required_argument, NULL,
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
			if (source_kind_named(optarg, &reg->kind))
				break;
			diag_say(reg->diag, DIAG_ERROR, NULL, "-k", "\"%s\" "
			    "(expected tree, tar or text)", optarg);
			return 2;
		case OPT_CHECK:
			opt->judge.check = true;
			break;
		case OPT_CHECK_POLICY:
			opt->judge.mntner = optarg;
			break;
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
	return fit(opt, reg) ? -1 : 2;
}
