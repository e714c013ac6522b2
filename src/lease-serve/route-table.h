#ifndef LEASE_SERVE_ROUTE_TABLE_H
#define LEASE_SERVE_ROUTE_TABLE_H

#include "lease-serve/api-route.h"

/* All requests that the gateway answers. */
extern const struct routes route_table;

#endif
