#ifndef PARTICIPANT_PARSE_TAILSCALE_H
#define PARTICIPANT_PARSE_TAILSCALE_H

#include "participant-parse/document.h"
#include "participant-parse/roster.h"

/*
 * What "tailscale status --json" prints: adds the addresses of the peers
 * whose host name begins with PREFIX (in any case) to TO; with a RANGE that
 * is not empty only those in it.  False when the document is no such
 * status or an address is none, which has been reported.
 */
bool tailscale_read(const struct document *doc, struct slice body,
    const char *prefix, const struct prefix_list *range,
    struct addr_list *to);

#endif
