/* The intake: documents out of source records. */
#include "participant-parse/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/out.h"
#include "participant-parse/gateway.h"
#include "participant-parse/headscale.h"
#include "participant-parse/tailscale.h"
#include "site/sources.h"
#include "stream/field.h"
#include "stream/recordin.h"

static bool
take_headscale(struct intake *in, const struct document *doc,
    struct slice body)
{
	return headscale_read(doc, body, &in->site->ixp.range, &in->roster);
}

static bool
take_gateway(struct intake *in, const struct document *doc,
    struct slice body)
{
	return gateway_read(doc, body, &in->roster);
}

static bool
take_tailscale(struct intake *in, const struct document *doc,
    struct slice body)
{
	return tailscale_read(doc, body, in->servers, &in->site->ixp.range,
	    &in->server_addrs);
}

static bool (*const takers[SOURCE_OTHER])(struct intake *in,
    const struct document *doc, struct slice body) = {
	[SOURCE_HEADSCALE] = take_headscale,
	[SOURCE_GATEWAY] = take_gateway,
	[SOURCE_TAILSCALE] = take_tailscale,
};

/* Each source once: twice the same would be two users of everything. */
static bool
new_name(struct intake *in, const char *name, const struct place *place)
{
	const char *p = in->names.data;

	for (size_t i = 0; i < in->names.len; i += strlen(p + i) + 1) {
		if (strcmp(p + i, name) != 0)
			continue;
		diag_say(in->diag, DIAG_ERROR, place, "source", "another %s "
		    "(expected each source once)", name);
		return false;
	}
	buf_add(&in->names, name, strlen(name) + 1);
	return true;
}

static bool
take_source(struct intake *in, enum source_format format,
    const struct place *place)
{
	struct taking t = { &in->record, place, in->diag };
	char *name = mem_strndup(in->record.key.p, in->record.key.n);
	struct document doc = { name, in->diag };
	struct slice body;
	bool ok = false;

	if (new_name(in, name, place) && field_slice(&t, "body", &body)) {
		in->seen[format]++;
		ok = takers[format](in, &doc, body);
	}
	free(name);
	return ok;
}

/* The key of a source record: a name, as the site has them. */
static enum source_format
format_of(const struct intake *in, struct slice line)
{
	const char *key = line.p + strlen("source\t"), *tab;
	size_t n = line.n - strlen("source\t");

	tab = memchr(key, '\t', n);
	return source_format(&in->site->sources, key, tab != NULL ?
	    (size_t)(tab - key) : n);
}

static bool
take(struct intake *in, struct slice line, const struct place *place)
{
	struct slice class = record_class(line);
	enum source_format format;

	if (slice_is(class, "participant")) {
		diag_say(in->diag, DIAG_ERROR, place, NULL, "a participant "
		    "in the input (expected none: they are made here alone)");
		return false;
	}
	format = slice_is(class, "source") ? format_of(in, line) :
	    SOURCE_OTHER;
	if (format == SOURCE_OTHER) {
		out_line(in->to, line);
		return true;
	}
	record_parse(&in->record, line);
	return take_source(in, format, place);
}

/* A stage that died leaves no trace at all. */
static bool
all_there(const struct intake *in)
{
	const char *lacks = NULL;

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
	diag_say(in->diag, DIAG_ERROR, NULL, NULL, "no source of the format "
	    "%s (did source-fetch get it, and does the site file say what it "
	    "is?)", lacks);
	return false;
}

bool
intake_read(struct intake *in, int fd)
{
	struct recordin stream;
	struct slice line;
	int got;

	recordin_open(&stream, fd, "-", in->diag);
	while ((got = recordin_next(&stream, &line)) == 1)
		if (!take(in, line, &stream.place)) {
			got = -1;
			break;
		}
	recordin_close(&stream);
	return got == 0 && all_there(in);
}

void
intake_free(struct intake *in)
{
	roster_free(&in->roster);
	free(in->server_addrs.v);
	record_free(&in->record);
	buf_free(&in->names);
}
