#ifndef LEASE_SERVE_LISTENER_H
#define LEASE_SERVE_LISTENER_H

#include "base/diag.h"
#include "site/lease-api.h"

/* A listening socket at the place that the site file gives, or -1, which has
 * been reported.  The socket of a gateway that has died is replaced. */
int listener_open(const struct site_lease_api *api, struct diag *diag);
/* Removes the Unix socket from its directory, if there is one. */
void listener_remove(const struct site_lease_api *api);
/* Where it listens, for messages. */
const char *listener_place(const struct site_lease_api *api,
    char text[static ENDPOINT_TEXT]);

#endif
