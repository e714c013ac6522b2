/* A ROA: a vrp record and where it came from. */
#include "roa-json/roa.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stream/records.h"

/* A registry's name as RPSL has them (RFC 2622, section 2). */
static bool
is_name(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'A' && s.p[i] <= 'Z') ||
		    (s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '-' ||
		    (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '_'))
			return false;
	return s.n > 0 && s.n < ROA_TA;
}

/* A stranger wrote the source: what is no name is left out. */
static void
take_source(struct roa *roa, const struct taking *t)
{
	const struct slice *source = record_get(t->record, "source");

	if (source == NULL)
		return;
	if (is_name(*source))
		memcpy(roa->ta, source->p, source->n);
	else
		diag_say(t->diag, DIAG_WARNING, t->place, "source",
		    "\"%.*s\" is no registry's name (expected A-Z 0-9 - _, "
		    "at most %d); the ROA has no ta", (int)source->n,
		    source->p, ROA_TA - 1);
}

static bool
take(void *state, const struct taking *t)
{
	struct roas *roas = state;
	struct roa roa = { 0 };

	if (!vrp_take(t, &roa.vrp))
		return false;
	take_source(&roa, t);
	roas->v = mem_grow(roas->v, roas->n, &roas->cap, sizeof roa);
	roas->v[roas->n++] = roa;
	return true;
}

static int
by_vrp_and_ta(const void *va, const void *vb)
{
	const struct roa *a = va, *b = vb;
	int c = vrp_cmp(&a->vrp, &b->vrp);

	return c != 0 ? c : strcmp(a->ta, b->ta);
}

/* Of equal VRPs the first name's stays, whatever came first. */
static void
sort_once(struct roas *roas)
{
	size_t kept = 0;

	if (roas->n == 0)
		return;
	qsort(roas->v, roas->n, sizeof *roas->v, by_vrp_and_ta);
	for (size_t i = 1; i < roas->n; i++)
		if (vrp_cmp(&roas->v[kept].vrp, &roas->v[i].vrp) != 0)
			roas->v[++kept] = roas->v[i];
	roas->n = kept + 1;
}

static const struct taker takers[] = {
	{ "vrp", take },
};

bool
roas_read(struct roas *roas, int fd, struct diag *diag)
{
	bool ok = records_read(fd, "-", takers, sizeof takers / sizeof *takers,
	    roas, diag);

	if (ok && roas->n == 0) {
		diag_say(diag, DIAG_ERROR, NULL, NULL, "no vrp record (did "
		    "registry-parse leave them out with -t, or is there no "
		    "filter.txt?)");
		return false;
	}
	sort_once(roas);
	return ok;
}

void
roas_free(struct roas *roas)
{
	free(roas->v);
	*roas = (struct roas){ 0 };
}
