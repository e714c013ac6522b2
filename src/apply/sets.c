/* The sets of fragments of a router. */
#include "apply/sets.h"

#include <string.h>

static bool
always(const struct site_router *router)
{
	(void)router;
	return true;
}

static bool
has_wireguard(const struct site_router *router)
{
	return router->line[ROUTER_WIREGUARD] != 0;
}

/* To add a set, add a row. */
static const struct set_kind kinds[] = {
	{ "bird", 0750, true, always, "every router has one" },
	{ "wireguard", 0700, false, has_wireguard,
	    "the site file's wireguard: of this router" },
};

const struct set_kind *
set_kind(struct slice name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_is(name, kinds[i].name))
			return &kinds[i];
	return NULL;
}

static bool
refuse(const struct job *job, struct slice set, const char *text,
    const char *expected)
{
	static const struct place place = { "-", 0 };

	diag_say(job->diag, DIAG_ERROR, &place, NULL,
	    "the set \"%.*s\" %s (%s)", (int)set.n, set.p, text, expected);
	return false;
}

bool
sets_check(const struct job *job)
{
	bool ok = true;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct slice name = { kinds[i].name,
			strlen(kinds[i].name) };
		bool there = fragments_set(job->stream, kinds[i].name) != NULL;

		if (kinds[i].wanted(job->router) && !there)
			ok = refuse(job, name,
			    "is missing; did the stage "
			    "that makes it fail?",
			    kinds[i].why);
		if (!kinds[i].wanted(job->router) && there)
			ok = refuse(job, name,
			    "is not this router's; is it "
			    "another router's input?",
			    kinds[i].why);
	}
	for (size_t i = 0; i < job->stream->n; i++)
		if (set_kind(job->stream->set[i].name) == NULL)
			ok = refuse(job, job->stream->set[i].name,
			    "is not for apply, which sets the tunnels up "
			    "itself",
			    "expected bird and wireguard: "
			    "wg-render without -f");
	if (ok && fragments_file(job->stream, "bird/bird.conf") == NULL)
		ok = refuse(job, (struct slice){ "bird", 4 },
		    "has no bird/bird.conf", "BIRD reads that one");
	return ok;
}
