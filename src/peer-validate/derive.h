#ifndef PEER_VALIDATE_DERIVE_H
#define PEER_VALIDATE_DERIVE_H

#include "site/peer.h"
#include "site/site.h"

/*
 * Fills in what the peer left to the site (birdfeed-site(5)): router,
 * listen port, link-local pair, interface and protocol names, limits and
 * communities.  DEFAULT_ROUTER (may be NULL) is the one of a peer that
 * names none.  What can not be filled in stays away, for the checks to
 * find.  Returns the peer's router, NULL when the site has no such one.
 */
const struct site_router *derive_peer(struct peer *p, const struct site *site,
    const struct site_router *default_router);

#endif
