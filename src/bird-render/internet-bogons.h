#ifndef BIRD_RENDER_INTERNET_BOGONS_H
#define BIRD_RENDER_INTERNET_BOGONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/*
 * What nobody may announce on the public internet, as BIRD's constants:
 * BF_BOGONS4, BF_BOGONS6, BF_UNICAST6, BF_BOGON_ASNS, BF_PRIVATE_ASNS and
 * BF_TRANSIT_FREE_ASNS.
 */
void bogons_text(FILE *f);
/* Is ASN a network that buys transit from nobody? */
bool asn_transit_free(uint32_t asn);
/* Is ASN for private use (RFC 6996)?  A path with one is rejected. */
bool asn_private(uint32_t asn);

#endif
