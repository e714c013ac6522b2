/* The HTTP side: from libmicrohttpd's callbacks to a call's steps. */
#include "lease-serve/http-server.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <microhttpd.h>

#include "base/mem.h"
#include "base/number.h"
#include "lease-serve/api-body.h"
#include "lease-serve/api-caller.h"
#include "lease-serve/call.h"
#include "lease-serve/http-send.h"

#define HEAD_MOST 32768 /* bytes of a request's head */
#define SPARE \
	32 /* connections kept free for new ones: more
				 * than libmicrohttpd accepts in two turns */
#define DISCARD_MOST \
	65536 /* bytes of a body that are read to its end
				 * though it is too large */

struct http_server {
	struct gateway *gateway;
	struct MHD_Daemon *daemon;
};

static struct visit *
visit_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info != NULL ? info->socket_context : NULL;
}

/* Notes for the deadlines what the connection does now. */
static void
turn(struct gateway *g, struct MHD_Connection *connection,
    enum visit_state state)
{
	struct visit *visit = visit_of(connection);

	if (visit != NULL)
		visit_turn(&g->visits, visit, state, gateway_now());
}

static void
take_connection(void *cls, struct MHD_Connection *connection, void **context,
    enum MHD_ConnectionNotificationCode code)
{
	struct gateway *g = cls;
	const union MHD_ConnectionInfo *info;

	if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
		if (*context != NULL)
			visit_end(&g->visits, *context);
		*context = NULL;
		return;
	}
	if (g->visits.n + SPARE >= g->site->leases.api.max_connections)
		visits_make_room(&g->visits);
	info = MHD_get_connection_info(connection,
	    MHD_CONNECTION_INFO_CONNECTION_FD);
	*context = visit_begin(&g->visits, info->connect_fd, gateway_now());
}

/* A request line has come: the request has begun.  What this returns is the
 * request's context. */
static void *
take_line(void *cls, const char *uri, struct MHD_Connection *connection)
{
	(void)uri;
	turn(cls, connection, VISIT_READING);
	return NULL;
}

/* Keeps libmicrohttpd from decoding paths: route_decode() does it, and refuses
 * what is malformed. */
static size_t
keep_encoded(void *cls, struct MHD_Connection *connection, char *text)
{
	(void)cls;
	(void)connection;
	return strlen(text);
}

/* True if two headers say how long the body is (RFC 9112, section 6.3): a
 * proxy may believe the other one. */
static bool
is_ambiguous(const struct call *call)
{
	return call_headers(call, "Content-Length") +
	    call_headers(call, "Transfer-Encoding") >
	    1;
}

static bool
is_json(const char *type)
{
	static const char json[] = "application/json";
	size_t n = sizeof json - 1;

	return type != NULL && strncasecmp(type, json, n) == 0 &&
	    (type[n] == '\0' || type[n] == ';' || type[n] == ' ');
}

/* Answers now what the head alone decides. */
static void
judge_head(struct call *call, const char *allow)
{
	const char *length = call_header(call, "Content-Length");
	uint64_t n = 0;

	if (is_ambiguous(call)) {
		call_refuse(call, ERROR_BAD_REQUEST,
		    "The length of the body "
		    "is ambiguous.");
		call->unread = true;
	} else if (length != NULL &&
	    (!number_parse(length, strlen(length), 0, UINT32_MAX, &n, NULL) ||
		n > CALL_BODY)) {
		call_refuse(call, ERROR_TOO_LARGE, NULL);
		call->unread = true;
	} else if (call->route == NULL && allow != NULL) {
		call_refuse(call, ERROR_METHOD, NULL);
		call->reply.allow = allow;
	} else if (call->route == NULL) {
		call_refuse(call, ERROR_NOT_FOUND, NULL);
	} else if (call->route->has_body &&
	    !is_json(call_header(call, "Content-Type"))) {
		call_refuse(call, ERROR_MEDIA_TYPE, NULL);
	}
}

/* The body as a JSON object, if the route has one. */
static bool
read_body(struct call *call)
{
	if (!call->route->has_body)
		return true;
	call->json = api_body_read(call->body.data, call->body.len);
	if (call->json != NULL)
		return true;
	call_refuse(call, ERROR_BAD_REQUEST, "The body is not a JSON object.");
	return false;
}

/* The first step of a whole request; again after a wait for keys. */
static void
begin(struct call *call)
{
	struct gateway *g = call->gateway;

	if (!caller_check(call))
		return;
	if (call->route->changes &&
	    !change_rate_count(&g->rate, call->hash, gateway_now()))
		call_refuse(call, ERROR_TOO_MANY, NULL);
	else if (read_body(call))
		call->route->answer(call);
}

static struct call *
call_begin(struct gateway *g, struct MHD_Connection *connection,
    const char *url, const char *method)
{
	struct call *call = mem_zalloc(sizeof *call);
	const char *allow;

	call->gateway = g;
	call->connection = connection;
	call->since = gateway_now();
	call->then = begin;
	call->route = route_find(g->routes, method, url, &call->parameter,
	    &allow);
	judge_head(call, allow);
	return call;
}

static void
call_end(struct call *call)
{
	token_user_free(&call->user);
	json_decref(call->json);
	buf_free(&call->parameter);
	buf_free(&call->body);
	http_reply_free(&call->reply);
	free(call);
}

/* Does the call's next step, and sends its answer or lets it wait. */
static enum MHD_Result
advance(struct call *call)
{
	if (call->reply.status == 0)
		call->then(call);
	if (call->waiting) {
		turn(call->gateway, call->connection, VISIT_WAITING);
		MHD_suspend_connection(call->connection);
		call->suspended = true;
		return MHD_YES;
	}
	turn(call->gateway, call->connection, VISIT_SENDING);
	return http_send(call) ? MHD_YES : MHD_NO;
}

/* Keeps as much of the body as a body may have. */
static enum MHD_Result
take_body(struct call *call, const char *data, size_t *n)
{
	call->received += *n;
	if (call->received > DISCARD_MOST)
		return MHD_NO;
	if (call->received <= CALL_BODY)
		buf_add(&call->body, data, *n);
	else if (call->reply.status == 0)
		call_refuse(call, ERROR_TOO_LARGE, NULL);
	*n = 0;
	return MHD_YES;
}

/*
 * libmicrohttpd calls this for the head, for each part of the body, and for
 * the end of a request; then again after each wait.  Nothing changes before
 * the whole request is there.
 */
static enum MHD_Result
take_request(void *cls, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *data, size_t *n,
    void **context)
{
	struct call *call = *context;

	(void)version;
	if (call == NULL) {
		call = call_begin(cls, connection, url, method);
		*context = call;
		return call->unread ? advance(call) : MHD_YES;
	}
	if (*n > 0)
		return take_body(call, data, n);
	return advance(call);
}

/* Reports the request under --verbose by its row, never by its path. */
static void
report(const struct call *call)
{
	const struct gateway *g = call->gateway;
	const struct route *r = call->route;

	diag_say(g->diag, DIAG_NOTE, NULL, NULL, "%s %s: %u, %lld ms",
	    r != NULL ? r->method : "-", r != NULL ? r->path : "-",
	    call->reply.status, gateway_now() - call->since);
}

static void
end_request(void *cls, struct MHD_Connection *connection, void **context,
    enum MHD_RequestTerminationCode code)
{
	struct gateway *g = cls;
	struct call *call = *context;

	turn(g, connection, VISIT_IDLE);
	if (call == NULL)
		return;
	if (code == MHD_REQUEST_TERMINATED_COMPLETED_OK) {
		answer_count_add(&g->count,
		    call->route != NULL ? (size_t)(call->route - g->routes->v) :
					  g->routes->n,
		    call->reply.status);
		report(call);
	}
	*context = NULL;
	call_end(call);
}

struct http_server *
http_server_start(struct gateway *g, int listener)
{
	struct http_server *server = mem_zalloc(sizeof *server);

	server->gateway = g;
	server->daemon = MHD_start_daemon(MHD_USE_EPOLL |
		MHD_ALLOW_SUSPEND_RESUME,
	    0, NULL, NULL, take_request, g, MHD_OPTION_LISTEN_SOCKET, listener,
	    MHD_OPTION_CONNECTION_LIMIT,
	    (unsigned)g->site->leases.api.max_connections,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_MOST,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK,
	    keep_encoded, g, MHD_OPTION_URI_LOG_CALLBACK, take_line, g,
	    MHD_OPTION_NOTIFY_CONNECTION, take_connection, g,
	    MHD_OPTION_NOTIFY_COMPLETED, end_request, g, MHD_OPTION_END);
	if (server->daemon != NULL)
		return server;
	close(listener);
	free(server);
	return NULL;
}

void
http_server_stop(struct http_server *server)
{
	if (server == NULL)
		return;
	MHD_stop_daemon(server->daemon);
	free(server);
}

int
http_server_fd(const struct http_server *server)
{
	return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)
	    ->epoll_fd;
}

long long
http_server_due(const struct http_server *server)
{
	long long due = visits_due(&server->gateway->visits, gateway_now());
	MHD_UNSIGNED_LONG_LONG ms;

	if (MHD_get_timeout(server->daemon, &ms) == MHD_YES &&
	    (due == -1 || (long long)ms < due))
		due = (long long)ms;
	return due;
}

void
http_server_run(struct http_server *server)
{
	struct visits *visits = &server->gateway->visits;
	size_t before;

	visits_expire(visits, gateway_now());
	before = visits->n;
	MHD_run(server->daemon);
	/* At its limit, libmicrohttpd does not watch the listening socket; it
	 * does again only in the turn after one has ended. */
	if (visits->n < before)
		MHD_run(server->daemon);
}
