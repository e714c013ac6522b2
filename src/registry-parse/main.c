/* registry-parse: a registry's objects as records. */
#include <getopt.h>
#include <stdio.h>

#include "out.h"
#include "registry.h"

struct options {
	bool strict;
};

static void
usage(FILE *f)
{
	fputs("usage: registry-parse [-hVv] [--strict] [-k KIND] "
	    "[-t CLASS,...] [DIRECTORY|FILE ...]\n", f);
}

/* -1 to go on, otherwise the exit status. */
static int
options_read(int argc, char **argv, struct options *opt,
    struct registry *reg)
{
	static const struct option long_options[] = {
		{ "help", no_argument, NULL, 'h' },
		{ "strict", no_argument, NULL, 's' },
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
		case 's':
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
	return -1;
}

static bool
read_all(struct registry *reg, char **paths)
{
	static char *standard_input[] = { "-", NULL };

	if (*paths == NULL)
		paths = standard_input;
	for (; *paths != NULL; paths++)
		if (!source_read(reg, *paths))
			return false;
	return registry_finish(reg);
}

/* The last line on standard error, and the exit status. */
static int
finish(const struct registry *reg, const struct options *opt, bool ok)
{
	unsigned long refused = reg->diag->count[DIAG_REFUSED];
	bool strict = ok && opt->strict && refused > 0;

	if (ok && !strict)
		out_records_end(reg->out);
	ok &= out_finish(reg->out, reg->diag);
	fprintf(stderr, "registry-parse: %lu objects, %zu rules, %lu ROAs, "
	    "%lu refused%s\n", reg->objects, reg->rules.n, reg->vrps,
	    refused, !ok ? "; stopped, the output is not complete" :
	    strict ? "; --strict: the output is not complete" : "");
	return !ok ? 2 : strict ? 1 : 0;
}

int
main(int argc, char **argv)
{
	struct diag diag = { .tool = "registry-parse", .sink = diag_stderr };
	struct registry reg = { .out = stdout, .diag = &diag };
	struct options opt = { 0 };
	int status = options_read(argc, argv, &opt, &reg);

	if (status < 0) {
		out_open(stdout);
		out_records_begin(stdout);
		status = finish(&reg, &opt, read_all(&reg, argv + optind));
	}
	registry_free(&reg);
	return status;
}
