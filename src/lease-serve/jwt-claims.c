/* What a token claims (RFC 7519, section 4.1). */
#include "lease-serve/jwt-claims.h"

#include <string.h>

static bool
is_in(const json_t *value, const struct text_list *list)
{
	const char *text = json_string_value(value);

	for (size_t i = 0; text != NULL && i < list->n; i++)
		if (strcmp(text, list->v[i]) == 0)
			return true;
	return false;
}

/* "aud" is one text, or a list of which one must be ours. */
static bool
is_for(const json_t *aud, const struct text_list *audiences)
{
	if (!json_is_array(aud))
		return is_in(aud, audiences);
	for (size_t i = 0; i < json_array_size(aud); i++)
		if (is_in(json_array_get(aud, i), audiences))
			return true;
	return false;
}

/* Sets WHY if the token is not valid at NOW. */
static bool
check_time(const json_t *claims, double now, struct why *why)
{
	const json_t *exp = json_object_get(claims, "exp");
	const json_t *nbf = json_object_get(claims, "nbf");

	if (!json_is_number(exp))
		why_set(why, "the token has no end (expected exp)");
	else if (json_number_value(exp) + CLAIMS_SKEW <= now)
		why_set(why, "the token has expired");
	else if (nbf != NULL &&
	    (!json_is_number(nbf) ||
		json_number_value(nbf) - CLAIMS_SKEW > now))
		why_set(why, "the token is not valid yet");
	else
		return true;
	return false;
}

static bool
take_user(const json_t *json, struct claims *claims, struct why *why)
{
	const json_t *sub = json_object_get(json, "sub");
	size_t n = json_string_length(sub);

	if (n == 0 || n > CLAIMS_SUB) {
		why_set(why,
		    "the token names no user (expected sub, 1 to %d "
		    "bytes)",
		    CLAIMS_SUB);
		return false;
	}
	*claims = (struct claims){ .sub = json_string_value(sub) };
	if (json_is_true(json_object_get(json, "email_verified")))
		claims->email = json_string_value(
		    json_object_get(json, "email"));
	return true;
}

bool
jwt_claims_check(const struct jwt *jwt, const struct text_list *issuers,
    const struct text_list *audiences, int64_t now, struct claims *claims,
    struct why *why)
{
	const json_t *json = jwt->claims;

	if (!is_in(json_object_get(json, "iss"), issuers))
		why_set(why, "the token is from another issuer");
	else if (!is_for(json_object_get(json, "aud"), audiences))
		why_set(why, "the token is for another audience");
	else
		return check_time(json, (double)now, why) &&
		    take_user(json, claims, why);
	return false;
}
