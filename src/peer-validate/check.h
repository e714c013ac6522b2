#ifndef PEER_VALIDATE_CHECK_H
#define PEER_VALIDATE_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"
#include "peer-validate/aut-num.h"
#include "peer-validate/psk-names.h"
#include "site/mesh-links.h"
#include "site/peer.h"
#include "site/site.h"

/* The data of a check, besides the peer itself. */
struct check_context {
	const struct site *site;
	const struct registry *registry;
	const struct site_router *router; /* the peer's, or NULL */
	const struct mesh_link *links;	  /* of that router */
	size_t nlinks;
	const struct psk_names *psks;
	bool stranger;	 /* a request, without --trusted */
	bool key_shared; /* another peer has this public key */
};

/*
 * A check of a peer.  ID is stable: messages, man pages and other people's
 * forms contain it.  FAILED returns true and fills WHY if the peer does not
 * pass.
 */
struct check {
	const char *id;
	unsigned key; /* the field that it checks, PEER_... */
	bool warns;   /* warns, and does not refuse */
	bool (*failed)(const struct check_context *c, const struct peer *p,
	    struct why *why);
};

/* All checks, in their order; a NULL id ends them. */
extern const struct check checks[];

#endif
