#ifndef IRR_FETCH_IRR_WANTED_H
#define IRR_FETCH_IRR_WANTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "site/site.h"
#include "stream/net.h"

/* A set that a session names. */
struct wanted_set {
	const char *name; /* as the site or the net record has it */
	unsigned line;	  /* in the site file */
};

/* The data that the sessions of a site need from an IRR. */
struct irr_wanted {
	struct wanted_set *sets;
	size_t nsets;
	size_t sets_cap;
	uint32_t *asns; /* whose routes they need; sorted, each once */
	size_t nasns;
	size_t asns_cap;
	bool families[2]; /* IPv4, IPv6 */
};

/* Does a session have as-set: peeringdb?  Then irr_wanted_make() needs nets. */
bool irr_wants_nets(const struct site *site);
/*
 * Collects what the sessions name.  NETS are PeeringDB's networks.  False if a
 * session's network is not among them, or has no set there, or if there is
 * something to ask and no server: reported.  Free with irr_wanted_free() in any
 * case; the names belong to SITE and NETS.
 */
bool irr_wanted_make(struct irr_wanted *w, const struct site *site,
    const struct nets *nets, struct diag *diag);
void irr_wanted_free(struct irr_wanted *w);

#endif
