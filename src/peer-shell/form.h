#ifndef PEER_SHELL_FORM_H
#define PEER_SHELL_FORM_H

#include <stdbool.h>

#include "base/why.h"
#include "peer-shell/shell.h"
#include "site/peer.h"

/* The fields of a peer that somebody fills in. */
struct form {
	struct peer peer;
	bool clear[PEER_KEYS];
};

/* A field by its text; an empty text clears it.  False with the reason. */
bool form_set(struct form *form, unsigned key, const char *text,
    struct why *why);
/* Words KEY=VALUE, and a peer's name as a word alone.  0, or the status after
 * the reason was reported. */
int form_words(struct shell *s, struct form *form, char **word, size_t n);
/* Takes the word KEY=VALUE, which is no field, out of the N words, and returns
 * its value; NULL: it is not there. */
const char *form_take(char **word, size_t *n, const char *key);
void form_free(struct form *form);

#endif
