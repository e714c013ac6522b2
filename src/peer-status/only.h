#ifndef PEER_STATUS_ONLY_H
#define PEER_STATUS_ONLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/diag.h"
#include "peer-status/protocol.h"

/* --only: names of protocols, AS numbers and addresses of the other side,
 * separated by commas. */
struct only {
	const char *list; /* NULL: everything */
	bool *met;	  /* one for each word of LIST */
};

/* Starts a selection; O keeps LIST.  Free O with only_finish(). */
void only_start(struct only *o, const char *list);
/* Is P, somebody with that AS number, or somebody with that address selected?
 * Also notes which words of the list matched. */
bool only_matches(struct only *o, const struct protocol *p);
bool only_matches_as(struct only *o, uint32_t asn);
bool only_matches_addr(struct only *o, const struct addr *a);
/* Warns about words that matched nothing, unless DIAG is NULL, and frees O. */
void only_finish(struct only *o, struct diag *diag);

#endif
