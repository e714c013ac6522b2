#ifndef BIRD_RENDER_INTERNET_BOGONS_H
#define BIRD_RENDER_INTERNET_BOGONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "bird-render/input.h"

/* Does the built-in list have every entry that the site file removes from it?
 * Returns false, and reports why, if an entry is missing. */
bool bogons_ready(const struct site *site, struct diag *diag);
/*
 * Prints what nobody may announce on the public internet, as BIRD constants:
 * BF_BOGONS4, BF_BOGONS6, BF_UNICAST6, BF_BOGON_ASNS, BF_PRIVATE_ASNS,
 * BF_TRANSIT_FREE_ASNS.  If the site has these lists, it also prints
 * BF_NEVER_VIA_RS_ASNS, BF_BLOCKED4, BF_BLOCKED6 and BF_BLOCKED_ASNS.
 */
void bogons_text(FILE *f, const struct input *in);
/* Does the list have entries?  BIRD has no empty set of numbers. */
bool bogons_blocks_prefixes(const struct site *site);
bool bogons_has_asns(const struct site *site);
bool bogons_has_transit_free(const struct site *site);
/* Is ASN a network that buys no transit? */
bool asn_transit_free(const struct site *site, uint32_t asn);
/* Is ASN for private use (RFC 6996)?  A path may hold only the neighbour's own
 * private AS number, and only at its head. */
bool asn_private(uint32_t asn);

#endif
