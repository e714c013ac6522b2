/* Leases in JSON and in paths. */
#include "lease-serve/api-lease.h"

#include "base/timestamp.h"

json_t *
api_lease_json(const struct lease *lease)
{
	char prefix[PREFIX_TEXT], start[TIMESTAMP_TEXT], end[TIMESTAMP_TEXT];

	return json_pack("{s:s, s:s, s:s, s:b}", "prefix",
	    prefix_print(prefix, &lease->prefix), "start_time",
	    timestamp_print(start, lease->start), "end_time",
	    timestamp_print(end, lease->end), "rpki_enabled", (int)lease->rpki);
}

json_t *
api_asn_json(uint32_t asn)
{
	return asn != 0 ? json_integer((json_int_t)asn) : json_null();
}

bool
api_prefix(struct call *call, struct prefix *prefix)
{
	struct why why;

	if (prefix_parse(call->parameter.data, call->parameter.len, prefix,
		&why))
		return true;
	call_refuse(call, ERROR_BAD_REQUEST,
	    "The path has no prefix (expected ADDRESS/LENGTH).");
	return false;
}
