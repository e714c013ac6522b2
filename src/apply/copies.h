#ifndef APPLY_COPIES_H
#define APPLY_COPIES_H

#include "apply/apply.h"
#include "apply/secret.h"
#include "apply/store.h"

/*
 * What a generation's copies of files hold: secrets, and the operator's own
 * files that BIRD includes.  The copies of a stream have their text from
 * here, so free this after the stream.
 */
struct copies {
	struct secret *text;
	size_t n, cap;
	char **name;		/* paths and framing of those that were added */
	size_t nname, name_cap;
};

/*
 * Gives STREAM, whose copies have no text yet, the content of the files that
 * they name, and adds copies of what its tunnels depend on.  False, reported,
 * when one of them cannot be read or is not as depends_rule() wants it.
 */
bool copies_read(struct copies *c, struct fragments *stream,
    const struct job *job);
/* The same for a stream that was made of the generation ID: the content of
 * its copies is what is installed. */
bool copies_read_back(struct copies *c, struct fragments *stream,
    const struct job *job, struct store *s, const char *id);
void copies_free(struct copies *c);

#endif
