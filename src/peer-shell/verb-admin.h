#ifndef PEER_SHELL_VERB_ADMIN_H
#define PEER_SHELL_VERB_ADMIN_H

#include "peer-shell/shell.h"

/* Verbs of the maintainers in the site file's "admins"; others are refused.
 * They return the exit status. */
int verb_request_list(struct shell *s, char **word, size_t n);
int verb_request_approve(struct shell *s, char **word, size_t n);
int verb_request_refuse(struct shell *s, char **word, size_t n);
int verb_request_block(struct shell *s, char **word, size_t n);
int verb_request_unblock(struct shell *s, char **word, size_t n);

#endif
