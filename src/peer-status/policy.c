/* The policy: the records that say who may announce what. */
#include "peer-status/policy.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/sort.h"
#include "stream/records.h"

static bool
take_participant(void *state, const struct taking *t)
{
	struct policy *p = state;

	return participants_take(&p->participants, t);
}

static bool
take_vrp(void *state, const struct taking *t)
{
	struct policy *p = state;
	struct vrp v;

	if (!vrp_take(t, &v))
		return false;
	p->vrp = mem_grow(p->vrp, p->nvrp, &p->vrp_cap, sizeof v);
	p->vrp[p->nvrp++] = v;
	return true;
}

static bool
take_rule(void *state, const struct taking *t)
{
	struct policy *p = state;
	struct prefix_rule r;

	if (!prefix_rule_take(t, &r))
		return false;
	p->rule = mem_grow(p->rule, p->nrule, &p->rule_cap, sizeof r);
	p->rule[p->nrule++] = r;
	return true;
}

static const struct taker takers[] = {
	{ "participant", take_participant },
	{ "vrp", take_vrp },
	{ "prefix-rule", take_rule },
};

static int
lease_cmp(const void *va, const void *vb)
{
	const struct lease *a = va, *b = vb;
	int c = prefix_cmp(&a->prefix, &b->prefix);

	return c != 0 ? c : (a->who->asn > b->who->asn) -
	    (a->who->asn < b->who->asn);
}

static int
member_cmp(const void *va, const void *vb)
{
	const struct member *a = va, *b = vb;

	return addr_cmp(&a->addr, &b->addr);
}

static int
by_vrp(const void *a, const void *b)
{
	return vrp_cmp(a, b);
}

static int
by_rule(const void *a, const void *b)
{
	return prefix_rule_cmp(a, b);
}

/* Fills and sorts the lists of the participants' prefixes and addresses. */
static void
index_participants(struct policy *p)
{
	const struct participants *all = &p->participants;

	for (size_t i = 0; i < all->n; i++) {
		p->nlease += all->v[i].prefix.n;
		p->nmember += all->v[i].address.n;
	}
	p->lease = mem_alloc(p->nlease * sizeof *p->lease);
	p->member = mem_alloc(p->nmember * sizeof *p->member);
	p->nlease = p->nmember = 0;
	for (size_t i = 0; i < all->n; i++) {
		const struct participant *who = &all->v[i];

		for (size_t j = 0; j < who->prefix.n; j++)
			p->lease[p->nlease++] = (struct lease){
				who->prefix.v[j], who };
		for (size_t j = 0; j < who->address.n; j++)
			p->member[p->nmember++] = (struct member){
				who->address.v[j], who->asn };
	}
	sort_all(p->lease, p->nlease, sizeof *p->lease, lease_cmp);
	sort_all(p->member, p->nmember, sizeof *p->member, member_cmp);
}

bool
policy_read(struct policy *p, int fd, const char *file, struct diag *diag)
{
	if (!records_read(fd, file, takers, sizeof takers / sizeof *takers,
	    p, diag) || !participants_sort(&p->participants, diag))
		return false;
	index_participants(p);
	sort_all(p->vrp, p->nvrp, sizeof *p->vrp, by_vrp);
	sort_all(p->rule, p->nrule, sizeof *p->rule, by_rule);
	return true;
}

void
policy_free(struct policy *p)
{
	participants_free(&p->participants);
	free(p->lease);
	free(p->member);
	free(p->vrp);
	free(p->rule);
	*p = (struct policy){ 0 };
}
