#ifndef PEER_SHELL_TRIAL_H
#define PEER_SHELL_TRIAL_H

#include <stdbool.h>

#include "peer-shell/shell.h"
#include "site/peer.h"
#include "store/request-order.h"

/* What came of trying something without doing it. */
struct trial {
	int status;	/* 0: possible; 1: refused; 2: unknown */
	char field[32]; /* of the peer; "" for none */
	char check[32];
	struct why why;
};

/* Would the store and then peer-validate take the order? */
void trial_order(struct shell *s, const struct request_order *order,
    struct trial *trial);
/*
 * What the other side configures for the peer NAME on ROUTER, of the requests
 * as they are: the texts of wg-render and bird-render.
 */
enum trial_remote { REMOTE_TUNNEL, REMOTE_SESSION, REMOTES };
bool trial_remote(struct shell *s, const char *router, const char *name,
    struct buf text[static REMOTES], struct why *why);

#endif
