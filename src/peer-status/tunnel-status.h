#ifndef PEER_STATUS_TUNNEL_STATUS_H
#define PEER_STATUS_TUNNEL_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/wgkey.h"
#include "base/why.h"

/* A WireGuard peer of one of our interfaces. */
struct tunnel {
	char *interface;
	struct wgkey key;
	char *endpoint;	    /* NULL: none */
	uint64_t handshake; /* seconds since 1970, 0: never */
	uint64_t received;  /* bytes */
	uint64_t sent;
	uint32_t keepalive; /* seconds, 0: off */
};

struct tunnels {
	struct tunnel *v; /* by interface, then key */
	size_t n, cap;
};

/* Runs wg(8) for at most SECONDS.  Returns false, and sets WHY, if wg(8)
 * fails, is missing or has no permission. */
bool tunnels_ask(struct tunnels *all, unsigned seconds, struct why *why);
/* Parses the output of "wg show all dump". */
bool tunnels_take(struct tunnels *all, struct slice dump, struct why *why);
/* Returns the first tunnel of INTERFACE, or NULL. */
const struct tunnel *tunnels_find(const struct tunnels *all,
    const char *interface);
/* Keeps the first N tunnels and frees the others. */
void tunnels_cut(struct tunnels *all, size_t n);
void tunnels_free(struct tunnels *all);

#endif
