#ifndef BIRD_RENDER_INTERNET_BOGONS_H
#define BIRD_RENDER_INTERNET_BOGONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "bird-render/input.h"

/* Is in the built-in lists whatever the site file removes from them? */
bool bogons_ready(const struct site *site, struct diag *diag);
/*
 * What nobody may announce on the public internet, as BIRD's constants:
 * BF_BOGONS4, BF_BOGONS6, BF_UNICAST6, BF_BOGON_ASNS, BF_PRIVATE_ASNS,
 * BF_TRANSIT_FREE_ASNS, and, where the site has these lists,
 * BF_NEVER_VIA_RS_ASNS, BF_BLOCKED4, BF_BLOCKED6 and BF_BLOCKED_ASNS.
 */
void bogons_text(FILE *f, const struct input *in);
/* Are there any such lists?  BIRD knows no empty set of numbers. */
bool bogons_blocks_prefixes(const struct site *site);
bool bogons_has_asns(const struct site *site);
bool bogons_has_transit_free(const struct site *site);
/* Is ASN a network that buys transit from nobody? */
bool asn_transit_free(const struct site *site, uint32_t asn);
/* Is ASN for private use (RFC 6996)?  Only a neighbour's own may be in a
 * path, at its head. */
bool asn_private(uint32_t asn);

#endif
