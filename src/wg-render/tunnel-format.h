#ifndef WG_RENDER_TUNNEL_FORMAT_H
#define WG_RENDER_TUNNEL_FORMAT_H

#include <stdio.h>

#include "stream/fragout.h"
#include "wg-render/tunnel-side.h"

/* A way to write tunnels down; a new one is a new row. */
struct format {
	const char *name;
	const char *set;	/* the fragment set it fills */
	/* One tunnel's files, with their framing. */
	void (*files)(struct fragout *out, const struct tunnel *t);
	/* The text alone, to paste, saying where to. */
	void (*paste)(FILE *f, const struct tunnel *t);
	/* Where the one who pastes it keeps the keys. */
	const char *private_key_file;
	const char *psk_file;
};

/* NULL when there is none of that name. */
const struct format *format_find(const char *name);

#endif
