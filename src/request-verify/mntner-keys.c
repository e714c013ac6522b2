/* The keys of one maintainer, as the registry has them. */
#include "request-verify/mntner-keys.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/number.h"
#include "stream/records.h"

bool
pgp_fingerprint_parse(const char *s, size_t n,
    char fingerprint[static PGP_FINGERPRINT_TEXT])
{
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == ' ' || c == '\t')
			continue;
		if (hex_digit((char)c) < 0 || len == PGP_FINGERPRINT_TEXT - 1)
			return false;
		fingerprint[len++] = (char)toupper(c);
	}
	fingerprint[len] = '\0';
	return len == PGP_FINGERPRINT_TEXT - 1;
}

/* The rest of VALUE behind WORD, in any case. */
static bool
begins(struct slice value, const char *word, struct slice *rest)
{
	size_t n = strlen(word);

	if (value.n < n || strncasecmp(value.p, word, n) != 0)
		return false;
	*rest = (struct slice){ value.p + n, value.n - n };
	return true;
}

static void
add_auth(struct mntner_keys *keys, struct slice auth)
{
	char fingerprint[PGP_FINGERPRINT_TEXT];
	struct ssh_key ssh;
	struct slice rest;
	struct why why;

	if (begins(auth, "pgp-fingerprint ", &rest)) {
		if (!pgp_fingerprint_parse(rest.p, rest.n, fingerprint))
			return;
		keys->pgp = mem_resize(keys->pgp, keys->npgp + 1,
		    sizeof *keys->pgp);
		memcpy(keys->pgp[keys->npgp++], fingerprint,
		    sizeof fingerprint);
	} else if (begins(auth, "PGPKEY-", &rest)) {
		keys->cert = mem_resize(keys->cert, keys->ncert + 1,
		    sizeof *keys->cert);
		keys->cert[keys->ncert++] = mem_strndup(auth.p, auth.n);
	} else if (ssh_key_parse(auth.p, auth.n, &ssh, &why)) {
		keys->ssh = mem_resize(keys->ssh, keys->nssh + 1,
		    sizeof *keys->ssh);
		keys->ssh[keys->nssh++] = ssh;
	}
}

/* All fields of that name: a taker's loop. */
static void
each(const struct record *r, const char *name, struct mntner_keys *keys,
    void (*add)(struct mntner_keys *keys, struct slice value))
{
	for (size_t i = 0; i < r->n; i++)
		if (slice_is(r->name[i], name))
			add(keys, r->value[i]);
}

static bool
take_mntner(void *state, const struct taking *t)
{
	struct mntner_keys *keys = state;

	if (!slice_is(t->record->key, keys->mntner))
		return true;
	keys->there = true;
	each(t->record, "auth", keys, add_auth);
	return true;
}

static void
add_certif(struct mntner_keys *keys, struct slice line)
{
	struct buf *armor = &keys->certs[keys->ncerts - 1].armor;

	buf_add(armor, line.p, line.n);
	buf_char(armor, '\n');
}

static void
add_fingerprint(struct mntner_keys *keys, struct slice value)
{
	struct key_cert *cert = &keys->certs[keys->ncerts - 1];

	if (!pgp_fingerprint_parse(value.p, value.n, cert->fingerprint))
		cert->fingerprint[0] = '\0';
}

static bool
take_key_cert(void *state, const struct taking *t)
{
	struct mntner_keys *keys = state;
	const struct record *r = t->record;

	keys->certs = mem_grow(keys->certs, keys->ncerts, &keys->certs_cap,
	    sizeof *keys->certs);
	keys->certs[keys->ncerts++] = (struct key_cert){
		.name = mem_strndup(r->key.p, r->key.n)
	};
	each(r, "certif", keys, add_certif);
	each(r, "fingerpr", keys, add_fingerprint);
	return true;
}

static void
add_maintainer(struct mntner_keys *keys, struct slice value)
{
	if (slice_is(value, keys->mntner))
		keys->as_maintained = true;
}

static bool
take_aut_num(void *state, const struct taking *t)
{
	struct mntner_keys *keys = state;
	const struct slice *key = &t->record->key;
	struct why why;
	uint32_t asn;

	if (asn_parse(key->p, key->n, &asn, &why) && asn == keys->asn) {
		keys->as_there = true;
		each(t->record, "mnt-by", keys, add_maintainer);
	}
	return true;
}

static bool
take_revision(void *state, const struct taking *t)
{
	struct mntner_keys *keys = state;

	return revision_take(t, &keys->registry);
}

bool
mntner_keys_read(struct mntner_keys *keys, const char *path, struct diag *diag)
{
	static const struct taker takers[] = {
		{ "mntner", take_mntner },
		{ "key-cert", take_key_cert },
		{ "aut-num", take_aut_num },
		{ "revision", take_revision },
	};
	struct place place = { path, 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok;

	if (fd == -1) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", strerror(errno));
		return false;
	}
	ok = records_read(fd, path, takers, sizeof takers / sizeof *takers,
	    keys, diag);
	close(fd);
	return ok;
}

void
mntner_keys_free(struct mntner_keys *keys)
{
	for (size_t i = 0; i < keys->nssh; i++)
		ssh_key_free(&keys->ssh[i]);
	free(keys->ssh);
	free(keys->pgp);
	for (size_t i = 0; i < keys->ncert; i++)
		free(keys->cert[i]);
	free(keys->cert);
	for (size_t i = 0; i < keys->ncerts; i++) {
		free(keys->certs[i].name);
		buf_free(&keys->certs[i].armor);
	}
	free(keys->certs);
	*keys = (struct mntner_keys){ 0 };
}
