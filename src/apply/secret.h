#ifndef APPLY_SECRET_H
#define APPLY_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/wgkey.h"
#include "base/why.h"

#define SECRET_KEY 32  /* bytes of a key for secret_hash() */
#define SECRET_HASH 65 /* its result in hex, and a NUL */

/* Who may read a file that a stream depends on. */
enum secret_rule {
	SECRET_ALL_READ,	   /* everybody: it is not a secret */
	SECRET_OTHERS_DO_NOT_READ, /* a password: BIRD's group may */
	SECRET_OWNER_READS,	   /* a key: only root may */
	SECRET_OF_REQUEST,	   /* a preshared key in psk-dir */
};

/* The content of such a file. */
struct secret {
	char *data;
	size_t n;
	size_t cap;
};

/*
 * Reads the file at PATH.  It must be a regular file, not a symbolic link, of
 * at most 1 MiB, with permissions that satisfy RULE.  Its directories must
 * satisfy base/folder.h.  SECRET_OF_REQUEST is base/psk.h's rule instead.  Free
 * with secret_free(), which wipes S.
 */
bool secret_read(struct secret *s, const char *path, enum secret_rule rule,
    struct why *why);
void secret_free(struct secret *s);

/*
 * Makes a keyed hash (BLAKE2b) of CONTENT.  Nobody can find CONTENT by trial
 * without KEY.
 */
void secret_hash(struct slice content, const uint8_t key[static SECRET_KEY],
    char hex[static SECRET_HASH]);

/* Messages about the key file at "%s". */
#define SECRET_NO_WGKEY \
	"%s: not a WireGuard key (expected 44 characters of " \
	"base64, as wg genkey prints)"
#define SECRET_OTHER_WGKEY \
	"%s: not the private key of the site file's " \
	"public-key"

/* Parses the key in the CONTENT of a key file.  Returns false if there is
 * none.  The caller wipes KEY. */
bool secret_wgkey(struct wgkey *key, struct slice content);
bool secret_public_key(struct wgkey *public, const struct wgkey *private);

/*
 * Does PATH hold a WireGuard key that only its owner can read, as wg(8) wants
 * it?  If PUBLIC is not NULL, it must be the private key of PUBLIC.
 */
bool secret_wgkey_ok(const char *path, const struct wgkey *public,
    struct why *why);

#endif
