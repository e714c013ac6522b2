#ifndef REQUEST_VERIFY_PGP_RING_H
#define REQUEST_VERIFY_PGP_RING_H

#include <stdbool.h>

#include "request-verify/mntner-keys.h"
#include "request-verify/signed-input.h"

/* Where OpenPGP keys are besides the registry; each may be NULL. */
struct pgp_folders {
	const char *operators; /* FINGERPRINT.asc, the operator's */
	const char *seen;      /* the same, of what texts brought with them */
};

/*
 * Makes FOLDER/registry.gpg and FOLDER/others.gpg, where there are such keys,
 * of those that the maintainer may sign with.  Where the registry has a
 * key-cert, its copy comes first and is used alone.  Otherwise the
 * operator's, the one that came with an earlier text and the one that came
 * with this one are merged, so that a revocation that was seen once stays;
 * the result is kept in the folder of those seen.
 */
bool pgp_ring_make(const struct signed_input *in,
    const struct mntner_keys *keys, const struct pgp_folders *folders,
    const char *folder, struct verdict *verdict);
/* Is FINGERPRINT one that the registry gives the maintainer? */
bool pgp_ring_has(const struct mntner_keys *keys, const char *fingerprint);

#endif
