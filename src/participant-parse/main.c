/* participant-parse: reads an exchange's participants from JSON documents. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "participant-parse/participant-judge.h"
#include "participant-parse/participant-output.h"
#include "site/site-read.h"
#include "stream/records.h"

/* Are there any users to judge?  A participant's own router has none. */
static bool
has_users(const struct intake *in)
{
	return in->seen[SOURCE_HEADSCALE] > 0 ||
	    in->site->ixp.nparticipants > 0;
}

/* Checks that the site has what the judgement of users needs. */
static bool
site_ready(const struct intake *in, struct diag *diag)
{
	const struct site *site = in->site;
	const struct site_ixp *ixp = &site->ixp;

	if (!has_users(in))
		return true;
	if (site->line[SITE_IXP] == 0)
		return site_refuse(site, 0, "ixp",
		    "missing (expected the "
		    "exchange's range and pool)",
		    diag);
	if (ixp->range.n == 0)
		return site_refuse(site, site->line[SITE_IXP], "range",
		    "missing (expected where participants' addresses lie)",
		    diag);
	if (ixp->pool.n == 0)
		return site_refuse(site, site->line[SITE_IXP], "pool",
		    "missing (expected where participants' prefixes lie)",
		    diag);
	return true;
}

/* Writes the participants who passed; returns the exit status. */
static int
conclude(struct intake *in, const struct options *o)
{
	struct user **passed;
	struct tally t;
	int status;

	roster_join(&in->roster, in->diag);
	t = judge(&in->roster, in->site, &passed, in->diag);
	status = t.refused + in->roster.left_out > 0 && o->strict ? 1 : 0;

	for (size_t i = 0; i < t.passed; i++) {
		struct participant p = user_participant(passed[i]);

		participant_write(&p);
	}
	free(passed);
	participant_write_refusals(&in->roster);
	if (t.passed == 0 && has_users(in) && !in->site->ixp.allow_empty) {
		diag_say(in->diag, DIAG_ERROR, NULL, NULL,
		    "no participant is "
		    "left (expected one, or allow-empty: true in ixp)");
		status = 2;
	}
	if (!participant_write_servers(in, o))
		status = 2;
	if (status == 0)
		records_end(stdout);
	if (!out_finish(stdout, in->diag))
		return 2;
	if (!has_users(in) && in->seen[SOURCE_GATEWAY] == 0)
		diag_summary(in->diag,
		    "%zu addresses of the exchange's "
		    "servers",
		    in->server_addrs.n);
	else
		diag_summary(in->diag,
		    "%zu participants, %zu users refused, "
		    "%zu nodes without a mapping, %zu mappings without a node",
		    t.passed, t.refused, t.nodes, t.mappings);
	return status;
}

int
main(int argc, char **argv)
{
	struct options o;
	struct diag diag;
	int status = options_read(&o, &diag, argc, argv);
	struct intake in = { .servers = o.servers,
		.diag = &diag,
		.to = stdout };
	struct site *site;

	if (status != COMMAND_GO)
		return status;
	status = 2;
	if (!hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	in.site = site;
	out_open(stdout);
	json_object_seed(0); /* opens /dev/urandom */
	wall_in_filter(&diag);
	records_begin(stdout);
	if (intake_read(&in, o.no_records ? -1 : STDIN_FILENO) &&
	    site_ready(&in, &diag))
		status = conclude(&in, &o);
	intake_free(&in);
	site_free(site);
	return status;
}
