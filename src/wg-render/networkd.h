#ifndef WG_RENDER_NETWORKD_H
#define WG_RENDER_NETWORKD_H

#include <stdio.h>

#include "stream/fragout.h"
#include "wg-render/tunnel-side.h"

/*
 * A tunnel as systemd-networkd(8) reads it: a systemd.netdev(5) that makes
 * the interface, and a systemd.network(5) that gives it its addresses.
 */
void networkd_files(struct fragout *out, const struct tunnel *t);
void networkd_paste(FILE *f, const struct tunnel *t);

#endif
