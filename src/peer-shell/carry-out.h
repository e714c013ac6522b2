#ifndef PEER_SHELL_CARRY_OUT_H
#define PEER_SHELL_CARRY_OUT_H

#include "peer-shell/shell.h"
#include "store/request-order.h"

/*
 * Carries out an order of the caller's, logs it, says what became of it and
 * waits until the router has it.  Returns the exit status: 0, 1 when it was
 * refused, 2 when the store or the router failed.
 */
int carry_out(struct shell *s, const struct request_order *order,
    struct request_answer *answer);

#endif
