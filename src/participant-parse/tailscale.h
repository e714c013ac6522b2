#ifndef PARTICIPANT_PARSE_TAILSCALE_H
#define PARTICIPANT_PARSE_TAILSCALE_H

#include "base/json-document.h"
#include "participant-parse/roster.h"

/*
 * Reads the output of "tailscale status --json".  Adds to TO the addresses of
 * WHO's peers: those with the tag "tag:NAME", or those of the user with that
 * login name.  The VPN's controller vouches for both, but a machine chooses
 * its own host name.  If RANGE is not empty, only addresses in it are added.
 * False if the document has another form, which has been reported.
 */
bool tailscale_read(const struct document *doc, struct slice body,
    const char *who, const struct prefix_list *range, struct addr_list *to);
/* Is WHO a tag, not a user's login name? */
bool tailscale_is_tag(const char *who);

#endif
