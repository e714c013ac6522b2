/* The OpenPGP keys that a maintainer may sign with. */
#include "request-verify/pgp-ring.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "host/run.h"

#define SECONDS 10
#define KEY_MOST ((size_t)256 * 1024)

/* Those of the registry, and all others; gpgv(1) asks them in this order. */
#define REGISTRY "registry.gpg"
#define OTHERS "others.gpg"

/* gpg(1) on FOLDER's ring NAME: no agent, no keys of the user's. */
static int
run_gpg(struct run *r, const char *folder, const char *name, char *const last[],
    struct why *why)
{
	struct buf ring = { 0 };
	char *argv[20] = { "gpg", "--homedir", (char *)folder, "--batch",
		"--no-tty", "--quiet", "--no-autostart", "--no-options",
		"--no-auto-check-trustdb", "--no-default-keyring",
		"--keyring" };
	size_t n = 11;
	int status;

	buf_printf(&ring, "%s/%s", folder, name);
	argv[n++] = (char *)buf_cstr(&ring);
	while (*last != NULL)
		argv[n++] = *last++;
	status = run_program(r, argv, why);
	buf_free(&ring);
	return status;
}

/* What is no key is left out by gpg: only a gpg that cannot be run fails. */
static bool
import(const char *folder, const char *ring, const char *data, size_t n,
    struct verdict *verdict)
{
	static char *const last[] = { "--import-options", "self-sigs-only",
		"--import", NULL };
	struct run r = { .in = data, .in_len = n, .seconds = SECONDS };
	struct why why;
	int status = run_gpg(&r, folder, ring, last, &why);

	run_free(&r);
	return status != -1 || verdict_fail(verdict, "%s", why.text);
}

static bool
is_cert_of(const struct mntner_keys *keys, const struct key_cert *cert)
{
	for (size_t i = 0; i < keys->ncert; i++)
		if (strcasecmp(keys->cert[i], cert->name) == 0)
			return true;
	for (size_t i = 0; i < keys->npgp; i++)
		if (strcmp(keys->pgp[i], cert->fingerprint) == 0)
			return true;
	return false;
}

bool
pgp_ring_has(const struct mntner_keys *keys, const char *fingerprint)
{
	for (size_t i = 0; i < keys->npgp; i++)
		if (strcmp(keys->pgp[i], fingerprint) == 0)
			return true;
	for (size_t i = 0; i < keys->ncerts; i++)
		if (is_cert_of(keys, &keys->certs[i]) &&
		    strcmp(keys->certs[i].fingerprint, fingerprint) == 0)
			return true;
	return false;
}

/* Has the registry itself a key of this fingerprint? */
static bool
in_registry(const struct mntner_keys *keys, const char *fingerprint)
{
	for (size_t i = 0; i < keys->ncerts; i++)
		if (strcmp(keys->certs[i].fingerprint, fingerprint) == 0)
			return true;
	return false;
}

static bool
import_registry(const struct mntner_keys *keys, const char *folder,
    struct verdict *verdict)
{
	bool ok = true;

	for (size_t i = 0; i < keys->ncerts && ok; i++)
		if (is_cert_of(keys, &keys->certs[i]))
			ok = import(folder, REGISTRY, keys->certs[i].armor.data,
			    keys->certs[i].armor.len, verdict);
	return ok;
}

static void
file_name(const char *fingerprint, char name[static 64])
{
	strcpy(name, fingerprint);
	strcat(name, ".asc");
}

/* FINGERPRINT.asc of FROM, if it is there. */
static bool
import_file(const char *from, const char *fingerprint, const char *folder,
    struct verdict *verdict)
{
	struct buf text = { 0 };
	char name[64];
	int fd = from == NULL ? -1 :
				open(from, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
	    file = -1;
	bool ok = true;

	file_name(fingerprint, name);
	if (fd != -1) {
		file = openat(fd, name,
		    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
		close(fd);
	}
	if (file != -1 && file_slurp(file, (off_t)KEY_MOST, &text))
		ok = import(folder, OTHERS, text.data, text.len, verdict);
	buf_free(&text);
	return ok;
}

/* The block that came with the text, but of its keys only those that the
 * registry names and does not have itself. */
static bool
import_attached(const struct signed_input *in, const struct mntner_keys *keys,
    const char *folder, struct verdict *verdict)
{
	bool wanted = false;

	for (size_t i = 0; i < keys->npgp; i++)
		wanted = wanted || !in_registry(keys, keys->pgp[i]);
	return !wanted || in->key.p == NULL ||
	    import(folder, OTHERS, in->key.p, in->key.n, verdict);
}

/* Writes what the ring has of FINGERPRINT to the folder of keys seen. */
static void
keep(const char *fingerprint, const char *folder, int seen)
{
	char *const last[] = { "--armor", "--export-options", "export-minimal",
		"--export", (char *)fingerprint, NULL };
	struct run r = { .seconds = SECONDS };
	struct slice part;
	struct why why;
	char name[64];

	file_name(fingerprint, name);
	if (run_gpg(&r, folder, OTHERS, last, &why) == 0 && r.out.len > 0 &&
	    r.out.len <= KEY_MOST) {
		part = (struct slice){ r.out.data, r.out.len };
		/* Without a copy the text is as good: its key came with it. */
		file_replace(seen, name, 0600, &part, 1);
	}
	run_free(&r);
}

static bool
merge(const struct signed_input *in, const struct mntner_keys *keys,
    const struct pgp_folders *folders, const char *folder, int seen,
    struct verdict *verdict)
{
	for (size_t i = 0; i < keys->npgp; i++)
		if (!in_registry(keys, keys->pgp[i]) &&
		    (!import_file(folders->operators, keys->pgp[i], folder,
			 verdict) ||
			!import_file(folders->seen, keys->pgp[i], folder,
			    verdict)))
			return false;
	if (!import_attached(in, keys, folder, verdict))
		return false;
	for (size_t i = 0; i < keys->npgp && seen != -1; i++)
		if (!in_registry(keys, keys->pgp[i]))
			keep(keys->pgp[i], folder, seen);
	return true;
}

bool
pgp_ring_make(const struct signed_input *in, const struct mntner_keys *keys,
    const struct pgp_folders *folders, const char *folder,
    struct verdict *verdict)
{
	int seen = -1;
	bool ok;

	if (keys->npgp == 0 && keys->ncert == 0)
		return verdict_refuse(verdict, "no-key",
		    "%s has no OpenPGP "
		    "key in the registry",
		    keys->mntner);
	/* One at a time: two texts may bring two halves of one key. */
	if (folders->seen != NULL)
		seen = open(folders->seen, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (seen != -1 && flock(seen, LOCK_EX) != 0) {
		close(seen);
		return verdict_fail(verdict, "%s: %s", folders->seen,
		    strerror(errno));
	}
	ok = merge(in, keys, folders, folder, seen, verdict) &&
	    import_registry(keys, folder, verdict);
	if (seen != -1)
		close(seen);
	return ok;
}
