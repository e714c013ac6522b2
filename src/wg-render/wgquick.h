#ifndef WG_RENDER_WGQUICK_H
#define WG_RENDER_WGQUICK_H

#include <stdio.h>

#include "stream/fragout.h"
#include "wg-render/tunnel-side.h"

/*
 * A tunnel in the format of wg-quick(8).  PostUp lines of fixed forms read the
 * key from its file and set point-to-point addresses.  The text contains no
 * secret.
 */
void wgquick_files(struct fragout *out, const struct tunnel *t);
void wgquick_paste(FILE *f, const struct tunnel *t);

#endif
