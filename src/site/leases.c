/* The site file's leases: the exchange's gateway, and its pools. */
#include "site/leases.h"

#include "base/url.h"

#define AT(member) offsetof(struct site_leases, member)

static const char *const identities[] = { "none", "email", NULL };

static const struct key leases_keys[] = {
	[LEASES_STORE] = { "store", VALUE_DATABASE, AT(store),
	    "/var/lib/birdfeed-lease/leases.db" },
	[LEASES_ASNS] = { "asns", VALUE_ASN_RANGE, AT(asns), .list = true,
	    .one = true, .required = true },
	[LEASES_PREFIXES] = { "prefixes", VALUE_PREFIX, AT(prefixes),
	    .list = true, .one = true },
	[LEASES_PREFIX_LENGTH] = { "prefix-length", VALUE_NUMBER,
	    AT(prefix_length), NULL, 1, 128 },
	[LEASES_MAX_LEASES] = { "max-leases", VALUE_NUMBER, AT(max_leases), "1",
	    1, 1000 },
	[LEASES_MAX_HOURS] = { "max-hours", VALUE_NUMBER, AT(max_hours), "24",
	    1, 87600 },
	[LEASES_REST] = { "rest", VALUE_NUMBER, AT(rest), "24", 0, 87600 },
	[LEASES_ASN_DAYS] = { "asn-days", VALUE_NUMBER, AT(asn_days), "90", 0,
	    36500 },
	[LEASES_HISTORY] = { "history", VALUE_NUMBER, AT(history), "90", 0,
	    36500 },
	[LEASES_IDENTITY] = { "identity", VALUE_WORD, AT(identity), "none",
	    .words = identities },
	[LEASES_ROA_HOOK] = { "roa-hook", VALUE_PATH, AT(roa_hook) },
	[LEASES_API] = { "api", VALUE_MAP, AT(api), .map = &lease_api_schema },
};
const struct schema leases_schema = { "leases", leases_keys, LEASES_KEYS,
	AT(line) };

bool
leases_in_postgresql(const struct site_leases *leases)
{
	return database_is_postgresql(leases->store);
}
