#ifndef BIRDFEED_ASN_H
#define BIRDFEED_ASN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "why.h"

/*
 * An autonomous system number, 0 .. 4294967295 (RFC 6793), as text in
 * asplain or asdot (RFC 5396), with or without "AS" in any case.  It is
 * printed with "AS%" PRIu32, in asplain.
 */
bool asn_parse(const char *s, size_t n, uint32_t *asn, struct why *why);

/*
 * True for a number that no network may use for itself: 0 (RFC 7607),
 * 23456 (RFC 6793), 65535 and 4294967295 (RFC 7300).
 */
bool asn_reserved(uint32_t asn);

#endif
