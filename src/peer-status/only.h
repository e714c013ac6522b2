#ifndef PEER_STATUS_ONLY_H
#define PEER_STATUS_ONLY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "peer-status/protocol.h"

/* --only: protocol names and AS numbers, separated by commas. */
struct only {
	const char *list;		/* NULL: everything */
	bool *met;			/* one for each word of LIST */
};

/* Starts a selection; O keeps LIST.  Free O with only_finish(). */
void only_start(struct only *o, const char *list);
/* Is P selected?  Also notes which words of the list matched. */
bool only_matches(struct only *o, const struct protocol *p);
/* Warns about words that matched nothing, and frees O. */
void only_finish(struct only *o, struct diag *diag);

#endif
