#ifndef BIRDFEED_ASN_H
#define BIRDFEED_ASN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

/*
 * Parses an autonomous system number, 0 .. 4294967295 (RFC 6793), in asplain
 * or asdot (RFC 5396), with or without "AS" in any case.  Print AS numbers in
 * asplain, with "AS%" PRIu32.
 */
bool asn_parse(const char *s, size_t n, uint32_t *asn, struct why *why);

#define ASN_TEXT 13 /* the longest text and its NUL */
/* Prints ASN as "AS%" PRIu32 does, but faster.  Returns TEXT. */
const char *asn_print(char text[static ASN_TEXT], uint32_t asn);

/*
 * True for a number that no network may use for itself: 0 (RFC 7607),
 * 23456 (RFC 6793), 65535 and 4294967295 (RFC 7300).
 */
bool asn_reserved(uint32_t asn);

/* The numbers from FIRST to LAST, both included. */
struct asn_range {
	uint32_t first;
	uint32_t last;
};

struct asn_range_list {
	struct asn_range *v;
	size_t n;
};

/* Parses "64512-65534" or a single AS number. */
bool asn_range_parse(const char *s, size_t n, struct asn_range *r,
    struct why *why);

#endif
