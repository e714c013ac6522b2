/* The registry's AS numbers and their maintainers. */
#include "peer-validate/aut-num.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"	/* before uthash.h */

#include <uthash.h>

#include "base/asn.h"
#include "base/mem.h"

struct autnum {
	uint32_t asn;
	char **mntner;
	size_t n;
	bool repeated;		/* it has a second, different record */
	UT_hash_handle hh;
};

static struct autnum *
find(const struct registry *reg, uint32_t asn)
{
	struct autnum *found;

	HASH_FIND(hh, reg->by_asn, &asn, sizeof asn, found);
	return found;
}

/* Does R have the maintainers of A, in the same order? */
static bool
says_the_same(const struct autnum *a, const struct record *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		if (!slice_is(r->name[i], "mnt-by"))
			continue;
		if (n == a->n || !slice_is(r->value[i], a->mntner[n]))
			return false;
		n++;
	}
	return n == a->n;
}

void
registry_add(struct registry *reg, const struct record *r)
{
	struct autnum *a;
	struct why why;
	uint32_t asn;

	if (!asn_parse(r->key.p, r->key.n, &asn, &why))
		return;
	a = find(reg, asn);
	if (a != NULL) {
		a->repeated |= !says_the_same(a, r);
		return;
	}
	a = mem_zalloc(sizeof *a);
	a->asn = asn;
	HASH_ADD(hh, reg->by_asn, asn, sizeof a->asn, a);
	reg->n++;
	for (size_t i = 0; i < r->n; i++) {
		if (!slice_is(r->name[i], "mnt-by"))
			continue;
		a->mntner = mem_resize(a->mntner, a->n + 1,
		    sizeof *a->mntner);
		a->mntner[a->n++] = mem_strndup(r->value[i].p,
		    r->value[i].n);
	}
}

bool
registry_has(const struct registry *reg, uint32_t asn)
{
	return find(reg, asn) != NULL;
}

bool
registry_repeats(const struct registry *reg, uint32_t asn)
{
	const struct autnum *a = find(reg, asn);

	return a != NULL && a->repeated;
}

bool
registry_maintains(const struct registry *reg, uint32_t asn,
    const char *mntner)
{
	const struct autnum *a = find(reg, asn);

	if (a == NULL || a->repeated)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (strcasecmp(a->mntner[i], mntner) == 0)
			return true;
	return false;
}

void
registry_free(struct registry *reg)
{
	struct autnum *a, *next;

	HASH_ITER(hh, reg->by_asn, a, next) {
		HASH_DEL(reg->by_asn, a);
		for (size_t i = 0; i < a->n; i++)
			free(a->mntner[i]);
		free(a->mntner);
		free(a);
	}
	reg->n = 0;
}
