#ifndef PARTICIPANT_PARSE_HEADSCALE_H
#define PARTICIPANT_PARSE_HEADSCALE_H

#include "base/json-document.h"
#include "participant-parse/roster.h"

/*
 * Reads Headscale's answer to GET /api/v1/node: adds each node's addresses in
 * RANGE to its user.  False if the document has another form, which has been
 * reported.  An invalid address refuses its user, and an item of another shape
 * is left out, unless all are.  ISSUER, which may be NULL, is the issuer of the
 * users' tokens, by whose hashes they are known then.
 */
bool headscale_read(const struct document *doc, struct slice body,
    const struct prefix_list *range, const char *issuer, struct roster *to);

#endif
