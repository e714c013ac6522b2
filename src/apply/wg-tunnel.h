#ifndef APPLY_WG_TUNNEL_H
#define APPLY_WG_TUNNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/endpoint.h"
#include "base/list.h"
#include "base/wgkey.h"
#include "stream/fragin.h"

/* A WireGuard interface with its single peer, as configured. */
struct tunnel {
	char name[16]; /* the interface's */
	uint16_t listen_port;
	char *key_file;
	char *psk_file; /* NULL: no preshared key */
	struct addr_pair *addr;
	size_t naddr;
	uint32_t mtu;
	struct wgkey peer;
	struct prefix_list allowed_ips; /* sorted, unique */
	bool has_endpoint;
	struct endpoint endpoint;
	uint32_t keepalive; /* seconds, 0: off */
	bool requested;	    /* its network asked for it */
	/* Set if the generation has copies: see tunnels_take_copies(). */
	char *key_copy; /* its path; NULL: no copy */
	char *psk_copy;
	struct wgkey public_key; /* of the private key; zero: none */
	struct wgkey psk;	 /* zero: none */
};

struct tunnels {
	struct tunnel *v; /* sorted by name */
	size_t n;
};

/*
 * Parses a file of the wireguard set.  Accepts only what wg-render writes,
 * because its lines become commands.  Free T with tunnel_free() in every case.
 */
bool tunnel_parse(struct tunnel *t, struct slice path, struct slice text,
    struct diag *diag);
void tunnel_free(struct tunnel *t);

/* Gets the interface name from "wireguard/NAME.conf".  Returns false for
 * another path. */
bool tunnel_name(struct slice path, char name[static 16]);

/* Parses all tunnels of the wireguard set (NULL: no tunnels). */
bool tunnels_parse(struct tunnels *ts, const struct frag_set *set,
    struct diag *diag);
const struct tunnel *tunnels_find(const struct tunnels *ts, const char *name);
/* Sorts by name, as tunnels_find() needs it. */
void tunnels_sort(struct tunnels *ts);
void tunnels_free(struct tunnels *ts);

int addr_pair_cmp(const struct addr_pair *a, const struct addr_pair *b);

#endif
