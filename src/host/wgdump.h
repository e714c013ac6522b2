#ifndef BIRDFEED_WGDUMP_H
#define BIRDFEED_WGDUMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/slice.h"
#include "base/wgkey.h"
#include "base/why.h"

/*
 * One line of "wg show all dump": an interface, or a peer of one.  It holds
 * keys: wgdump_row_free() wipes it.
 */
struct wgdump_row {
	struct slice interface;	/* points into the line */
	bool is_peer;
	struct wgkey key;	/* the public one; zero: it has none */
	uint16_t listen_port;	/* the interface's */
	struct wgkey private_key;	/* the interface's; zero: none */
	bool has_psk;		/* the rest is a peer's */
	struct wgkey psk;	/* zero: none */
	struct slice endpoint;	/* empty: none; points into the line */
	struct prefix_list allowed_ips;	/* in order */
	uint64_t handshake;	/* seconds since 1970, 0: none yet */
	uint64_t received;	/* bytes */
	uint64_t sent;
	uint32_t keepalive;	/* seconds, 0: off */
};

/* The next line of DUMP without its newline; DUMP is what is left. */
struct slice wgdump_line(struct slice *dump);
/* The interface that LINE is about. */
struct slice wgdump_interface(struct slice line);
/* Free ROW with wgdump_row_free() in any case. */
bool wgdump_parse(struct wgdump_row *row, struct slice line,
    struct why *why);
void wgdump_row_free(struct wgdump_row *row);

#endif
