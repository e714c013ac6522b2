/* Who has signed in, by the registry. */
#include "peer-shell/caller.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/sort.h"
#include "base/ssh-key.h"
#include "stream/records.h"

/* The bits of held_as.by; the caller's further maintainers hold nothing. */
#define MAINTAINERS 32

bool
caller_parse(struct caller *c, const char *text, struct why *why)
{
	for (const char *p = text;; p++) {
		const size_t n = strcspn(p, ",");

		if (!mntner_check(p, n, why))
			return false;
		c->as.v = mem_resize(c->as.v, c->as.n + 1, sizeof *c->as.v);
		c->as.v[c->as.n++] = mem_strndup(p, n);
		p += n;
		if (*p == '\0')
			return true;
	}
}

/* The bit of the caller's maintainer of that name; 0: there is none. */
static uint32_t
bit_of(const struct caller *c, struct slice name)
{
	for (size_t k = 0; k < c->as.n && k < MAINTAINERS; k++)
		if (strlen(c->as.v[k]) == name.n &&
		    strncasecmp(c->as.v[k], name.p, name.n) == 0)
			return UINT32_C(1) << k;
	return 0;
}

/* Which of the caller's maintainers the record names. */
static uint32_t
maintainers(const struct caller *c, const struct record *r)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < r->n; i++)
		if (slice_is(r->name[i], "mnt-by"))
			bits |= bit_of(c, r->value[i]);
	return bits;
}

/* The first of these maintainers that still has the caller's key. */
static const char *
first_of(const struct caller *c, uint32_t bits)
{
	bits &= c->holds;
	for (size_t k = 0; k < c->as.n && k < MAINTAINERS; k++)
		if ((bits >> k & 1) != 0)
			return c->as.v[k];
	return NULL;
}

/* Is the auth line the caller's key? */
static bool
is_key(const struct caller *c, struct slice auth)
{
	char print[SSH_FINGERPRINT_TEXT];
	struct ssh_key key;
	struct why why;
	size_t n;
	bool same;

	if (!ssh_key_parse(auth.p, auth.n, &key, &why))
		return false;
	n = strlen(key.type);
	same = strncmp(c->key, key.type, n) == 0 && c->key[n] == ' ' &&
	    strcmp(c->key + n + 1, ssh_key_fingerprint(print, &key)) == 0;
	ssh_key_free(&key);
	return same;
}

struct all {
	struct caller *caller;
	size_t cap;
};

static bool
take_aut_num(void *state, const struct taking *t)
{
	struct all *all = state;
	struct caller *c = all->caller;
	struct why why;
	uint32_t asn;

	if (!asn_parse(t->record->key.p, t->record->key.n, &asn, &why))
		return true;
	c->v = mem_grow(c->v, c->n, &all->cap, sizeof *c->v);
	c->v[c->n++] = (struct held_as){ asn, maintainers(c, t->record), NULL };
	return true;
}

static bool
take_mntner(void *state, const struct taking *t)
{
	struct all *all = state;
	struct caller *c = all->caller;
	const struct record *r = t->record;
	const uint32_t bit = bit_of(c, r->key);

	for (size_t i = 0; i < r->n && bit != 0 && c->key != NULL; i++)
		if (slice_is(r->name[i], "auth") && is_key(c, r->value[i]))
			c->holds |= bit;
	return true;
}

static int
by_asn(const void *va, const void *vb)
{
	const struct held_as *a = va, *b = vb;

	return (a->asn > b->asn) - (a->asn < b->asn);
}

/* Leaves the caller's own. */
static void
keep_own(struct caller *c)
{
	size_t kept = 0;

	sort_all(c->v, c->n, sizeof *c->v, by_asn);
	for (size_t i = 0, same; i < c->n; i += same) {
		for (same = 1;
		     i + same < c->n && c->v[i + same].asn == c->v[i].asn;
		     same++)
			;
		c->v[i].mntner = first_of(c, c->v[i].by);
		if (same == 1 && c->v[i].mntner != NULL)
			c->v[kept++] = c->v[i];
	}
	c->n = kept;
}

bool
caller_read(struct caller *c, const char *file, struct diag *diag)
{
	static const struct taker takers[] = {
		{ "aut-num", take_aut_num },
		{ "mntner", take_mntner },
	};
	struct all all = { .caller = c };
	struct place place = { file, 0 };
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	bool ok;

	c->n = 0;
	c->holds = c->key == NULL ? UINT32_MAX : 0;
	if (fd == -1) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", strerror(errno));
		return false;
	}
	ok = records_read(fd, file, takers, sizeof takers / sizeof *takers,
	    &all, diag);
	close(fd);
	if (!ok)
		c->n = 0;
	keep_own(c);
	return ok;
}

const char *
caller_maintains(const struct caller *c, uint32_t asn)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].asn == asn)
			return c->v[i].mntner;
	return NULL;
}

const char *
caller_among(const struct caller *c, const struct text_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		for (size_t k = 0; k < c->as.n && k < MAINTAINERS; k++)
			if (strcmp(list->v[i], c->as.v[k]) == 0 &&
			    (c->holds >> k & 1) != 0)
				return c->as.v[k];
	return NULL;
}

void
caller_free(struct caller *c)
{
	for (size_t i = 0; i < c->as.n; i++)
		free(c->as.v[i]);
	free(c->as.v);
	free(c->v);
	*c = (struct caller){ 0 };
}
