/* What no two sessions of a router may share. */
#include "site/neighbor-unique.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

/* By name, as BIRD sees it: "a-b" is a_b there. */
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

/* BIRD 2.0 runs one session with an address at a time. */
static int
address_cmp(const struct neighbor *a, const struct neighbor *b)
{
	int c = addr_cmp(&a->address, &b->address);

	return c != 0 || a->interface == NULL || b->interface == NULL ? c :
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
		text.len = 0;
		buf_printf(&text, "session %s of this router has the same "
		    "(expected another)", v[i - 1]->name);
		ok = site_refuse(site, v[i]->line[row.key] != 0 ?
		    v[i]->line[row.key] : v[i]->at,
		    neighbor_schema.keys[row.key].name, buf_cstr(&text),
		    diag);
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
