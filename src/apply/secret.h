#ifndef APPLY_SECRET_H
#define APPLY_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/wgkey.h"
#include "base/why.h"

#define SECRET_KEY 32		/* bytes of the key of secret_hash() */
#define SECRET_HASH 65		/* its result in hex, and a NUL */

/*
 * A keyed hash (BLAKE2b) of a file's content: whoever does not know KEY can
 * not find the content by trying.  The file has to be a regular one of at
 * most 1 MiB, and no symbolic link.
 */
bool secret_hash(const char *path, const uint8_t key[static SECRET_KEY],
    char hex[static SECRET_HASH], struct why *why);

/*
 * Does PATH hold a WireGuard key, as wg(8) wants it?  With PUBLIC not
 * NULL, the private key of that one.
 */
bool secret_wgkey_ok(const char *path, const struct wgkey *public,
    struct why *why);

#endif
