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
#include "stream/net.h"
#include "stream/own-objects.h"
#include "stream/participant.h"
#include "stream/prefix-rule.h"
#include "stream/revision.h"
#include "stream/vrp.h"

/* A route or route6 object: PREFIX may be announced by ASN. */
struct route {
	struct prefix prefix;
	uint32_t asn;
};

/* All input of the parts; each list is in its natural order. */
struct input {
	const struct explain *explain; /* NULL: without --explain */
	const struct site *site;
	const struct site_router *router;
	const struct neighbor *neighbors; /* the router's */
	size_t nneighbors;
	struct peers peers;
	struct leaves leaves;	   /* of any router; each once */
	struct nets nets;	   /* by AS number */
	struct prefix_rule *rules; /* in their order; each once */
	size_t nrules;
	size_t rules_cap;
	struct vrp *vrps; /* in vrp_cmp()'s order; each once */
	size_t nvrps;
	size_t vrps_cap;
	size_t naut_nums; /* records of these classes */
	size_t nas_sets;
	bool want_routes;
	struct route *routes; /* by ASN and prefix; each once */
	size_t nroutes;
	size_t routes_cap;
	struct revision registry;	  /* the oldest revision */
	struct own_objects own;		  /* the registry's objects of our AS */
	struct participants participants; /* by AS number */
	bool want_sets;
	struct irr_sets sets;
};

/*
 * Reads the record stream on FD.  Returns false, and reports why, if the
 * stream is incomplete or if it holds a birdfeed record that birdfeed would
 * not write.  Free IN with input_free() in any case.
 */
bool input_read(struct input *in, int fd, struct diag *diag);
void input_free(struct input *in);
/* Sets the site, the router and its neighbours, and derives which records they
 * need.  Call it before input_read(). */
void input_router(struct input *in, const struct site *site,
    const struct site_router *router);
/* Returns the first of the route records with that origin, sorted by prefix,
 * or NULL if there are none.  *N is their number. */
const struct route *input_routes(const struct input *in, uint32_t asn,
    size_t *n);

#endif
