#ifndef PARTICIPANT_PARSE_HEADSCALE_H
#define PARTICIPANT_PARSE_HEADSCALE_H

#include "participant-parse/document.h"
#include "participant-parse/roster.h"

/*
 * Headscale's answer to GET /api/v1/node: adds each node's addresses that
 * lie in RANGE to its user.  False when the document is not such an answer,
 * which has been reported; an address that is none refuses its user.
 */
bool headscale_read(const struct document *doc, struct slice body,
    const struct prefix_list *range, struct roster *to);

#endif
