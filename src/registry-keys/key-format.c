/* The files that sshd(8) and ssh-keygen(1) read. */
#include "registry-keys/key-format.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "registry-keys/login-name.h"

void
key_line_print(struct buf *to, const struct key_settings *settings,
    const char *const *who, size_t n, const char *key)
{
	buf_printf(to, "restrict,pty,command=\"%s --as ", settings->shell);
	for (size_t i = 0; i < n; i++) {
		buf_str(to, i > 0 ? "," : "");
		buf_str(to, who[i]);
	}
	buf_printf(to, "\" %s\n", key);
}

static int
by_key(const void *va, const void *vb)
{
	const struct holding *a = va, *b = vb;
	int c = strcmp(a->key, b->key);

	return c != 0 ? c : strcmp(a->mntner, b->mntner);
}

/* sshd takes the first line of a key: it names all whose key it is. */
static bool
print_authorized_keys(struct buf *to, struct keyring *ring,
    const struct key_settings *settings, struct diag *diag)
{
	const char **who = mem_alloc((ring->n + 1) * sizeof *who);

	(void)diag;
	sort_all(ring->v, ring->n, sizeof *ring->v, by_key);
	for (size_t i = 0, n; i < ring->n; i += n) {
		for (n = 0; i + n < ring->n &&
		     strcmp(ring->v[i + n].key, ring->v[i].key) == 0;
		     n++)
			who[n] = ring->v[i + n].mntner;
		key_line_print(to, settings, who, n, ring->v[i].key);
	}
	free(who);
	return true;
}

static bool
print_allowed_signers(struct buf *to, struct keyring *ring,
    const struct key_settings *settings, struct diag *diag)
{
	(void)settings;
	(void)diag;
	for (size_t i = 0; i < ring->n; i++)
		buf_printf(to, "%s namespaces=\"birdfeed-peering\" %s\n",
		    ring->v[i].mntner, ring->v[i].key);
	return true;
}

/* What passwd says of NAME into ID; false, reported, when it has none. */
static bool
find_user(const struct key_settings *settings, const char *name, uid_t *uid,
    gid_t *gid, struct diag *diag)
{
	struct place place = { settings->passwd, 0 };
	FILE *f = fopen(settings->passwd, "re");
	const struct passwd *pw;
	bool found = false;

	if (f == NULL) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", strerror(errno));
		return false;
	}
	while (!found && (pw = fgetpwent(f)) != NULL) {
		found = strcmp(pw->pw_name, name) == 0;
		*uid = pw->pw_uid;
		*gid = pw->pw_gid;
	}
	fclose(f);
	if (!found)
		diag_say(diag, DIAG_ERROR, &place, NULL, "no user \"%s\"",
		    name);
	return found;
}

/* An account that cannot be told from the others by what it may do.  "*" is
 * no password, and does not lock the account as "!" does. */
static void
print_account(struct buf *to, const char *name, uid_t uid, gid_t gid)
{
	buf_printf(to, "%s:*:%lu:%lu::/:/bin/sh\n", name, (unsigned long)uid,
	    (unsigned long)gid);
}

/* For nss_wrapper.  Without its own account sshd does not start. */
static bool
print_passwd(struct buf *to, struct keyring *ring,
    const struct key_settings *settings, struct diag *diag)
{
	struct login_names names = { 0 };
	uid_t uid, sshd_uid;
	gid_t gid, sshd_gid;
	bool ok = find_user(settings, "sshd", &sshd_uid, &sshd_gid, diag) &&
	    find_user(settings, settings->user, &uid, &gid, diag) &&
	    login_names_make(&names, ring, settings->passwd, diag);

	if (ok) {
		buf_printf(to, "sshd:*:%lu:%lu::/run/sshd:/usr/sbin/nologin\n",
		    (unsigned long)sshd_uid, (unsigned long)sshd_gid);
		print_account(to, "peer", uid, gid);
		print_account(to, "guest", uid, gid);
		for (size_t i = 0; i < names.n; i++)
			print_account(to, names.v[i].name, uid, gid);
	}
	login_names_free(&names);
	return ok;
}

static bool
print_group(struct buf *to, struct keyring *ring,
    const struct key_settings *settings, struct diag *diag)
{
	uid_t uid;
	gid_t gid;

	(void)ring;
	if (!find_user(settings, settings->user, &uid, &gid, diag))
		return false;
	buf_printf(to, "%s:*:%lu:\n", settings->user, (unsigned long)gid);
	return true;
}

const struct key_format key_formats[] = {
	{ "authorized_keys", print_authorized_keys },
	{ "allowed_signers", print_allowed_signers },
	{ "passwd", print_passwd },
	{ "group", print_group },
};
const char *const key_format_names[] = { "authorized_keys", "allowed_signers",
	"passwd", "group", NULL };
