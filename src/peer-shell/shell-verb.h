#ifndef PEER_SHELL_SHELL_VERB_H
#define PEER_SHELL_SHELL_VERB_H

#include <stdbool.h>

#include "peer-shell/shell.h"

/*
 * Carries out LINE, which is changed; the status as of a program.  *BYE: the
 * caller wants to go.
 */
int shell_line(struct shell *s, char *line, bool *bye);

#endif
