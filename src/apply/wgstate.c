/* The present state of the interfaces. */
#include "apply/wgstate.h"

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/sort.h"
#include "host/run.h"
#include "host/wgdump.h"

#define DUMP_SECONDS 30u

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct wglink *)a)->name,
	    ((const struct wglink *)b)->name);
}

static struct wglink *
find(const struct wgstate *s, const char *name, size_t n)
{
	struct wglink key = { 0 };

	if (n >= sizeof key.name)
		return NULL;
	memcpy(key.name, name, n);
	return sort_find(s->link, s->n, sizeof *s->link, &key, by_name);
}

/* Gets the address in SA.  Returns false if it is neither IPv4 nor IPv6. */
static bool
from_sockaddr(const struct sockaddr *sa, struct addr *a)
{
	*a = (struct addr){ 0 };
	if (sa != NULL && sa->sa_family == AF_INET) {
		a->family = 4;
		memcpy(a->bytes,
		    &((const struct sockaddr_in *)(const void *)sa)->sin_addr,
		    4);
		return true;
	}
	if (sa != NULL && sa->sa_family == AF_INET6) {
		a->family = 6;
		memcpy(a->bytes,
		    &((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr,
		    16);
		return true;
	}
	return false;
}

static unsigned
mask_length(const struct sockaddr *mask)
{
	struct addr a;
	unsigned n = 0;

	if (!from_sockaddr(mask, &a))
		return 0;
	while (n < addr_bits(&a) && (a.bytes[n / 8] >> (7 - n % 8) & 1) != 0)
		n++;
	return n;
}

/* In IPv4, the "destination" of an interface is its broadcast address, unless
 * it is a point-to-point interface. */
static void
add_addr(struct wglink *link, const struct ifaddrs *ifa)
{
	struct linkaddr *a;

	link->addr = mem_resize(link->addr, link->naddr + 1,
	    sizeof *link->addr);
	a = &link->addr[link->naddr];
	*a = (struct linkaddr){ .len = mask_length(ifa->ifa_netmask) };
	from_sockaddr(ifa->ifa_addr, &a->pair.local);
	if ((ifa->ifa_flags & IFF_POINTOPOINT) == 0 ||
	    !from_sockaddr(ifa->ifa_dstaddr, &a->pair.peer))
		a->pair.peer = a->pair.local;
	link->naddr++;
}

static void
drop_doubles(struct wgstate *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (n == 0 || by_name(&s->link[n - 1], &s->link[i]) != 0)
			s->link[n++] = s->link[i];
	s->n = n;
}

/* getifaddrs(3) has one entry for each interface itself.  If the interface has
 * no hardware address, this entry has no address. */
static void
add_links(struct wgstate *s, const struct ifaddrs *list)
{
	for (const struct ifaddrs *i = list; i != NULL; i = i->ifa_next) {
		struct wglink *link;

		if ((i->ifa_addr != NULL &&
			i->ifa_addr->sa_family != AF_PACKET) ||
		    strlen(i->ifa_name) >= sizeof link->name)
			continue;
		s->link = mem_grow(s->link, s->n, &s->cap, sizeof *s->link);
		link = &s->link[s->n++];
		*link = (struct wglink){ .up = (i->ifa_flags & IFF_UP) != 0 };
		memcpy(link->name, i->ifa_name, strlen(i->ifa_name));
	}
	sort_all(s->link, s->n, sizeof *s->link, by_name);
	drop_doubles(s);
}

static int
by_pair(const void *a, const void *b)
{
	const struct linkaddr *x = a, *y = b;
	int c = addr_cmp(&x->pair.local, &y->pair.local);

	return c != 0 ? c : addr_cmp(&x->pair.peer, &y->pair.peer);
}

static void
add_addrs(struct wgstate *s, const struct ifaddrs *list)
{
	for (const struct ifaddrs *i = list; i != NULL; i = i->ifa_next) {
		struct wglink *link = find(s, i->ifa_name, strlen(i->ifa_name));
		struct addr a;

		if (link != NULL && from_sockaddr(i->ifa_addr, &a))
			add_addr(link, i);
	}
	for (size_t i = 0; i < s->n; i++)
		if (s->link[i].naddr > 0)
			sort_all(s->link[i].addr, s->link[i].naddr,
			    sizeof *s->link[i].addr, by_pair);
}

static void
ask_mtu(struct wgstate *s)
{
	int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd == -1)
		fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	for (size_t i = 0; fd != -1 && i < s->n; i++) {
		struct ifreq ifr = { 0 };

		if (!s->link[i].wireguard)
			continue;
		memcpy(ifr.ifr_name, s->link[i].name, sizeof s->link[i].name);
		if (ioctl(fd, SIOCGIFMTU, &ifr) == 0 && ifr.ifr_mtu > 0)
			s->link[i].mtu = (uint32_t)ifr.ifr_mtu;
	}
	if (fd != -1)
		close(fd);
}

static void
take_link(struct wglink *link, const struct wgdump_row *row)
{
	link->wireguard = true;
	link->public_key = row->key;
	link->private_key = row->private_key;
	link->listen_port = row->listen_port;
}

static void
take_endpoint(struct wgpeer *peer, struct slice text)
{
	struct endpoint *ep = &peer->endpoint;
	struct why ignored;

	if (text.n == 0)
		return;
	if (!endpoint_parse(text.p, text.n, ep, &ignored) || ep->host != NULL) {
		endpoint_free(ep);
		*ep = (struct endpoint){ .port = 1 };
		if (text.n < sizeof peer->scoped)
			memcpy(peer->scoped, text.p, text.n);
	}
}

/* Adds ROW's peer, and takes its list over. */
static void
take_peer(struct wglink *link, struct wgdump_row *row)
{
	struct wgpeer *peer;

	link->peer = mem_resize(link->peer, link->npeer + 1,
	    sizeof *link->peer);
	peer = &link->peer[link->npeer++];
	*peer = (struct wgpeer){ row->key, row->has_psk, row->psk,
		row->allowed_ips, row->keepalive, .handshake = row->handshake,
		.received = row->received };
	take_endpoint(peer, row->endpoint);
	row->allowed_ips = (struct prefix_list){ 0 };
}

bool
wgstate_take_dump(struct wgstate *s, struct slice dump, struct why *why)
{
	while (dump.n > 0) {
		struct slice line = wgdump_line(&dump);
		struct slice name = wgdump_interface(line);
		struct wglink *link = find(s, name.p, name.n);
		struct wgdump_row row;
		bool ok;

		if (link == NULL)
			continue; /* it was added meanwhile */
		ok = wgdump_parse(&row, line, why);
		if (ok && row.is_peer)
			take_peer(link, &row);
		else if (ok)
			take_link(link, &row);
		wgdump_row_free(&row);
		if (!ok)
			return false;
	}
	return true;
}

static bool
ask_wg(struct wgstate *s, struct why *why)
{
	static const char *const argv[] = { "wg", "show", "all", "dump", NULL };
	struct run run = { .seconds = DUMP_SECONDS };
	bool ok = run_program(&run, (char *const *)argv, why) == 0;

	if (ok && run.out.len > 0)
		ok = wgstate_take_dump(s,
		    (struct slice){ run.out.data, run.out.len }, why);
	run_free(&run);
	return ok;
}

bool
wgstate_read(struct wgstate *s, bool wireguard, struct why *why)
{
	struct ifaddrs *list;

	*s = (struct wgstate){ 0 };
	if (getifaddrs(&list) != 0) {
		why_set(why, "the list of interfaces: %s", strerror(errno));
		return false;
	}
	add_links(s, list);
	add_addrs(s, list);
	freeifaddrs(list);
	if (!wireguard)
		return true;
	if (!ask_wg(s, why)) {
		wgstate_free(s);
		return false;
	}
	ask_mtu(s);
	return true;
}

const struct wglink *
wgstate_find(const struct wgstate *s, const char *name)
{
	return find(s, name, strlen(name));
}

const struct wgpeer *
wglink_peer(const struct wglink *link, const struct wgkey *key)
{
	for (size_t i = 0; i < link->npeer; i++)
		if (wgkey_equal(&link->peer[i].key, key))
			return &link->peer[i];
	return NULL;
}

const char *
wgpeer_endpoint(char text[static ENDPOINT_TEXT], const struct wgpeer *peer)
{
	if (peer->endpoint.port == 0)
		return NULL;
	if (peer->endpoint.addr.family != 0)
		return endpoint_print(text, &peer->endpoint);
	return peer->scoped[0] != '\0' ? peer->scoped : NULL;
}

bool
wgstate_has_addr(const struct wgstate *s, const struct addr *a)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t j = 0; j < s->link[i].naddr; j++)
			if (addr_cmp(&s->link[i].addr[j].pair.local, a) == 0)
				return true;
	return false;
}

void
wgstate_free(struct wgstate *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct wglink *link = &s->link[i];

		for (size_t j = 0; j < link->npeer; j++)
			free(link->peer[j].allowed_ips.v);
		if (link->npeer > 0)
			sodium_memzero(link->peer,
			    link->npeer * sizeof *link->peer);
		free(link->peer);
		free(link->addr);
	}
	if (s->n > 0)
		sodium_memzero(s->link, s->n * sizeof *s->link);
	free(s->link);
	*s = (struct wgstate){ 0 };
}
