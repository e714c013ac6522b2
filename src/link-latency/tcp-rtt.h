#ifndef LINK_LATENCY_TCP_RTT_H
#define LINK_LATENCY_TCP_RTT_H

#include <stdbool.h>

#include "base/diag.h"
#include "link-latency/link-roster.h"

/*
 * Measures the links of R by their BGP connections: what the kernel's TCP has
 * measured of each, in the network namespace that the program runs in
 * (sock_diag(7); anybody may ask).  False, and reported, if it does not
 * answer.
 */
bool tcp_rtt_measure(struct roster *r, struct diag *diag);

#endif
