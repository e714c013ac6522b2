#ifndef APPLY_WGSTATE_H
#define APPLY_WGSTATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/endpoint.h"
#include "base/list.h"
#include "base/slice.h"
#include "base/wgkey.h"
#include "base/why.h"

#define WGSTATE_SCOPED 80	/* [fe80::1%eth0]:51820 */

/* A peer as the interface has it. */
struct wgpeer {
	struct wgkey key;
	bool has_psk;
	struct wgkey psk;		/* zero: none */
	struct prefix_list allowed_ips;	/* in order */
	uint32_t keepalive;		/* seconds, 0: off */
	/* Port 0: none; family 0: one that only the kernel understands,
	 * such as a link-local one. */
	struct endpoint endpoint;
	char scoped[WGSTATE_SCOPED];	/* that one, for wg(8); else "" */
	uint64_t handshake;		/* the latest, Unix time; 0: never */
	uint64_t received;		/* bytes */
};

/* An address of an interface; PEER is LOCAL where there is no other. */
struct linkaddr {
	struct addr_pair pair;
	unsigned len;			/* of the prefix */
};

/* A network interface of this host. */
struct wglink {
	char name[16];
	bool wireguard;
	struct wgkey public_key;	/* zero: it has no private one */
	struct wgkey private_key;
	uint16_t listen_port;
	struct wgpeer *peer;
	size_t npeer;
	struct linkaddr *addr;		/* in order */
	size_t naddr;
	uint32_t mtu;
	bool up;
};

/* What is: all interfaces, by name.  It holds keys: wgstate_free() wipes
 * them. */
struct wgstate {
	struct wglink *link;
	size_t n, cap;
};

/* Asks the kernel, and with WIREGUARD set also "wg show all dump". */
bool wgstate_read(struct wgstate *s, bool wireguard, struct why *why);
/* Adds that command's output to the links that are there. */
bool wgstate_take_dump(struct wgstate *s, struct slice dump,
    struct why *why);
const struct wglink *wgstate_find(const struct wgstate *s,
    const char *name);
/* Where the peer is, as wg(8) takes it; NULL: not known. */
const char *wgpeer_endpoint(char text[static ENDPOINT_TEXT],
    const struct wgpeer *peer);
/* Has any interface that address? */
bool wgstate_has_addr(const struct wgstate *s, const struct addr *a);
void wgstate_free(struct wgstate *s);

#endif
