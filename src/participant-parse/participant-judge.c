/* The judge: decides which users are participants of the exchange. */
#include "participant-parse/participant-judge.h"

#include <inttypes.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"
#include "participant-parse/participant-claim.h"
#include "site/ixp.h"

/* Returns true if the user passes; otherwise fills WHY. */
typedef bool check(const struct user *u, const struct site *site,
    struct why *why);

static bool
has_asn(const struct user *u, const struct site *site, struct why *why)
{
	(void)site;
	if (u->asns.n > 0)
		return true;
	why_set(why, "none (expected an AS number)");
	return false;
}

static bool
asn_allowed(const struct user *u, const struct site *site, struct why *why)
{
	for (size_t i = 0; i < u->asns.n; i++) {
		uint32_t asn = u->asns.v[i];

		if (!asn_reserved(asn) && asn != site->network.asn)
			continue;
		why_set(why, "AS%" PRIu32 " is %s (expected another)", asn,
		    asn_reserved(asn) ? "a reserved number" :
					"the exchange's own");
		return false;
	}
	return true;
}

static bool
has_addr(const struct user *u, const struct site *site, struct why *why)
{
	(void)site;
	if (u->addrs.n > 0)
		return true;
	why_set(why, "none in the exchange's range");
	return false;
}

static bool
addr_allowed(const struct user *u, const struct site *site, struct why *why)
{
	char text[ADDR_TEXT];

	for (size_t i = 0; i < u->addrs.n; i++) {
		const struct addr *a = &u->addrs.v[i];
		const struct addr *ours = ixp_local(&site->ixp, a->family);

		if (ours == NULL || addr_cmp(a, ours) != 0)
			continue;
		why_set(why, "%s is the exchange's own (expected another)",
		    addr_print(text, a));
		return false;
	}
	return true;
}

static bool
prefixes_in_pool(const struct user *u, const struct site *site, struct why *why)
{
	char text[PREFIX_TEXT];

	for (size_t i = 0; i < u->prefixes.n; i++) {
		if (prefix_list_covers(&site->ixp.pool, &u->prefixes.v[i]))
			continue;
		why_set(why, "%s is outside the exchange's pool",
		    prefix_print(text, &u->prefixes.v[i]));
		return false;
	}
	return true;
}

static const struct row {
	const char *field;
	check *check;
} rows[] = {
	{ "asn", has_asn },
	{ "asn", asn_allowed },
	{ "address", has_addr },
	{ "address", addr_allowed },
	{ "prefix", prefixes_in_pool },
};

static void
judge_one(struct user *u, const struct site *site, struct diag *diag)
{
	struct place place = { user_name(u), 0 };
	struct why why;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].check(u, site, &why))
			continue;
		diag_say(diag, DIAG_REFUSED, &place, rows[i].field, "%s",
		    why.text);
		user_refuse(u, rows[i].field, why.text);
	}
}

static int
by_asn(const void *va, const void *vb)
{
	const struct user *const *a = va, *const *b = vb;
	uint32_t x = (*a)->asns.v[0], y = (*b)->asns.v[0];

	return (x > y) - (x < y);
}

struct tally
judge(struct roster *r, const struct site *site, struct user ***passed,
    struct diag *diag)
{
	struct tally t = { 0 };

	for (size_t i = 0; i < r->n; i++)
		if (user_is_candidate(r->v[i]))
			judge_one(r->v[i], site, diag);
	claims_check(r, &site->ixp.pool, diag);
	*passed = mem_alloc(r->n * sizeof **passed);
	for (size_t i = 0; i < r->n; i++) {
		struct user *u = r->v[i];

		if (u->refused)
			t.refused++;
		else if (user_is_candidate(u))
			(*passed)[t.passed++] = u;
		t.nodes += u->mappings == 0 ? u->nodes : 0;
		t.mappings += u->nodes == 0 ? u->mappings : 0;
	}
	sort_all(*passed, t.passed, sizeof **passed, by_asn);
	return t;
}
