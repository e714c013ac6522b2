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

#define ID_TEXT 65		/* 32 bytes in hex, and a NUL */
#define DEFINE_TEXT 128

/*
 * A generation's identity.  Its manifest is itself a fragment stream: the
 * framing of every file in canonical order, and in the place of a file's
 * text the text's hash and a keyed hash of each file it depends on:
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
 * The last file is the generation's own copy of what is named.  A file that
 * depends on another has such a line as well, behind its hash.
 *
 * The generation's id is the SHA-256 of its manifest, so that sha256sum(1)
 * can check what is on disk; the texts' hashes are BLAKE2b of 32 bytes, as
 * "b2sum -l 256" has them, which is three times as fast where a run that
 * changes nothing spends most of its time.
 */
struct generation {
	char id[ID_TEXT];
	char bird_id[ID_TEXT];	/* of the manifest's part for BIRD alone */
	struct fragments manifest;
	/* Peers whose own networks took them away, sorted.  They came with
	 * the stream, and are no part of its identity: otherwise the end of
	 * such a note would be a change. */
	struct name_list leaves;
};

/*
 * The generation that STREAM would be.  False, reported, when a file that
 * it depends on cannot be read or is not as depends_rule() wants it.  Free with generation_free().
 */
bool generation_make(struct generation *g, const struct fragments *stream,
    const uint8_t key[static SECRET_KEY], const struct job *job);
/* From a manifest that was read back; takes it over.  False, in silence,
 * when ID is not its hash. */
bool generation_take(struct generation *g, struct buf *manifest,
    const char *id, struct diag *diag);
void generation_free(struct generation *g);

/* Does anything in STREAM depend on a file outside of it? */
bool generation_depends(const struct fragments *stream);
/*
 * What stands on disk before the text of the file of that path: in
 * bird/bird.conf the define by which BIRD can be asked what it runs.
 */
const char *generation_define(const struct generation *g, struct slice path,
    char text[static DEFINE_TEXT]);
/* The hex hash of a manifest's file, a keyed one of a copy; its 64 bytes, or
 * none. */
struct slice generation_hash(const struct frag_file *file);
/* Is TEXT what a manifest's file should hold? */
bool generation_text_ok(const struct frag_file *file, struct slice text,
    const uint8_t key[static SECRET_KEY]);
void content_hash(char hex[static ID_TEXT], const void *data, size_t n);
/* 64 lower case hex digits, as a generation's directory is named. */
bool id_ok(const char *s, size_t n);

#endif
