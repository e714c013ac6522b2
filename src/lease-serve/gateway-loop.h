#ifndef LEASE_SERVE_GATEWAY_LOOP_H
#define LEASE_SERVE_GATEWAY_LOOP_H

#include <stdbool.h>

#include "lease-serve/lease-gateway.h"

/* Serves until SIGTERM or SIGINT.  False if it fails,
 * which has been reported. */
bool gateway_loop(struct gateway *gateway);

#endif
