/* The gateway's one loop: requests, the issuer's keys, the ROA hook. */
#include "lease-serve/gateway-loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "lease-serve/api-caller.h"
#include "lease-serve/http-server.h"
#include "lease-serve/listener.h"

#define WAIT_MOST (60 * 1000) /* milliseconds */
#define END_TURN 10	      /* milliseconds */
#define END_TURNS 100	      /* for the answers at the end */

static void
sooner(long long *wait, long long due)
{
	if (due >= 0 && due < *wait)
		*wait = due;
}

/* Waits for something to do.  True if a signal has come. */
static bool
wait_for_work(struct gateway *g, const struct http_server *server, int end)
{
	struct curl_waitfd fds[] = {
		{ end, CURL_WAIT_POLLIN, 0 },
		{ http_server_fd(server), CURL_WAIT_POLLIN, 0 },
		{ g->hook.fd, CURL_WAIT_POLLIN, 0 },
	};
	long long wait = WAIT_MOST;

	sooner(&wait, http_server_due(server));
	sooner(&wait, key_ring_due(&g->ring, gateway_now()));
	if (g->hook.first != NULL && g->hook.fd == -1)
		wait = 0;
	curl_multi_poll(g->fetch.multi, fds, g->hook.fd != -1 ? 3 : 2,
	    (int)wait, NULL);
	return fds[0].revents != 0;
}

/* What still waits is answered as if its wait had failed.  An answer takes
 * libmicrohttpd several turns.  Turns are counted, and not the time, so that a
 * busy machine cuts off nobody. */
static void
end_waits(struct gateway *g, struct http_server *server)
{
	struct pollfd p = { .fd = http_server_fd(server), .events = POLLIN };

	g->ending = true;
	callers_wake(g);
	roa_queue_abandon(&g->hook);
	for (int i = 0; i < END_TURNS && visits_answering(&g->visits); i++) {
		http_server_run(server);
		if (visits_answering(&g->visits))
			poll(&p, 1, END_TURN);
	}
}

static void
serve(struct gateway *g, struct http_server *server, int end)
{
	gateway_step_keys(g);
	while (!wait_for_work(g, server, end)) {
		if (gateway_step_keys(g))
			callers_wake(g);
		roa_queue_step(&g->hook);
		http_server_run(server);
	}
	end_waits(g, server);
}

static bool
fail(struct gateway *g, const char *what)
{
	diag_say(g->diag, DIAG_ERROR, NULL, NULL, "%s", what);
	return false;
}

static bool
start(struct gateway *g, int end)
{
	const struct site_lease_api *api = &g->site->leases.api;
	char text[ENDPOINT_TEXT];
	struct http_server *server;
	int listener = listener_open(api, g->diag);

	if (listener == -1)
		return false;
	server = http_server_start(g, listener);
	if (server == NULL) {
		listener_remove(api);
		return fail(g, "libmicrohttpd does not start");
	}
	diag_say(g->diag, DIAG_NOTE, NULL, NULL, "listening at %s",
	    listener_place(api, text));
	serve(g, server, end);
	http_server_stop(server);
	listener_remove(api);
	return true;
}

bool
gateway_loop(struct gateway *g)
{
	sigset_t ends;
	bool ok;
	int fd;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	fd = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd == -1)
		return fail(g, strerror(errno));
	ok = start(g, fd);
	close(fd);
	return ok;
}
