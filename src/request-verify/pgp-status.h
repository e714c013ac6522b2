#ifndef REQUEST_VERIFY_PGP_STATUS_H
#define REQUEST_VERIFY_PGP_STATUS_H

#include "base/slice.h"
#include "request-verify/mntner-keys.h"
#include "request-verify/verdict.h"

/*
 * Reads what gpgv(1) wrote with --status-fd.  Its exit status does not say
 * that the key is revoked: good is exactly one GOODSIG and one VALIDSIG, and
 * no other line about a signature or an error.  The fingerprints of the key
 * that signed and of its primary key go into SIGNING and PRIMARY.
 */
bool pgp_status_parse(struct slice status,
    char signing[static PGP_FINGERPRINT_TEXT],
    char primary[static PGP_FINGERPRINT_TEXT], struct verdict *verdict);

#endif
