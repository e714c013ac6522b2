/* peer-validate: checks peering requests against the registry. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/out.h"
#include "peer-validate/candidate.h"
#include "peer-validate/intake.h"
#include "peer-validate/judge.h"
#include "peer-validate/options.h"
#include "peer-validate/peer-files.h"
#include "site/site-read.h"
#include "stream/records.h"

/* The router of peers that name none; NULL is valid unless -r named it. */
static bool
default_router(const struct site *site, const char *name,
    const struct site_router **router, struct diag *diag)
{
	struct diag quiet = { .sink = diag_nowhere };

	*router = site_router(site, name, name != NULL ? diag : &quiet);
	return *router != NULL || name == NULL;
}

/* Writes the verdicts and the accepted peers; returns the exit status. */
static int
conclude(const struct options *o, struct judge *j, struct peer_source *source,
    size_t from_yaml)
{
	struct candidate *c = candidates_new(source, from_yaml, o->trusted);
	size_t n = source->peers.n, passed = 0;
	unsigned long refused = source->refused + judge_peers(j, c, n);
	int status = refused > 0 && o->strict ? 1 : 0;

	peer_files_warn(source);
	if (o->explain != NULL)
		status = judge_explained(j, c, n);
	else
		passed = candidates_write(stdout, c, n,
		    o->common.router != NULL ? j->default_router : NULL);
	free(c);
	if (!refused_requests_close(j->refusals, j->diag))
		return 2;
	if (o->explain == NULL && status == 0)
		records_end(stdout);
	if (!out_finish(stdout, j->diag))
		return 2;
	if (o->explain == NULL)
		diag_summary(j->diag, "%zu peers passed, %lu refused", passed,
		    refused);
	return status;
}

int
main(int argc, char **argv)
{
	struct options o;
	struct diag diag;
	int status = options_read(&o, &diag, argc, argv);
	struct registry registry = { 0 };
	struct peer_source source = { .diag = &diag };
	struct latencies latencies = { 0 };
	struct psk_names psks = { 0 };
	struct refused_requests refusals = { 0 };
	struct buf found = { 0 };
	struct judge judge = { .registry = &registry,
		.explain = o.explain,
		.latencies = &latencies,
		.psks = &psks,
		.refusals = &refusals,
		.to = stdout,
		.diag = &diag };
	struct site *site;
	size_t from_yaml;
	int requests = -1;
	FILE *to = o.explain == NULL ? stdout : NULL;

	if (status != COMMAND_GO)
		return status;
	status = 2;
	if (!hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	judge.site = site;
	if (o.format == EXPLAIN_JSON)
		judge.found = &found;
	out_open(stdout);
	if (!default_router(site, o.common.router, &judge.default_router,
		&diag))
		goto out;
	psk_names_read(&psks, site->self_service.psk_dir);
	if (!refused_requests_open(&refusals, o.refusals, &diag) ||
	    !peer_files_open(o.requests, &requests, &diag) ||
	    !peer_files_read(&source, o.peers))
		goto out;
	from_yaml = source.peers.n;
	if (o.explain == NULL)
		records_begin(stdout);
	if (!intake_read(STDIN_FILENO, to, site, o.trusted, &registry, &source,
		&latencies, o.requests != NULL) ||
	    (o.requests != NULL &&
		!intake_requests(requests, o.requests, to, o.trusted, &source)))
		goto out;
	status = conclude(&o, &judge, &source, from_yaml);
out:
	if (requests != -1)
		close(requests);
	buf_free(&found);
	psk_names_free(&psks);
	peer_source_free(&source);
	registry_free(&registry);
	latencies_free(&latencies);
	site_free(site);
	return status;
}
