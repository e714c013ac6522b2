#ifndef REQUEST_VERIFY_PGP_VERIFY_H
#define REQUEST_VERIFY_PGP_VERIFY_H

#include <stdbool.h>

#include "base/buf.h"
#include "request-verify/pgp-ring.h"

/*
 * Asks gpgv(1) whether one of the maintainer's keys made the signature.
 * FOLDER is private and empty.  Appends what was signed, as gpgv read it, to
 * TEXT, and "pgp FINGERPRINT" of the registry's to KEY.
 */
bool pgp_verify(const struct signed_input *in, const struct mntner_keys *keys,
    const struct pgp_folders *folders, const char *folder, struct buf *text,
    struct buf *key, struct verdict *verdict);

#endif
