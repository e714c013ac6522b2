#ifndef PEER_SHELL_AUDIT_H
#define PEER_SHELL_AUDIT_H

#include "peer-shell/shell.h"

/* Who has signed in, with which key and from where, as sshd says it: sets the
 * actor's key and address; audit_free() it. */
void audit_start(struct shell *s);
/* One line of the system's log about what was asked for: WHAT and OUTCOME are
 * words, NAME is somebody's text. */
void audit_say(const struct shell *s, const char *what, const char *name,
    const char *outcome);
void audit_free(struct shell *s);

#endif
