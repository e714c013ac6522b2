#ifndef PEER_SHELL_VERB_GUEST_H
#define PEER_SHELL_VERB_GUEST_H

#include "peer-shell/shell.h"

/* Verbs of those who signed in as nobody in particular, and sign a text
 * instead; they return the exit status. */
int verb_template(struct shell *s, char **word, size_t n);
int verb_submit(struct shell *s, char **word, size_t n);

#endif
