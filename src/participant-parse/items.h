#ifndef PARTICIPANT_PARSE_ITEMS_H
#define PARTICIPANT_PARSE_ITEMS_H

#include "participant-parse/document.h"

/* False ends the walk; it has been reported then. */
typedef bool item_taker(const struct document *doc,
    const struct jvalue *item, void *ctx);

/*
 * Calls TAKE for each item of the array that is the member NAME of the
 * object in BODY; each has to be an object.  jansson reads them one by one,
 * because the tree of 100,000 is some 400 MB and needed by nobody.  False
 * when BODY is not such a document or TAKE said so, which is reported.
 */
bool items_each(const struct document *doc, struct slice body,
    const char *name, item_taker *take, void *ctx);

#endif
