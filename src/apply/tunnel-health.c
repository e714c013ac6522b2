/* Health: is the other end of a tunnel alive? */
#include "apply/tunnel-health.h"

#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* A session ends after 180 seconds (REJECT_AFTER_TIME in WireGuard's paper),
 * and WireGuard tries a new one every five seconds. */
#define STALE_SECONDS 195
#define DISCARD_PORT 9

const struct wgpeer *
tunnel_health_peer(const struct wgstate *links, const struct tunnel *t)
{
	const struct wglink *link = wgstate_find(links, t->name);

	for (size_t i = 0; link != NULL && i < link->npeer; i++)
		if (wgkey_equal(&link->peer[i].key, &t->peer))
			return &link->peer[i];
	return NULL;
}

/* A handshake in the future means that the clock was wrong: ignores it. */
bool
tunnel_health_stale(const struct wgpeer *peer)
{
	uint64_t now = (uint64_t)time(NULL);

	return peer->handshake + STALE_SECONDS < now ||
	    peer->handshake > now + STALE_SECONDS;
}

/* An address of the other end; NULL: unknown. */
static const struct addr *
far_end(const struct tunnel *t)
{
	for (size_t i = 0; i < t->naddr; i++)
		if (addr_cmp(&t->addr[i].local, &t->addr[i].peer) != 0)
			return &t->addr[i].peer;
	return NULL;
}

/* Had any peer of the interface a recent handshake?  The change may replace
 * the peer. */
static bool
fresh(const struct wgstate *links, const char *name)
{
	const struct wglink *link = wgstate_find(links, name);

	for (size_t i = 0; link != NULL && i < link->npeer; i++)
		if (!tunnel_health_stale(&link->peer[i]))
			return true;
	return false;
}

void
tunnel_health_before(struct name_list *up, const struct tunnels *ts,
    const struct wgstate *links)
{
	for (size_t i = 0; links != NULL && i < ts->n; i++)
		if (far_end(&ts->v[i]) != NULL && fresh(links, ts->v[i].name))
			name_list_add(up,
			    (struct slice){ ts->v[i].name,
				strlen(ts->v[i].name) });
	name_list_sort(up);
}

/* Sends one byte to the discard port, and does not wait for an answer. */
static void
send_byte(const char *name, const struct addr *to)
{
	struct sockaddr_in6 six = { .sin6_family = AF_INET6,
		.sin6_port = htons(DISCARD_PORT),
		.sin6_scope_id = if_nametoindex(name) };
	struct sockaddr_in four = { .sin_family = AF_INET,
		.sin_port = htons(DISCARD_PORT) };
	bool is_four = to->family == 4;
	int fd = socket(is_four ? AF_INET : AF_INET6,
	    SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	ssize_t n;

	if (fd == -1)
		return;
	memcpy(&six.sin6_addr, to->bytes, 16);
	memcpy(&four.sin_addr, to->bytes, 4);
	/* A failure is ignored: without a packet there is no answer either. */
	if (setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, name,
		(socklen_t)strlen(name)) == 0) {
		n = is_four ? sendto(fd, "", 1, 0, (void *)&four, sizeof four) :
			      sendto(fd, "", 1, 0, (void *)&six, sizeof six);
		(void)n;
	}
	close(fd);
}

void
tunnel_health_ask(const struct name_list *names, const struct tunnels *ts)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct tunnel *t = tunnels_find(ts, names->v[i]);
		const struct addr *to = t != NULL ? far_end(t) : NULL;

		if (to != NULL)
			send_byte(t->name, to);
	}
}

void
tunnel_health_lost(struct name_list *lost, const struct name_list *names,
    const struct tunnels *ts, const struct name_list *renewed,
    const struct wgstate *then, const struct wgstate *now)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct tunnel *t = tunnels_find(ts, names->v[i]);
		const struct wgpeer *a, *b;

		if (t == NULL || far_end(t) == NULL)
			continue;
		a = tunnel_health_peer(then, t);
		b = tunnel_health_peer(now, t);
		/*
		 * The peer was removed and added: any handshake is a new one.
		 */
		if (b != NULL &&
		    name_list_has(renewed,
			(struct slice){ t->name, strlen(t->name) })) {
			if (b->handshake == 0)
				name_list_add(lost,
				    (struct slice){ t->name, strlen(t->name) });
			continue;
		}
		if (b == NULL || b->received <= (a != NULL ? a->received : 0))
			name_list_add(lost,
			    (struct slice){ t->name, strlen(t->name) });
	}
}

static bool
same_endpoint(const struct tunnel *a, const struct tunnel *b)
{
	char text[2][ENDPOINT_TEXT];

	if (!a->has_endpoint || !b->has_endpoint)
		return a->has_endpoint == b->has_endpoint;
	return strcmp(endpoint_print(text[0], &a->endpoint),
		   endpoint_print(text[1], &b->endpoint)) == 0;
}

bool
tunnel_health_own_change(const struct tunnels *had, const struct tunnel *want)
{
	const struct tunnel *t = had != NULL ? tunnels_find(had, want->name) :
					       NULL;

	return want->requested &&
	    (t == NULL || !wgkey_equal(&t->peer, &want->peer) ||
		(t->psk_file == NULL) != (want->psk_file == NULL) ||
		!same_endpoint(t, want));
}
