/* Claims: what only one user can have. */
#include "participant-parse/participant-claim.h"

#include <stdlib.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"
#include "site/site.h"

/* A user's claim to one thing; an address is a prefix of full length. */
struct claim {
	struct user *user;
	struct prefix prefix;
	uint32_t asn;
};

struct claims {
	const struct prefix_list *pool;
	struct claim *v;
	size_t n;
	size_t cap;
};

static void
add(struct claims *c, struct claim claim)
{
	c->v = mem_grow(c->v, c->n, &c->cap, sizeof claim);
	c->v[c->n++] = claim;
}

static void
collect_asn(struct claims *c, struct user *u)
{
	for (size_t i = 0; i < u->asns.n; i++)
		add(c, (struct claim){ u, .asn = u->asns.v[i] });
}

static void
collect_addrs(struct claims *c, struct user *u)
{
	for (size_t i = 0; i < u->addrs.n; i++)
		add(c,
		    (struct claim){ u,
			.prefix = prefix_of(&u->addrs.v[i],
			    addr_bits(&u->addrs.v[i])) });
}

static void
collect_prefixes(struct claims *c, struct user *u)
{
	for (size_t i = 0; i < u->prefixes.n; i++)
		if (prefix_list_covers(c->pool, &u->prefixes.v[i]))
			add(c, (struct claim){ u, .prefix = u->prefixes.v[i] });
}

static const char *
print_asn(char text[static PREFIX_TEXT], const struct claim *claim)
{
	return asn_print(text, claim->asn);
}

static const char *
print_addr(char text[static PREFIX_TEXT], const struct claim *claim)
{
	return addr_print(text, &claim->prefix.addr);
}

static const char *
print_prefix(char text[static PREFIX_TEXT], const struct claim *claim)
{
	return prefix_print(text, &claim->prefix);
}

static const struct kind {
	const char *field;
	void (*collect)(struct claims *c, struct user *u);
	const char *(
	    *print)(char text[static PREFIX_TEXT], const struct claim *claim);
} kinds[] = {
	{ "asn", collect_asn, print_asn },
	{ "address", collect_addrs, print_addr },
	{ "prefix", collect_prefixes, print_prefix },
};

static int
by_thing(const void *va, const void *vb)
{
	const struct claim *a = va, *b = vb;
	int c = prefix_cmp(&a->prefix, &b->prefix);

	return c != 0 ? c : (a->asn > b->asn) - (a->asn < b->asn);
}

static bool
clash(const struct claim *outer, const struct claim *inner)
{
	return outer->asn == inner->asn &&
	    prefix_contains(&outer->prefix, &inner->prefix);
}

static void
refuse(const struct kind *kind, const struct claim *own,
    const struct claim *other, struct diag *diag)
{
	struct place place = { user_name(own->user), 0 };
	char a[PREFIX_TEXT], b[PREFIX_TEXT];
	struct why why;

	if (!user_is_candidate(own->user))
		return;
	diag_say(diag, DIAG_REFUSED, &place, kind->field,
	    "%s, and %.100s has "
	    "%s (expected one user to have it; both are refused)",
	    kind->print(a, own), user_name(other->user), kind->print(b, other));
	why_set(&why,
	    "%s is another user's, too (expected one user to have "
	    "it; both are refused)",
	    a);
	user_refuse(own->user, kind->field, why.text);
}

/*
 * Finds the claims that clash.  In sorted order, a prefix follows those that
 * contain it.  Comparing with the innermost of them is enough: wider ones have
 * already been compared with that one.
 */
static void
sweep(const struct kind *kind, struct claims *c, struct diag *diag)
{
	const struct claim **open = mem_alloc(c->n * sizeof *open);
	size_t n = 0;

	sort_all(c->v, c->n, sizeof *c->v, by_thing);
	for (size_t i = 0; i < c->n; i++) {
		const struct claim *claim = &c->v[i];

		while (n > 0 && !clash(open[n - 1], claim))
			n--;
		if (n > 0 && open[n - 1]->user != claim->user) {
			refuse(kind, open[n - 1], claim, diag);
			refuse(kind, claim, open[n - 1], diag);
		}
		open[n++] = claim;
	}
	free(open);
}

void
claims_check(struct roster *r, const struct prefix_list *pool,
    struct diag *diag)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct claims c = { .pool = pool };

		for (size_t j = 0; j < r->n; j++)
			kinds[i].collect(&c, r->v[j]);
		sweep(&kinds[i], &c, diag);
		free(c.v);
	}
}
