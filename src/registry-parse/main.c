/* registry-parse: writes a registry's objects as records. */
#include <stdio.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "registry-parse/options.h"
#include "rpsl/registry-source.h"
#include "rpsl/registry.h"
#include "stream/records.h"

/* Prints the summary on standard error; returns the exit status. */
static int
finish(const struct registry *reg, const struct options *opt, bool ok)
{
	unsigned long refused = reg->diag->count[DIAG_REFUSED];
	bool strict = ok && opt->strict && refused > 0;

	if (ok && !strict)
		records_end(reg->out);
	ok &= out_finish(reg->out, reg->diag);
	diag_summary(reg->diag,
	    "%lu objects, %zu rules, %lu ROAs, %lu "
	    "refused%s",
	    reg->objects, reg->rules.n, reg->vrps, refused,
	    !ok	       ? "; stopped, the output is not complete" :
		strict ? "; --strict: the output is not complete" :
			 "");
	return !ok ? 2 : strict ? 1 : 0;
}

/* Writes the records of all sources. */
static int
print(struct registry *reg, const struct options *opt)
{
	struct wall_paths paths = { 0 };
	bool ok;

	/* The key table hashes names from the registry with a random key. */
	if (!hash_start(reg->diag))
		return 2;
	wall_operands_add(&paths, opt->paths);
	wall_in("registry-parse", &paths, reg->diag);
	records_begin(stdout);
	ok = registry_sources_read(reg, opt->kind, opt->paths) &&
	    registry_finish(reg);
	return finish(reg, opt, ok);
}

int
main(int argc, char **argv)
{
	struct diag diag;
	struct registry reg = { .out = stdout, .diag = &diag };
	struct options opt = { 0 };
	int status = options_read(&opt, &reg, argc, argv);

	if (status == COMMAND_GO) {
		out_open(stdout);
		status = print(&reg, &opt);
	}
	registry_free(&reg);
	return status;
}
