#ifndef BIRDFEED_WGDUMP_H
#define BIRDFEED_WGDUMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/slice.h"
#include "base/wgkey.h"
#include "base/why.h"

/*
 * A line of "wg show all dump": an interface, or a peer of an interface.  It
 * holds keys; wgdump_row_free() wipes them.
 */
struct wgdump_row {
	struct slice interface; /* points into the line */
	bool is_peer;
	struct wgkey key;		/* the public key; zero: none */
	uint16_t listen_port;		/* of an interface */
	struct wgkey private_key;	/* of an interface; zero: none */
	bool has_psk;			/* this and the rest: of a peer */
	struct wgkey psk;		/* zero: none */
	struct slice endpoint;		/* empty: none; points into the line */
	struct prefix_list allowed_ips; /* sorted */
	uint64_t handshake;		/* seconds since 1970, 0: none yet */
	uint64_t received;		/* bytes */
	uint64_t sent;
	uint32_t keepalive; /* seconds, 0: off */
};

/* Removes the next line from DUMP and returns it without its newline. */
struct slice wgdump_line(struct slice *dump);
/* The interface of LINE. */
struct slice wgdump_interface(struct slice line);
/* Parses LINE.  Free ROW with wgdump_row_free() in both cases. */
bool wgdump_parse(struct wgdump_row *row, struct slice line, struct why *why);
void wgdump_row_free(struct wgdump_row *row);

#endif
