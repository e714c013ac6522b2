#ifndef LEASE_SERVE_JWT_H
#define LEASE_SERVE_JWT_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "base/slice.h"
#include "base/why.h"

#define JWT_MOST 8192 /* bytes of a token's text */

/* A JSON Web Token (RFC 7519) in the compact form of RFC 7515, decoded.
 * Nothing in it is verified. */
struct jwt {
	struct slice header_text; /* base64url; these point into TEXT */
	struct slice claims_text;
	struct slice signature_text;
	struct slice signed_text; /* the bytes that the signature covers */
	json_t *header;
	json_t *claims;	 /* both are objects */
	const char *alg; /* these point into HEADER */
	const char *kid;
};

/*
 * Decodes the N bytes at TEXT, which must outlive the result.  False, with WHY
 * set, if this is not a token with alg and kid, or if it names extensions in
 * "crit" (RFC 7515, section 4.1.11: there are none that we know).  WHY never
 * quotes the token.  Free the result with jwt_free() in both cases.
 */
bool jwt_read(struct jwt *jwt, const char *text, size_t n, struct why *why);
void jwt_free(struct jwt *jwt);

/* Decodes base64url without padding (RFC 7515, section 2) to at most SIZE
 * bytes.  Sets *LEN.  False if S is anything else, or too long. */
bool base64url_decode(struct slice s, unsigned char *to, size_t size,
    size_t *len);

#endif
