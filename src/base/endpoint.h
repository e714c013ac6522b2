#ifndef BIRDFEED_ENDPOINT_H
#define BIRDFEED_ENDPOINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/why.h"

/* Where a WireGuard peer listens: a host and a UDP port. */
struct endpoint {
	char *host;		/* lower case; NULL when ADDR is meant */
	struct addr addr;
	uint16_t port;		/* 1 .. 65535 */
};

#define ENDPOINT_TEXT (253 + 9)

/*
 * HOST:PORT, ADDRESS:PORT or [ADDRESS]:PORT.  As in wg(8) the last colon
 * stands before the port, so an IPv6 address may also come without its
 * brackets; it is printed with them.  endpoint_free() what was parsed.
 */
bool endpoint_parse(const char *s, size_t n, struct endpoint *ep,
    struct why *why);
const char *endpoint_print(char text[static ENDPOINT_TEXT],
    const struct endpoint *ep);
void endpoint_free(struct endpoint *ep);

/* A host alone: an address or a name; the port stays 0.  Prints likewise. */
bool host_parse(const char *s, size_t n, struct endpoint *ep,
    struct why *why);
const char *host_print(char text[static ENDPOINT_TEXT],
    const struct endpoint *ep);

#endif
