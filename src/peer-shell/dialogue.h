#ifndef PEER_SHELL_DIALOGUE_H
#define PEER_SHELL_DIALOGUE_H

#include "peer-shell/shell.h"

/* One command; its exit status. */
int dialogue_once(struct shell *s, const char *command);
/* One after another from standard input.  The status of the last one, or on a
 * terminal 0. */
int dialogue(struct shell *s, unsigned idle);

#endif
