/* A signature of SSH. */
#include "request-verify/ssh-verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "host/run.h"

#define SECONDS 10

static bool
write_in(const char *folder, const char *name, const char *data, size_t n,
    struct verdict *verdict)
{
	const struct slice part = { data, n };
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd != -1 && file_create(fd, name, 0600, (gid_t)-1, &part, 1);

	if (!ok)
		verdict_fail(verdict, "%s/%s: %s", folder, name,
		    strerror(errno));
	if (fd != -1)
		close(fd);
	return ok;
}

static bool
write_signers(const struct mntner_keys *keys, const char *folder,
    struct verdict *verdict)
{
	struct buf text = { 0 };
	bool ok;

	for (size_t i = 0; i < keys->nssh; i++) {
		char *key = ssh_key_print(&keys->ssh[i]);

		buf_printf(&text, "%s namespaces=\"birdfeed-peering\" %s\n",
		    keys->mntner, key);
		free(key);
	}
	ok = write_in(folder, "signers", text.data, text.len, verdict);
	buf_free(&text);
	return ok;
}

/* The key whose fingerprint is the last word of what ssh-keygen said. */
static bool
find_key(const struct mntner_keys *keys, const struct buf *said,
    struct buf *key)
{
	size_t end = said->len;

	while (end > 0 &&
	    (said->data[end - 1] == '\n' || said->data[end - 1] == ' '))
		end--;
	for (size_t i = 0; i < keys->nssh; i++) {
		char text[SSH_FINGERPRINT_TEXT];
		size_t n = strlen(ssh_key_fingerprint(text, &keys->ssh[i]));

		if (end < n || memcmp(said->data + end - n, text, n) != 0)
			continue;
		buf_printf(key, "%s %s", keys->ssh[i].type, text);
		return true;
	}
	return false;
}

static bool
ask(const struct signed_input *in, const struct mntner_keys *keys,
    const char *folder, struct buf *key, struct verdict *verdict)
{
	struct buf signers = { 0 }, signature = { 0 };
	struct run r = { .in = in->text.p,
		.in_len = in->text.n,
		.seconds = SECONDS };
	struct why why;
	bool ok = false;
	int status;

	buf_printf(&signers, "%s/signers", folder);
	buf_printf(&signature, "%s/signature", folder);
	{
		char *argv[] = { "ssh-keygen", "-Y", "verify", "-f",
			(char *)buf_cstr(&signers), "-I", (char *)keys->mntner,
			"-n", "birdfeed-peering", "-s",
			(char *)buf_cstr(&signature), NULL };

		status = run_program(&r, argv, &why);
	}
	if (status == -1)
		verdict_fail(verdict, "%s", why.text);
	else if (status != 0)
		verdict_refuse(verdict, "signature",
		    "no key of %s made it "
		    "over this text, in the namespace birdfeed-peering",
		    keys->mntner);
	else if (!find_key(keys, &r.out, key))
		verdict_fail(verdict, "ssh-keygen said something unknown");
	else
		ok = true;
	run_free(&r);
	buf_free(&signers);
	buf_free(&signature);
	return ok;
}

bool
ssh_verify(const struct signed_input *in, const struct mntner_keys *keys,
    const char *folder, struct buf *text, struct buf *key,
    struct verdict *verdict)
{
	if (keys->nssh == 0)
		return verdict_refuse(verdict, "no-key",
		    "%s has no SSH key "
		    "in the registry",
		    keys->mntner);
	if (!write_signers(keys, folder, verdict) ||
	    !write_in(folder, "signature", in->signature.p, in->signature.n,
		verdict) ||
	    !ask(in, keys, folder, key, verdict))
		return false;
	buf_add(text, in->text.p, in->text.n);
	return true;
}
