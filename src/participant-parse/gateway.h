#ifndef PARTICIPANT_PARSE_GATEWAY_H
#define PARTICIPANT_PARSE_GATEWAY_H

#include "base/json-document.h"
#include "participant-parse/roster.h"

/*
 * Reads the gateway's answer to GET /service/mappings: adds each user's AS
 * number and prefixes.  False if the document has another form, which has been
 * reported.  An invalid value refuses its user, and an item of another shape is
 * left out, unless all are.  BY_HASH: the other side knows its users' hashes.
 */
bool gateway_read(const struct document *doc, struct slice body, bool by_hash,
    struct roster *to);

#endif
