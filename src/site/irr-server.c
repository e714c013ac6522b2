/* The IRRd server that a site asks. */
#include "site/irr-server.h"

#include <stddef.h>

#define AT(structure, member) offsetof(struct structure, member)

static const struct key irr_keys[] = {
	[IRR_SERVER] = { "server", VALUE_HOST, AT(site_irr, server),
	    .required = true },
	[IRR_PORT] = { "port", VALUE_NUMBER, AT(site_irr, port), "43", 1,
	    65535 },
	[IRR_SOURCES] = { "sources", VALUE_IRR_SOURCE, AT(site_irr, sources),
	    .list = true, .one = true },
	[IRR_TIMEOUT] = { "timeout", VALUE_NUMBER, AT(site_irr, timeout), "120",
	    1, 3600 },
	[IRR_CONNECT_TIMEOUT] = { "connect-timeout", VALUE_NUMBER,
	    AT(site_irr, connect_timeout), "10", 1, 3600 },
	[IRR_RETRIES] = { "retries", VALUE_NUMBER, AT(site_irr, retries), "2",
	    0, 10 },
	[IRR_MAX_SIZE] = { "max-size", VALUE_NUMBER, AT(site_irr, max_size),
	    "64", 1, 256 },
	[IRR_MAX_STALE] = { "max-stale", VALUE_NUMBER, AT(site_irr, max_stale),
	    "0", 0, 31536000 },
};
const struct schema irr_schema = { "irr", irr_keys, IRR_KEYS,
	AT(site_irr, line) };
