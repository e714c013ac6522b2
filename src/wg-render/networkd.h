#ifndef WG_RENDER_NETWORKD_H
#define WG_RENDER_NETWORKD_H

#include <stdio.h>

#include "stream/fragout.h"
#include "wg-render/tunnel-side.h"

/*
 * A tunnel in the format of systemd-networkd(8): a systemd.netdev(5) file that
 * creates the interface, and a systemd.network(5) file that sets its
 * addresses.
 */
void networkd_files(struct fragout *out, const struct tunnel *t);
void networkd_paste(FILE *f, const struct tunnel *t);

#endif
