/* Checks that the sessions of a router differ where they must. */
#include "site/neighbor-unique.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

/* Compares the names as BIRD symbols: "a-b" becomes a_b. */
static int
symbol_cmp(const struct neighbor *a, const struct neighbor *b)
{
	char x[NEIGHBOR_SYMBOL], y[NEIGHBOR_SYMBOL];

	return strcmp(neighbor_symbol(x, a), neighbor_symbol(y, b));
}

static int
protocol_cmp(const struct neighbor *a, const struct neighbor *b)
{
	return strcmp(a->protocol, b->protocol);
}

static bool
has_local(const struct neighbor *n)
{
	return neighbor_given(n, NEIGHBOR_LOCAL);
}

/*
 * True if A and B may have the same neighbour address.  BIRD 2.0 runs only one
 * session with an address.  Later versions also run two sessions if they use
 * different local addresses; we tested 2.17 and 3.2.
 */
static bool
may_share(const struct site *site, const struct neighbor *a,
    const struct neighbor *b)
{
	const struct site_router *r = site_find_router(site, a->router);
	const struct site_bird *bird = r != NULL ? &r->bird : NULL;

	if (bird == NULL || bird->line[BIRD_VERSION] == 0 || !has_local(a) ||
	    !has_local(b) || addr_cmp(&a->local, &b->local) == 0)
		return false;
	return bird->version < 3000 ? bird->version >= 2017 :
				      bird->version >= 3002;
}

static int
address_cmp(const struct neighbor *a, const struct neighbor *b)
{
	int c = addr_cmp(&a->address, &b->address);

	return c != 0 || a->interface == NULL || b->interface == NULL ?
	    c :
	    strcmp(a->interface, b->interface);
}

static const struct unique {
	unsigned key;
	int (*cmp)(const struct neighbor *a, const struct neighbor *b);
} unique[] = {
	{ NEIGHBOR_NAME, symbol_cmp },
	{ NEIGHBOR_PROTOCOL, protocol_cmp },
	{ NEIGHBOR_ADDRESS, address_cmp },
};

static int
by_value(const void *a, const void *b, void *row)
{
	const struct neighbor *const *x = a, *const *y = b;
	int c = strcmp((*x)->router, (*y)->router);

	if (c == 0)
		c = ((const struct unique *)row)->cmp(*x, *y);
	if (c == 0 && has_local(*x) && has_local(*y))
		c = addr_cmp(&(*x)->local, &(*y)->local);
	return c != 0 ? c : ((*x)->at > (*y)->at) - ((*x)->at < (*y)->at);
}

static bool
check_unique(const struct site *site, struct unique row, struct diag *diag)
{
	const struct neighbor_list *all = &site->sessions;
	const struct neighbor **v = mem_alloc(all->n * sizeof *v);
	struct buf text = { 0 };
	bool ok = true;

	for (size_t i = 0; i < all->n; i++)
		v[i] = &all->v[i];
	if (all->n > 0)
		qsort_r(v, all->n, sizeof *v, by_value, &row);
	for (size_t i = 1; i < all->n; i++) {
		if (strcmp(v[i - 1]->router, v[i]->router) != 0 ||
		    row.cmp(v[i - 1], v[i]) != 0)
			continue;
		if (row.key == NEIGHBOR_ADDRESS &&
		    may_share(site, v[i - 1], v[i]))
			continue;
		text.len = 0;
		buf_printf(&text,
		    "session %s of this router has the same "
		    "(expected another%s)",
		    v[i - 1]->name,
		    row.key == NEIGHBOR_ADDRESS ?
			", or another local, where "
			"the router's bird: {version} is 2.17 or 3.2 or later" :
			"");
		ok = site_refuse(site,
		    v[i]->line[row.key] != 0 ? v[i]->line[row.key] : v[i]->at,
		    neighbor_schema.keys[row.key].name, buf_cstr(&text), diag);
	}
	buf_free(&text);
	free(v);
	return ok;
}

bool
neighbors_unique(const struct site *site, struct diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < sizeof unique / sizeof *unique; i++)
		ok &= check_unique(site, unique[i], diag);
	return ok;
}
