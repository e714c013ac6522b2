/* The intake: records pass through, and what the checks need stays. */
#include "peer-validate/intake.h"

#include "stream/records.h"

/* What the whole run needs and a stage that died would not have left. */
static bool
registry_present(const struct site *site, const struct registry *registry,
    struct diag *diag)
{
	static const struct place place = { "-", 0 };

	if (site->registry.kind == REGISTRY_NONE || registry->n > 0)
		return true;
	diag_say(diag, DIAG_ERROR, &place, NULL, "no aut-num record, though "
	    "the site has a registry (did registry-parse fail, or leave them "
	    "out with -t?)");
	return false;
}

struct intake {
	FILE *to;		/* NULL: nowhere */
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
	return field_refuse(t, NULL, "a peer record that somebody else made "
	    "(expected request)");
}

static const struct taker takers[] = {
	{ "aut-num", take_aut_num },
	{ "request", take_request },
	{ "latency", take_latency },
	{ "peer", refuse_peer, .unparsed = true },
	{ NULL, take_other, .unparsed = true },
};

bool
intake_read(int fd, FILE *to, const struct site *site, bool trusted,
    struct registry *registry, struct peer_source *source,
    struct latencies *latencies)
{
	struct intake in = { to, trusted, registry, source, latencies };

	return records_read(fd, "-", takers, sizeof takers / sizeof *takers,
	    &in, source->diag) && latencies_sort(latencies, source->diag) &&
	    registry_present(site, registry, source->diag);
}
