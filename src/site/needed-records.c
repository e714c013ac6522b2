/* Whether a router needs records; the site file decides. */
#include "site/needed-records.h"

#include "site/sessions.h"

static bool
need_set(struct records_need *need, const char *key, unsigned line,
    const char *text)
{
	*need = (struct records_need){ key, text, line };
	return true;
}

/* True if the session has a list that only records of an IRR can fill. */
static bool
session_needs(const struct neighbor *n, struct records_need *need)
{
	if (neighbor_given(n, NEIGHBOR_AS_SET))
		return need_set(need, n->name, n->line[NEIGHBOR_AS_SET],
		    "as-set: needs the records of an IRR");
	for (size_t i = 0; i < 2; i++)
		if (n->import_limit.routes[i] == LIMIT_PEERINGDB)
			return need_set(need, n->name,
			    n->line[NEIGHBOR_IMPORT_LIMIT],
			    "import-limit: "
			    "peeringdb needs net records");
	if (neighbor_given(n, NEIGHBOR_ASNS) &&
	    !neighbor_given(n, NEIGHBOR_PREFIXES))
		return need_set(need, n->name, n->line[NEIGHBOR_ASNS],
		    "asns: without prefixes needs the records of an IRR");
	return false;
}

bool
records_needed(const struct site *site, const struct site_router *router,
    struct records_need *need)
{
	size_t n;
	const struct neighbor *v = neighbors_of(site, router->name, &n);

	if (site->registry.kind != REGISTRY_NONE)
		return need_set(need, "registry", site->line[SITE_REGISTRY],
		    "needs the registry's records");
	if (site->rpki.static_tables)
		return need_set(need, "rpki", site->rpki.line[RPKI_STATIC],
		    "static: needs vrp records");
	if (site->line[SITE_PEERING] != 0)
		return need_set(need, "peering", site->line[SITE_PEERING],
		    "peers come as records");
	for (size_t i = 0; i < n; i++)
		if (session_needs(&v[i], need))
			return true;
	if (ixp_here(site, router) && site->ixp.role == IXP_SERVER)
		return need_set(need, "ixp", site->line[SITE_IXP],
		    "participants come as records");
	return false;
}

bool
records_spared(const struct site *site, const struct site_router *router,
    struct diag *diag)
{
	struct records_need need;
	struct place place = { site->file, 0 };

	if (!records_needed(site, router, &need))
		return true;
	place.line = need.line;
	diag_say(diag, DIAG_ERROR, &place, need.key,
	    "%s (expected a record "
	    "stream, and no --no-records)",
	    need.text);
	return false;
}

const char *
records_hint(const struct site *site, const struct site_router *router)
{
	struct records_need need;

	return records_needed(site, router, &need) ?
	    NULL :
	    "The site file needs no records: --no-records reads none";
}
