/* A judgement: findings about a registry, instead of its records. */
#include "registry-check/judge.h"

#include <stdio.h>

#include "base/hash.h"
#include "base/out.h"
#include "registry-check/policy-check.h"
#include "registry-check/schema-check.h"

bool
judge_wanted(const struct judge *j)
{
	return j->check || j->mntner != NULL;
}

bool
judge_open(struct judge *j, struct registry *reg)
{
	if (!hash_init()) {
		diag_say(reg->diag, DIAG_ERROR, NULL, NULL, "no random "
		    "numbers");
		return false;
	}
	j->findings.out = reg->out;
	j->diag = reg->diag;
	reg->keep = true;
	if (j->mntner != NULL)
		return want_add(&reg->want, POLICY_CLASSES);
	j->reading = (struct diag){
		.tool = j->diag->tool,
		.sink = finding_refused,
		.ctx = &j->findings,
		.verbose = j->diag->verbose,
	};
	reg->diag = &j->reading;
	return true;
}

int
judge_finish(struct judge *j, struct registry *reg, bool ok)
{
	struct buf summary = { 0 };

	reg->diag = j->diag;
	if (ok && j->check)
		ok = check_all(&reg->kept, &j->findings, j->diag);
	if (ok && j->mntner != NULL)
		ok = policy_check(&reg->kept, j->mntner, &j->findings,
		    &summary, j->diag);
	ok &= out_finish(reg->out, j->diag);
	if (ok && j->check)
		buf_printf(&summary, "%zu objects", reg->kept.n);
	fprintf(stderr, "registry-parse: %s%s%lu findings%s\n",
	    buf_cstr(&summary), summary.len > 0 ? ", " : "", j->findings.n,
	    !ok ? "; stopped, the findings are not complete" : "");
	buf_free(&summary);
	return !ok ? 2 : j->findings.n > 0 ? 1 : 0;
}
