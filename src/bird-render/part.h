#ifndef BIRD_RENDER_PART_H
#define BIRD_RENDER_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/diag.h"
#include "bird-render/input.h"
#include "stream/fragout.h"

/* A part of a router: one file of its configuration. */
struct part {
	const char *name;	/* for --only */
	const char *file;
	/* The map of the site file that asks for it; NULL: none does. */
	const char *key;
	/* Is it a part of this router at all?  NULL: of every one. */
	bool (*wanted)(const struct input *in);
	/* What its input cannot lack; false and a report when it does. */
	bool (*ready)(const struct input *in, struct diag *diag);
	/* What apply cannot see in the text: counts, sessions, depends. */
	void (*framing)(struct fragout *out, const struct input *in);
	void (*text)(FILE *f, const struct input *in);
};

/* Which parts, as the bits of their rows. */
#define PARTS_ALL (~0u)

/* The bit of that part, 0 when there is none. */
unsigned part_find(const char *name, size_t n);
/* The includes of all parts but the router itself, in the table's order. */
void parts_includes(FILE *f, const struct input *in);
/* Prints the parts as a bird set; false when the input lacks something. */
bool parts_render(FILE *f, const struct input *in, unsigned parts,
    struct diag *diag);

#endif
