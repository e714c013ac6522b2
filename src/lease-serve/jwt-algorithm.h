#ifndef LEASE_SERVE_JWT_ALGORITHM_H
#define LEASE_SERVE_JWT_ALGORITHM_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "lease-serve/jwt.h"

/* The algorithms of signatures (RFC 7518, RFC 8037).  What is in no row is
 * refused: above all "none", and HMAC, whose key a public key must not be. */
struct jwt_algorithm {
	const char *name; /* "RS256" */
	const char *kty;  /* the type of key that it needs */
	const char *crv;  /* and its curve; NULL for RSA */
	bool standard;	  /* accepted unless the site lists others */
	bool (*verify)(const struct jwt *jwt, const json_t *key);
};

/* The row of that name, or NULL. */
const struct jwt_algorithm *jwt_algorithm_find(const char *name);
/* The I-th row; NULL after the last. */
const struct jwt_algorithm *jwt_algorithm_row(size_t i);

#endif
