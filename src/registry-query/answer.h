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
 * An answer: a line of columns, and its sort key, which memcmp() compares.
 * Answers with the same sort key are sorted by their text.
 */
struct answer {
	size_t order; /* offsets and lengths in text */
	size_t order_len;
	size_t line;
	size_t line_len;
};

/* The answers of a question.  All zero is an empty list. */
struct answers {
	struct answer *v;
	size_t n;
	size_t cap;
	struct buf text;
	struct buf order; /* of the answer being built */
	struct buf line;
};

/*
 * Build an answer in steps: its sort key, the most significant part first;
 * then its columns; then answer_finish().
 */
void answer_order_text(struct answers *a, struct slice text);
void answer_order_prefix(struct answers *a, const struct prefix *p);
void answer_order_byte(struct answers *a, uint8_t byte);
/* The smaller span first, then the span that starts earlier. */
void answer_order_size(struct answers *a, const struct span *span);
/* By the type of the key: AS number, addresses, or text. */
void answer_order_key(struct answers *a, struct slice key);
/* Escaped like a value of a record; an empty text is "-". */
void answer_column(struct answers *a, struct slice text);
void answer_column_str(struct answers *a, const char *text);
/* The values of R's fields of that name, separated by commas. */
void answer_column_field(struct answers *a, const struct record *r,
    const char *name);
void answer_finish(struct answers *a);

/* Sorts the answers, and removes duplicates. */
void answers_sort(struct answers *a);
void answers_print(FILE *f, const struct answers *a);
void answers_free(struct answers *a);

#endif
