/* The intake: passes records on, and keeps those that the checks need. */
#include "peer-validate/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "stream/leave.h"
#include "stream/records.h"

/* Checks that the registry's records are there: a dead stage sends none. */
static bool
registry_present(const struct site *site, const struct registry *registry,
    struct diag *diag)
{
	static const struct place place = { "-", 0 };

	if (site->registry.kind == REGISTRY_NONE || registry->n > 0)
		return true;
	diag_say(diag, DIAG_ERROR, &place, NULL,
	    "no aut-num record, though "
	    "the site has a registry (did registry-parse fail, or leave them "
	    "out with -t?)");
	return false;
}

struct intake {
	FILE *to; /* NULL: nowhere */
	bool trusted;
	struct registry *registry;
	struct peer_source *source;
	struct latencies *latencies;
};

static bool
take_other(void *state, const struct taking *t)
{
	const struct intake *in = state;

	if (in->to != NULL)
		records_pass(in->to, t->line);
	return true;
}

static bool
take_aut_num(void *state, const struct taking *t)
{
	const struct intake *in = state;

	registry_add(in->registry, t->record);
	return take_other(state, t);
}

static bool
take_revision(void *state, const struct taking *t)
{
	const struct intake *in = state;

	return revision_take(t, &in->registry->revision) &&
	    take_other(state, t);
}

static bool
take_request(void *state, const struct taking *t)
{
	const struct intake *in = state;

	peer_source_request(in->source, t->record, t->place, in->trusted);
	return take_other(state, t);
}

static bool
take_latency(void *state, const struct taking *t)
{
	const struct intake *in = state;

	return latencies_take(in->latencies, t) && take_other(state, t);
}

static bool
refuse_peer(void *state, const struct taking *t)
{
	(void)state;
	return field_refuse(t, NULL,
	    "a peer record that somebody else made "
	    "(expected request)");
}

static bool
take_leave(void *state, const struct taking *t)
{
	struct leaves leaves = { 0 };
	bool ok = leaves_take(t, &leaves);

	leaves_free(&leaves);
	return ok && take_other(state, t);
}

static bool
refuse_request(void *state, const struct taking *t)
{
	(void)state;
	return field_refuse(t, NULL,
	    "a request or leave record here "
	    "(expected it in the file of --requests)");
}

static bool
refuse_other(void *state, const struct taking *t)
{
	(void)state;
	return field_refuse(t, NULL,
	    "a record of another class (expected "
	    "request and leave alone)");
}

#define TAKERS(rows) (rows), sizeof(rows) / sizeof *(rows)

static const struct taker takers[] = {
	{ "aut-num", take_aut_num },
	{ "request", take_request },
	{ "leave", take_leave },
	{ "latency", take_latency },
	{ "revision", take_revision },
	{ "peer", refuse_peer, .unparsed = true },
	{ NULL, take_other, .unparsed = true },
};
static const struct taker takers_beside_requests[] = {
	{ "aut-num", take_aut_num },
	{ "request", refuse_request, .unparsed = true },
	{ "leave", refuse_request, .unparsed = true },
	{ "latency", take_latency },
	{ "revision", take_revision },
	{ "peer", refuse_peer, .unparsed = true },
	{ NULL, take_other, .unparsed = true },
};
static const struct taker takers_of_requests[] = {
	{ "request", take_request },
	{ "leave", take_leave },
	{ NULL, refuse_other, .unparsed = true },
};

bool
intake_read(int fd, FILE *to, const struct site *site, bool trusted,
    struct registry *registry, struct peer_source *source,
    struct latencies *latencies, bool others)
{
	struct intake in = { to, trusted, registry, source, latencies };
	struct diag *diag = source->diag;

	return (others ? records_read(fd, "-", TAKERS(takers_beside_requests),
			     &in, diag) :
			 records_read(fd, "-", TAKERS(takers), &in, diag)) &&
	    latencies_sort(latencies, diag) &&
	    registry_present(site, registry, diag);
}

bool
intake_requests(int fd, const char *file, FILE *to, bool trusted,
    struct peer_source *source)
{
	struct intake in = { to, trusted, NULL, source, NULL };

	return records_read(fd, file, TAKERS(takers_of_requests), &in,
	    source->diag);
}
