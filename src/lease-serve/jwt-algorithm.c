/* The algorithms of signatures, a row each. */
#include "lease-serve/jwt-algorithm.h"

#include <sodium.h>
#include <string.h>

#include <jose/jws.h>

/* José prints what it finds wrong, unless it is told not to. */
static void
silent(void *misc, const char *file, int line, uint64_t error, const char *fmt,
    va_list ap)
{
	(void)misc;
	(void)file;
	(void)line;
	(void)error;
	(void)fmt;
	(void)ap;
}

/*
 * José is given one key and not a set: it does not choose by kid.  KEY holds
 * nothing but its type and numbers, so that José takes alg from the header
 * alone, which the caller has compared with the key.
 */
static bool
verify_jose(const struct jwt *jwt, const json_t *key)
{
	jose_cfg_t *cfg = jose_cfg();
	json_t *jws = json_pack("{s:s%, s:s%, s:s%}", "protected",
	    jwt->header_text.p, jwt->header_text.n, "payload",
	    jwt->claims_text.p, jwt->claims_text.n, "signature",
	    jwt->signature_text.p, jwt->signature_text.n);
	bool ok = false;

	if (cfg != NULL && jws != NULL) {
		jose_cfg_set_err_func(cfg, silent, NULL);
		ok = jose_jws_ver(cfg, jws, NULL, key, false);
	}
	json_decref(jws);
	jose_cfg_decref(cfg);
	return ok;
}

/* Debian's José has no EdDSA. */
static bool
verify_ed25519(const struct jwt *jwt, const json_t *key)
{
	unsigned char signature[crypto_sign_BYTES];
	unsigned char public[crypto_sign_PUBLICKEYBYTES];
	const json_t *x = json_object_get(key, "x");
	size_t n, m;

	return base64url_decode((struct slice){ json_string_value(x),
				    json_string_length(x) },
		   public, sizeof public, &n) &&
	    base64url_decode(jwt->signature_text, signature, sizeof signature,
		&m) &&
	    n == sizeof public && m == sizeof signature &&
	    crypto_sign_verify_detached(signature,
		(const unsigned char *)jwt->signed_text.p, jwt->signed_text.n,
		public) == 0;
}

static const struct jwt_algorithm rows[] = {
	{ "RS256", "RSA", NULL, true, verify_jose },
	{ "RS384", "RSA", NULL, true, verify_jose },
	{ "RS512", "RSA", NULL, true, verify_jose },
	{ "ES256", "EC", "P-256", true, verify_jose },
	{ "ES384", "EC", "P-384", true, verify_jose },
	{ "EdDSA", "OKP", "Ed25519", true, verify_ed25519 },
	{ "PS256", "RSA", NULL, false, verify_jose },
	{ "PS384", "RSA", NULL, false, verify_jose },
	{ "PS512", "RSA", NULL, false, verify_jose },
};

const struct jwt_algorithm *
jwt_algorithm_row(size_t i)
{
	return i < sizeof rows / sizeof *rows ? &rows[i] : NULL;
}

const struct jwt_algorithm *
jwt_algorithm_find(const char *name)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	return NULL;
}
