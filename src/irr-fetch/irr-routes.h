#ifndef IRR_FETCH_IRR_ROUTES_H
#define IRR_FETCH_IRR_ROUTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/prefix.h"
#include "irr-fetch/irrd.h"

/* A route object: PREFIX may be announced by ASN. */
struct irr_route {
	struct prefix prefix;
	uint32_t asn;
};

struct route_table {
	struct irr_route *v;
	size_t n;
	size_t cap;
};

/* Asks for the routes of N AS numbers: of IPv4 if FAMILIES[0], of IPv6 if
 * FAMILIES[1].  False with WHY if the server fails. */
bool irr_routes_ask(struct route_table *t, struct irrd *c, const uint32_t *asns,
    size_t n, const bool families[static 2], struct why *why);
/* Writes a record for each route, by prefix and AS number, each once. */
void irr_routes_write(FILE *f, struct route_table *t);
void irr_routes_free(struct route_table *t);

#endif
