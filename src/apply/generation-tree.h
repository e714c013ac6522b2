#ifndef APPLY_GENERATION_TREE_H
#define APPLY_GENERATION_TREE_H

#include <stdbool.h>
#include <sys/types.h>

#include "apply/generation.h"
#include "apply/name-list.h"
#include "apply/sets.h"
#include "apply/store.h"
#include "base/buf.h"

#define TREE_MANIFEST "manifest"
#define TREE_PATH 256 /* a fragment's path and its NUL */
#define TREE_FILE_MOST ((off_t)256 * 1024 * 1024)

/*
 * Writes G, made from STREAM, as the directory named after its id: under a
 * temporary name first, then synced and renamed.  Replaces an existing
 * directory of that name.  Returns false, and reports why, on failure; an
 * incomplete directory never gets the final name.
 */
bool tree_install(struct store *s, const struct generation *g,
    const struct fragments *stream);

enum tree_state {
	TREE_WHOLE,
	TREE_DAMAGED,
	TREE_ABSENT,
};

/*
 * Verifies G's directory.  Compares the files with STREAM's texts or, if
 * STREAM is NULL, with the hashes in G's manifest.  Adds the paths of files
 * that differ to DAMAGED.  Unless EDITED is NULL, adds to it those of them
 * where replacing the file may destroy somebody's work.
 */
enum tree_state tree_verify(struct store *s, const struct generation *g,
    const struct fragments *stream, struct name_list *damaged,
    struct name_list *edited);

/* The group for the files of KIND: BIRD's group if BIRD may read them or if
 * KIND is NULL; otherwise (gid_t)-1, which leaves the group unchanged. */
gid_t tree_group(const struct store *s, const struct set_kind *kind);
/* Opens the file PATH of the generation ID for reading.  Returns -1 and sets
 * errno on failure. */
int tree_open(const struct store *s, const char *id, struct slice path);
/* Reads the text of the file PATH of the generation ID from disk. */
bool tree_read(struct store *s, const char *id, struct slice path,
    struct buf *text);

#endif
