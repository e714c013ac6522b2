#ifndef PEER_SHELL_SIGNED_TEXT_H
#define PEER_SHELL_SIGNED_TEXT_H

#include "peer-shell/shell.h"
#include "store/petition-order.h"

/*
 * Reads a signed text from standard input and has request-verify check it.  0
 * and the one order it asks for, or the status after it was said why not.
 * petition_orders_free() ORDERS in every case.
 */
int signed_text_read(struct shell *s, struct petition_orders *orders);

#endif
