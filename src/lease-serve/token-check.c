/* Is a token good?  All the checks, in their order. */
#include "lease-serve/token-check.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lease-serve/jwt-algorithm.h"
#include "lease-serve/jwt-claims.h"

/* The token's algorithm if the site accepts it, or NULL. */
static const struct jwt_algorithm *
accepted(const struct token_rules *rules, const char *alg)
{
	const struct jwt_algorithm *a = jwt_algorithm_find(alg);

	if (a == NULL || rules->algorithms->n == 0)
		return a != NULL && a->standard ? a : NULL;
	for (size_t i = 0; i < rules->algorithms->n; i++)
		if (strcmp(rules->algorithms->v[i], alg) == 0)
			return a;
	return NULL;
}

/* The key must be right before José is asked; see verify_jose(). */
static enum token_verdict
check_signature(const struct jwt *jwt, const struct jwt_algorithm *algorithm,
    const struct jwk_set *set, struct why *why)
{
	const json_t *key;

	if (set == NULL) {
		why_set(why, "the issuer's keys are not known");
		return TOKEN_NO_KEYS;
	}
	switch (jwk_set_find(set, jwt->kid, algorithm, &key, why)) {
	case JWK_FOUND:
		break;
	case JWK_UNKNOWN:
		return TOKEN_KEY_UNKNOWN;
	case JWK_UNFIT:
		return TOKEN_BAD;
	}
	if (algorithm->verify(jwt, key))
		return TOKEN_GOOD;
	why_set(why, "the token's signature is wrong");
	return TOKEN_BAD;
}

/* The signature comes last, so that a token of the wrong issuer or audience
 * is never a reason to fetch keys. */
static enum token_verdict
check(const struct token_rules *rules, const struct jwk_set *set,
    const struct jwt *jwt, int64_t now, struct claims *claims, struct why *why)
{
	const struct jwt_algorithm *algorithm = accepted(rules, jwt->alg);

	if (algorithm == NULL) {
		why_set(why, "the token's alg is not accepted here");
		return TOKEN_BAD;
	}
	if (!jwt_claims_check(jwt, rules->issuers, rules->audiences, now,
		claims, why))
		return TOKEN_BAD;
	return check_signature(jwt, algorithm, set, why);
}

enum token_verdict
token_check(const struct token_rules *rules, const struct jwk_set *set,
    const char *text, size_t n, int64_t now, struct token_user *user,
    struct why *why)
{
	enum token_verdict verdict = TOKEN_BAD;
	struct claims claims;
	struct jwt jwt;

	if (jwt_read(&jwt, text, n, why))
		verdict = check(rules, set, &jwt, now, &claims, why);
	if (verdict == TOKEN_GOOD)
		*user = (struct token_user){ mem_strdup(claims.sub),
			claims.email != NULL ? mem_strdup(claims.email) :
					       NULL };
	jwt_free(&jwt);
	return verdict;
}

void
token_user_free(struct token_user *user)
{
	free(user->sub);
	free(user->email);
	*user = (struct token_user){ 0 };
}
