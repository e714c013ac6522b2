#ifndef BIRDFEED_FRAGOUT_H
#define BIRDFEED_FRAGOUT_H

#include <stdint.h>
#include <stdio.h>

#include "base/list.h"
#include "stream/revision.h"

/*
 * Writes a set of fragments (birdfeed-fragments(5)): the set's begin line, the
 * framing and the text of each file, and the set's end line.  The caller
 * prints the text to F; none of its lines may start with "#%".
 */
struct fragout {
	FILE *f;
	const char *set;
	unsigned long files;
};

void fragout_begin(struct fragout *out, FILE *f, const char *set);
/* Begins a file.  NAME is below the set's folder: "bird.conf".  MODE is as for
 * chmod(2). */
void fragout_file(struct fragout *out, const char *name, unsigned mode);
/* Write the name of a WHAT that the file has, and of a WHAT that its own
 * network has removed. */
void fragout_member(struct fragout *out, const char *what, const char *name);
void fragout_leave(struct fragout *out, const char *what, const char *name);
void fragout_count(struct fragout *out, const char *what, unsigned long count);
/* Writes when the registry's newest commit was made, if that is known. */
void fragout_revision(struct fragout *out, const struct revision *registry);
/* SETTINGS is "setting=value ...": the settings that restart the BGP session
 * NAME when they change. */
void fragout_session(struct fragout *out, const char *name,
    const char *settings);
void fragout_depends(struct fragout *out, const char *path);
/* Declares the kernel table TABLE, which BIRD fills.  Packets from the
 * network's addresses OWN and forwarded packets use it; the host's other
 * packets do not.  apply(8) maintains the rules for this. */
void fragout_table(struct fragout *out, uint32_t table,
    const struct prefix_list *own);
/* A file without text: apply(8) copies SOURCE, an absolute path.  copy_name()
 * gives the name of the copy. */
void fragout_copy(struct fragout *out, const char *source, unsigned mode);
/* Ends the set.  Writes no end line after a write error on F. */
void fragout_end(struct fragout *out);

#endif
