/* The keys of a registry's maintainers. */
#include "registry-keys/keyring.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/sort.h"
#include "base/ssh-key.h"
#include "registry-keys/auth-line.h"
#include "stream/records.h"

/* What an auth line may begin with that is no key of SSH. */
static const char *const others[] = { "pgp-fingerprint ", "PGPKEY-" };

static bool
of_another_kind(struct slice auth)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		size_t n = strlen(others[i]);

		if (auth.n >= n && strncasecmp(auth.p, others[i], n) == 0)
			return true;
	}
	return false;
}

static void
refuse(struct keyring *ring, const struct taking *t, const char *mntner,
    const char *why)
{
	diag_say(t->diag, DIAG_REFUSED, t->place, mntner, "%s", why);
	ring->refused++;
}

/* Reports an auth line with its place in the registry, where that is known. */
static void
refuse_auth(struct keyring *ring, const struct taking *t, const char *mntner,
    struct slice auth, const char *why)
{
	struct buf path = { 0 };
	unsigned long line = ring->registry == NULL ?
	    0 :
	    auth_line_find(ring->registry, mntner, auth, &path);
	struct place place = { buf_cstr(&path), line };
	struct taking there = *t;

	if (line > 0)
		there.place = &place;
	refuse(ring, &there, mntner, why);
	buf_free(&path);
}

static void
add_key(struct keyring *ring, const struct taking *t, const char *mntner,
    struct slice auth)
{
	struct ssh_key key;
	struct why why;
	char text[sizeof why.text + 8];

	if (of_another_kind(auth))
		return;
	if (!ssh_key_parse(auth.p, auth.n, &key, &why)) {
		snprintf(text, sizeof text, "auth: %s", why.text);
		refuse_auth(ring, t, mntner, auth, text);
		return;
	}
	ring->v = mem_grow(ring->v, ring->n, &ring->cap, sizeof *ring->v);
	ring->v[ring->n++] = (struct holding){ mem_strdup(mntner),
		ssh_key_print(&key) };
	ssh_key_free(&key);
}

static bool
take_mntner(void *state, const struct taking *t)
{
	struct keyring *ring = state;
	const struct record *r = t->record;
	struct why why;
	char *mntner;

	if (!mntner_check(r->key.p, r->key.n, &why)) {
		refuse(ring, t, "mntner", why.text);
		return true;
	}
	mntner = mem_strndup(r->key.p, r->key.n);
	ring->mntner = mem_grow(ring->mntner, ring->nmntner, &ring->mntner_cap,
	    sizeof *ring->mntner);
	ring->mntner[ring->nmntner++] = mntner;
	for (size_t i = 0; i < r->n; i++)
		if (slice_is(r->name[i], "auth"))
			add_key(ring, t, mntner, r->value[i]);
	return true;
}

bool
keyring_read(struct keyring *ring, int fd, struct diag *diag)
{
	static const struct taker takers[] = { { "mntner", take_mntner } };
	static const struct place place = { "-", 0 };

	if (!records_read(fd, "-", takers, 1, ring, diag))
		return false;
	if (ring->nmntner > 0)
		return true;
	diag_say(diag, DIAG_ERROR, &place, NULL,
	    "no mntner record (did "
	    "registry-parse fail, or leave them out with -t?)");
	return false;
}

static int
by_mntner(const void *va, const void *vb)
{
	const struct holding *a = va, *b = vb;
	int c = strcmp(a->mntner, b->mntner);

	return c != 0 ? c : strcmp(a->key, b->key);
}

void
keyring_sort(struct keyring *ring)
{
	size_t n = 0;

	sort_all(ring->v, ring->n, sizeof *ring->v, by_mntner);
	for (size_t i = 0; i < ring->n; i++) {
		if (n > 0 && by_mntner(&ring->v[n - 1], &ring->v[i]) == 0) {
			free(ring->v[i].mntner);
			free(ring->v[i].key);
		} else {
			ring->v[n++] = ring->v[i];
		}
	}
	ring->n = n;
}

void
keyring_free(struct keyring *ring)
{
	for (size_t i = 0; i < ring->n; i++) {
		free(ring->v[i].mntner);
		free(ring->v[i].key);
	}
	free(ring->v);
	for (size_t i = 0; i < ring->nmntner; i++)
		free(ring->mntner[i]);
	free(ring->mntner);
	*ring = (struct keyring){ 0 };
}
