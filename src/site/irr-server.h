#ifndef BIRDFEED_IRR_SERVER_H
#define BIRDFEED_IRR_SERVER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/endpoint.h"
#include "base/list.h"
#include "site/schema.h"

enum {
	IRR_SERVER,
	IRR_PORT,
	IRR_SOURCES,
	IRR_TIMEOUT,
	IRR_CONNECT_TIMEOUT,
	IRR_RETRIES,
	IRR_MAX_SIZE,
	IRR_MAX_STALE,
	IRR_KEYS
};

/* The IRRd server that irr-fetch asks: the site file's irr. */
struct site_irr {
	struct endpoint server; /* the port in it is unused */
	uint32_t port;
	struct text_list sources; /* in their order; none: the server's */
	uint32_t timeout;	  /* seconds, for all attempts */
	uint32_t connect_timeout; /* seconds */
	uint32_t retries;
	uint32_t max_size;  /* MiB, of all answers */
	uint32_t max_stale; /* seconds; 0: never */
	unsigned line[IRR_KEYS];
};

extern const struct schema irr_schema;

#endif
