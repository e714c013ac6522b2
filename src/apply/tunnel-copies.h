#ifndef APPLY_TUNNEL_COPIES_H
#define APPLY_TUNNEL_COPIES_H

#include "apply/store.h"
#include "apply/wg-tunnel.h"

/*
 * Gives the tunnels of the wireguard set SET (NULL: none) their keys from the
 * generation's copies.  FOLDER is the present or future directory of the
 * generation.  The content of a copy is its text in SET or, if STORE is not
 * NULL, the file of the generation ID on disk.  If a copy does not hold a key,
 * the tunnel's key is zero.
 */
void tunnels_take_copies(struct tunnels *ts, const struct frag_set *set,
    const char *folder, struct store *store, const char *id);

#endif
