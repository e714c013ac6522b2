/* The intake: records pass through, and what the checks need stays. */
#include "peer-validate/intake.h"

#include "base/out.h"
#include "stream/recordin.h"

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

bool
intake_read(int fd, FILE *to, const struct site *site, bool trusted,
    struct registry *registry, struct source *source)
{
	struct diag *diag = source->diag;
	struct recordin in;
	struct record record = { 0 };
	struct slice line;
	int got;

	recordin_open(&in, fd, "-", diag);
	while ((got = recordin_next(&in, &line)) == 1) {
		struct slice class = record_class(line);
		bool autnum = slice_is(class, "aut-num");

		if (slice_is(class, "peer")) {
			diag_say(diag, DIAG_ERROR, &in.place, NULL, "a peer "
			    "record that somebody else made (expected "
			    "request)");
			got = -1;
			break;
		}
		if (autnum || slice_is(class, "request"))
			record_parse(&record, line);
		if (autnum)
			registry_add(registry, &record);
		else if (slice_is(class, "request"))
			source_request(source, &record, &in.place, trusted);
		if (to != NULL)
			out_line(to, line);
	}
	record_free(&record);
	recordin_close(&in);
	return got == 0 && registry_present(site, registry, diag);
}
