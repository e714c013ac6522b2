#ifndef APPLY_SECRET_H
#define APPLY_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/wgkey.h"
#include "base/why.h"

#define SECRET_KEY 32		/* bytes of the key of secret_hash() */
#define SECRET_HASH 65		/* its result in hex, and a NUL */

/* Who may read a file that is depended on. */
enum secret_rule {
	SECRET_ALL_READ,		/* it is no secret */
	SECRET_OTHERS_DO_NOT_READ,	/* a password: BIRD's group does */
	SECRET_OWNER_READS,		/* a key: root's, and nobody else's */
};

/* The content of such a file. */
struct secret {
	char *data;
	size_t n;
	size_t cap;
};

/*
 * Reads the file at PATH.  It has to be a regular one of at most 1 MiB, as
 * RULE says, and no symbolic link; the way there is as base/folder.h wants it.
 * Free with secret_free(), which wipes it.
 */
bool secret_read(struct secret *s, const char *path, enum secret_rule rule,
    struct why *why);
void secret_free(struct secret *s);

/*
 * A keyed hash (BLAKE2b) of a content: whoever does not know KEY cannot find
 * the content by trying.
 */
void secret_hash(struct slice content, const uint8_t key[static SECRET_KEY],
    char hex[static SECRET_HASH]);

/* What is wrong with the key file at "%s". */
#define SECRET_NO_WGKEY "%s: not a WireGuard key (expected 44 characters of " \
	"base64, as wg genkey prints)"
#define SECRET_OTHER_WGKEY "%s: not the private key of the site file's " \
	"public-key"

/* The key that a key file holds; false: it holds none.  Wipe KEY. */
bool secret_wgkey(struct wgkey *key, struct slice content);
bool secret_public_key(struct wgkey *public, const struct wgkey *private);

/*
 * Does PATH hold a WireGuard key that only its owner reads, as wg(8) wants
 * it?  With PUBLIC not NULL, the private key of that one.
 */
bool secret_wgkey_ok(const char *path, const struct wgkey *public,
    struct why *why);

#endif
