/* The policy: what records say about who may announce what. */
#include "peer-status/policy.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/sort.h"
#include "stream/records.h"

/* A participant's record has several of one name. */
static bool
take_participant(void *state, const struct taking *t)
{
	struct policy *p = state;
	const struct record *r = t->record;
	const struct slice *specifics = record_get(r, "more-specifics");
	struct why why;
	uint64_t longest = 0;
	uint32_t asn;

	if (!asn_parse(r->key.p, r->key.n, &asn, &why))
		return field_refuse(t, "participant", why.text);
	if (specifics != NULL && !number_parse(specifics->p, specifics->n, 0,
	    128, &longest, &why))
		return field_refuse(t, "more-specifics", why.text);
	p->has_participants = true;
	for (size_t i = 0; i < r->n; i++) {
		struct slice v = r->value[i];
		struct lease lease = { .asn = asn };
		struct member member = { .asn = asn };

		if (slice_is(r->name[i], "prefix")) {
			if (!prefix_parse(v.p, v.n, &lease.prefix, &why))
				return field_refuse(t, "prefix", why.text);
			lease.longest = lease.prefix.len;
			if (longest > lease.longest)
				lease.longest = (uint8_t)longest;
			p->lease = mem_grow(p->lease, p->nlease,
			    &p->lease_cap, sizeof lease);
			p->lease[p->nlease++] = lease;
		} else if (slice_is(r->name[i], "address")) {
			if (!addr_parse(v.p, v.n, &member.addr, &why))
				return field_refuse(t, "address", why.text);
			p->member = mem_grow(p->member, p->nmember,
			    &p->member_cap, sizeof member);
			p->member[p->nmember++] = member;
		}
	}
	return true;
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

	return c != 0 ? c : (a->asn > b->asn) - (a->asn < b->asn);
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

bool
policy_read(struct policy *p, int fd, const char *file, struct diag *diag)
{
	bool ok = records_read(fd, file, takers,
	    sizeof takers / sizeof *takers, p, diag);

	sort_all(p->lease, p->nlease, sizeof *p->lease, lease_cmp);
	sort_all(p->member, p->nmember, sizeof *p->member, member_cmp);
	sort_all(p->vrp, p->nvrp, sizeof *p->vrp, by_vrp);
	sort_all(p->rule, p->nrule, sizeof *p->rule, by_rule);
	return ok;
}

void
policy_free(struct policy *p)
{
	free(p->lease);
	free(p->member);
	free(p->vrp);
	free(p->rule);
	*p = (struct policy){ 0 };
}
