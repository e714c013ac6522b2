#ifndef PARTICIPANT_PARSE_GATEWAY_H
#define PARTICIPANT_PARSE_GATEWAY_H

#include "participant-parse/document.h"
#include "participant-parse/roster.h"

/*
 * The gateway's answer to GET /service/mappings: adds each user's AS number
 * and prefixes.  False when the document is not such an answer, which has
 * been reported; a value that is none refuses its user.
 */
bool gateway_read(const struct document *doc, struct slice body,
    struct roster *to);

#endif
