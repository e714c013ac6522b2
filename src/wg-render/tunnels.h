#ifndef WG_RENDER_TUNNELS_H
#define WG_RENDER_TUNNELS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "render/explain.h"
#include "site/peer.h"
#include "site/site.h"
#include "wg-render/tunnel-format.h"

/*
 * Prints the tunnels among PEERS as a fragment set, and how many there are
 * to *N.  Where EXPLAIN is not NULL, F is its.  False, and reported, when
 * ROUTER cannot have any.
 */
bool render_tunnels(FILE *f, const struct explain *explain,
    const struct format *format,
    const struct site *site, const struct site_router *router,
    const struct peers *peers, unsigned long *n, struct diag *diag);
/* Prints the other side of the tunnel to the peer NAME, ready to paste. */
bool render_remote(FILE *f, const struct format *format,
    const struct site *site, const struct site_router *router,
    const struct peers *peers, const char *name, struct diag *diag);

#endif
