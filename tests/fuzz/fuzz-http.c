/*
 * Fuzz target: what a caller of lease-serve chooses, a path with its parameter,
 * a token and a body; and the issuer's keys.
 */
#include "fuzz.h"

#include <string.h>

#include "base/hash.h"
#include "lease-serve/api-body.h"
#include "lease-serve/api-route.h"
#include "lease-serve/jwk-set.h"
#include "lease-serve/jwt.h"

static const struct route rows[] = {
	{ "GET", "/api/user/info", .caller = CALLER_USER },
	{ "DELETE", "/api/user/prefix/{prefix}", .caller = CALLER_USER },
	{ "PUT", "/api/user/prefix/{prefix}/rpki", .caller = CALLER_USER },
	{ "GET", "/service/mappings/{user_hash}", .caller = CALLER_SERVICE },
};
static const struct routes routes = { rows, sizeof rows / sizeof *rows };

static void
as_path(const char *path)
{
	static const char *const methods[] = { "GET", "HEAD", "PUT", "DELETE",
		"BREW" };
	struct buf parameter = { 0 };
	const char *allow;

	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
		parameter.len = 0;
		route_find(&routes, methods[i], path, &parameter, &allow);
		for (size_t j = 0; j < parameter.len; j++)
			FUZZ_CHECK((unsigned char)parameter.data[j] >= 0x20);
	}
	buf_free(&parameter);
}

static void
as_token(const char *text, size_t n)
{
	struct jwt jwt;
	struct why why = { "" };
	bool ok = jwt_read(&jwt, text, n, &why);

	FUZZ_CHECK(ok == (why.text[0] == '\0'));
	FUZZ_CHECK(!ok || (jwt.alg != NULL && jwt.kid != NULL));
	jwt_free(&jwt);
}

/* Whatever is taken of a body means the same when it is written again. */
static void
as_body(const char *text, size_t n)
{
	json_t *body = api_body_read(text, n), *again;
	uint64_t hours, other_hours;
	bool enabled, other_enabled;
	char *dump;

	if (body == NULL)
		return;
	dump = json_dumps(body, 0);
	FUZZ_CHECK(dump != NULL);
	again = api_body_read(dump, strlen(dump));
	FUZZ_CHECK(again != NULL);
	FUZZ_CHECK(api_body_hours(body, &hours) ==
	    api_body_hours(again, &other_hours));
	FUZZ_CHECK(hours == other_hours && hours <= INT64_MAX);
	FUZZ_CHECK(api_body_enabled(body, &enabled) ==
	    api_body_enabled(again, &other_enabled));
	FUZZ_CHECK(enabled == other_enabled);
	free(dump);
	json_decref(again);
	json_decref(body);
}

static void
as_keys(const char *text, size_t n)
{
	struct why why = { "" };
	struct jwk_set *set = jwk_set_read(text, n, &why);

	FUZZ_CHECK((set == NULL) == (why.text[0] != '\0'));
	FUZZ_CHECK(set == NULL || jwk_set_usable(set) > 0);
	jwk_set_free(set);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	FUZZ_CHECK(text != NULL && hash_init());
	/* Else two runs of one input would differ. */
	json_object_seed(1);
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	as_path(text);
	as_token(text, size);
	as_body(text, size);
	as_keys(text, size);
	free(text);
	return 0;
}
