/* participant-parse: reads an exchange's participants from JSON documents. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "participant-parse/options.h"
#include "participant-parse/participant-intake.h"
#include "participant-parse/participant-judge.h"
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

static void
write_participant(const struct participant *p)
{
	struct buf line = { 0 };

	participant_put(&line, p);
	records_put(stdout, &line);
	buf_free(&line);
}

/* A record for each AS number of the users who are no participants. */
static void
write_refusals(const struct roster *roster)
{
	struct refusals list = { 0 };
	struct buf line = { 0 };

	for (size_t i = 0; i < roster->n; i++)
		user_refusals(roster->v[i], &list);
	refusals_sort(&list);
	for (size_t i = 0; i < list.n; i++) {
		refusal_put(&line, &list.v[i]);
		records_put(stdout, &line);
	}
	buf_free(&line);
	refusals_free(&list);
}

/* Writes the servers, if the input has a participant's view of the VPN. */
static bool
write_servers(struct intake *in, const struct options *o)
{
	struct participant servers = { .address = in->server_addrs,
		.asn = o->asn != 0 ? o->asn : in->site->ixp.asn };

	if (in->seen[SOURCE_TAILSCALE] == 0)
		return true;
	if (servers.asn == 0) {
		diag_say(in->diag, DIAG_ERROR, NULL, NULL,
		    "whose servers? "
		    "(expected ixp in the site file, or --asn)");
		return false;
	}
	if (in->server_addrs.n == 0) {
		diag_say(in->diag, DIAG_ERROR, NULL, NULL,
		    "no peer of %s has "
		    "an address (a host name proves nothing; see --servers)",
		    o->servers);
		return false;
	}
	participant_settle(&servers);
	write_participant(&servers);
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

		write_participant(&p);
	}
	free(passed);
	write_refusals(&in->roster);
	if (t.passed == 0 && has_users(in) && !in->site->ixp.allow_empty) {
		diag_say(in->diag, DIAG_ERROR, NULL, NULL,
		    "no participant is "
		    "left (expected one, or allow-empty: true in ixp)");
		status = 2;
	}
	if (!write_servers(in, o))
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
