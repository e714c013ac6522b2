#ifndef APPLY_TUNNEL_COPIES_H
#define APPLY_TUNNEL_COPIES_H

#include "apply/store.h"
#include "apply/wg-tunnel.h"

/*
 * Gives the tunnels of the wireguard set SET (NULL: none) the keys that are
 * in the generation's copies: FOLDER is where the generation is or will be.
 * The content of a copy is its text in SET, or, if STORE is not NULL, what the
 * generation ID has on disk.  A copy that holds no key leaves the key zero.
 */
void tunnels_take_copies(struct tunnels *ts, const struct frag_set *set,
    const char *folder, struct store *store, const char *id);

#endif
