/* registry-check: reports the faults of a registry, one per line. */
#include <stdio.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "registry-check/options.h"
#include "registry-check/policy-check.h"
#include "registry-check/schema-check.h"
#include "rpsl/registry-source.h"
#include "rpsl/registry.h"

/*
 * Checks every object against the schemas.  Files that are not objects are
 * findings, too.
 */
static bool
check_schemas(struct registry *reg, char *const *paths, struct findings *to,
    struct buf *summary)
{
	struct diag *diag = reg->diag;
	struct diag reading = {
		.tool = diag->tool,
		.sink = finding_refused,
		.ctx = to,
		.verbose = diag->verbose,
	};
	bool ok;

	reg->diag = &reading;
	ok = registry_sources_read(reg, SOURCE_ANY, paths);
	reg->diag = diag;
	if (!ok || !schema_check(&reg->kept, to, diag))
		return false;
	buf_printf(summary, "%zu objects, ", reg->kept.n);
	return true;
}

/* Checks the objects of MNTNER against the policy. */
static bool
check_policy(struct registry *reg, char *const *paths, const char *mntner,
    struct findings *to, struct buf *summary)
{
	return classes_add(&reg->classes, POLICY_CLASSES) &&
	    registry_sources_read(reg, SOURCE_ANY, paths) &&
	    policy_check(&reg->kept, mntner, to, summary, reg->diag);
}

static bool
check(struct registry *reg, const struct options *opt, struct findings *to,
    struct buf *summary)
{
	struct wall_paths paths = { 0 };

	/* The object tables hash names from the registry with a random key. */
	if (!hash_start(reg->diag))
		return false;
	wall_operands_add(&paths, opt->paths);
	wall_in("registry-check", &paths, reg->diag);
	if (opt->mntner != NULL)
		return check_policy(reg, opt->paths, opt->mntner, to, summary);
	return check_schemas(reg, opt->paths, to, summary);
}

/* Prints the summary on standard error; returns the exit status. */
static int
finish(const struct findings *findings, struct buf *summary, bool ok,
    struct diag *diag)
{
	diag_summary(diag, "%s%lu findings%s", buf_cstr(summary), findings->n,
	    ok ? "" : "; stopped, the findings are not complete");
	return !ok ? 2 : findings->n > 0 ? 1 : 0;
}

int
main(int argc, char **argv)
{
	struct options opt;
	struct diag diag;
	int status = options_read(&opt, &diag, argc, argv);
	struct registry reg = { .out = stdout, .diag = &diag, .keep = true };
	struct findings findings = { .out = stdout };
	struct buf summary = { 0 };
	bool ok;

	if (status != COMMAND_GO)
		return status;
	out_open(stdout);
	ok = check(&reg, &opt, &findings, &summary);
	ok &= out_finish(stdout, &diag);
	status = finish(&findings, &summary, ok, &diag);
	buf_free(&summary);
	registry_free(&reg);
	return status;
}
