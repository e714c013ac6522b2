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
#define TREE_PATH 256		/* a fragment's path, and its NUL */
#define TREE_FILE_MOST ((off_t)256 * 1024 * 1024)

/*
 * Writes G, whose files are STREAM's, as the directory of its id: under a
 * temporary name first, made durable, then renamed.  What stood there under
 * that name goes.  False, reported: nothing stands there that is not whole.
 */
bool tree_install(struct store *s, const struct generation *g,
    const struct fragments *stream);

enum tree_state {
	TREE_WHOLE,
	TREE_DAMAGED,
	TREE_ABSENT,
};

/*
 * Is G's directory what it should be?  Compares with STREAM's texts or,
 * STREAM being NULL, with the hashes in G's manifest.  Adds the paths of
 * the files that are not to DAMAGED, and to EDITED, unless that is NULL,
 * those of them in which somebody's work may be lost when they are replaced.
 */
enum tree_state tree_verify(struct store *s, const struct generation *g,
    const struct fragments *stream, struct name_list *damaged,
    struct name_list *edited);

/* BIRD's group for what BIRD reads, when there is that group. */
gid_t tree_group(const struct store *s, const struct set_kind *kind);
/* That file of the generation ID, for reading; -1: errno says why. */
int tree_open(const struct store *s, const char *id, struct slice path);
/* The text of G's file of that path, as it stands on disk. */
bool tree_read(struct store *s, const char *id, struct slice path,
    struct buf *text);

#endif
