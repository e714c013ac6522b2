#ifndef LEASE_SERVE_API_BODY_H
#define LEASE_SERVE_API_BODY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

/* Parses the body of a request.  NULL if it is not a JSON object, or names a
 * member twice.  Free the result with json_decref(). */
json_t *api_body_read(const char *text, size_t n);
/* Reads duration_hours, 0 for what is less.  False if it is no integer. */
bool api_body_hours(const json_t *body, uint64_t *hours);
/* Reads enabled.  False if it is neither true nor false. */
bool api_body_enabled(const json_t *body, bool *enabled);

#endif
