/* The network of a session's neighbour, as PeeringDB describes it. */
#include "bird-render/neighbor-net.h"

#include <inttypes.h>

#include "base/mem.h"

struct text_list
neighbor_sets(const struct input *in, const struct neighbor *n)
{
	const struct net *net = nets_find(&in->nets, n->asn);
	const size_t more = net != NULL ? net->as_sets.n : 0;
	struct text_list list = { 0 };

	list.v = mem_alloc((n->as_sets.n * (more + 1) + 1) * sizeof *list.v);
	for (size_t i = 0; i < n->as_sets.n; i++) {
		if (!neighbor_set_of_peeringdb(n->as_sets.v[i])) {
			list.v[list.n++] = n->as_sets.v[i];
			continue;
		}
		for (size_t j = 0; j < more; j++)
			list.v[list.n++] = net->as_sets.v[j];
	}
	return list;
}

uint32_t
neighbor_limit(const struct input *in, const struct neighbor *n,
    unsigned family, bool *assumed)
{
	const bool six = family == 6;
	const struct net *net = nets_find(&in->nets, n->asn);

	*assumed = false;
	if (n->import_limit.routes[six] != LIMIT_PEERINGDB)
		return n->import_limit.routes[six];
	if (net != NULL && net->prefixes[six] != 0)
		return net->prefixes[six];
	*assumed = true;
	return in->site->peering.import_limit;
}

static bool
say(const struct input *in, const struct neighbor *n, unsigned key,
    enum diag_level level, struct diag *diag, const char *text)
{
	const struct place place = { in->site->file, n->line[key] };

	diag_say(diag, level, &place, n->name, "%s: %s",
	    neighbor_schema.keys[key].name, text);
	return level != DIAG_ERROR;
}

static bool
limits_ready(const struct input *in, const struct neighbor *n,
    struct diag *diag)
{
	for (unsigned family = 4; family <= 6; family += 2) {
		struct why why;
		bool assumed;
		uint32_t limit = neighbor_limit(in, n, family, &assumed);

		if (!assumed || !neighbor_carries(n, family))
			continue;
		why_set(&why,
		    "PeeringDB has no number of IPv%u prefixes of "
		    "AS%" PRIu32 "; %" PRIu32 " assumed, beyond which BIRD "
		    "only warns (expected a number here)",
		    family, n->asn, limit);
		say(in, n, NEIGHBOR_IMPORT_LIMIT, DIAG_WARNING, diag, why.text);
	}
	return true;
}

bool
neighbor_net_ready(const struct input *in, const struct neighbor *n,
    struct diag *diag)
{
	const bool sets = neighbor_sets_of_peeringdb(n);
	const struct net *net = nets_find(&in->nets, n->asn);
	struct why why;

	if (!sets && n->import_limit.routes[0] != LIMIT_PEERINGDB &&
	    n->import_limit.routes[1] != LIMIT_PEERINGDB)
		return true;
	if (net == NULL) {
		why_set(&why, "no net record of AS%" PRIu32 " (%s)", n->asn,
		    in->nets.n == 0 ? "did peeringdb-parse fail?" :
				      "is it on PeeringDB?");
		return say(in, n,
		    sets ? NEIGHBOR_AS_SET : NEIGHBOR_IMPORT_LIMIT, DIAG_ERROR,
		    diag, why.text);
	}
	if (sets && net->as_sets.n == 0) {
		why_set(&why,
		    "PeeringDB knows no set of AS%" PRIu32
		    " (expected its name here)",
		    n->asn);
		return say(in, n, NEIGHBOR_AS_SET, DIAG_ERROR, diag, why.text);
	}
	return limits_ready(in, n, diag);
}
