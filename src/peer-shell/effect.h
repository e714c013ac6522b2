#ifndef PEER_SHELL_EFFECT_H
#define PEER_SHELL_EFFECT_H

#include "peer-shell/shell.h"
#include "store/request-order.h"

/*
 * Says what the router made of a change, once the pipeline's result names its
 * serial or a later one; waits for that as long as the shell may.  0, 1 when
 * the pipeline refused the peer, 2 when it failed.
 */
int effect_say(struct shell *s, const struct request_answer *answer);

#endif
