#ifndef REGISTRY_QUERY_ANSWER_H
#define REGISTRY_QUERY_ANSWER_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/prefix.h"
#include "registry-query/span.h"
#include "stream/record.h"

/*
 * An answer is one line of columns, and its place among the others: bytes
 * that compare as they are.  Those of one place stand by their text.
 */
struct answer {
	size_t order;		/* offsets and lengths in text */
	size_t order_len;
	size_t line;
	size_t line_len;
};

/* All of them.  All zero is none. */
struct answers {
	struct answer *v;
	size_t n;
	size_t cap;
	struct buf text;
	struct buf order;	/* of the one that is being made */
	struct buf line;
};

/*
 * An answer is made in steps: its place, from the weightiest part to the
 * lightest; its columns; its end.
 */
void answer_order_text(struct answers *a, struct slice text);
void answer_order_prefix(struct answers *a, const struct prefix *p);
void answer_order_byte(struct answers *a, uint8_t byte);
/* The smaller span first, then the one that starts earlier. */
void answer_order_size(struct answers *a, const struct span *span);
/* By what the key is: an AS number, addresses, or else a text. */
void answer_order_key(struct answers *a, struct slice key);
/* Escaped as a record's value; an empty one is "-". */
void answer_column(struct answers *a, struct slice text);
void answer_column_str(struct answers *a, const char *text);
/* The values of R's fields of that name, with commas. */
void answer_column_field(struct answers *a, const struct record *r,
    const char *name);
void answer_finish(struct answers *a);

/* Sorts them, and keeps one of each. */
void answers_sort(struct answers *a);
void answers_print(FILE *f, const struct answers *a);
void answers_free(struct answers *a);

#endif
