#ifndef BIRDFEED_ENDPOINT_H
#define BIRDFEED_ENDPOINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/why.h"

/* Where a WireGuard peer listens: a host and a UDP port. */
struct endpoint {
	char *host; /* in lower case; NULL: use ADDR */
	struct addr addr;
	uint16_t port; /* 1 .. 65535 */
};

#define ENDPOINT_TEXT (253 + 9)

/*
 * Parses HOST:PORT, ADDRESS:PORT or [ADDRESS]:PORT.  As in wg(8), the port
 * follows the last colon, so an IPv6 address does not need its brackets.
 * endpoint_print() always prints them.  After success, free EP with
 * endpoint_free().
 */
bool endpoint_parse(const char *s, size_t n, struct endpoint *ep,
    struct why *why);
const char *endpoint_print(char text[static ENDPOINT_TEXT],
    const struct endpoint *ep);
void endpoint_free(struct endpoint *ep);

/* The same for a host without a port: an address or a name.  The port is 0.
 * After success, free EP with endpoint_free(). */
bool host_parse(const char *s, size_t n, struct endpoint *ep, struct why *why);
const char *host_print(char text[static ENDPOINT_TEXT],
    const struct endpoint *ep);

#endif
