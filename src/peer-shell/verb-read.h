#ifndef PEER_SHELL_VERB_READ_H
#define PEER_SHELL_VERB_READ_H

#include "peer-shell/shell.h"

/* Verbs that change nothing; they return the exit status. */
int verb_intro(struct shell *s, char **word, size_t n);
int verb_peer_list(struct shell *s, char **word, size_t n);
int verb_peer_config(struct shell *s, char **word, size_t n);
int verb_peer_status(struct shell *s, char **word, size_t n);

#endif
