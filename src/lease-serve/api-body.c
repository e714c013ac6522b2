/* The body of a request: a JSON object. */
#include "lease-serve/api-body.h"

json_t *
api_body_read(const char *text, size_t n)
{
	json_t *json = json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL);

	if (json_is_object(json))
		return json;
	json_decref(json);
	return NULL;
}

bool
api_body_hours(const json_t *body, uint64_t *hours)
{
	const json_t *json = json_object_get(body, "duration_hours");

	*hours = 0;
	if (json_integer_value(json) > 0)
		*hours = (uint64_t)json_integer_value(json);
	return json_is_integer(json);
}

bool
api_body_enabled(const json_t *body, bool *enabled)
{
	const json_t *json = json_object_get(body, "enabled");

	*enabled = json_is_true(json);
	return json_is_boolean(json);
}
