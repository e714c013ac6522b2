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

#define WGSTATE_SCOPED 80 /* [fe80::1%eth0]:51820 */

/* A peer of an interface, as the kernel reports it. */
struct wgpeer {
	struct wgkey key;
	bool has_psk;
	struct wgkey psk;		/* zero: none */
	struct prefix_list allowed_ips; /* sorted */
	uint32_t keepalive;		/* seconds, 0: off */
	/* Port 0: no endpoint.  Family 0: an endpoint that only the kernel can
	 * parse, such as a link-local address. */
	struct endpoint endpoint;
	char scoped[WGSTATE_SCOPED]; /* that one, or "" */
	uint64_t handshake;	     /* the latest, Unix time; 0: never */
	uint64_t received;	     /* bytes */
};

/*
 * An address of an interface.  PEER equals LOCAL if there is no peer address.
 */
struct linkaddr {
	struct addr_pair pair;
	unsigned len; /* prefix length */
};

/* A network interface of this host. */
struct wglink {
	char name[16];
	bool wireguard;
	struct wgkey public_key; /* zero: no private key */
	struct wgkey private_key;
	uint16_t listen_port;
	struct wgpeer *peer;
	size_t npeer;
	struct linkaddr *addr; /* sorted */
	size_t naddr;
	uint32_t mtu;
	bool up;
};

/* All interfaces of the host, sorted by name.  Contains keys: wgstate_free()
 * wipes them. */
struct wgstate {
	struct wglink *link;
	size_t n, cap;
};

/* Queries the kernel and, with WIREGUARD set, also "wg show all dump". */
bool wgstate_read(struct wgstate *s, bool wireguard, struct why *why);
/* Adds the output of that command to the interfaces in S. */
bool wgstate_take_dump(struct wgstate *s, struct slice dump, struct why *why);
const struct wglink *wgstate_find(const struct wgstate *s, const char *name);
/* LINK's peer with that public key, or NULL. */
const struct wgpeer *wglink_peer(const struct wglink *link,
    const struct wgkey *key);
/* The peer's endpoint, as wg(8) takes it; NULL: unknown. */
const char *wgpeer_endpoint(char text[static ENDPOINT_TEXT],
    const struct wgpeer *peer);
/* Does any interface have this address? */
bool wgstate_has_addr(const struct wgstate *s, const struct addr *a);
void wgstate_free(struct wgstate *s);

#endif
