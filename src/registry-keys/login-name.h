#ifndef REGISTRY_KEYS_LOGIN_NAME_H
#define REGISTRY_KEYS_LOGIN_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "registry-keys/keyring.h"

/* A name that a maintainer may sign in by. */
struct login_name {
	char *name;
	const char *mntner; /* the keyring's */
};

struct login_names {
	struct login_name *v;
	size_t n, cap;
};

/*
 * The names of those who have a key: WILLOW-MNT's are willow, willow-mnt,
 * WILLOW and WILLOW-MNT, because names are looked up as they are.  Left out
 * are short ones that two maintainers have, and what is the name of
 * something else in any case: peer, guest, and the users of the file PASSWD.
 * False when that cannot be read (reported).
 */
bool login_names_make(struct login_names *names, const struct keyring *ring,
    const char *passwd, struct diag *diag);
void login_names_free(struct login_names *names);

#endif
