#ifndef PEER_SHELL_VERB_CHANGE_H
#define PEER_SHELL_VERB_CHANGE_H

#include "peer-shell/shell.h"

/* Verbs that change the caller's own peers; they return the exit status. */
int verb_peer_create(struct shell *s, char **word, size_t n);
int verb_peer_change(struct shell *s, char **word, size_t n);
int verb_peer_remove(struct shell *s, char **word, size_t n);

#endif
