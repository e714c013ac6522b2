#ifndef WG_RENDER_PEER_INTAKE_H
#define WG_RENDER_PEER_INTAKE_H

#include "site/peer.h"
#include "site/site.h"

/* Reads the peers of ROUTER from standard input.  False if that failed, which
 * has been reported. */
bool peer_intake(struct peers *peers, const struct site *site,
    const struct site_router *router, struct diag *diag);

#endif
