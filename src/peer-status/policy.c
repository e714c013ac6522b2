/* The policy: the records that say who may announce what. */
#include "peer-status/policy.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"
#include "site/peer-derive.h"
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

static bool
take_refusal(void *state, const struct taking *t)
{
	struct policy *p = state;

	return refusals_take(&p->refusals, t);
}

/* A registry's object: what is wrong with it is not reported here. */
static bool
take_aut_num(void *state, const struct taking *t)
{
	const struct slice *key = &t->record->key;
	const struct slice *name = record_get(t->record, "as-name");
	struct policy *p = state;
	struct why why;
	uint32_t asn;

	if (name == NULL || !asn_parse(key->p, key->n, &asn, &why))
		return true;
	p->name = mem_grow(p->name, p->nname, &p->name_cap, sizeof *p->name);
	p->name[p->nname++] = (struct as_name){ asn,
		mem_strndup(name->p, name->n) };
	return true;
}

/* Without a site a request says nothing about a session. */
static bool
take_request(void *state, const struct taking *t)
{
	struct policy *p = state;

	if (p->site != NULL)
		peer_source_request(&p->requests, t->record, t->place, false);
	return true;
}

static const struct taker takers[] = {
	{ "participant", take_participant },
	{ "refusal", take_refusal },
	{ "aut-num", take_aut_num },
	{ "request", take_request },
	{ "vrp", take_vrp },
	{ "prefix-rule", take_rule },
};

static int
lease_cmp(const void *va, const void *vb)
{
	const struct lease *a = va, *b = vb;
	int c = prefix_cmp(&a->prefix, &b->prefix);

	return c != 0 ?
	    c :
	    (a->who->asn > b->who->asn) - (a->who->asn < b->who->asn);
}

static int
member_cmp(const void *va, const void *vb)
{
	const struct member *a = va, *b = vb;
	int c = addr_cmp(&a->addr, &b->addr);

	return c != 0 ? c : a->refused - b->refused;
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
	for (size_t i = 0; i < p->refusals.n; i++)
		p->nmember += p->refusals.v[i].address.n;
	p->lease = mem_alloc(p->nlease * sizeof *p->lease);
	p->member = mem_alloc(p->nmember * sizeof *p->member);
	p->nlease = p->nmember = 0;
	for (size_t i = 0; i < all->n; i++) {
		const struct participant *who = &all->v[i];

		for (size_t j = 0; j < who->prefix.n; j++)
			p->lease[p->nlease++] = (struct lease){
				who->prefix.v[j], who
			};
		for (size_t j = 0; j < who->address.n; j++)
			p->member[p->nmember++] = (struct member){
				who->address.v[j], who->asn, false
			};
	}
	for (size_t i = 0; i < p->refusals.n; i++) {
		const struct refusal *r = &p->refusals.v[i];

		for (size_t j = 0; j < r->address.n; j++)
			p->member[p->nmember++] = (struct member){
				r->address.v[j], r->asn, true
			};
	}
	sort_all(p->lease, p->nlease, sizeof *p->lease, lease_cmp);
	sort_all(p->member, p->nmember, sizeof *p->member, member_cmp);
}

bool
policy_read(struct policy *p, int fd, const char *file, struct diag *diag)
{
	p->requests.diag = diag;
	if (!records_read(fd, file, takers, sizeof takers / sizeof *takers, p,
		diag) ||
	    !participants_sort(&p->participants, diag))
		return false;
	for (size_t i = 0; i < p->requests.peers.n; i++)
		derive_peer(&p->requests.peers.v[i], p->site, p->router);
	refusals_sort(&p->refusals);
	index_participants(p);
	sort_all(p->name, p->nname, sizeof *p->name, sort_by_number);
	sort_all(p->vrp, p->nvrp, sizeof *p->vrp, by_vrp);
	sort_all(p->rule, p->nrule, sizeof *p->rule, by_rule);
	return true;
}

const struct member *
policy_member(const struct policy *p, const char *neighbor)
{
	struct addr addr;
	struct why why;

	if (neighbor == NULL ||
	    !addr_parse(neighbor, strcspn(neighbor, "%"), &addr, &why))
		return NULL;
	return sort_find(p->member, p->nmember, sizeof *p->member, &addr,
	    sort_by_addr);
}

const char *
policy_name(const struct policy *p, uint32_t asn)
{
	const struct as_name *found = sort_find(p->name, p->nname,
	    sizeof *p->name, &asn, sort_by_number);

	return found != NULL ? found->name : NULL;
}

void
policy_free(struct policy *p)
{
	participants_free(&p->participants);
	refusals_free(&p->refusals);
	for (size_t i = 0; i < p->nname; i++)
		free(p->name[i].name);
	free(p->name);
	free(p->lease);
	free(p->member);
	free(p->vrp);
	free(p->rule);
	peer_source_free(&p->requests);
	*p = (struct policy){ 0 };
}
