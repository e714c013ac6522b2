/* Checks that sessions carry the network's own prefixes. */
#include "bird-render/own-carried.h"

static bool
announces(const struct neighbor *n, const struct prefix *p)
{
	if (n->type == TYPE_COLLECTOR || n->type == TYPE_IBGP ||
	    !neighbor_carries(n, p->addr.family))
		return false;
	for (size_t i = 0; i < n->announce.n; i++)
		if (prefix_cmp(&n->announce.v[i], p) == 0)
			return true;
	return !neighbor_given(n, NEIGHBOR_ANNOUNCE);
}

/* A session of any router of the site counts. */
static bool
is_carried(const struct site *site, const struct prefix *p)
{
	for (size_t i = 0; i < site->sessions.n; i++)
		if (announces(&site->sessions.v[i], p))
			return true;
	return false;
}

/* Does a session announce all prefixes because it has no announce key? */
static bool
is_expected(const struct input *in)
{
	for (size_t i = 0; i < in->nneighbors; i++) {
		const struct neighbor *n = &in->neighbors[i];

		if (n->type != TYPE_COLLECTOR && n->type != TYPE_IBGP &&
		    !neighbor_given(n, NEIGHBOR_ANNOUNCE))
			return true;
	}
	return false;
}

bool
own_carried(const struct input *in, struct diag *diag)
{
	const struct prefix_list *own = &in->site->network.prefixes;
	struct place place = { in->site->file,
		in->site->network.line[NETWORK_PREFIXES] };
	char text[PREFIX_TEXT];
	size_t carried = 0;
	enum diag_level level;

	/* Do not check these: tunnelled peers normally carry both families,
	 * and an exchange has participants. */
	if (in->site->registry.kind != REGISTRY_NONE || in->peers.n > 0 ||
	    in->site->line[SITE_IXP] != 0 || own->n == 0 || !is_expected(in))
		return true;
	for (size_t i = 0; i < own->n; i++)
		carried += is_carried(in->site, &own->v[i]);
	level = carried > 0 ? DIAG_WARNING : DIAG_ERROR;
	for (size_t i = 0; i < own->n; i++) {
		const unsigned family = own->v[i].addr.family;

		if (!is_carried(in->site, &own->v[i]))
			diag_say(diag, level, &place, "prefixes",
			    "%s is "
			    "carried by no session (expected one over IPv%u, "
			    "or families: mp and local-ipv%u of one, and in "
			    "its announce where it has that)",
			    prefix_print(text, &own->v[i]), family, family);
	}
	return carried > 0;
}
