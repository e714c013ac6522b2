/* The records that participant-parse makes. */
#include "participant-parse/participant-output.h"

#include <stdio.h>

#include "stream/records.h"

void
participant_write(const struct participant *p)
{
	struct buf line = { 0 };

	participant_put(&line, p);
	records_put(stdout, &line);
	buf_free(&line);
}

void
participant_write_refusals(const struct roster *roster)
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

bool
participant_write_servers(struct intake *in, const struct options *o)
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
	participant_write(&servers);
	return true;
}
