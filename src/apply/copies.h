#ifndef APPLY_COPIES_H
#define APPLY_COPIES_H

#include "apply/apply.h"
#include "apply/secret.h"
#include "apply/store.h"

/*
 * The content of a generation's file copies: secrets, and the operator's own
 * files that BIRD includes.  The copies in a stream point to this text: free
 * the stream first.
 */
struct copies {
	struct secret *text;
	size_t n, cap;
	char **name; /* paths and framing of the added copies */
	size_t nname, name_cap;
};

/*
 * Reads the files that STREAM's copies name, and gives the copies their
 * content.  Also adds copies of the files that its tunnels depend on.  Returns
 * false, and reports why, if a file cannot be read or depends_rule() rejects
 * it.
 */
bool copies_read(struct copies *c, struct fragments *stream,
    const struct job *job);
/* The same for a stream made from the stored generation ID: the content comes
 * from the installed copies. */
bool copies_read_back(struct copies *c, struct fragments *stream,
    const struct job *job, struct store *s, const char *id);
void copies_free(struct copies *c);

#endif
