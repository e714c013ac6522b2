#ifndef LEASE_SERVE_HTTP_SEND_H
#define LEASE_SERVE_HTTP_SEND_H

#include <stdbool.h>

#include "lease-serve/call.h"

/* Hands the call's answer to libmicrohttpd.  The reply's body is then empty.
 * False if libmicrohttpd does not take it. */
bool http_send(struct call *call);

#endif
