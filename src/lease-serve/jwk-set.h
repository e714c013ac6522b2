#ifndef LEASE_SERVE_JWK_SET_H
#define LEASE_SERVE_JWK_SET_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "base/why.h"
#include "lease-serve/jwt-algorithm.h"

#define JWK_MOST 256	  /* keys in a set */
#define JWK_RSA_BITS 2048 /* the shortest RSA key */

/* A set of public keys (RFC 7517, section 5). */
struct jwk_set;

/*
 * Reads the N bytes at TEXT.  NULL, with WHY set, if they are not a set, or if
 * no key of the set can verify a token.  Free with jwk_set_free().
 */
struct jwk_set *jwk_set_read(const char *text, size_t n, struct why *why);
void jwk_set_free(struct jwk_set *set);
/* How many keys of the set can verify tokens. */
size_t jwk_set_usable(const struct jwk_set *set);

enum jwk_found {
	JWK_FOUND,
	JWK_UNKNOWN, /* no key has that kid: the set may be old */
	JWK_UNFIT,   /* it is ambiguous, or cannot verify ALGORITHM */
};

/*
 * Finds the one key that KID names, if it fits ALGORITHM.  *KEY then holds
 * only its type and numbers, and belongs to the set.  WHY is set otherwise.
 */
enum jwk_found jwk_set_find(const struct jwk_set *set, const char *kid,
    const struct jwt_algorithm *algorithm, const json_t **key, struct why *why);

#endif
