#ifndef WG_RENDER_TUNNEL_FORMAT_H
#define WG_RENDER_TUNNEL_FORMAT_H

#include <stdbool.h>
#include <stdio.h>

#include "stream/fragout.h"
#include "wg-render/tunnel-side.h"

/* An output format.  To add a format, add a row. */
struct format {
	const char *name;
	const char *set; /* the fragment set it fills */
	/* Writes the files of a tunnel, with their framing. */
	void (*files)(struct fragout *out, const struct tunnel *t);
	/* Prints only the text, to paste, with the name of the target file. */
	void (*paste)(FILE *f, const struct tunnel *t);
	/* Where the user who pastes the text keeps the keys. */
	const char *private_key_file;
	const char *psk_file;
	bool root; /* root reads the keys */
};

/* Returns the format NAME, or NULL if there is none. */
const struct format *format_find(const char *name);

#endif
