#ifndef PEER_VALIDATE_CHECK_H
#define PEER_VALIDATE_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"
#include "peer-validate/aut-num.h"
#include "site/mesh-links.h"
#include "site/peer.h"
#include "site/site.h"

/* What a check may look at beside the peer itself. */
struct check_context {
	const struct site *site;
	const struct registry *registry;
	const struct site_router *router;	/* the peer's; NULL: none */
	const struct mesh_link *links;		/* that router's */
	size_t nlinks;
	bool stranger;		/* a request, without --trusted */
	bool key_shared;	/* another peer has this public key */
};

/*
 * One check of one peer.  ID is stable: it stands in messages, in man pages
 * and in the forms that people build on them.  FAILED fills WHY and is
 * true when the peer does not pass.
 */
struct check {
	const char *id;
	unsigned key;		/* the field it is about, PEER_... */
	bool warns;		/* says so, but refuses nobody */
	bool (*failed)(const struct check_context *c, const struct peer *p,
	    struct why *why);
};

/* All checks, in the order they are made; a NULL id ends them. */
extern const struct check checks[];

#endif
