/* A JSON Web Token in its compact form. */
#include "lease-serve/jwt.h"

#include <sodium.h>
#include <string.h>

bool
base64url_decode(struct slice s, unsigned char *to, size_t size, size_t *len)
{
	const char *end;

	return sodium_base642bin(to, size, s.p, s.n, NULL, len, &end,
		   sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
	    end == s.p + s.n;
}

/* Cuts TEXT at its two dots. */
static bool
split(struct jwt *jwt, const char *text, size_t n)
{
	const char *end = text + n;
	const char *first = memchr(text, '.', n), *second;

	if (first == NULL)
		return false;
	second = memchr(first + 1, '.', (size_t)(end - first - 1));
	if (second == NULL)
		return false;
	if (memchr(second + 1, '.', (size_t)(end - second - 1)) != NULL)
		return false;
	jwt->header_text = (struct slice){ text, (size_t)(first - text) };
	jwt->claims_text = (struct slice){ first + 1,
		(size_t)(second - first - 1) };
	jwt->signature_text = (struct slice){ second + 1,
		(size_t)(end - second - 1) };
	jwt->signed_text = (struct slice){ text, (size_t)(second - text) };
	return true;
}

/* Decodes a part to a JSON object, or NULL. */
static json_t *
object_of(struct slice part)
{
	unsigned char text[JWT_MOST];
	size_t n;
	json_t *json;

	if (!base64url_decode(part, text, sizeof text, &n))
		return NULL;
	json = json_loadb((const char *)text, n, JSON_REJECT_DUPLICATES, NULL);
	if (json_is_object(json))
		return json;
	json_decref(json);
	return NULL;
}

/* A member that is a string with at least one byte, or NULL. */
static const char *
header_word(const struct jwt *jwt, const char *name)
{
	const char *s = json_string_value(json_object_get(jwt->header, name));

	return s != NULL && s[0] != '\0' ? s : NULL;
}

static bool
read_header(struct jwt *jwt, struct why *why)
{
	jwt->alg = header_word(jwt, "alg");
	jwt->kid = header_word(jwt, "kid");
	if (json_object_get(jwt->header, "crit") != NULL)
		why_set(why, "the token has extensions (expected no crit)");
	else if (jwt->alg == NULL)
		why_set(why, "the token has no alg");
	else if (jwt->kid == NULL)
		why_set(why, "the token has no kid (expected its key's)");
	else
		return true;
	return false;
}

bool
jwt_read(struct jwt *jwt, const char *text, size_t n, struct why *why)
{
	*jwt = (struct jwt){ 0 };
	if (n > JWT_MOST) {
		why_set(why, "the token is longer than %d bytes", JWT_MOST);
		return false;
	}
	if (!split(jwt, text, n) ||
	    (jwt->header = object_of(jwt->header_text)) == NULL ||
	    (jwt->claims = object_of(jwt->claims_text)) == NULL) {
		why_set(why,
		    "not a JSON Web Token (expected three parts in "
		    "base64url)");
		return false;
	}
	return read_header(jwt, why);
}

void
jwt_free(struct jwt *jwt)
{
	json_decref(jwt->header);
	json_decref(jwt->claims);
	*jwt = (struct jwt){ 0 };
}
