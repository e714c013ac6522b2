/* The kernel's routes for the host's own packets. */
#include "host/iproute.h"

#include <ifaddrs.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"
#include "host/netlink.h"

struct answer {
	bool reached;
	uint32_t interface;
};

static void
take_way(void *ctx, const void *body, size_t n)
{
	const struct rtmsg *m = body;
	const uint8_t *p = (const uint8_t *)body + sizeof *m;
	const struct nlattr *attr;
	struct answer *a = ctx;

	if (n < sizeof *m)
		return;
	n -= sizeof *m;
	a->reached = m->rtm_type == RTN_UNICAST || m->rtm_type == RTN_LOCAL;
	while ((attr = netlink_attr(&p, &n)) != NULL) {
		if (attr->nla_type == RTA_OIF && m->rtm_type == RTN_UNICAST)
			a->interface = netlink_u32(attr);
	}
}

/* Asks the kernel for the way to an address.  Returns 0 or an error number. */
static int
ask_way(const struct addr *to, struct answer *a)
{
	const size_t bytes = addr_bits(to) / 8;
	struct {
		struct rtmsg m;
		struct nlattr attr;
		uint8_t to[16];
	} question = {
		.m = { .rtm_family = to->family == 4 ? AF_INET : AF_INET6,
		    .rtm_dst_len = (uint8_t)addr_bits(to) },
		.attr = { .nla_len = (uint16_t)(sizeof question.attr + bytes),
		    .nla_type = RTA_DST },
	};

	memcpy(question.to, to->bytes, bytes);
	return netlink_ask(RTM_GETROUTE, false, &question,
	    sizeof question - sizeof question.to + bytes, take_way, a);
}

/* The bytes of an Internet address, or NULL if S is none of that family. */
static const uint8_t *
bytes_of(const struct sockaddr *s, unsigned family)
{
	if (s == NULL || s->sa_family != (family == 4 ? AF_INET : AF_INET6))
		return NULL;
	return family == 4 ?
	    (const void *)&((const struct sockaddr_in *)s)->sin_addr :
	    (const void *)&((const struct sockaddr_in6 *)s)->sin6_addr;
}

static bool
in_network(const struct addr *a, const struct sockaddr *of,
    const struct sockaddr *mask)
{
	const uint8_t *network = bytes_of(of, a->family);
	const uint8_t *bits = bytes_of(mask, a->family);
	uint8_t differ = 0;

	if (network == NULL || bits == NULL)
		return false;
	for (size_t i = 0; i < addr_bits(a) / 8; i++)
		differ |= (uint8_t)((a->bytes[i] ^ network[i]) & bits[i]);
	return differ == 0;
}

bool
iproute_on_link(const struct addr *to)
{
	struct ifaddrs *list;
	bool on_link = false;

	if (getifaddrs(&list) != 0)
		return true;
	for (const struct ifaddrs *i = list; i != NULL; i = i->ifa_next)
		on_link |= in_network(to, i->ifa_addr, i->ifa_netmask) ||
		    in_network(to, i->ifa_dstaddr, i->ifa_netmask);
	freeifaddrs(list);
	return on_link;
}

bool
iproute_get(const struct addr *to, char interface[static 16])
{
	struct answer a = { 0 };
	char name[IF_NAMESIZE] = "";

	if (ask_way(to, &a) != 0)
		return false;
	if (a.interface != 0)
		if_indextoname(a.interface, name);
	memcpy(interface, name, IF_NAMESIZE);
	return a.reached;
}

void
addresses_add(struct addresses *list, const struct addr *a)
{
	list->v = mem_grow(list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = *a;
}

void
addresses_free(struct addresses *list)
{
	free(list->v);
	*list = (struct addresses){ 0 };
}

/* Ignores the gateways of a multipath route, which are in another
 * attribute. */
static void
take_default(void *ctx, const void *body, size_t n)
{
	const struct rtmsg *m = body;
	const uint8_t *p = (const uint8_t *)body + sizeof *m;
	const struct nlattr *attr;
	struct addr gateway = { 0 };
	uint32_t table;

	if (n < sizeof *m || m->rtm_dst_len != 0 ||
	    m->rtm_type != RTN_UNICAST || m->rtm_protocol == RTPROT_BIRD)
		return;
	n -= sizeof *m;
	table = m->rtm_table;
	while ((attr = netlink_attr(&p, &n)) != NULL) {
		size_t len;
		const uint8_t *data = netlink_data(attr, &len);

		if (attr->nla_type == RTA_TABLE)
			table = netlink_u32(attr);
		if (attr->nla_type != RTA_GATEWAY || (len != 4 && len != 16))
			continue;
		gateway.family = len == 4 ? 4 : 6;
		memcpy(gateway.bytes, data, len);
	}
	if (table == RT_TABLE_MAIN && gateway.family != 0)
		addresses_add(ctx, &gateway);
}

void
iproute_gateways(struct addresses *list)
{
	static const uint8_t families[] = { AF_INET, AF_INET6 };

	for (size_t i = 0; i < 2; i++) {
		const struct rtmsg body = { .rtm_family = families[i] };

		netlink_ask(RTM_GETROUTE, true, &body, sizeof body,
		    take_default, list);
	}
}

bool
interface_is_tunnel(const char *name)
{
	struct ifreq r = { 0 };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool ok;

	if (fd == -1 || strlen(name) >= sizeof r.ifr_name) {
		if (fd != -1)
			close(fd);
		return false;
	}
	memcpy(r.ifr_name, name, strlen(name));
	ok = ioctl(fd, SIOCGIFHWADDR, &r) == 0;
	close(fd);
	if (!ok)
		return false;
	switch (r.ifr_hwaddr.sa_family) {
	case ARPHRD_NONE: /* WireGuard and tun */
	case ARPHRD_TUNNEL:
	case ARPHRD_TUNNEL6:
	case ARPHRD_SIT:
	case ARPHRD_IPGRE:
	case 823: /* ARPHRD_IP6GRE */
		return true;
	default:
		return false;
	}
}
