#ifndef LINK_LATENCY_FPING_H
#define LINK_LATENCY_FPING_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/slice.h"
#include "link-latency/link-roster.h"

/*
 * One line of "fping -q -C N": "ADDRESS : 7.1 - 7.3", an address with its
 * %INTERFACE where it is link-local.  Measures the address's link of R, unless
 * its BGP connection already did.  False for a line that is none of these.
 */
bool fping_take(struct roster *r, struct slice line);
/* All lines of FD.  False, and reported, if it cannot be read, or has a line
 * that fping does not write. */
bool fping_read(struct roster *r, int fd, struct diag *diag);

#endif
