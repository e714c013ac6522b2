#ifndef REGISTRY_KEYS_KEYRING_H
#define REGISTRY_KEYS_KEYRING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/* A key of a maintainer. */
struct holding {
	char *mntner;
	char *key; /* "TYPE BASE64", of the decoded key */
};

/* Who may sign in, with which keys. */
struct keyring {
	struct holding *v;
	size_t n, cap;
	char **mntner; /* every maintainer, with a key or not */
	size_t nmntner, mntner_cap;
	unsigned long refused; /* auth lines and maintainers left out */
	const char *registry;  /* its tree, for messages; NULL: unknown */
};

/*
 * Reads the mntner records of the stream on FD.  What is no key of SSH nor
 * known to be another kind is reported and left out.  False when the stream
 * is not complete or has no mntner, which was reported.
 */
bool keyring_read(struct keyring *ring, int fd, struct diag *diag);
/* Sorts by maintainer, then key, each pair once. */
void keyring_sort(struct keyring *ring);
void keyring_free(struct keyring *ring);

#endif
