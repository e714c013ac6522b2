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
	const char *name; /* for --only */
	const char *file;
	/* The key of the site file that asks for this part, or NULL. */
	const char *key;
	/* Does this router have the part?  NULL: every router has it. */
	bool (*wanted)(const struct input *in);
	/* Returns false, and reports why, if the part's input is missing or
	 * wrong. */
	bool (*ready)(const struct input *in, struct diag *diag);
	/* Writes what apply cannot see in the text: counts, sessions and
	 * dependencies. */
	void (*framing)(struct fragout *out, const struct input *in);
	void (*text)(FILE *f, const struct input *in);
};

#endif
