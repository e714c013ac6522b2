#ifndef BIRDFEED_ADDR_H
#define BIRDFEED_ADDR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

/* An IPv4 or IPv6 address in network byte order; IPv4 uses the first four
 * bytes and leaves the others zero. */
struct addr {
	uint8_t family;		/* 4 or 6 */
	uint8_t bytes[16];
};

#define ADDR_TEXT 46		/* the longest text and its NUL */

/* Takes exactly what inet_pton(3) takes.  WHY may be NULL. */
bool addr_parse(const char *s, size_t n, struct addr *a, struct why *why);
/* The canonical text (RFC 5952 for IPv6). */
const char *addr_print(char text[static ADDR_TEXT], const struct addr *a);
/* The same without a NUL, at TO, which has room for it; where it ends. */
char *addr_put(char *to, const struct addr *a);
/* By family, then by value; the order everything is printed in. */
int addr_cmp(const struct addr *a, const struct addr *b);
unsigned addr_bits(const struct addr *a);	/* 32 or 128 */
bool addr_is_link_local(const struct addr *a);	/* fe80::/10 */
#endif
