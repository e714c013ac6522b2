#ifndef BIRDFEED_JSON_ITEMS_H
#define BIRDFEED_JSON_ITEMS_H

#include "base/json-document.h"

/* Takes an item.  False ends the walk; the fault has been reported. */
typedef bool item_taker(const struct document *doc, const struct jvalue *item,
    void *ctx);

/*
 * Calls TAKE for each item of the array in member NAME of the object in BODY;
 * each item must be an object.  jansson parses them one by one, because a
 * tree of 100,000 items takes about 400 MB.  False if BODY has another form or
 * TAKE returned false, which has been reported.
 */
bool items_each(const struct document *doc, struct slice body, const char *name,
    item_taker *take, void *ctx);

/* Of the N items of NAME, BAD were left out for their shape.  False if those
 * are all, which it reports: the document has changed. */
bool items_usable(const struct document *doc, const char *name, size_t n,
    size_t bad);

#endif
