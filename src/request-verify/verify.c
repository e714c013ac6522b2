/* From a signed text to a petition. */
#include "request-verify/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/asn.h"
#include "base/folder.h"
#include "base/mem.h"
#include "base/name.h"
#include "request-verify/petition-check.h"
#include "request-verify/pgp-verify.h"
#include "request-verify/ssh-verify.h"

/* A new directory that nobody else can enter; the name is the caller's. */
static bool
make_private(char path[static 32], struct verdict *verdict)
{
	strcpy(path, "/tmp/request-verify.XXXXXX");
	return mkdtemp(path) != NULL ||
	    verdict_fail(verdict, "%s: %s", path, strerror(errno));
}

static void
remove_private(const char *path)
{
	int tmp = open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (tmp == -1)
		return;
	folder_remove(tmp, strrchr(path, '/') + 1);
	close(tmp);
}

/* Whose keys are to be asked: words of the text that nobody has checked. */
static bool
take_hints(struct slice text, struct mntner_keys *keys, char **mntner,
    struct verdict *verdict)
{
	struct slice m = petition_text_hint(text, "mntner");
	struct slice a = petition_text_hint(text, "asn");
	struct why why;

	if (m.p == NULL || a.p == NULL)
		return verdict_refuse(verdict, "text", "%s: missing",
		    m.p == NULL ? "mntner" : "asn");
	if (!mntner_check(m.p, m.n, &why))
		return verdict_refuse(verdict, "text", "mntner: %s", why.text);
	if (!asn_parse(a.p, a.n, &keys->asn, &why))
		return verdict_refuse(verdict, "text", "asn: %s", why.text);
	keys->mntner = *mntner = mem_strndup(m.p, m.n);
	return true;
}

static bool
check_signature(const struct verify *v, const struct signed_input *in,
    const struct mntner_keys *keys, struct buf *text, struct buf *key,
    struct verdict *verdict)
{
	char folder[32];
	bool ok;

	if (!make_private(folder, verdict))
		return false;
	ok = in->kind == SIGNATURE_SSH ?
	    ssh_verify(in, keys, folder, text, key, verdict) :
	    pgp_verify(in, keys, &v->folders, folder, text, key, verdict);
	remove_private(folder);
	return ok;
}

/* Only what the verifier has read is parsed. */
static bool
check_text(const struct verify *v, const struct mntner_keys *keys,
    const struct buf *text, const struct buf *key, struct buf *line,
    struct verdict *verdict)
{
	struct petition_text t;
	const char *field;
	struct why why;
	bool ok = petition_text_parse(&t,
	    (struct slice){ text->data, text->len }, &field, &why);

	if (!ok)
		verdict_refuse(verdict, field == NULL ? "text" : "field",
		    "%s%s%s", field != NULL ? field : "",
		    field != NULL ? ": " : "", why.text);
	ok = ok && petition_check(&t, v->site, keys, v->now, verdict);
	if (ok)
		petition_text_put(line, &t, key->data);
	petition_text_free(&t);
	return ok;
}

bool
verify_text(const struct verify *v, struct buf *data, struct buf *line,
    struct verdict *verdict)
{
	struct mntner_keys keys = { 0 };
	struct signed_input in;
	struct buf text = { 0 }, key = { 0 };
	char *mntner = NULL;
	bool ok = false;

	*verdict = (struct verdict){ 0 };
	if (!signed_input_parse(&in, data->data, data->len, verdict) ||
	    !take_hints(in.text, &keys, &mntner, verdict) ||
	    !mntner_keys_read(&keys, v->records, v->diag))
		goto out;
	if (!keys.there) {
		verdict_refuse(verdict, "mntner",
		    "mntner: the registry has "
		    "no %s",
		    mntner);
		goto out;
	}
	ok = check_signature(v, &in, &keys, &text, &key, verdict);
	if (ok) {
		buf_cstr(&key);
		ok = check_text(v, &keys, &text, &key, line, verdict);
	}
out:
	mntner_keys_free(&keys);
	buf_free(&text);
	buf_free(&key);
	free(mntner);
	return ok;
}
