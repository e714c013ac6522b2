/* A signature of OpenPGP. */
#include "request-verify/pgp-verify.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "host/run.h"
#include "request-verify/pgp-status.h"

#define SECONDS 10
#define ARGUMENTS 24
#define PATHS 6

/* Paths of files in the private folder, and the call that names them. */
struct call {
	const char *folder;
	struct buf path[PATHS];
	size_t paths;
	char *argv[ARGUMENTS];
	size_t n;
};

static char *
path_of(struct call *c, const char *name)
{
	struct buf *path = &c->path[c->paths++];

	buf_printf(path, "%s/%s", c->folder, name);
	return (char *)buf_cstr(path);
}

static void
add(struct call *c, const char *word)
{
	c->argv[c->n++] = (char *)word;
}

static void
add_ring(struct call *c, const char *name)
{
	char *path = path_of(c, name);

	if (access(path, R_OK) != 0)
		return;
	add(c, "--keyring");
	add(c, path);
}

static bool
write_part(int folder, const char *name, struct slice part,
    struct verdict *verdict)
{
	return file_create(folder, name, 0600, (gid_t)-1, &part, 1) ||
	    verdict_fail(verdict, "%s: %s", name, strerror(errno));
}

static bool
write_parts(const struct signed_input *in, const char *path,
    struct verdict *verdict)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok;

	if (folder == -1)
		return verdict_fail(verdict, "%s: %s", path, strerror(errno));
	ok = write_part(folder, "signature", in->signature, verdict) &&
	    (in->kind != SIGNATURE_PGP_DETACHED ||
		write_part(folder, "text", in->text, verdict));
	close(folder);
	return ok;
}

/* The text that gpgv has read: it wrote it, or it was given it. */
static bool
read_text(const struct signed_input *in, const char *output, struct buf *text,
    struct verdict *verdict)
{
	if (in->kind == SIGNATURE_PGP_DETACHED) {
		buf_add(text, in->text.p, in->text.n);
		return true;
	}
	return file_slurp(open(output, O_RDONLY | O_CLOEXEC | O_NOFOLLOW),
		   (off_t)SIGNED_INPUT_MOST, text) ||
	    verdict_fail(verdict, "gpgv's output: %s", strerror(errno));
}

static bool
ask(const struct signed_input *in, const struct mntner_keys *keys,
    struct call *c, struct buf *text, struct buf *key, struct verdict *verdict)
{
	char signing[PGP_FINGERPRINT_TEXT], primary[PGP_FINGERPRINT_TEXT];
	struct run r = { .seconds = SECONDS };
	const char *output = path_of(c, "output"), *signer;
	struct why why;
	bool ok;

	add(c, "gpgv");
	add(c, "--homedir");
	add(c, c->folder);
	add_ring(c, "registry.gpg");
	add_ring(c, "others.gpg");
	add(c, "--weak-digest");
	add(c, "SHA1");
	add(c, "--status-fd");
	add(c, "1");
	if (in->kind == SIGNATURE_PGP_CLEAR) {
		add(c, "--output");
		add(c, output);
	}
	add(c, path_of(c, "signature"));
	if (in->kind == SIGNATURE_PGP_DETACHED)
		add(c, path_of(c, "text"));
	/* Its exit status says less than its lines. */
	ok = run_program(&r, c->argv, &why) != -1 ||
	    verdict_fail(verdict, "%s", why.text);
	ok = ok &&
	    pgp_status_parse((struct slice){ r.out.data, r.out.len }, signing,
		primary, verdict);
	run_free(&r);
	if (!ok)
		return false;
	signer = pgp_ring_has(keys, primary) ? primary : signing;
	if (!pgp_ring_has(keys, signer))
		return verdict_refuse(verdict, "key-other",
		    "signed by %s, "
		    "which the registry does not give %s",
		    primary, keys->mntner);
	buf_printf(key, "pgp %s", signer);
	return read_text(in, output, text, verdict);
}

bool
pgp_verify(const struct signed_input *in, const struct mntner_keys *keys,
    const struct pgp_folders *folders, const char *folder, struct buf *text,
    struct buf *key, struct verdict *verdict)
{
	struct call c = { .folder = folder };
	bool ok = pgp_ring_make(in, keys, folders, folder, verdict) &&
	    write_parts(in, folder, verdict) &&
	    ask(in, keys, &c, text, key, verdict);

	for (size_t i = 0; i < c.paths; i++)
		buf_free(&c.path[i]);
	return ok;
}
