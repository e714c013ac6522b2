#ifndef LEASE_SERVE_JWT_CLAIMS_H
#define LEASE_SERVE_JWT_CLAIMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/why.h"
#include "lease-serve/jwt.h"

#define CLAIMS_SKEW 60 /* seconds that two clocks may differ */
#define CLAIMS_SUB 255 /* bytes (OpenID Connect Core, section 2) */

/* A token's claims about its user; points into the token. */
struct claims {
	const char *sub;
	const char *email; /* NULL: none, or not verified */
};

/*
 * Checks iss, aud, exp, nbf and sub of a token at NOW, in seconds since 1970.
 * False, with WHY set, if one is wrong.
 */
bool jwt_claims_check(const struct jwt *jwt, const struct text_list *issuers,
    const struct text_list *audiences, int64_t now, struct claims *claims,
    struct why *why);

#endif
