/* The registry's AS numbers and their maintainers. */
#include "peer-validate/aut-num.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h" /* before uthash.h */

#include <uthash.h>

#include "base/asn.h"
#include "base/mem.h"

struct autnum {
	uint32_t asn;
	char **mntner;
	size_t n;
	bool repeated; /* it has a second, different record */
	UT_hash_handle hh;
};

static struct autnum *
find(const struct registry *reg, uint32_t asn)
{
	struct autnum *found;

	HASH_FIND(hh, reg->by_asn, &asn, sizeof asn, found);
	return found;
}

/* The next maintainer of R after field *I, whose unread rest is *REST.  False
 * if there are no more.  One field may list several. */
static bool
next_mntner(const struct record *r, size_t *i, struct slice *rest,
    struct slice *mntner)
{
	for (;;) {
		while (rest->n > 0 && strchr(" ,\t\n", *rest->p) != NULL) {
			rest->p++;
			rest->n--;
		}
		if (rest->n > 0)
			break;
		while (*i < r->n && !slice_is(r->name[*i], "mnt-by"))
			(*i)++;
		if (*i == r->n)
			return false;
		*rest = r->value[(*i)++];
	}
	*mntner = (struct slice){ rest->p, 0 };
	while (rest->n > 0 && strchr(" ,\t\n", *rest->p) == NULL) {
		rest->p++;
		rest->n--;
		mntner->n++;
	}
	return true;
}

/* Does R have the maintainers of A, in the same order? */
static bool
says_the_same(const struct autnum *a, const struct record *r)
{
	struct slice rest = { "", 0 }, mntner;
	size_t n = 0, i = 0;

	while (next_mntner(r, &i, &rest, &mntner)) {
		if (n == a->n || !slice_is(mntner, a->mntner[n]))
			return false;
		n++;
	}
	return n == a->n;
}

void
registry_add(struct registry *reg, const struct record *r)
{
	struct slice rest = { "", 0 }, mntner;
	struct autnum *a;
	struct why why;
	uint32_t asn;
	size_t i = 0;

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
	while (next_mntner(r, &i, &rest, &mntner)) {
		a->mntner = mem_resize(a->mntner, a->n + 1, sizeof *a->mntner);
		a->mntner[a->n++] = mem_strndup(mntner.p, mntner.n);
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
registry_maintains(const struct registry *reg, uint32_t asn, const char *mntner)
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

	HASH_ITER(hh, reg->by_asn, a, next)
	{
		HASH_DEL(reg->by_asn, a);
		for (size_t i = 0; i < a->n; i++)
			free(a->mntner[i]);
		free(a->mntner);
		free(a);
	}
	reg->n = 0;
}
