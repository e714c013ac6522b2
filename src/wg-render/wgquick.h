#ifndef WG_RENDER_WGQUICK_H
#define WG_RENDER_WGQUICK_H

#include <stdio.h>

#include "stream/fragout.h"
#include "wg-render/tunnel-side.h"

/*
 * A tunnel as wg-quick(8) reads it.  The key comes from its file and the
 * addresses as point-to-point ones, by PostUp lines of fixed forms; no
 * secret stands in the text.
 */
void wgquick_files(struct fragout *out, const struct tunnel *t);
void wgquick_paste(FILE *f, const struct tunnel *t);

#endif
