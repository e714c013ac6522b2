/* A set of public keys, and the one that a token names. */
#include "lease-serve/jwk-set.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define RSA_BYTES 2048 /* of the longest modulus: 16384 bits */

/* Types of keys, and their numbers. */
static const struct {
	const char *kty;
	const char *member[4];
} types[] = {
	{ "RSA", { "n", "e" } },
	{ "EC", { "crv", "x", "y" } },
	{ "OKP", { "crv", "x" } },
};

struct jwk {
	char *kid;
	char *alg;	/* NULL: any that fits its type */
	json_t *public; /* its type and numbers alone; NULL: it cannot
				 * verify tokens */
};

struct jwk_set {
	struct jwk v[JWK_MOST];
	size_t n;
};

static const char *
word(const json_t *key, const char *name)
{
	return json_string_value(json_object_get(key, name));
}

/* The members of KEY that its type has, or NULL. */
static json_t *
public_part(const json_t *key)
{
	const char *kty = word(key, "kty");
	json_t *part;

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (kty == NULL || strcmp(types[i].kty, kty) != 0)
			continue;
		part = json_pack("{s:s}", "kty", kty);
		for (size_t j = 0; types[i].member[j] != NULL; j++) {
			const char *name = types[i].member[j];

			if (word(key, name) == NULL) {
				json_decref(part);
				return NULL;
			}
			json_object_set(part, name, json_object_get(key, name));
		}
		return part;
	}
	return NULL;
}

/* The length in bits of a number in base64url; 0 if it is none. */
static size_t
number_bits(const json_t *number)
{
	unsigned char bytes[RSA_BYTES];
	size_t n, i = 0, bits;

	if (!base64url_decode((struct slice){ json_string_value(number),
				  json_string_length(number) },
		bytes, sizeof bytes, &n))
		return 0;
	while (i < n && bytes[i] == 0)
		i++;
	if (i == n)
		return 0;
	bits = (n - i) * 8;
	for (unsigned top = bytes[i]; (top & 0x80) == 0; top <<= 1)
		bits--;
	return bits;
}

/* With an exponent of 1 anybody could sign. */
static bool
is_strong(const json_t *public)
{
	return strcmp(word(public, "kty"), "RSA") != 0 ||
	    (number_bits(json_object_get(public, "n")) >= JWK_RSA_BITS &&
		number_bits(json_object_get(public, "e")) > 1);
}

/* RFC 7517, sections 4.2 and 4.3. */
static bool
is_for_signatures(const json_t *key)
{
	const json_t *use = json_object_get(key, "use");
	const json_t *ops = json_object_get(key, "key_ops");
	bool verifies = ops == NULL;

	for (size_t i = 0; i < json_array_size(ops); i++) {
		const char *op = json_string_value(json_array_get(ops, i));

		verifies |= op != NULL && strcmp(op, "verify") == 0;
	}
	return verifies &&
	    (use == NULL ||
		(json_is_string(use) &&
		    strcmp(json_string_value(use), "sig") == 0));
}

/* A key without a kid cannot be named, so it is left out. */
static void
take_key(struct jwk_set *set, const json_t *key)
{
	const char *kid = word(key, "kid"), *alg = word(key, "alg");
	json_t *public;

	if (kid == NULL || set->n == JWK_MOST)
		return;
	public = is_for_signatures(key) ? public_part(key) : NULL;
	if (public != NULL && !is_strong(public)) {
		json_decref(public);
		public = NULL;
	}
	set->v[set->n++] = (struct jwk){ mem_strdup(kid),
		alg != NULL ? mem_strdup(alg) : NULL, public };
}

size_t
jwk_set_usable(const struct jwk_set *set)
{
	size_t usable = 0;

	for (size_t i = 0; i < set->n; i++)
		usable += set->v[i].public != NULL;
	return usable;
}

struct jwk_set *
jwk_set_read(const char *text, size_t n, struct why *why)
{
	json_t *json = json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL);
	const json_t *keys = json_object_get(json, "keys");
	struct jwk_set *set = NULL;

	if (!json_is_array(keys)) {
		why_set(why,
		    "not a set of keys (expected a JSON object with "
		    "a list \"keys\")");
	} else if (json_array_size(keys) > JWK_MOST) {
		why_set(why, "more than %d keys", JWK_MOST);
	} else {
		set = mem_zalloc(sizeof *set);
		for (size_t i = 0; i < json_array_size(keys); i++)
			take_key(set, json_array_get(keys, i));
	}
	json_decref(json);
	if (set != NULL && jwk_set_usable(set) == 0) {
		why_set(why,
		    "no key can verify a token (expected one with "
		    "a kid, for signatures, RSA with at least %d bits, EC or "
		    "Ed25519)",
		    JWK_RSA_BITS);
		jwk_set_free(set);
		set = NULL;
	}
	return set;
}

void
jwk_set_free(struct jwk_set *set)
{
	if (set == NULL)
		return;
	for (size_t i = 0; i < set->n; i++) {
		free(set->v[i].kid);
		free(set->v[i].alg);
		json_decref(set->v[i].public);
	}
	free(set);
}

/* True if the key's type, curve and own alg allow ALGORITHM. */
static bool
fits(const struct jwk *key, const struct jwt_algorithm *algorithm)
{
	if (strcmp(word(key->public, "kty"), algorithm->kty) != 0)
		return false;
	if (algorithm->crv != NULL &&
	    strcmp(word(key->public, "crv"), algorithm->crv) != 0)
		return false;
	return key->alg == NULL || strcmp(key->alg, algorithm->name) == 0;
}

enum jwk_found
jwk_set_find(const struct jwk_set *set, const char *kid,
    const struct jwt_algorithm *algorithm, const json_t **key, struct why *why)
{
	const struct jwk *found = NULL;

	for (size_t i = 0; i < set->n; i++) {
		if (strcmp(set->v[i].kid, kid) != 0)
			continue;
		if (found != NULL) {
			why_set(why, "several keys have the token's kid");
			return JWK_UNFIT;
		}
		found = &set->v[i];
	}
	if (found == NULL) {
		why_set(why, "no key has the token's kid");
		return JWK_UNKNOWN;
	}
	if (found->public == NULL || !fits(found, algorithm)) {
		why_set(why, "the token's key is not for its alg");
		return JWK_UNFIT;
	}
	*key = found->public;
	return JWK_FOUND;
}
