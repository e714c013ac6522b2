#ifndef BIRD_RENDER_INPUT_H
#define BIRD_RENDER_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/prefix.h"
#include "bird-render/irr-set.h"
#include "render/explain.h"
#include "site/neighbor.h"
#include "site/peer.h"
#include "site/site.h"
#include "stream/leave.h"
#include "stream/own-objects.h"
#include "stream/participant.h"
#include "stream/prefix-rule.h"
#include "stream/vrp.h"

/* A route or route6 object: what an AS may announce. */
struct route {
	struct prefix prefix;
	uint32_t asn;
};

/* All that the parts are made of, each list in its natural order. */
struct input {
	const struct explain *explain;	/* NULL: nobody asks why */
	const struct site *site;
	const struct site_router *router;
	const struct neighbor *neighbors;	/* the router's */
	size_t nneighbors;
	struct peers peers;
	struct leaves leaves;	/* of any router; each once */
	struct prefix_rule *rules;	/* in their order; each once */
	size_t nrules;
	size_t rules_cap;
	struct vrp *vrps;	/* in vrp_cmp()'s order; each once */
	size_t nvrps;
	size_t vrps_cap;
	size_t naut_nums;	/* records of these classes */
	size_t nas_sets;
	bool want_routes;
	struct route *routes;	/* by ASN and prefix; each once */
	size_t nroutes;
	size_t routes_cap;
	struct own_objects own;	/* what a registry has of our AS */
	struct participants participants;	/* by AS number */
	bool want_sets;
	struct irr_sets sets;
};

/*
 * Reads the record stream on FD.  False when it is not complete or holds a
 * record of birdfeed's own that birdfeed does not write; that has been
 * reported.  input_free() it in any case.
 */
bool input_read(struct input *in, int fd, struct diag *diag);
void input_free(struct input *in);
/* The site's router, its neighbours, and which records these want. */
void input_router(struct input *in, const struct site *site,
    const struct site_router *router);
/* The route records of that origin, by prefix; *N is how many. */
const struct route *input_routes(const struct input *in, uint32_t asn,
    size_t *n);

#endif
