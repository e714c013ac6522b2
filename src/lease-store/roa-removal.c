/* ROAs that must go because their lease is over, and the site's roa-hook. */
#include "lease-store/roa-removal.h"

#include <stdlib.h>

#include "base/asn.h"
#include "base/mem.h"
#include "host/run.h"

#define HOOK_SECONDS 60

bool
roa_hook_run(const struct task *task, const struct lease_roa *roa, bool on,
    enum diag_level level)
{
	char prefix[PREFIX_TEXT], asn[ASN_TEXT];
	char add[] = "on", drop[] = "off";
	char *program = mem_strdup(task->site->roa_hook);
	char *argv[] = { program, on ? add : drop, prefix, asn, NULL };
	struct run run = { .seconds = HOOK_SECONDS };
	struct why why;
	bool ok;

	prefix_print(prefix, &roa->prefix);
	asn_print(asn, roa->asn);
	ok = run_program(&run, argv, &why) == 0;
	if (!ok)
		diag_say(task->diag, level, NULL, prefix,
		    "the ROA for %s is "
		    "not %s: %s",
		    asn, on ? "on" : "off", why.text);
	run_free(&run);
	free(program);
	return ok;
}

static bool
remove_one(const struct task *task, const struct lease_roa *roa)
{
	enum lease_result result;

	if (!roa_hook_run(task, roa, false, DIAG_WARNING))
		return false;
	result = lease_roa_gone(task->store, roa);
	if (result == LEASE_NOT_HELD)
		/* Somebody has switched it on while the hook ran. */
		return roa_hook_run(task, roa, true, DIAG_WARNING);
	if (result == LEASE_FAILED)
		diag_say(task->diag, DIAG_WARNING, NULL, NULL, "%s",
		    lease_store_error(task->store));
	return result == LEASE_DONE;
}

bool
roa_removal(const struct task *task)
{
	struct lease_roas list;
	bool ok = true;

	if (lease_roa_stale(task->store, &list) == LEASE_FAILED) {
		diag_say(task->diag, DIAG_ERROR, NULL, NULL, "%s",
		    lease_store_error(task->store));
		ok = false;
	} else if (list.n > 0 && task->site->roa_hook == NULL) {
		diag_say(task->diag, DIAG_WARNING, NULL, "roa-hook",
		    "missing, and %zu ROAs must be removed", list.n);
		ok = false;
	}
	for (size_t i = 0; i < list.n && task->site->roa_hook != NULL; i++)
		ok = remove_one(task, &list.v[i]) && ok;
	free(list.v);
	return ok;
}
