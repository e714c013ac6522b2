/* apply: installs a configuration as a whole and confirms it, or keeps the old
 * one. */
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

#include "apply/apply.h"
#include "apply/boot.h"
#include "apply/forecast.h"
#include "apply/forget.h"
#include "apply/generation-list.h"
#include "apply/options.h"
#include "apply/stale-endpoints.h"
#include "apply/stream-input.h"
#include "apply/summary.h"
#include "apply/transaction.h"
#include "base/fd.h"
#include "base/hash.h"
#include "base/out.h"
#include "host/run.h"
#include "site/site-read.h"

/* Runs the command that the options select.  Returns the exit status. */
static int
run(const struct options *o, const struct site *site, struct diag *diag)
{
	struct fragments stream = { 0 };
	struct copies copies = { 0 };
	size_t changes = 0;
	struct job job = {
		.site = site,
		.router = site_router(site, o->common.router, diag),
		.stream = &stream,
		.state_dir = o->state_dir != NULL ? o->state_dir :
						    site->apply.state_dir,
		.seconds = o->seconds,
		.dry = o->dry,
		.force = o->force,
		.boot = o->mode == MODE_BOOT,
		.kept = o->mode == MODE_ROLLBACK,
		.json = o->json,
		.changes = &changes,
		.install_only = o->install_only,
		.diag = diag,
	};
	int status = APPLY_REFUSED;

	if (job.router == NULL)
		return APPLY_REFUSED;
	switch (o->mode) {
	case MODE_FORGET:
		return forget(&job, o->forget);
	case MODE_LIST:
		return generation_list(&job);
	case MODE_BOOT:
		return boot(&job);
	case MODE_RESOLVE:
		return stale_endpoints_update(&job);
	default:
		break;
	}
	if (stream_input_read(&stream, &copies, o, &job))
		status = o->dry ? forecast(&job) : transaction(&job);
	fragments_free(&stream);
	copies_free(&copies);
	if (o->json) {
		summary_print(&job, status);
		if (!out_finish(stdout, diag))
			status = APPLY_REFUSED;
	}
	return status;
}

int
main(int argc, char **argv)
{
	struct diag diag;
	struct options o;
	struct site *site;
	int status = options_read(&o, argc, argv, &diag);

	if (status != COMMAND_GO)
		return status;
	if (!fd_standard_open()) {
		fputs("apply: one of the standard streams is closed\n", stderr);
		return APPLY_REFUSED;
	}
	/* Losing the ssh session that started apply must not stop it. */
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* write(2) reports it */
	umask(077);
	run_without_core_dumps();
	/* Write each line with one write(2): the guardian may also print, and
	 * both may go to one place. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	setvbuf(stderr, NULL, _IOLBF, 0);
	if (!hash_start(&diag))
		return APPLY_REFUSED;
	site = site_read(o.common.site, &diag);
	status = site != NULL ? run(&o, site, &diag) : APPLY_REFUSED;
	site_free(site);
	return status;
}
