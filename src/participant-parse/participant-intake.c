/* The intake: reads the documents in source records. */
#include "participant-parse/participant-intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "participant-parse/gateway.h"
#include "participant-parse/headscale.h"
#include "participant-parse/tailscale.h"
#include "site/sources.h"
#include "stream/records.h"
#include "stream/source-record.h"

static bool
take_headscale(struct intake *in, const struct document *doc, struct slice body)
{
	const struct site_source *source = source_find(&in->site->sources,
	    doc->source, strlen(doc->source));

	return headscale_read(doc, body, &in->site->ixp.range,
	    source != NULL ? source->issuer : NULL, &in->roster);
}

static bool
take_gateway(struct intake *in, const struct document *doc, struct slice body)
{
	bool by_hash = false;

	for (size_t i = 0; i < in->site->sources.n; i++)
		by_hash |= in->site->sources.v[i].issuer != NULL;
	return gateway_read(doc, body, by_hash, &in->roster);
}

static bool
take_tailscale(struct intake *in, const struct document *doc, struct slice body)
{
	return tailscale_read(doc, body, in->servers, &in->site->ixp.range,
	    &in->server_addrs);
}

static bool (*const documents[SOURCE_OTHER])(struct intake *in,
    const struct document *doc, struct slice body) = {
	[SOURCE_HEADSCALE] = take_headscale,
	[SOURCE_GATEWAY] = take_gateway,
	[SOURCE_TAILSCALE] = take_tailscale,
};

/* Accepts each source only once: a copy would duplicate every user. */
static bool
new_name(struct intake *in, const char *name, const struct place *place)
{
	const char *p = in->names.data;

	for (size_t i = 0; i < in->names.len; i += strlen(p + i) + 1) {
		if (strcmp(p + i, name) != 0)
			continue;
		diag_say(in->diag, DIAG_ERROR, place, "source",
		    "another %s "
		    "(expected each source once)",
		    name);
		return false;
	}
	buf_add(&in->names, name, strlen(name) + 1);
	return true;
}

static bool
pass_on(void *state, const struct taking *t)
{
	const struct intake *in = state;

	records_pass(in->to, t->line);
	return true;
}

static bool
refuse_participant(void *state, const struct taking *t)
{
	(void)state;
	return field_refuse(t, NULL,
	    "a participant in the input (expected "
	    "none: they are made here alone)");
}

static bool
refuse_refusal(void *state, const struct taking *t)
{
	(void)state;
	return field_refuse(t, NULL,
	    "a refusal in the input (expected none: "
	    "they are made here alone)");
}

/* A document of another format may be large, so it is not parsed. */
static bool
take_source(void *state, const struct taking *t)
{
	struct intake *in = state;
	struct slice key = source_record_name(t->line);
	enum source_format format = source_format(&in->site->sources, key.p,
	    key.n);
	struct taking parsed = *t;
	struct source_record source;
	char *name;
	bool ok = false;

	if (format == SOURCE_OTHER)
		return pass_on(state, t);
	record_parse(&in->record, t->line);
	parsed.record = &in->record;
	name = mem_strndup(in->record.key.p, in->record.key.n);
	if (new_name(in, name, t->place) &&
	    source_record_take(&parsed, &source)) {
		struct document doc = { name, in->diag };

		in->seen[format]++;
		ok = documents[format](in, &doc, source.body);
	}
	free(name);
	return ok;
}

static const struct taker takers[] = {
	{ "source", take_source, .unparsed = true },
	{ "participant", refuse_participant, .unparsed = true },
	{ "refusal", refuse_refusal, .unparsed = true },
	{ NULL, pass_on, .unparsed = true },
};

/* Does the site file name all participants, and no document of others? */
static bool
needs_no_document(const struct intake *in)
{
	const struct site_sources *all = &in->site->sources;

	for (size_t i = 0; i < all->n; i++)
		if (source_format(all, all->v[i].name,
			strlen(all->v[i].name)) != SOURCE_OTHER)
			return false;
	return in->site->ixp.nparticipants > 0 &&
	    in->seen[SOURCE_HEADSCALE] == 0 && in->seen[SOURCE_GATEWAY] == 0;
}

/* Checks that no document is missing: a dead stage sends nothing. */
static bool
all_there(const struct intake *in)
{
	const char *lacks = NULL;

	if (needs_no_document(in))
		return true;
	if (in->seen[SOURCE_HEADSCALE] == 0 && in->seen[SOURCE_GATEWAY] > 0)
		lacks = "headscale-nodes";
	else if (in->seen[SOURCE_GATEWAY] == 0 &&
	    in->seen[SOURCE_HEADSCALE] > 0)
		lacks = "gateway-mappings";
	else if (in->seen[SOURCE_HEADSCALE] == 0 &&
	    in->seen[SOURCE_TAILSCALE] == 0)
		lacks = "headscale-nodes, gateway-mappings or "
			"tailscale-status";
	if (lacks == NULL)
		return true;
	diag_say(in->diag, DIAG_ERROR, NULL, NULL,
	    "no source of the format "
	    "%s (did source-fetch get it, and does the site file say what it "
	    "is?)",
	    lacks);
	return false;
}

bool
intake_read(struct intake *in, int fd)
{
	const struct site_ixp *ixp = &in->site->ixp;

	for (size_t i = 0; i < ixp->nparticipants; i++)
		roster_add(&in->roster, &ixp->participants[i]);
	return (fd == -1 ||
		   records_read(fd, "-", takers, sizeof takers / sizeof *takers,
		       in, in->diag)) &&
	    all_there(in);
}

void
intake_free(struct intake *in)
{
	roster_free(&in->roster);
	free(in->server_addrs.v);
	record_free(&in->record);
	buf_free(&in->names);
}
