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
 * Prints ROUTER's tunnels to PEERS and its mesh links as a fragment set, and
 * sets *N to their number.  EXPLAIN is NULL, or the explanation that F belongs
 * to.  Returns false, and reports why, if ROUTER has a tunnelled peer but no
 * wireguard key.
 */
bool render_tunnels(FILE *f, const struct explain *explain,
    const struct format *format, const struct site *site,
    const struct site_router *router, const struct peers *peers,
    unsigned long *n, struct diag *diag);
/* Prints the other side of the tunnel to the peer NAME, ready to paste.
 * Returns false, and reports why, if there is no such tunnel. */
bool render_remote(FILE *f, const struct format *format,
    const struct site *site, const struct site_router *router,
    const struct peers *peers, const char *name, struct diag *diag);

#endif
