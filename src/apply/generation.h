#ifndef APPLY_GENERATION_H
#define APPLY_GENERATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "apply/apply.h"
#include "apply/name-list.h"
#include "apply/secret.h"
#include "base/diag.h"
#include "stream/fragin.h"

#define ID_TEXT 65 /* 32 bytes in hex, and a NUL */
#define DEFINE_TEXT 128

/*
 * A generation's identity.  Its manifest is itself a fragment stream.  It has
 * the framing of every file in canonical order; the text of each file is
 * replaced by its hash and a keyed hash of each file that it depends on:
 *
 *	#% begin bird 1
 *	#% file bird/bird.conf 0640
 *	#% count peer 34
 *	blake2b HEX
 *	#% file bird/copy/3f9c2a7d5b1e0846 0640
 *	#% copy /etc/birdfeed/password.conf
 *	depends HEX /etc/birdfeed/password.conf
 *	#% end bird 2
 *
 * The last file is the generation's own copy of the named file.  A file that
 * depends on another file also has a "depends" line, after its hash.
 *
 * The generation's id is the SHA-256 of its manifest, so that sha256sum(1)
 * can verify it.  The hashes of the texts are BLAKE2b of 32 bytes, as printed
 * by "b2sum -l 256": it is three times as fast, and a run that changes
 * nothing spends most of its time on these hashes.
 */
struct generation {
	char id[ID_TEXT];
	char bird_id[ID_TEXT]; /* of the manifest's bird part alone */
	struct fragments manifest;
	/*
	 * Peers that their own networks removed, sorted.  They come with the
	 * stream but are not part of the generation's identity: otherwise
	 * dropping such a note later would count as a change.
	 */
	struct name_list leaves;
};

/*
 * Makes the generation of STREAM.  Returns false, and reports why, if a file
 * that STREAM depends on cannot be read or depends_rule() rejects it.  Free
 * with generation_free().
 */
bool generation_make(struct generation *g, const struct fragments *stream,
    const uint8_t key[static SECRET_KEY], const struct job *job);
/* Makes the generation of a manifest that was read back, and takes MANIFEST
 * over.  Returns false, without a report, if ID is not its hash. */
bool generation_take(struct generation *g, struct buf *manifest, const char *id,
    struct diag *diag);
void generation_free(struct generation *g);

/* Does any file of STREAM depend on a file outside of it? */
bool generation_depends(const struct fragments *stream);
/*
 * The text that precedes a file's own text on disk.  In bird/bird.conf, this
 * is the define through which BIRD reports what it runs.
 */
const char *generation_define(const struct generation *g, struct slice path,
    char text[static DEFINE_TEXT]);
/* The 64 hex digits of a manifest file's hash (keyed for a copy), or an empty
 * slice. */
struct slice generation_hash(const struct frag_file *file);
/* Does TEXT match the hash of a manifest's file? */
bool generation_text_ok(const struct frag_file *file, struct slice text,
    const uint8_t key[static SECRET_KEY]);
void content_hash(char hex[static ID_TEXT], const void *data, size_t n);
/* Is S 64 lower-case hex digits, like the name of a generation's directory? */
bool id_ok(const char *s, size_t n);

#endif
