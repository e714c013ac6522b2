#ifndef LINK_LATENCY_LINK_MEMORY_H
#define LINK_LATENCY_LINK_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/slice.h"
#include "link-latency/link.h"

/* When it is.  An uptime of 0 is not known. */
struct moment {
	uint64_t now;	 /* seconds since 1970 */
	uint64_t uptime; /* seconds since the host started */
};

/* What the rounds so far left: links by name, each once.  Zeroed, it is
 * empty; free it with memory_free(). */
struct memory {
	struct moment last; /* the last round; zero: there was none */
	struct link *v;
	size_t n;
	size_t cap;
};

enum memory_state {
	MEMORY_WHOLE,
	MEMORY_CUT,	/* only the lines that are whole were taken */
	MEMORY_FOREIGN, /* no memory, or of a later version */
};

/* Reads the text of a file. */
enum memory_state memory_parse(struct memory *m, struct slice text);
void memory_print(const struct memory *m, struct buf *to);

/*
 * Reads the file PATH; one that does not exist is empty (a warning).  For a
 * file that is cut or foreign: with SALVAGE what is left of it, and a
 * warning; without, false and an error.
 */
bool memory_read(struct memory *m, const char *path, bool salvage,
    struct diag *diag);
/* Replaces the file in one step; false, and reported, if it cannot. */
bool memory_write(const struct memory *m, const char *path, struct diag *diag);

/* Returns the link of that name, or NULL. */
struct link *memory_find(const struct memory *m, const char *name);
/* A new one of that name, behind the others until memory_sort(). */
struct link *memory_add(struct memory *m, struct slice name);
void memory_sort(struct memory *m);
/* Drops the links without anything worth keeping. */
void memory_drop_forgotten(struct memory *m);
/*
 * Moves the memory's clock on to TO: how many rounds passed, 0 if less than
 * half a round did.  If the wall clock was set in between, the times in the
 * memory are moved too, and *JUMP is by how many seconds.
 */
uint32_t memory_advance(struct memory *m, const struct moment *to,
    int64_t *jump);
void memory_free(struct memory *m);

#endif
