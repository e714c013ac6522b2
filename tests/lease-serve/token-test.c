/* Unit tests of the tokens of lease-serve: keys made here sign them. */
#include "../lib/collect.h"

#include <stdlib.h>
#include <string.h>

#include <jose/b64.h>
#include <jose/jwk.h>
#include <jose/jws.h>
#include <sodium.h>

#include "lease-serve/key-ring.h"
#include "lease-serve/token-check.h"

#define NOW 1800000000

static char *issuer[] = { "https://id.example/", "https://login.example/" };
static char *audience[] = { "https://gateway.example" };
static char *ps_only[] = { "PS256" };
static const struct text_list issuers = { issuer, 2 };
static const struct text_list audiences = { audience, 1 };
static const struct text_list standard = { NULL, 0 };
static const struct text_list with_ps = { ps_only, 1 };
static const struct token_rules rules = { &issuers, &audiences, &standard };

/* What the tests share: keys with their private part. */
static struct {
	json_t *rsa, *rsa2, *ec, *ec384;
	unsigned char ed_public[crypto_sign_PUBLICKEYBYTES];
	unsigned char ed_secret[crypto_sign_SECRETKEYBYTES];
} keys;

static json_t *
make_key(json_t *template)
{
	assert_true(jose_jwk_gen(NULL, template));
	/* The kid is the test's. */
	json_object_del(template, "alg");
	json_object_del(template, "key_ops");
	return template;
}

static int
make_keys(void **state)
{
	(void)state;
	keys.rsa = make_key(json_pack("{s:s, s:i, s:s}", "kty", "RSA", "bits",
	    2048, "kid", "rsa"));
	keys.rsa2 = make_key(json_pack("{s:s, s:i, s:s}", "kty", "RSA", "bits",
	    2048, "kid", "rsa2"));
	keys.ec = make_key(json_pack("{s:s, s:s, s:s}", "kty", "EC", "crv",
	    "P-256", "kid", "ec"));
	keys.ec384 = make_key(json_pack("{s:s, s:s, s:s}", "kty", "EC", "crv",
	    "P-384", "kid", "ec384"));
	return crypto_sign_keypair(keys.ed_public, keys.ed_secret);
}

static int
free_keys(void **state)
{
	(void)state;
	json_decref(keys.rsa);
	json_decref(keys.rsa2);
	json_decref(keys.ec);
	json_decref(keys.ec384);
	return 0;
}

/* The public part of KEY; MORE (freed) is added to it. */
static json_t *public(const json_t *key, json_t *more)
{
	json_t *copy = json_deep_copy(key);

	assert_true(jose_jwk_pub(NULL, copy));
	json_object_del(copy, "key_ops");
	if (more != NULL)
		json_object_update(copy, more);
	json_decref(more);
	return copy;
}

/* José makes no weak key: this one's modulus is cut to 1024 bits. */
static json_t *
weak_public(void)
{
	json_t *key = public(keys.rsa2, json_pack("{s:s}", "kid", "weak"));
	const char *n = json_string_value(json_object_get(key, "n"));

	json_object_set_new(key, "n", json_stringn(n, 170));
	return key;
}

static json_t *
ed_public(void)
{
	return json_pack("{s:s, s:s, s:s, s:o}", "kty", "OKP", "crv", "Ed25519",
	    "kid", "ed", "x",
	    jose_b64_enc(keys.ed_public, sizeof keys.ed_public));
}

/* The set of these keys (freed); WHY if it is refused. */
static struct jwk_set *
set_of(json_t *list, struct why *why)
{
	json_t *json = json_pack("{s:o}", "keys", list);
	char *text = json_dumps(json, 0);
	struct jwk_set *set = jwk_set_read(text, strlen(text), why);

	free(text);
	json_decref(json);
	return set;
}

static struct jwk_set *
usual_set(void)
{
	struct why why;
	struct jwk_set *set = set_of(
	    json_pack("[o, o, o, o, o, o]",
		public(keys.rsa,
		    json_pack("{s:s, s:s}", "use", "sig", "alg", "RS256")),
		public(keys.rsa2, NULL), weak_public(), public(keys.ec, NULL),
		public(keys.ec384, NULL), ed_public()),
	    &why);

	assert_non_null(set);
	return set;
}

static json_t *
usual_claims(void)
{
	return json_pack("{s:s, s:s, s:s, s:i, s:i, s:s, s:b}", "iss",
	    issuer[0], "aud", audience[0], "sub", "auth0|alder", "exp",
	    NOW + 3600, "nbf", NOW - 10, "email", "alder@example.org",
	    "email_verified", 1);
}

/* Puts header, claims (both freed) and signature together. */
static char *
compact(json_t *header, json_t *claims, const unsigned char *signature,
    size_t n)
{
	char *part[3], *token;

	for (size_t i = 0; i < 2; i++) {
		char *text = json_dumps(i == 0 ? header : claims, 0);
		json_t *b64 = jose_b64_enc(text, strlen(text));

		part[i] = strdup(json_string_value(b64));
		json_decref(b64);
		free(text);
	}
	part[2] = calloc(1, 2 * n + 8);
	jose_b64_enc_buf(signature, n, part[2], 2 * n + 8);
	token = malloc(strlen(part[0]) + strlen(part[1]) + strlen(part[2]) + 3);
	sprintf(token, "%s.%s.%s", part[0], part[1], part[2]);
	for (size_t i = 0; i < 3; i++)
		free(part[i]);
	json_decref(header);
	json_decref(claims);
	return token;
}

/* A token signed by KEY; HEADER and CLAIMS are freed. */
static char *
signed_by(const json_t *key, json_t *header, json_t *claims)
{
	char *text = json_dumps(claims, 0), *token;
	json_t *jws = json_pack("{s:o}", "payload",
	    jose_b64_enc(text, strlen(text)));
	json_t *template = json_pack("{s:o}", "protected", header);
	const char *part[3];

	assert_true(jose_jws_sig(NULL, jws, template, key));
	json_decref(template);
	part[0] = json_string_value(json_object_get(jws, "protected"));
	part[1] = json_string_value(json_object_get(jws, "payload"));
	part[2] = json_string_value(json_object_get(jws, "signature"));
	token = malloc(strlen(part[0]) + strlen(part[1]) + strlen(part[2]) + 3);
	sprintf(token, "%s.%s.%s", part[0], part[1], part[2]);
	json_decref(jws);
	json_decref(claims);
	free(text);
	return token;
}

static json_t *
header(const char *alg, const char *kid)
{
	return json_pack("{s:s, s:s, s:s}", "typ", "JWT", "alg", alg, "kid",
	    kid);
}

/* Frees TOKEN; WHY must contain PART if the verdict is another than good. */
static void
expect_by(const struct token_rules *r, const struct jwk_set *set, char *token,
    enum token_verdict verdict, const char *part)
{
	struct token_user user = { 0 };
	struct why why = { "" };

	assert_int_equal(
	    token_check(r, set, token, strlen(token), NOW, &user, &why),
	    verdict);
	if (verdict == TOKEN_GOOD)
		assert_string_equal(user.sub, "auth0|alder");
	else if (strstr(why.text, part) == NULL)
		fail_msg("\"%s\" is not in \"%s\"", part, why.text);
	token_user_free(&user);
	free(token);
}

static void
expect(char *token, enum token_verdict verdict, const char *part)
{
	struct jwk_set *set = usual_set();

	expect_by(&rules, set, token, verdict, part);
	jwk_set_free(set);
}

/* The usual token with one claim (freed; NULL: left out) changed. */
static char *
with_claim(const char *name, json_t *value)
{
	json_t *claims = usual_claims();

	if (value == NULL)
		json_object_del(claims, name);
	else
		json_object_set_new(claims, name, value);
	return signed_by(keys.rsa, header("RS256", "rsa"), claims);
}

static void
takes_each_algorithm(void **state)
{
	(void)state;
	expect(signed_by(keys.rsa, header("RS256", "rsa"), usual_claims()),
	    TOKEN_GOOD, "");
	expect(signed_by(keys.rsa2, header("RS256", "rsa2"), usual_claims()),
	    TOKEN_GOOD, "");
	expect(signed_by(keys.rsa2, header("RS384", "rsa2"), usual_claims()),
	    TOKEN_GOOD, "");
	expect(signed_by(keys.rsa2, header("RS512", "rsa2"), usual_claims()),
	    TOKEN_GOOD, "");
	expect(signed_by(keys.ec, header("ES256", "ec"), usual_claims()),
	    TOKEN_GOOD, "");
	expect(signed_by(keys.ec384, header("ES384", "ec384"), usual_claims()),
	    TOKEN_GOOD, "");
}

/* What libsodium signs. */
static char *
signed_by_ed25519(json_t *claims)
{
	unsigned char signature[crypto_sign_BYTES];
	json_t *again = json_deep_copy(claims);
	char *token = compact(header("EdDSA", "ed"), claims, NULL, 0);

	/* Without the last dot. */
	crypto_sign_detached(signature, NULL, (unsigned char *)token,
	    strlen(token) - 1, keys.ed_secret);
	free(token);
	return compact(header("EdDSA", "ed"), again, signature,
	    sizeof signature);
}

static void
takes_ed25519(void **state)
{
	char *token;

	(void)state;
	expect(signed_by_ed25519(usual_claims()), TOKEN_GOOD, "");
	token = signed_by_ed25519(usual_claims());
	token[strlen(token) - 10] ^= 1;
	expect(token, TOKEN_BAD, "signature");
	expect(compact(header("EdDSA", "ed"), usual_claims(),
		   (const unsigned char *)"short", 5),
	    TOKEN_BAD, "signature");
	expect(compact(header("EdDSA", "rsa2"), usual_claims(), keys.ed_secret,
		   64),
	    TOKEN_BAD, "not for its alg");
}

static void
refuses_none_and_hmac(void **state)
{
	json_t *pem = public(keys.rsa2, NULL);
	char *text = json_dumps(pem, 0);
	json_t *oct = json_pack("{s:s, s:o, s:s}", "kty", "oct", "k",
	    jose_b64_enc(text, strlen(text)), "kid", "rsa2");

	(void)state;
	expect(compact(header("none", "rsa"), usual_claims(), NULL, 0),
	    TOKEN_BAD, "alg is not accepted");
	expect(compact(header("None", "rsa"), usual_claims(), NULL, 0),
	    TOKEN_BAD, "alg is not accepted");
	expect(signed_by(oct, header("HS256", "rsa2"), usual_claims()),
	    TOKEN_BAD, "alg is not accepted");
	/* A set that publishes such a key makes no difference. */
	{
		struct why why;

		assert_null(set_of(json_pack("[O]", oct), &why));
	}
	json_decref(oct);
	json_decref(pem);
	free(text);
}

static void
refuses_pss_unless_allowed(void **state)
{
	const struct token_rules allowing = { &issuers, &audiences, &with_ps };
	struct jwk_set *set = usual_set();

	(void)state;
	expect(signed_by(keys.rsa2, header("PS256", "rsa2"), usual_claims()),
	    TOKEN_BAD, "alg is not accepted");
	expect_by(&allowing, set,
	    signed_by(keys.rsa2, header("PS256", "rsa2"), usual_claims()),
	    TOKEN_GOOD, "");
	/* A list of the site's takes the place of the standard one. */
	expect_by(&allowing, set,
	    signed_by(keys.rsa2, header("RS256", "rsa2"), usual_claims()),
	    TOKEN_BAD, "alg is not accepted");
	/* The key's own alg holds all the same. */
	expect_by(&allowing, set,
	    signed_by(keys.rsa, header("PS256", "rsa"), usual_claims()),
	    TOKEN_BAD, "not for its alg");
	jwk_set_free(set);
}

static void
refuses_another_key(void **state)
{
	(void)state;
	/* Signed by a key of the set, but not by the one it names. */
	expect(signed_by(keys.rsa2, header("RS256", "rsa"), usual_claims()),
	    TOKEN_BAD, "signature is wrong");
	expect(signed_by(keys.ec, header("ES256", "rsa2"), usual_claims()),
	    TOKEN_BAD, "not for its alg");
	expect(signed_by(keys.ec, header("ES256", "ec384"), usual_claims()),
	    TOKEN_BAD, "not for its alg");
	expect(signed_by(keys.rsa2, header("RS256", "ec"), usual_claims()),
	    TOKEN_BAD, "not for its alg");
	expect(signed_by(keys.rsa2, header("RS256", "weak"), usual_claims()),
	    TOKEN_BAD, "not for its alg");
	expect(signed_by(keys.rsa2, header("RS256", "new"), usual_claims()),
	    TOKEN_KEY_UNKNOWN, "kid");
	expect_by(&rules, NULL,
	    signed_by(keys.rsa2, header("RS256", "rsa2"), usual_claims()),
	    TOKEN_NO_KEYS, "keys");
	/* An embedded key is nobody's. */
	expect(signed_by(keys.rsa,
		   json_pack("{s:s, s:s, s:o}", "alg", "RS256", "kid", "rsa2",
		       "jwk", public(keys.rsa, NULL)),
		   usual_claims()),
	    TOKEN_BAD, "signature is wrong");
}

static void
refuses_headers(void **state)
{
	(void)state;
	expect(signed_by(keys.rsa,
		   json_pack("{s:s, s:s, s:[s], s:b}", "alg", "RS256", "kid",
		       "rsa", "crit", "exp", "exp", 1),
		   usual_claims()),
	    TOKEN_BAD, "crit");
	expect(signed_by(keys.rsa, json_pack("{s:s}", "alg", "RS256"),
		   usual_claims()),
	    TOKEN_BAD, "no kid");
	expect(compact(json_pack("{s:i, s:s}", "alg", 5, "kid", "rsa"),
		   usual_claims(), NULL, 0),
	    TOKEN_BAD, "no alg");
	expect(compact(json_pack("[s]", "alg"), usual_claims(), NULL, 0),
	    TOKEN_BAD, "not a JSON Web Token");
}

static void
refuses_claims(void **state)
{
	(void)state;
	expect(with_claim("sub", NULL), TOKEN_BAD, "no user");
	expect(with_claim("sub", json_string("")), TOKEN_BAD, "no user");
	expect(with_claim("sub", json_integer(7)), TOKEN_BAD, "no user");
	expect(with_claim("iss", json_string("https://id.example")), TOKEN_BAD,
	    "issuer");
	expect(with_claim("iss", NULL), TOKEN_BAD, "issuer");
	expect(with_claim("aud", json_string("https://other.example")),
	    TOKEN_BAD, "audience");
	expect(with_claim("aud", NULL), TOKEN_BAD, "audience");
	expect(with_claim("aud", json_array()), TOKEN_BAD, "audience");
	expect(with_claim("aud", json_pack("[s, i]", "other", 1)), TOKEN_BAD,
	    "audience");
	expect(with_claim("exp", NULL), TOKEN_BAD, "no end");
	expect(with_claim("exp", json_string("1900000000")), TOKEN_BAD,
	    "no end");
	expect(with_claim("exp", json_integer(NOW - 60)), TOKEN_BAD, "expired");
	expect(with_claim("nbf", json_integer(NOW + 61)), TOKEN_BAD,
	    "not valid yet");
	expect(with_claim("nbf", json_string("soon")), TOKEN_BAD,
	    "not valid yet");
}

static void
takes_claims(void **state)
{
	(void)state;
	expect(with_claim("aud", json_pack("[s, s]", "other", audience[0])),
	    TOKEN_GOOD, "");
	expect(with_claim("iss", json_string(issuer[1])), TOKEN_GOOD, "");
	/* The clocks may differ by a minute. */
	expect(with_claim("exp", json_integer(NOW - 59)), TOKEN_GOOD, "");
	expect(with_claim("exp", json_real(NOW + 0.5)), TOKEN_GOOD, "");
	expect(with_claim("nbf", json_integer(NOW + 60)), TOKEN_GOOD, "");
	expect(with_claim("nbf", NULL), TOKEN_GOOD, "");
}

static void
takes_a_verified_address_only(void **state)
{
	struct jwk_set *set = usual_set();
	struct token_user user;
	struct why why;
	char *token = with_claim("email_verified", json_true());

	(void)state;
	assert_int_equal(
	    token_check(&rules, set, token, strlen(token), NOW, &user, &why),
	    TOKEN_GOOD);
	assert_string_equal(user.email, "alder@example.org");
	token_user_free(&user);
	free(token);
	token = with_claim("email_verified", json_string("true"));
	assert_int_equal(
	    token_check(&rules, set, token, strlen(token), NOW, &user, &why),
	    TOKEN_GOOD);
	assert_null(user.email);
	token_user_free(&user);
	free(token);
	jwk_set_free(set);
}

/* A good token with one byte changed, or cut short at it, is a bad one. */
static void
refuses_every_change(void **state)
{
	struct jwk_set *set = usual_set();
	char *token = signed_by(keys.ec, header("ES256", "ec"), usual_claims());
	struct token_user user;
	struct why why;

	(void)state;
	for (size_t i = 0; i < strlen(token); i++) {
		char old = token[i];

		token[i] = old == 'A' ? 'B' : 'A';
		assert_int_not_equal(token_check(&rules, set, token,
					 strlen(token), NOW, &user, &why),
		    TOKEN_GOOD);
		token[i] = old;
		assert_int_not_equal(
		    token_check(&rules, set, token, i, NOW, &user, &why),
		    TOKEN_GOOD);
	}
	free(token);
	jwk_set_free(set);
}

static void
refuses_what_is_no_token(void **state)
{
	static const char *const texts[] = { "", ".", "..", "...", "a.b.c",
		"e30.e30.", "e30.e30.e30", "e30.e30.e30.e30", "\xff.\xff.\xff",
		"bnVsbA.bnVsbA.bnVsbA" };
	char *huge = malloc(JWT_MOST + 2);

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect(strdup(texts[i]), TOKEN_BAD, "");
	memset(huge, 'a', JWT_MOST + 1);
	huge[JWT_MOST + 1] = '\0';
	expect(huge, TOKEN_BAD, "longer than 8192");
}

static void
refuses_sets(void **state)
{
	static const char *const texts[] = { "", "{}", "[]", "{\"keys\":1}",
		"{\"keys\":[]}", "{\"keys\":[1,null,{}]}",
		"{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\"}]}",
		"{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":5}]}" };
	struct why why;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_null(jwk_set_read(texts[i], strlen(texts[i]), &why));
	assert_null(set_of(json_pack("[o]", weak_public()), &why));
	assert_null(
	    set_of(json_pack("[o]",
		       public(keys.rsa, json_pack("{s:s}", "use", "enc"))),
		&why));
	assert_null(set_of(
	    json_pack("[o]",
		public(keys.rsa, json_pack("{s:[s]}", "key_ops", "encrypt"))),
	    &why));
	/* An exponent of 1: every text is its own signature. */
	assert_null(set_of(
	    json_pack("[o]", public(keys.rsa, json_pack("{s:s}", "e", "AQ"))),
	    &why));
	assert_null(set_of(
	    json_pack("[o]", public(keys.rsa, json_pack("{s:n}", "kid"))),
	    &why));
}

static void
refuses_an_ambiguous_kid(void **state)
{
	struct why why;
	struct jwk_set *set = set_of(
	    json_pack("[o, o]", public(keys.rsa, NULL),
		public(keys.rsa2, json_pack("{s:s}", "kid", "rsa"))),
	    &why);

	(void)state;
	assert_non_null(set);
	expect_by(&rules, set,
	    signed_by(keys.rsa, header("RS256", "rsa"), usual_claims()),
	    TOKEN_BAD, "several keys");
	jwk_set_free(set);
}

static void
fetches_keys_in_time(void **state)
{
	struct key_ring ring = { 0 };
	const long long start = 5000000;
	const long long hour = 3600 * 1000, minute = 60 * 1000;

	(void)state;
	assert_int_equal(key_ring_due(&ring, start), 0);
	key_ring_begin(&ring, start);
	assert_int_equal(key_ring_due(&ring, start + hour), -1);
	assert_false(key_ring_ask(&ring, start));
	key_ring_fail(&ring);
	/* A source that is down is asked each minute. */
	assert_int_equal(key_ring_due(&ring, start + 1000), minute - 1000);
	assert_int_equal(key_ring_due(&ring, start + minute), 0);
	assert_null(key_ring_keys(&ring, start));
	key_ring_begin(&ring, start + minute);
	key_ring_take(&ring, usual_set(), start + minute);
	assert_non_null(key_ring_keys(&ring, start + minute));
	assert_int_equal(key_ring_due(&ring, start + minute), hour);
	/* An unknown kid: once, and again after a minute. */
	assert_true(key_ring_ask(&ring, start + 2 * minute));
	assert_false(key_ring_ask(&ring, start + 3 * minute - 1));
	assert_true(key_ring_ask(&ring, start + 3 * minute));
	/* Unreachable for a day. */
	key_ring_begin(&ring, start + 2 * hour);
	key_ring_fail(&ring);
	assert_int_equal(key_ring_due(&ring, start + 2 * hour), minute);
	assert_non_null(key_ring_keys(&ring, start + minute + 24 * hour - 1));
	assert_null(key_ring_keys(&ring, start + minute + 24 * hour));
	key_ring_free(&ring);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_each_algorithm),
		cmocka_unit_test(takes_ed25519),
		cmocka_unit_test(refuses_none_and_hmac),
		cmocka_unit_test(refuses_pss_unless_allowed),
		cmocka_unit_test(refuses_another_key),
		cmocka_unit_test(refuses_headers),
		cmocka_unit_test(refuses_claims),
		cmocka_unit_test(takes_claims),
		cmocka_unit_test(takes_a_verified_address_only),
		cmocka_unit_test(refuses_every_change),
		cmocka_unit_test(refuses_what_is_no_token),
		cmocka_unit_test(refuses_sets),
		cmocka_unit_test(refuses_an_ambiguous_kid),
		cmocka_unit_test(fetches_keys_in_time),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, make_keys, free_keys);
}
