#ifndef BIRDFEED_ADDR_H
#define BIRDFEED_ADDR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

/* An IPv4 or IPv6 address in network byte order.  IPv4 uses the first four
 * bytes; the others are zero. */
struct addr {
	uint8_t family; /* 4 or 6 */
	uint8_t bytes[16];
};

#define ADDR_TEXT 46 /* the longest text and its NUL */

/* Accepts exactly what inet_pton(3) accepts.  WHY may be NULL. */
bool addr_parse(const char *s, size_t n, struct addr *a, struct why *why);
/* Writes the canonical text (RFC 5952 for IPv6) to TEXT and returns TEXT. */
const char *addr_print(char text[static ADDR_TEXT], const struct addr *a);
/* Writes the same text without a NUL to TO, which must have room for it.
 * Returns a pointer to the byte after the text. */
char *addr_put(char *to, const struct addr *a);
/* Orders by family, then by value.  All output uses this order. */
int addr_cmp(const struct addr *a, const struct addr *b);
unsigned addr_bits(const struct addr *a);      /* 32 or 128 */
bool addr_is_link_local(const struct addr *a); /* fe80::/10 */
#endif
