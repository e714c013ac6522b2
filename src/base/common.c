/* The options that mean the same in every tool. */
#include "base/common.h"

#include <getopt.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/out.h"

static int
answer(const char *tool)
{
	struct diag diag = { .tool = tool, .sink = diag_stderr };

	return out_finish(stdout, &diag) ? 0 : 2;
}

int
common_take(struct common *o, int c, const char *tool, const char *usage)
{
	switch (c) {
	case 's':
		o->site = optarg;
		return COMMON_TAKEN;
	case 'r':
		o->router = optarg;
		return COMMON_TAKEN;
	case 'v':
		o->verbose = true;
		return COMMON_TAKEN;
	case 'h':
		fputs(usage, stdout);
		return answer(tool);
	case 'V':
		printf("birdfeed %s " PACKAGE_VERSION "\n", tool);
		return answer(tool);
	case '?':
		return 2;
	default:
		return COMMON_OTHER;
	}
}

bool
common_has_site(const struct common *o, const char *tool)
{
	if (o->site == NULL)
		fprintf(stderr, "%s: -s SITE is missing (-h for help)\n", tool);
	return o->site != NULL;
}
