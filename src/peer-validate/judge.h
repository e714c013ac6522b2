#ifndef PEER_VALIDATE_JUDGE_H
#define PEER_VALIDATE_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/diag.h"
#include "peer-validate/aut-num.h"
#include "peer-validate/candidate.h"
#include "peer-validate/psk-names.h"
#include "peer-validate/refused-requests.h"
#include "site/site.h"
#include "stream/latency.h"

/* The data that a verdict depends on. */
struct judge {
	const struct site *site;
	const struct registry *registry;
	const struct latencies *latencies; /* sorted */
	const struct psk_names *psks;
	const struct site_router *default_router; /* may be NULL */
	const char *explain;		   /* the peer of --explain, or NULL */
	FILE *to;			   /* output of --explain */
	struct buf *found;		   /* collects JSON instead, or NULL */
	struct refused_requests *refusals; /* of requests */
	struct diag *diag;
};

/*
 * Derives and checks the N peers at C, and resolves conflicts between peers:
 * first are the operator's own without an id, then the lower id, then the
 * lower ASN, then name and place.  Leaves C in that order, with the verdicts.
 * A refusal is reported with the check's identifier.  Returns the number of
 * refused peers.
 */
unsigned long judge_peers(struct judge *j, struct candidate *c, size_t n);
/*
 * The exit status of --explain, after judge_peers(): 0 the peer passed, 1 it
 * was refused, 2 no peer has that name (reported).  Writes the contents of
 * j->found.
 */
int judge_explained(const struct judge *j, const struct candidate *c, size_t n);

#endif
