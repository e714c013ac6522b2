#ifndef PEER_STATUS_ONLY_H
#define PEER_STATUS_ONLY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "peer-status/protocol.h"

/* --only: names of protocols and AS numbers, with commas between. */
struct only {
	const char *list;		/* NULL: everything */
	bool *met;			/* one a word of it */
};

void only_start(struct only *o, const char *list);
bool only_matches(struct only *o, const struct protocol *p);
/* Warns of words that nothing matched. */
void only_finish(struct only *o, struct diag *diag);

#endif
