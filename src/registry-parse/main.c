/* registry-parse: a registry's objects as records. */
#include <stdio.h>

#include "base/out.h"
#include "registry-check/judge.h"
#include "registry-parse/options.h"
#include "rpsl/registry.h"

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

/* Nothing but records. */
static int
print(struct registry *reg, const struct options *opt)
{
	out_records_begin(stdout);
	return finish(reg, opt, read_all(reg, opt->paths));
}

/* Nothing but findings. */
static int
judge(struct registry *reg, struct options *opt)
{
	if (!judge_open(&opt->judge, reg))
		return 2;
	return judge_finish(&opt->judge, reg, read_all(reg, opt->paths));
}

int
main(int argc, char **argv)
{
	struct diag diag = { .tool = "registry-parse", .sink = diag_stderr };
	struct registry reg = { .out = stdout, .diag = &diag };
	struct options opt = { 0 };
	int status = options_read(&opt, &reg, argc, argv);

	if (status < 0) {
		out_open(stdout);
		status = judge_wanted(&opt.judge) ? judge(&reg, &opt) :
		    print(&reg, &opt);
	}
	registry_free(&reg);
	return status;
}
