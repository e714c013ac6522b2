#ifndef LEASE_SERVE_API_LEASE_H
#define LEASE_SERVE_API_LEASE_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "lease-serve/call.h"

/* {prefix, start_time, end_time, rpki_enabled} */
json_t *api_lease_json(const struct lease *lease);
/* The number, or null for 0: none. */
json_t *api_asn_json(uint32_t asn);
/* Gets the prefix in the request's path.  If it is not valid, answers and
 * returns false. */
bool api_prefix(struct call *call, struct prefix *prefix);

#endif
