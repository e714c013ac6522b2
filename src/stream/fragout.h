#ifndef BIRDFEED_FRAGOUT_H
#define BIRDFEED_FRAGOUT_H

#include <stdint.h>
#include <stdio.h>

#include "base/list.h"

/*
 * Writes a set of fragments (birdfeed-fragments(5)): the set's begin, then
 * for each file its framing and its text, then the set's end.  The text is
 * printed to F directly; no line of it may start with "#%".
 */
struct fragout {
	FILE *f;
	const char *set;
	unsigned long files;
};

void fragout_begin(struct fragout *out, FILE *f, const char *set);
/* NAME is under the set's folder: "bird.conf"; MODE as for chmod(2). */
void fragout_file(struct fragout *out, const char *name, unsigned mode);
/* One of what is counted, by its name; and one of which its own network says
 * that it is gone. */
void fragout_member(struct fragout *out, const char *what,
    const char *name);
void fragout_leave(struct fragout *out, const char *what, const char *name);
void fragout_count(struct fragout *out, const char *what,
    unsigned long count);
/* SETTINGS: "setting=value ...", what restarts the session NAME. */
void fragout_session(struct fragout *out, const char *name,
    const char *settings);
void fragout_depends(struct fragout *out, const char *path);
/* BIRD fills TABLE, which the network's addresses, OWN, and what is forwarded
 * use, and the host's own packets do not: apply(8) keeps the rules. */
void fragout_table(struct fragout *out, uint32_t table,
    const struct prefix_list *own);
/* A file without a text: apply(8) copies SOURCE, an absolute path.  Its name
 * is copy_name()'s. */
void fragout_copy(struct fragout *out, const char *source, unsigned mode);
/* Closes the set: everything it holds has been written. */
void fragout_end(struct fragout *out);

#endif
