#ifndef BIRDFEED_JSON_ITEMS_H
#define BIRDFEED_JSON_ITEMS_H

#include "base/json-document.h"

/* Takes an item.  False: it has another shape, which has been reported. */
typedef bool item_taker(const struct document *doc, const struct jvalue *item,
    void *ctx);

/* The items of an array, and how many of them were left out. */
struct items_count {
	size_t n;
	size_t bad;
};

/*
 * Calls TAKE for each item of the array in member NAME of the object in BODY.
 * jansson parses them one by one, because a tree of 100,000 items takes about
 * 400 MB.  An item that is no object, or that jansson refuses though its end
 * can be found (a number that is too big, a name given twice, a NUL), is
 * reported as refused and left out like one that TAKE returns false for; DOC of
 * TAKE says the same of them.  False if BODY has another form or all items were
 * left out, which has been reported.
 */
bool items_each(const struct document *doc, struct slice body, const char *name,
    item_taker *take, void *ctx, struct items_count *count);

#endif
