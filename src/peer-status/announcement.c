/* Checks whether our announcements are valid. */
#include "peer-status/announcement.h"

#include <stdlib.h>

#include "base/mem.h"

static void
announcement_add(struct announcements *list, const struct policy *policy,
    const struct prefix *prefix)
{
	const uint32_t asn = policy->site->network.asn;

	list->v[list->n++] = (struct announcement){ *prefix, asn,
		origin_validate(policy->vrp, policy->nvrp, prefix, asn) };
}

void
announcements_judge(struct announcements *list, const struct policy *policy)
{
	const struct prefix_list *own, *more;

	if (policy->site == NULL || policy->router == NULL || policy->nvrp == 0)
		return;
	own = &policy->site->network.prefixes;
	more = &policy->router->announce;
	list->v = mem_alloc((own->n + more->n + 1) * sizeof *list->v);
	for (size_t i = 0; i < own->n; i++)
		announcement_add(list, policy, &own->v[i]);
	for (size_t i = 0; i < more->n; i++)
		announcement_add(list, policy, &more->v[i]);
}

void
announcements_free(struct announcements *list)
{
	free(list->v);
	*list = (struct announcements){ 0 };
}
