#ifndef LEASE_SERVE_HTTP_SERVER_H
#define LEASE_SERVE_HTTP_SERVER_H

#include <stdbool.h>

#include "lease-serve/lease-gateway.h"

/* The HTTP side: libmicrohttpd without threads of its own. */
struct http_server;

/* Serves on the descriptor LISTENER, which it then owns.  Returns NULL if
 * libmicrohttpd does not start.  End it with http_server_stop(). */
struct http_server *http_server_start(struct gateway *gateway, int listener);
/* Answers the pending requests with an error, and closes all connections. */
void http_server_stop(struct http_server *server);

/* The descriptor that is readable when there is something to do. */
int http_server_fd(const struct http_server *server);
/* Milliseconds after which http_server_run() must be called; -1: none. */
long long http_server_due(const struct http_server *server);
/* Does what can be done without waiting. */
void http_server_run(struct http_server *server);

#endif
