#ifndef REQUEST_VERIFY_SSH_VERIFY_H
#define REQUEST_VERIFY_SSH_VERIFY_H

#include <stdbool.h>

#include "base/buf.h"
#include "request-verify/mntner-keys.h"
#include "request-verify/signed-input.h"

/*
 * Asks ssh-keygen(1) whether one of the maintainer's keys made the signature
 * in the namespace birdfeed-peering.  FOLDER is private and empty.  Appends
 * the text to TEXT, and "TYPE SHA256:..." of the key to KEY.
 */
bool ssh_verify(const struct signed_input *in, const struct mntner_keys *keys,
    const char *folder, struct buf *text, struct buf *key,
    struct verdict *verdict);

#endif
